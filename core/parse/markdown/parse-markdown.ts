import { emptyReading, type Reading } from '../draft.ts';
import { foldText } from '../mapped-text.ts';
import type { Block, Fence } from './block.ts';
import { isGherkin } from './gherkin.ts';
import { takeCandidates } from './pass-over.ts';
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

function fencesOf(blocks: Block[]): Fence[] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return block.items.flatMap((item) => fencesOf(item.blocks));
    return block.type === 'fence' ? [block] : [];
  });
}

/** Gherkin that no rule has looked at, such as below a note or inside a criterion. */
function unreadGherkin(blocks: Block[], reading: Reading): Reading['skips'] {
  return fencesOf(blocks)
    .filter(({ start, language, content }) => !reading.fences.has(start) && isGherkin(language, content.text))
    .map(({ start, end }) => ({ start, end, reason: 'Gherkin block in a place where it is not read' }));
}

/** Reads the requirements of a Markdown document (GitHub flavour; Spec Kit and Kiro dialects). Offsets are raw offsets. */
export function parseMarkdown({ text: raw }: { text: string }): Reading {
  const blocks = readBlocks(raw);
  const reading = emptyReading();
  readSection(reading, toSections(blocks), { rule: 'none', constraints: false });
  reading.skips.push(...unreadGherkin(blocks, reading));
  const pointed = reading.drafts.length === 0 && blocks.length <= 10 ? pointers(blocks) : [];
  // A README says "must" too. Only what has no structure at all, such as a sentence handed to an assistant, is meant so.
  if (!blocks.some(({ type }) => type === 'heading' || type === 'fence')) takeCandidates(reading, pointed);
  reading.skips.push(...pointed);
  return reading;
}
