import type { Attributes } from './attributes.ts';
import { criterionOwner, idKey } from './identifier.ts';
import type { Problem } from '../types.ts';
import { type MappedText, sliceText } from './mapped-text.ts';

export type DraftCriterion = { id?: string; ordinal?: number; text: MappedText; start: number; end: number };

/** A requirement while its document is being read; ids that derive from content are given at the end. */
export type Draft = {
  id?: string;
  /** What the id is derived from when there is none: the hash of the text, or of this name. */
  derive: 'R' | 'US' | 'EC';
  name?: string;
  /** `section`: all below its heading; `item`: all in its list item; `paragraph`: what follows it closely; `row`: nothing. */
  extent: 'section' | 'item' | 'paragraph' | 'row';
  kind?: 'user_story' | 'constraint' | 'scenario';
  /** How criteria without an id are numbered: `AC1`, `US1-AC1`, or `1.1` as in Kiro. */
  numbering: 'plain' | 'story' | 'dotted';
  title?: MappedText;
  text: MappedText[];
  criteria: DraftCriterion[];
  attributes: Attributes;
  parent?: Draft;
  /** Ids that the format itself names as linked; those in the text are found without it. */
  links?: string[];
  children: number;
  start: number;
  end: number;
};

export type Skip = { start: number; end: number; reason: string };

/** A normative text that was passed over, as it stands where no requirement is expected. */
export type Candidate = { content: MappedText; start: number; end: number };

/**
 * What has been read so far of one document, in the order of the document. `fences`: where the code blocks begin that
 * were looked at.
 */
export type Reading = {
  /** The format encodes its text: quotes are decoded. */
  encoded?: boolean;
  /** What is wrong with the document, in the parser's words. */
  problems?: Problem[];
  drafts: Draft[];
  skips: Skip[];
  candidates: Candidate[];
  fences: Set<number>;
  byKey: Map<string, Draft>;
  story?: Draft;
};

export function emptyReading(): Reading {
  return { drafts: [], skips: [], candidates: [], fences: new Set(), byKey: new Map() };
}

/** Adds a draft and makes it findable by its id. */
export function openDraft(reading: Reading, parts: Partial<Draft> & Pick<Draft, 'extent' | 'start' | 'end'>): Draft {
  const draft: Draft = {
    derive: 'R',
    numbering: 'plain',
    text: [],
    criteria: [],
    attributes: { tags: [] },
    children: 0,
    ...parts,
  };
  reading.drafts.push(draft);
  if (draft.id !== undefined && !reading.byKey.has(idKey(draft.id))) reading.byKey.set(idKey(draft.id), draft);
  if (draft.parent) draft.parent.children++;
  if (draft.kind === 'user_story') reading.story = draft;
  return draft;
}

/** Whose criterion an id such as `AC1` or `US1-AC2` is: what it names, else the nearest candidate. */
export function ownerOfCriterion(reading: Reading, id: string, nearest: Draft | undefined): Draft | undefined {
  const named = criterionOwner(id);
  if (named === '') return nearest;
  return reading.byKey.get(idKey(named));
}

/** `1.2 When …` below requirement 1: the number is the id. */
function withNumber(owner: string, criterion: DraftCriterion): DraftCriterion {
  const number = /^(\d{1,4}(?:\.\d{1,4})+)[.):]?\s+/.exec(criterion.text.text);
  if (!number?.[1]?.startsWith(`${owner}.`)) return criterion;
  return { ...criterion, id: number[1], text: sliceText(criterion.text, number[0].length) };
}

export function addCriterion(draft: Draft, given: DraftCriterion): void {
  const criterion = draft.numbering === 'dotted' && given.id === undefined ? withNumber(draft.id ?? '', given) : given;
  draft.criteria.push(criterion);
  draft.end = Math.max(draft.end, criterion.end);
}

export function mergeAttributes(draft: Draft, attributes: Attributes): void {
  const tags = [...new Set([...draft.attributes.tags, ...attributes.tags])];
  draft.attributes = { ...draft.attributes, ...attributes, tags };
}
