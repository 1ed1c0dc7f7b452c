import { SaxesParser } from 'saxes';
import type { Problem } from '../../types.ts';
import type { RawDocument } from '../format.ts';

/**
 * An element with raw offsets: `start`..`end` with its tags, `from`..`to` between them. Names are without their prefix;
 * character data is not kept: it is what lies between the children. `#cdata` and `#comment` are children too.
 */
export type XmlElement = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  start: number;
  from: number;
  to: number;
  end: number;
};

type Read = { root: XmlElement; problem?: Problem };

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** A document type can define entities that grow without end or name files; ReqIF has none. */
function doctypeProblem({ path, text }: RawDocument): Problem | undefined {
  const at = text.search(/<!DOCTYPE/i);
  if (at < 0) return undefined;
  const line = text.slice(0, at).split(/\r\n|\r|\n/).length;
  return {
    code: 'xml_doctype',
    severity: 'error',
    message: 'The file declares a document type (<!DOCTYPE), which may define entities; it was not read',
    source: { path, line, end_line: line },
    hint: 'Remove the <!DOCTYPE …> declaration: ReqIF needs none',
  };
}

function brokenXml({ path }: RawDocument, parser: SaxesParser, message: string): Problem {
  const { line } = parser;
  return {
    code: 'broken_xml',
    severity: 'error',
    message: `The file is not well-formed XML: ${message.replace(/^(?:[^:]*:)?\d+:\d+: /, '')}; what stands before this place was read`,
    source: { path, line, end_line: line, column: parser.column + 1 },
    hint: 'Export the file again, or mend this place',
  };
}

/** Tools and people put a comment or a blank line above `<?xml …?>`, which XML forbids. The offsets stay. */
function withoutLateDeclaration(raw: string): string {
  const declaration = /<\?xml\s[^?]{0,200}\?>/.exec(raw.slice(0, 10_000));
  if (!declaration || declaration.index <= (raw.startsWith('\ufeff') ? 1 : 0)) return raw;
  const above = raw.slice(0, declaration.index).replace(/<!--[\s\S]*?-->/g, '');
  if (above.replace(/^\ufeff/, '').trim() !== '') return raw;
  const behind = declaration.index + declaration[0].length;
  return raw.slice(0, declaration.index) + ' '.repeat(declaration[0].length) + raw.slice(behind);
}

/** Reads XML into a tree. The first error ends the reading; what is open there is closed there. */
export function readXml(document: RawDocument): Read {
  const { text: raw } = document;
  const root: XmlElement = { name: '', attributes: new Map(), children: [], start: 0, from: 0, to: 0, end: raw.length };
  const doctype = doctypeProblem(document);
  if (doctype) return { root, problem: doctype };
  const parser = new SaxesParser({ position: true });
  const open = [root];
  let problem: Problem | undefined;
  const tagStart = (): number => raw.lastIndexOf('<', parser.position - 1);
  const add = (name: string, start: number): XmlElement => {
    const { position } = parser;
    const element = { name, attributes: new Map(), children: [], start, from: position, to: position, end: position };
    open.at(-1)?.children.push(element);
    return element;
  };
  parser.on('error', ({ message }) => (problem ??= brokenXml(document, parser, message)));
  parser.on('opentag', ({ name, attributes }) => {
    if (problem) return;
    const element = add(localName(name), tagStart());
    element.attributes = new Map(Object.entries(attributes).map(([key, value]) => [localName(key), String(value)]));
    open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const element = problem ? undefined : open.pop();
    if (!element) return;
    element.end = parser.position;
    element.to = isSelfClosing ? element.from : tagStart();
  });
  const special = (name: string, mark: string, closing: string): void => {
    if (problem) return;
    const element = add(name, raw.lastIndexOf(mark, parser.position));
    element.from = element.start + mark.length;
    element.end = raw.indexOf(closing, element.from) + closing.length;
    element.to = element.end - closing.length;
  };
  parser.on('cdata', () => special('#cdata', '<![CDATA[', ']]>'));
  parser.on('comment', () => special('#comment', '<!--', '-->'));
  parser.write(withoutLateDeclaration(raw)).close();
  const at = problem ? Math.min(parser.position, raw.length) : raw.length;
  for (const element of open) element.to = element.end = Math.max(element.from, at);
  return { root, ...(problem && { problem }) };
}
