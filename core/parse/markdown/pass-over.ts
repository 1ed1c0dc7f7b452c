import type { Candidate, Reading } from '../draft.ts';
import { namesRange } from '../id-prefix.ts';
import { foldText, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';
import { openDraft } from '../draft.ts';
import { isDemand } from '../reading-words.ts';
import type { Segment } from './segment.ts';

const sentenceEnd = /[.!?]["'”’)\]]*\s+(?=["“'‘([]?\p{Lu})/gu;
const abbreviation = /\b(?:e\.g|i\.e|etc|vs|cf|ca|approx|no|z\.B|d\.h|bzw)\.\s*$/i;

/**
 * Reports normative text that has no place: it has no id and stands outside a requirements section, or its id was not
 * understood. `reason` is for the first case.
 */
export function passOver(reading: Reading, segment: Segment, reason: string): void {
  const { content, start, end } = segment;
  if (segment.unread !== undefined) {
    const written = segment.unread.length > 40 ? `${segment.unread.slice(0, 40)}…` : segment.unread;
    const rule = 'an id is letters, digits and - _ . with a capital first and a number, at most 48 characters (REQ-7)';
    reading.skips.push({ start, end, reason: `The id ${written} was not understood; ${rule}` });
    return;
  }
  reading.skips.push({ start, end, reason });
  reading.candidates.push({ content, start, end });
}

/** Reports `FR1-FR15: …`. Other notes need no word: they explain what is read. */
export function passRange(reading: Reading, { content, start, end }: Segment): void {
  if (!namesRange(content.text)) return;
  reading.skips.push({ start, end, reason: 'Names several ids at once; none of them is stated here' });
}

function sentencesOf(content: MappedText): MappedText[] {
  const found: MappedText[] = [];
  let from = 0;
  for (const match of content.text.matchAll(sentenceEnd)) {
    const to = match.index + match[0].length;
    if (abbreviation.test(content.text.slice(Math.max(0, to - 12), to))) continue;
    found.push(foldText(sliceText(content, from, to)));
    from = to;
  }
  return [...found, foldText(sliceText(content, from))];
}

/**
 * In a document that has no requirement by its structure, the normative sentences are what its author can have meant:
 * each becomes a requirement with an id derived from its words.
 */
export function takeCandidates(reading: Reading, except: { start: number }[]): void {
  if (reading.drafts.length > 0) return;
  const taken = (each: Candidate): boolean => except.every(({ start }) => start !== each.start);
  for (const candidate of reading.candidates.filter(taken)) {
    for (const text of sentencesOf(candidate.content).filter((each) => isDemand(each.text))) {
      const start = rawStart(text) ?? candidate.start;
      openDraft(reading, { extent: 'paragraph', text: [text], start, end: rawEnd(text) ?? candidate.end });
    }
    reading.skips = reading.skips.filter(({ start }) => start !== candidate.start);
  }
}
