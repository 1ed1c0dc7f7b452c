import type { TextRun } from '../types.ts';
import type { MappedText } from './mapped-text.ts';

/** How far a character of the value may lie behind what the file shows: an escape, an indent, a folded line. */
const reach = 400;

/**
 * Lays a decoded `value` over the raw range that encodes it (a quoted cell, an escaped string, a folded scalar). What the
 * two share runs in step. Where they cannot be laid over each other the value as a whole lies in the whole range.
 */
export function alignText(raw: string, { from, to }: { from: number; to: number }, value: string): MappedText {
  const runs: TextRun[] = [];
  let at = 0;
  let start = from;
  while (at < value.length) {
    const length = inStep(raw, { at: start, to }, value.slice(at, at + to - start));
    if (length > 0) {
      runs.push({ at, start, length });
      at += length;
      start += length;
      continue;
    }
    // White space is folded, indented and broken in many ways; it needs no place of its own.
    if (/\s/.test(value.charAt(at))) {
      at++;
      continue;
    }
    const next = raw.indexOf(value.charAt(at), start);
    if (next < 0 || next >= to || next - start > reach || !/^[\s"'\\#|>+\-\dnrtu]*$/.test(raw.slice(start, next)))
      return { text: value, runs: to > from ? [{ at: 0, start: from, length: value.length, span: to - from }] : [] };
    start = next;
  }
  return { text: value, runs };
}

function inStep(raw: string, { at, to }: { at: number; to: number }, value: string): number {
  let length = 0;
  while (at + length < to && length < value.length && raw.charCodeAt(at + length) === value.charCodeAt(length))
    length++;
  return length;
}
