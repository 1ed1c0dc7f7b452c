import { addCriterion, openDraft, type Draft } from '../draft.ts';
import { isCriterionId } from '../identifier.ts';
import { rawEnd, rawStart, type MappedText } from '../mapped-text.ts';
import { hasModal, isNormative, isSentence } from '../reading-words.ts';
import type { Block, Item, List } from './block.ts';
import { blocksText, joinEnumeration } from './enumeration.ts';
import { type Entry, entry, isSteps, isTasks, storyOf } from './list-shape.ts';
import { passOver, passRange } from './pass-over.ts';
import { closeClauses, readClauses, readIdentified, readSegment } from './read-segment.ts';
import type { Cursor, Scope } from './scope.ts';
import type { Segment } from './segment.ts';

/** Reads blocks in a scope of their own; passed in because lists and blocks hold each other. */
export type Descend = (blocks: Block[], scope: Scope, open?: Draft) => void;

type Inside = { draft: Draft; segments: Segment[]; rest: Block[]; descend: Descend };

/** The rest of an item belongs to the requirement that the item begins. */
function readInside(cursor: Cursor, { draft, segments, rest, descend }: Inside): void {
  const { rule, constraints } = cursor.scope;
  const inner: Scope = { rule, constraints, owner: draft };
  const inside: Cursor = { reading: cursor.reading, scope: inner, open: draft };
  for (const segment of segments) readSegment(inside, segment, 'paragraph');
  closeClauses(inside);
  draft.end = Math.max(draft.end, segments.at(-1)?.end ?? draft.start);
  descend(rest, inside.label ? { ...inner, label: inside.label } : inner, draft);
}

function plainItem(cursor: Cursor, each: Entry, descend: Descend): void {
  const { reading, scope } = cursor;
  const [first, ...segments] = each.segments;
  const { start } = each.item;
  const parent = scope.owner ? { parent: scope.owner } : {};
  const text = first?.content.text ?? '';
  const says = scope.rule === 'direct' ? isSentence(text) || text.split(/\s+/).length >= 3 : isNormative(text);
  if (first && first.type === 'story') {
    const draft = openDraft(reading, {
      derive: 'US',
      kind: 'user_story',
      extent: 'item',
      text: [first.content],
      start,
      end: first.end,
      ...parent,
    });
    return readInside(cursor, { draft, segments, rest: each.rest, descend });
  }
  if (
    first &&
    (first.type === 'text' || first.type === 'clauses') &&
    scope.rule !== 'none' &&
    says &&
    !(text.endsWith(':') && !hasModal(text))
  ) {
    const constraint = scope.constraints ? { kind: 'constraint' as const } : {};
    const draft = openDraft(reading, {
      extent: 'item',
      text: [first.content],
      start,
      end: first.end,
      ...constraint,
      ...parent,
    });
    return readInside(cursor, { draft, segments, rest: each.rest, descend });
  }
  if (first?.type === 'note') passRange(reading, first);
  else if (first && isNormative(text))
    passOver(reading, first, 'Normative list item without an id outside a requirements section');
  descend(each.rest, scope);
}

function edgeCase(cursor: Cursor, item: Item): void {
  const text = blocksText(item.blocks);
  if (text.text === '') return;
  const end = rawEnd(text) ?? item.end;
  openDraft(cursor.reading, { derive: 'EC', kind: 'constraint', extent: 'item', text: [text], start: item.start, end });
}

/** Whose list this is: of what is open, if it is close enough to be meant. */
function listOwner(cursor: Cursor, steps: boolean): Draft | undefined {
  const { open, scope, label } = cursor;
  if (label === 'criteria') return open ?? scope.owner ?? cursor.latest;
  if (!open) return scope.owner;
  if (open.extent !== 'paragraph') return open;
  const close = open.text.at(-1)?.text.endsWith(':') || scope.rule === 'none' || steps || open.kind === 'user_story';
  return close ? open : scope.owner;
}

/** An item of a requirement: a criterion, a value of its text (returned), or an attribute, note or label. */
function ownedItem(
  cursor: Cursor,
  each: Entry & { owner: Draft; steps: boolean },
  descend: Descend,
): MappedText | undefined {
  const { item, segments, owner } = each;
  const [first] = segments;
  cursor.open = owner;
  if (first && (first.type === 'attributes' || first.type === 'label' || first.type === 'note')) {
    const inside: Cursor = { reading: cursor.reading, scope: cursor.scope, open: owner };
    for (const segment of segments) readSegment(inside, segment, 'paragraph');
    if (first.type !== 'note')
      descend(each.rest, { ...cursor.scope, owner, ...(inside.label ? { label: inside.label } : {}) }, owner);
    return undefined;
  }
  const text = blocksText(item.blocks);
  if (text.text === '') return undefined;
  const start = rawStart(text) ?? item.start;
  const end = rawEnd(text) ?? item.end;
  owner.end = Math.max(owner.end, end);
  if (each.steps) {
    readClauses(cursor, { type: 'clauses', content: text, start, end });
    return undefined;
  }
  const criterion = cursor.label === 'criteria' || item.checkbox || isSentence(text.text);
  if (!criterion) return text;
  addCriterion(owner, { text, start, end, ...(item.ordinal === undefined ? {} : { ordinal: item.ordinal }) });
  return undefined;
}

/** An item that begins with an id; a criterion takes all of its item. */
function identifiedItem(cursor: Cursor, each: Entry, descend: Descend): void {
  const [first, ...segments] = each.segments;
  if (first?.type !== 'id') return;
  const whole = isCriterionId(first.id) && segments.every((segment) => segment.type !== 'id');
  const content = whole ? blocksText(each.item.blocks) : first.content;
  const draft = readIdentified(cursor, { ...first, content, end: rawEnd(content) ?? first.end }, 'item');
  if (draft && !whole) readInside(cursor, { draft, segments, rest: each.rest, descend });
  else if (!whole) for (const segment of segments) readSegment(cursor, segment, 'item');
}

/** Reads a list: requirements with ids, criteria or values of what it belongs to, edge cases, statements without an id. */
export function readList(cursor: Cursor, list: List, descend: Descend): void {
  if (cursor.label === 'note') {
    delete cursor.label;
    return;
  }
  const all = list.items.map(entry);
  if (isTasks(all)) {
    cursor.reading.skips.push({ start: list.start, end: list.end, reason: 'Tasks; not requirements' });
    return;
  }
  const story = storyOf(all);
  if (story) readSegment(cursor, story.segment, 'item');
  const entries = story ? all.slice(story.items) : all;
  const steps = isSteps(entries);
  const owner = listOwner(cursor, steps);
  const values: MappedText[] = [];
  for (const each of entries) {
    const type = each.segments[0]?.type;
    if (type === 'id') {
      if (owner && cursor.open?.extent === 'paragraph') cursor.open = owner;
      identifiedItem(cursor, each, descend);
    } else if (cursor.label === 'edge') edgeCase(cursor, each.item);
    else if (owner && type !== 'story') {
      const value = ownedItem(cursor, { ...each, owner, steps }, descend);
      if (value) values.push(value);
    } else plainItem(cursor, each, descend);
  }
  closeClauses(cursor);
  // A later list or paragraph is not inside the last item any more.
  if (cursor.open?.extent === 'item' && cursor.open !== owner) {
    if (owner) cursor.open = owner;
    else delete cursor.open;
  }
  if (owner && values.length > 0) owner.text.splice(-1, 1, joinEnumeration(owner.text.at(-1), values));
}
