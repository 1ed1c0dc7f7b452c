import type { Reading } from '../draft.ts';
import { foldText } from '../mapped-text.ts';
import type { Block } from './block.ts';
import { readBlocks } from './read-blocks.ts';
import { readSection } from './read-section.ts';
import { toSections } from './section.ts';

const pointer = /\b[\w./-]+\.(?:md|markdown|rst|adoc|feature)\b/i;
const pointing = /\b(?:canonical|moved|see|superseded|replaced|lives?|maintained|relocated)\b/i;

/** A file without requirements that only says where they are. */
function pointers(blocks: Block[]): Reading['skips'] {
  return blocks.flatMap((block) => {
    if (block.type !== 'paragraph') return [];
    const { text } = foldText(block.content);
    const points = pointer.test(text.slice(0, 500)) && pointing.test(text.slice(0, 500));
    return points ? [{ start: block.start, end: block.end, reason: 'Points to another document' }] : [];
  });
}

/** Reads the requirements of a Markdown document (GitHub flavour; Spec Kit and Kiro dialects). Offsets are raw offsets. */
export function parseMarkdown(raw: string): Reading {
  const blocks = readBlocks(raw);
  const reading: Reading = { drafts: [], skips: [], byKey: new Map() };
  readSection(reading, toSections(blocks), { rule: 'none', constraints: false });
  if (reading.drafts.length === 0 && blocks.length <= 10) reading.skips.push(...pointers(blocks));
  return reading;
}
