import { readAttributeLine, type Attributes } from '../attributes.ts';
import { isCriterionId } from '../identifier.ts';
import { namesRange, readIdPrefix, type IdPrefix } from '../id-prefix.ts';
import { foldText, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';
import { clauseWord, criteriaLabel, isStory, noteLabel } from '../reading-words.ts';
import type { Prose } from './block.ts';

/** `unread`: what stands where an id would, and is none that is understood. */
type Base = { content: MappedText; start: number; end: number; unread?: string };

/** A part of a paragraph with one role. `content` is folded and holds no id, label or attribute group. */
export type Segment = Base &
  (
    | { type: 'id'; id: string; attributes: Attributes; title?: MappedText }
    | { type: 'attributes'; attributes: Attributes }
    | { type: 'label'; label: 'criteria' | 'note' | 'edge' }
    | { type: 'note' | 'story' | 'clauses' | 'text' }
  );

type Role = {
  type: Segment['type'];
  skip: number;
  label?: 'criteria' | 'note' | 'edge';
  prefix?: IdPrefix;
  attributes?: Attributes;
};

/** The role of the text before a line; `bare`: it is an id without a statement, or a criterion. */
type Before = { type: Segment['type']; ended: boolean; bare: boolean };

const storyLabel = /^(?:user story|objective|story)\s*:?\s*(?=as\s+(?:an?|the)\s)/i;
/** `**Description:** The system shall …`: the label says what the statement is, and is no part of it. */
const statementLabel = /^(?:description|statement|requirement(?: text| statement)?|beschreibung)\s*:\s*/i;
/** What Kiro's dialects of other languages write where English has `User Story:`. */
const foreignStoryLabel =
  /^(?:ユーザーストーリー|用户故事|使用者故事|用戶故事|사용자 스토리|historia de usuario|história de (?:usuário|utilizador)|récit utilisateur|storia utente|пользовательская история)\s*[:：]\s*/i;
const edgeLabel = /^edge cases?\s*:?$/i;
/** Criteria written one after the other on a line: `… . AC1: … AC2: …`. */
const inlineCriterion = /\s(?=\[?(?:[A-Z]{1,10}[-_]?\d{1,6}[-_.])?AC[-_ ]?\d{1,4}(?:\.\d{1,4})*\]?\s{0,2}[:–—])/g;

/** `1.1. …`, line by line: no list to Markdown, and one to its author. */
const dotted = /^\d{1,4}(?:\.\d{1,4})+[.):]?\s+\S/;

function marked(prose: Prose, at: number): boolean {
  return prose.marks.some((mark) => mark.from === at && mark.to > at);
}

/** What a line is, if it is anything but the continuation of `before`. */
function lineRole(line: string, bold: boolean, before: Before | undefined): Role | undefined {
  if (namesRange(line)) return { type: 'note', skip: 0 };
  const prefix = readIdPrefix(line, bold);
  if (prefix && (!before || bold || prefix.separated || before.ended || before.type === 'attributes')) {
    return { type: 'id', skip: prefix.length, prefix };
  }
  const attributes: Attributes = { tags: [] };
  if (readAttributeLine(attributes, line)) return { type: 'attributes', skip: 0, attributes };
  const criteria = criteriaLabel(line);
  if (criteria > 0 && (!before || before.ended || bold || criteria === line.length))
    return { type: 'label', skip: criteria, label: 'criteria' };
  if (edgeLabel.test(line)) return { type: 'label', skip: line.length, label: 'edge' };
  const note = noteLabel(line);
  if (note > 0 && (!before || /^\p{Lu}/u.test(line))) {
    return note === line.length ? { type: 'label', skip: note, label: 'note' } : { type: 'note', skip: note };
  }
  const starts = !before || before.ended || before.type === 'attributes' || before.type === 'label';
  const label = storyLabel.exec(line)?.[0].length ?? 0;
  if (starts && (label > 0 || /^(?:as (?:an?|the)|in order)\s/i.test(line))) return { type: 'story', skip: label };
  const foreign = starts ? (foreignStoryLabel.exec(line)?.[0].length ?? 0) : 0;
  if (foreign > 0) return { type: 'text', skip: foreign };
  const statement = bold ? (statementLabel.exec(line)?.[0].length ?? 0) : 0;
  if (statement > 0) return { type: 'text', skip: statement };
  const word = clauseWord(line);
  if (before?.type === 'clauses') return word === 'given' ? { type: 'clauses', skip: 0 } : undefined;
  // Behind an id a scenario is the statement of the id, unless a statement has already been made.
  if (before?.type === 'id' && (word !== 'given' || before.bare)) return undefined;
  if (word && (bold || (word === 'given' && starts))) return { type: 'clauses', skip: 0 };
  return before ? undefined : { type: 'text', skip: 0 };
}

