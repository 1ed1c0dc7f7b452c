import { firstRunAfter } from '../text/quote.ts';
import type { TextRun } from '../types.ts';

/** Clean text that knows where in the raw file each of its characters comes from. Characters in no run were put in by us. */
export type MappedText = { text: string; runs: TextRun[] };

/** The part `from`..`to` (clean offsets, `to` exclusive). */
export function sliceText(mapped: MappedText, from: number, to = mapped.text.length): MappedText {
  if (from === 0 && to >= mapped.text.length) return mapped;
  const runs: TextRun[] = [];
  for (let index = firstRunAfter(mapped.runs, from); index < mapped.runs.length; index++) {
    const run = mapped.runs[index];
    if (!run || run.at >= to) break;
    const begin = Math.max(run.at, from);
    const length = Math.min(run.at + run.length, to) - begin;
    if (length <= 0) continue;
    // An encoded run cannot be cut in the file: each part of it lies in the whole span.
    if (run.span === undefined) runs.push({ at: begin - from, start: run.start + begin - run.at, length });
    else runs.push({ at: begin - from, start: run.start, length, span: run.span });
  }
  return { text: mapped.text.slice(from, to), runs };
}

/** One text after the other; plain strings are glue that lies nowhere in the file. */
export function joinTexts(parts: (MappedText | string)[]): MappedText {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return only;
  let text = '';
  const runs: TextRun[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    for (const run of part.runs) runs.push({ ...run, at: run.at + text.length });
    text += part.text;
  }
  return { text, runs };
}

/** Without white space at both ends. */
function trimText(mapped: MappedText): MappedText {
  const lead = mapped.text.length - mapped.text.trimStart().length;
  return sliceText(mapped, lead, Math.max(lead, mapped.text.trimEnd().length));
}

/** Trimmed, with each stretch of white space (a wrapped line among them) as one space. */
export function foldText(mapped: MappedText): MappedText {
  const trimmed = trimText(mapped);
  if (!/[^\S ]|\s{2}/.test(trimmed.text)) return trimmed;
  const parts: (MappedText | string)[] = [];
  let done = 0;
  for (const match of trimmed.text.matchAll(/[^\S ]\s*|\s{2,}/g)) {
    const space = sliceText(trimmed, match.index, match.index + 1);
    parts.push(sliceText(trimmed, done, match.index), { text: ' ', runs: space.runs });
    done = match.index + match[0].length;
  }
  parts.push(sliceText(trimmed, done));
  return joinTexts(parts);
}

/** Raw offset of the first character that lies in the file. */
export function rawStart(mapped: MappedText): number | undefined {
  return mapped.runs[0]?.start;
}

/** Raw offset behind the last character that lies in the file. */
export function rawEnd(mapped: MappedText): number | undefined {
  const last = mapped.runs.at(-1);
  return last && last.start + (last.span ?? last.length);
}
