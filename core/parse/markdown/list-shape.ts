import { joinTexts } from '../mapped-text.ts';
import { clauseWord, isStory } from '../reading-words.ts';
import type { Block, Item } from './block.ts';
import { blocksText } from './enumeration.ts';
import { splitSegments, type Segment } from './segment.ts';

/** An item of a list: its first paragraph in parts, and what follows it. */
export type Entry = { item: Item; segments: Segment[]; rest: Block[] };

/** Takes an item apart. */
export function entry(item: Item): Entry {
  const [first, ...rest] = item.blocks;
  return first?.type === 'paragraph'
    ? { item, segments: splitSegments(first), rest }
    : { item, segments: [], rest: item.blocks };
}

/** Whether the items are the steps of one scenario. */
export function isSteps(entries: Entry[]): boolean {
  const words = entries.map(({ segments }) => clauseWord(segments[0]?.content.text ?? ''));
  return words.includes('then') && words.every((word) => word !== undefined);
}

const firstText = ({ segments }: Entry): string => segments[0]?.content.text ?? '';

/** The task list of Spec Kit: `- [ ] T001 [P] [US1] …`. */
export function isTasks(entries: Entry[]): boolean {
  return entries.every(
    ({ item, segments: [first] }) =>
      item.checkbox &&
      first &&
      (first.type === 'id' ? /^T\d{3,4}$/.test(first.id) : /^T\d{3,4}\s/.test(first.content.text)),
  );
}

/** `- As a …`, `- I want …`, `- So that …`: a story in two or three items. */
export function storyOf(entries: Entry[]): { segment: Segment; items: number } | undefined {
  const [who, what, why] = entries;
  if (!who || !what || isStory(firstText(who)) || !/^as\s+(?:an?|the)\s/i.test(firstText(who))) return undefined;
  if (!/^I(?:\s|['’]d\s)/i.test(firstText(what))) return undefined;
  const parts = [who, what, ...(why && /^so(?:\s+that)?\s/i.test(firstText(why)) ? [why] : [])];
  const texts = parts.map(({ item }) => blocksText(item.blocks));
  const content = joinTexts(texts.flatMap((text, index) => (index === 0 ? [text] : [' ', text])));
  const end = parts.at(-1)?.item.end ?? who.item.end;
  return { segment: { type: 'story', content, start: who.item.start, end }, items: parts.length };
}
