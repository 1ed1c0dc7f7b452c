import { readAttributeGroup, type Attributes } from './attributes.ts';
import { isRequirementId } from './identifier.ts';

/** An id at the start of a text: `length` is where the statement begins, separator and attribute groups behind it. */
export type IdPrefix = { id: string; length: number; attributes: Attributes; separated: boolean };

const token = /^\s*([[(]?)(AC \d+(?:\.\d+)*|[A-Za-z][A-Za-z0-9]{0,40}(?:[-_.][A-Za-z0-9]{1,40}){0,8})([\])]?)/;
const group = /^\s*(?:\(([^()]{1,80})\)|\[([^[\]]{1,80})\])/;
/** `FR4 (#157): …`: where the id is discussed, no part of what it demands. */
const issues = /^\s*\(#\d{1,7}(?:,\s?#\d{1,7}){0,5}\)/;
const separator = /^\s*(?::|[–—]|-(?=\s)|\.(?=\s))\s*/;

const range =
  /^\s*[[(]?([A-Z][A-Za-z]{0,20}(?:[-_.][A-Za-z0-9]{1,20}){0,4}?)[-_.]?\d{1,6}\s{0,3}(?:[-–—…~]|\.{2,3}|through|thru|to|bis)\s{0,3}\1[-_.]?\d{1,6}[a-z]?(?![\w-])/i;

/** `FR1-FR15: …`, `REQ-7 through REQ-9`: several requirements are named, none is made. */
export const namesRange = (text: string): boolean => range.test(text.slice(0, 120));

function skipGroups(text: string, attributes: Attributes): number {
  let length = 0;
  for (let groups = 0; groups < 10; groups++) {
    const issue = issues.exec(text.slice(length, length + 100))?.[0].length ?? 0;
    length += issue;
    if (issue > 0) continue;
    const match = group.exec(text.slice(length, length + 100));
    const inside = match?.[1] ?? match?.[2];
    if (!match || inside === undefined || !readAttributeGroup(attributes, inside)) return length;
    length += match[0].length;
  }
  return length;
}

/**
 * Reads `REQ-7: …`, `[REQ-7] …`, `(REQ-7)`, `REQ-7 – …`, `REQ-7 (Priority: high): …`, and, when the id is `marked`
 * (bold or code) or the statement begins like a sentence, `REQ-7 …`.
 */
export function readIdPrefix(text: string, marked: boolean): IdPrefix | undefined {
  const match = token.exec(text.slice(0, 400));
  if (!match) return undefined;
  const [all, opening = '', written = '', closing = ''] = match;
  const id = written.replace(' ', '');
  const bracketed = opening !== '' && ((opening === '[' && closing === ']') || (opening === '(' && closing === ')'));
  if ((opening !== '' || closing !== '') && !bracketed) return undefined;
  if (!isRequirementId(id)) return undefined;
  const attributes: Attributes = { tags: [] };
  let length = all.length;
  length += skipGroups(text.slice(length), attributes);
  const gap = separator.exec(text.slice(length, length + 40))?.[0].length ?? 0;
  const separated = gap > 0 || bracketed;
  length += gap;
  length += skipGroups(text.slice(length), attributes);
  const rest = text.slice(length);
  if (written.includes(' ') && !separated) return undefined;
  if (separated || rest === '') return { id, length, attributes, separated };
  if (!/^\s/.test(rest)) return undefined;
  const solid = /[-_.]|[A-Z]{2,}\d{2,}/.test(id);
  return marked || (solid && /^\s+["“„«'([]?\p{Lu}/u.test(rest)) ? { id, length, attributes, separated } : undefined;
}