function settle(segment: Segment): Segment {
  if (segment.type === 'story' && !isStory(segment.content.text)) return { ...segment, type: 'text' };
  return segment;
}

/** What looks like an id at the start of a text: a single word, set apart by bold, code, brackets or a colon. */
function unreadId(prose: Prose, range: { from: number; to: number }): string | undefined {
  const text = prose.content.text.slice(range.from, range.to);
  const marks = prose.marks.filter((mark) => mark.from === range.from && mark.to > mark.from);
  const bold = marks.reduce((longest, mark) => Math.max(longest, mark.to - range.from), 0);
  const word = /^[[(]?([^\s[\]()]+?)[\])]?(?::(?=\s)|[\])](?=\s)|\s|$)/.exec(text);
  const set = word && bold > 0 && bold <= word[0].length ? text.slice(0, bold).replace(/:$/, '') : undefined;
  const separated = word && /^[[(]|[:\])]$/.test(word[0].trim()) ? word[1] : undefined;
  const token = set ?? separated;
  if (token === undefined) return undefined;
  return marks.length > 1 || /[\d_]|[^\s][/:#][^\s]/.test(token) || token.length > 48 ? token : undefined;
}

function build(prose: Prose, role: Role, range: { from: number; to: number }): Segment {
  const raw = (from: number): MappedText => sliceText(prose.content, from, range.to);
  let from = Math.min(range.from + role.skip, range.to);
  const all = raw(range.from);
  const place = { start: rawStart(all) ?? prose.start, end: rawEnd(all) ?? prose.end };
  if (role.type === 'id' && role.prefix) {
    // `**REQ-7: Lock the account** When …`: what is bold together with the id is the title, if a statement follows.
    const bold = prose.marks.find((mark) => mark.from <= range.from && mark.to > from && mark.to < range.to);
    const title = bold && /\S/.test(raw(bold.to).text) ? foldText(sliceText(prose.content, from, bold.to)) : undefined;
    if (bold && title) from = bold.to + (/^\s*[:.–—-]?\s*/.exec(raw(bold.to).text)?.[0].length ?? 0);
    const { id, attributes } = role.prefix;
    return { type: 'id', id, attributes, content: foldText(raw(from)), ...(title ? { title } : {}), ...place };
  }
  const content = foldText(raw(from));
  if (role.type === 'attributes')
    return { type: 'attributes', attributes: role.attributes ?? { tags: [] }, content, ...place };
  if (role.type === 'label') return { type: 'label', label: role.label ?? 'note', content, ...place };
  const unread = role.type === 'text' ? unreadId(prose, range) : undefined;
  return settle({
    type: role.type === 'id' ? 'text' : role.type,
    content,
    ...(unread === undefined ? {} : { unread }),
    ...place,
  });
}

/** Starts of lines, and of criteria inside a line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n[ \t]*/g)) starts.push(match.index + match[0].length);
  if (/AC[-_ ]?\d/.test(text)) {
    for (const match of text.matchAll(inlineCriterion)) starts.push(match.index + 1);
    return [...new Set(starts)].sort((one, other) => one - other);
  }
  return starts;
}

/** Splits a paragraph into its parts: ids, labels, attribute lines, notes, stories, Given/When/Then and plain text. */
export function splitSegments(prose: Prose): Segment[] {
  const { text } = prose.content;
  const starts = lineStarts(text);
  const segments: Segment[] = [];
  let open: { role: Role; from: number } | undefined;
  for (const [index, start] of starts.entries()) {
    const line = text.slice(start, starts[index + 1] ?? text.length).trimEnd();
    if (line === '' && open) continue;
    const ended = open !== undefined && /[.!?:;]["'”’)\]]*$/.test(text.slice(Math.max(0, start - 12), start).trimEnd());
    const id = open?.role.prefix;
    const bare =
      id !== undefined && (isCriterionId(id.id) || text.slice(open?.from, start).trimEnd().length <= id.length);
    const role =
      lineRole(line, marked(prose, start), open && { type: open.role.type, ended, bare }) ??
      (dotted.test(line) && dotted.test(text) ? { type: 'text' as const, skip: 0 } : undefined);
    const inline =
      open?.role.type === 'id' &&
      role?.type === 'id' &&
      role.prefix &&
      isCriterionId(role.prefix.id) &&
      text[start - 1] !== '\n';
    const fresh =
      role ??
      (open && (open.role.type === 'attributes' || open.role.type === 'label')
        ? { type: 'text' as const, skip: 0 }
        : undefined);
    if (!fresh || (open && inline && !isCriterionId(open.role.prefix?.id ?? '') && !ended)) continue;
    if (open) segments.push(build(prose, open.role, { from: open.from, to: start }));
    open = { role: fresh, from: start };
  }
  if (open) segments.push(build(prose, open.role, { from: open.from, to: text.length }));
  return segments;
}
