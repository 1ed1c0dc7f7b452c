import type { TextRun } from '../types.ts';
import type { MappedText } from './mapped-text.ts';

const escapes = {
  json: /\\(?:u([\da-fA-F]{4})|(.))/gs,
  xml: /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));|\r\n?/g,
};
const jsonLetters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const xmlNames: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function character(code: number): string {
  return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : '\ufffd';
}

function decode(match: RegExpExecArray, encoding: keyof typeof escapes): string {
  const [all, first, second, third] = match;
  if (encoding === 'json')
    return first === undefined ? (jsonLetters[second ?? ''] ?? second ?? '') : String.fromCharCode(parseInt(first, 16));
  if (all.startsWith('\r')) return '\n';
  if (first !== undefined) return character(Number(first));
  return second === undefined ? (xmlNames[third ?? ''] ?? '') : character(parseInt(second, 16));
}

/** Decodes a stretch of JSON or XML text. What is written as it is runs in step; each escape lies in a span of its own. */
export function encodedText(
  raw: string,
  { from, to }: { from: number; to: number },
  encoding: keyof typeof escapes,
): MappedText {
  const parts: string[] = [];
  const runs: TextRun[] = [];
  let at = 0;
  let done = from;
  const push = (text: string, run: Omit<TextRun, 'at'>): void => {
    if (text === '') return;
    parts.push(text);
    runs.push({ at, ...run });
    at += text.length;
  };
  for (const match of raw.slice(from, to).matchAll(escapes[encoding])) {
    const start = from + match.index;
    push(raw.slice(done, start), { start: done, length: start - done });
    const text = decode(match, encoding);
    push(text, { start, length: text.length, span: match[0].length });
    done = start + match[0].length;
  }
  push(raw.slice(done, to), { start: done, length: to - done });
  return { text: parts.join(''), runs };
}
