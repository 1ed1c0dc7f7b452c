import type { Node } from 'jsonc-parser';
import { encodedText } from '../encoded-text.ts';
import type { MappedText } from '../mapped-text.ts';

/** A member of an object by its own key; keys such as `__proto__` are names like all others. */
export function member(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

/** The members of an object in their order. */
export function members(node: Node | undefined): [string, Node][] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }): [string, Node][] => {
    const [key, value] = children ?? [];
    return key && value ? [[String(key.value), value]] : [];
  });
}

/** A string, number or truth value as text; arrays of them with commas. */
export function plainValue(node: Node | undefined): string {
  if (!node) return '';
  if (node.type === 'array') return (node.children ?? []).map(plainValue).join(', ');
  return node.type === 'object' || node.type === 'null' ? '' : String(node.value);
}

/** A string with its place in the file. */
export function jsonText(raw: string, node: Node | undefined): MappedText {
  if (node?.type !== 'string') return { text: '', runs: [] };
  const end = node.offset + node.length;
  // A string that the end of the file cuts off has no closing quote.
  const closed = node.length > 1 && raw[end - 1] === '"';
  return encodedText(raw, { from: node.offset + 1, to: closed ? end - 1 : end }, 'json');
}
