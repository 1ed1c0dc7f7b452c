import { addCriterion, mergeAttributes, openDraft, ownerOfCriterion, type Draft } from '../draft.ts';
import { isCriterionId } from '../identifier.ts';
import { joinTexts } from '../mapped-text.ts';
import { clauseWord, hasModal, isDemand, isNormative, isScenario, isSentence, isStory } from '../reading-words.ts';
import { passOver, passRange } from './pass-over.ts';
import type { Cursor } from './scope.ts';
import type { Segment } from './segment.ts';

const unowned = 'Normative text without an id outside a requirements section';

/** Ends a Given/When/Then that was being collected. */
export function closeClauses(cursor: Cursor): void {
  const { clauses, reading } = cursor;
  delete cursor.clauses;
  if (!clauses) return;
  const text = joinTexts(clauses.parts.flatMap((part, index) => (index === 0 ? [part] : [' ', part])));
  const place = { start: clauses.start, end: clauses.end };
  // `**When**:` above a list is a heading of its author's own, no step.
  if (/^\w+\W*$/.test(text.text)) return;
  if (clauses.target) addCriterion(clauses.target, { text, ...place });
  else cursor.latest = openDraft(reading, { extent: 'paragraph', text: [text], ...place });
}

/** Adds a Given/When/Then clause to the scenario it continues, or begins one. */
export function readClauses(cursor: Cursor, segment: Segment): void {
  const { content, start, end } = segment;
  if (cursor.clauses && clauseWord(content.text) !== 'given') {
    cursor.clauses.parts.push(content);
    cursor.clauses.end = end;
    return;
  }
  closeClauses(cursor);
  const first = clauseWord(content.text) === 'given';
  const target = cursor.open ?? cursor.scope.owner;
  const last = target?.criteria.at(-1);
  if (
    target &&
    target.extent !== 'section' &&
    !target.kind &&
    !last &&
    target.text.every((text) => !first && clauseWord(text.text))
  ) {
    target.text.push(content);
    target.end = Math.max(target.end, end);
  } else if (target && last && !first && clauseWord(last.text.text) === 'given' && !isScenario(last.text.text)) {
    last.text = joinTexts([last.text, ' ', content]);
    target.end = last.end = Math.max(target.end, end);
  } else cursor.clauses = { target, parts: [content], start, end };
}

/** A paragraph or item with an id: a criterion of what is open, or a requirement of its own. */
export function readIdentified(
  cursor: Cursor,
  segment: Segment & { type: 'id' },
  extent: Draft['extent'],
): Draft | undefined {
  closeClauses(cursor);
  const { reading, scope } = cursor;
  const { id, content, start, end } = segment;
  if (isCriterionId(id)) {
    const target = ownerOfCriterion(reading, id, cursor.open ?? scope.owner ?? cursor.latest);
    if (target && content.text !== '') {
      addCriterion(target, { id, text: content, start, end });
      return undefined;
    }
  }
  const story = isStory(content.text);
  const draft = openDraft(reading, {
    id,
    extent,
    start,
    end,
    text: content.text === '' ? [] : [content],
    attributes: segment.attributes,
    ...(segment.title ? { title: segment.title } : {}),
    ...(scope.owner ? { parent: scope.owner } : {}),
    ...(story ? { kind: 'user_story' as const } : scope.constraints ? { kind: 'constraint' as const } : {}),
  });
  cursor.open = draft;
  cursor.latest = draft;
  delete cursor.label;
  return draft;
}

function readStory(cursor: Cursor, segment: Segment, extent: Draft['extent']): void {
  const { owner } = cursor.scope;
  const { content, start, end } = segment;
  const host = cursor.open && cursor.open.text.length === 0 ? cursor.open : owner;
  if (
    host &&
    (host.text.length === 0 ||
      (host.extent === 'section' && host.kind === 'user_story' && !host.text.some((text) => isStory(text.text))))
  ) {
    host.text.push(content);
    host.kind = 'user_story';
    host.end = Math.max(host.end, end);
    cursor.reading.story = host;
    cursor.open = host;
    return;
  }
  const parent = owner ? { parent: owner } : {};
  cursor.open = openDraft(cursor.reading, {
    derive: 'US',
    kind: 'user_story',
    extent,
    text: [content],
    start,
    end,
    ...parent,
  });
  cursor.latest = cursor.open;
}

function readText(cursor: Cursor, segment: Segment): void {
  const { content, start, end } = segment;
  const { reading, scope } = cursor;
  const { text } = content;
  if (text === '') return;
  if (cursor.label === 'note') {
    delete cursor.label;
    return;
  }
  const target = cursor.open ?? scope.owner;
  if (cursor.label === 'criteria' && target) {
    if (!text.endsWith(':') && isSentence(text)) addCriterion(target, { text: content, start, end });
    return;
  }
  // An id on a line of its own: the statement follows.
  const host =
    cursor.open && (cursor.open === scope.owner || cursor.open.text.length === 0) ? cursor.open : scope.owner;
  if (host && host.criteria.length === 0) {
    host.text.push(content);
    host.end = Math.max(host.end, end);
    cursor.open = host;
    return;
  }
  if (scope.owner) cursor.open = scope.owner;
  else delete cursor.open;
  if (
    scope.rule !== 'none' &&
    !cursor.label &&
    hasModal(text) &&
    (scope.rule === 'direct' || isNormative(text)) &&
    !text.endsWith(':')
  ) {
    const constraint = scope.constraints ? { kind: 'constraint' as const } : {};
    cursor.open = openDraft(reading, { extent: 'paragraph', text: [content], start, end, ...constraint });
    cursor.latest = cursor.open;
  } else if (isNormative(text)) passOver(reading, segment, unowned);
  else if (isDemand(text)) reading.candidates.push(segment);
}

/** Takes one part of a paragraph in; `extent` is that of a requirement that begins with it. */
export function readSegment(cursor: Cursor, segment: Segment, extent: Draft['extent']): void {
  const { content } = segment;
  const continues = segment.type === 'text' && cursor.clauses && clauseWord(content.text);
  const ears =
    segment.type === 'clauses' &&
    !cursor.clauses &&
    hasModal(content.text) &&
    !isScenario(content.text) &&
    clauseWord(content.text) !== 'given';
  if (segment.type !== 'clauses' && !continues) closeClauses(cursor);
  if ((segment.type === 'clauses' || continues) && !ears) return readClauses(cursor, segment);
  const target = cursor.open ?? cursor.scope.owner;
  if (segment.type === 'id') readIdentified(cursor, segment, extent);
  else if (segment.type === 'attributes') {
    if (!target) return;
    mergeAttributes(target, segment.attributes);
    target.end = Math.max(target.end, segment.end);
  } else if (segment.type === 'label') {
    cursor.label = segment.label;
    if (segment.label === 'criteria' && target && content.text !== '')
      addCriterion(target, { text: content, start: segment.start, end: segment.end });
  } else if (segment.type === 'note') {
    if (target) target.end = Math.max(target.end, segment.end);
    passRange(cursor.reading, segment);
  } else if (segment.type === 'story') readStory(cursor, segment, extent);
  else readText(cursor, segment);
}
