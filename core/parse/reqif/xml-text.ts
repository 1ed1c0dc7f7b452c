import { encodedText } from '../encoded-text.ts';
import { joinTexts, type MappedText } from '../mapped-text.ts';
import { rawText } from '../raw-lines.ts';
import type { XmlElement } from './xml-tree.ts';

const blocks = /^(?:p|div|br|tr|ul|ol|table|h[1-6]|blockquote|pre|dl|dt|dd)$/;

/** Elements of a tree by the names on the way to them. */
export function select(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  let found = element ? [element] : [];
  for (const name of names) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

function collect(raw: string, element: XmlElement, parts: (MappedText | string)[]): void {
  let at = element.from;
  for (const child of element.children) {
    parts.push(encodedText(raw, { from: at, to: child.start }, 'xml'));
    if (child.name === '#cdata') parts.push(rawText(raw, { start: child.from, end: child.to }));
    else if (child.name === 'li') parts.push('\n- ');
    else if (blocks.test(child.name)) parts.push(child.name === 'br' || child.name === 'tr' ? '\n' : '\n\n');
    else if (child.name === 'td' || child.name === 'th') parts.push(' ');
    if (!child.name.startsWith('#')) collect(raw, child, parts);
    if (blocks.test(child.name) && child.name !== 'br') parts.push('\n\n');
    at = child.end;
  }
  parts.push(encodedText(raw, { from: at, to: element.to }, 'xml'));
}

/** The text of an element, XHTML flattened: paragraphs with a blank line between them, list items with a dash. */
export function elementText(raw: string, element: XmlElement): MappedText {
  const parts: (MappedText | string)[] = [];
  collect(raw, element, parts);
  return joinTexts(parts);
}

/** The value of an attribute with its place inside the opening tag. */
export function attributeText(raw: string, element: XmlElement, name: string): MappedText {
  const tag = raw.slice(element.start, element.from);
  const match = new RegExp(`[\\s:]${name}\\s{0,20}=\\s{0,20}(["'])`).exec(tag);
  if (!match) return { text: '', runs: [] };
  const from = element.start + match.index + match[0].length;
  const to = raw.indexOf(match[1] ?? '"', from);
  return encodedText(raw, { from, to: to < 0 || to > element.from ? element.from : to }, 'xml');
}
