import type { Reading } from './draft.ts';
import type { RawLine } from './raw-lines.ts';
import { isNormative } from './reading-words.ts';

/** Reports a rationale or a comment that says shall or must: it is read as what it calls itself, not as a demand. */
export function skipNote(reading: Reading, note: { start: number; end: number; text: string }, name: string): void {
  if (!isNormative(note.text)) return;
  reading.skips.push({ start: note.start, end: note.end, reason: `${name} with normative words` });
}

/** Reports normative paragraphs that lie in nothing that was read; `reason` says where they stand. */
export function skipProse(reading: Reading, lines: readonly RawLine[], reason: string): void {
  const places = [...reading.drafts, ...reading.skips].sort((one, other) => one.start - other.start);
  let next = 0;
  let covered = 0;
  let open: RawLine[] = [];
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first && last && isNormative(open.map(({ text }) => text).join('\n')))
      reading.skips.push({ start: first.start, end: last.end, reason });
    open = [];
  };
  for (const line of lines) {
    for (; (places[next]?.start ?? Infinity) <= line.start; next++) covered = Math.max(covered, places[next]?.end ?? 0);
    if (line.text.trim() === '' || line.start < covered) close();
    else open.push(line);
  }
  close();
}
