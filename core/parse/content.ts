import { readAttributeLine } from './attributes.ts';
import { addCriterion, type Draft } from './draft.ts';
import { readIdPrefix } from './id-prefix.ts';
import { isCriterionId } from './identifier.ts';
import { foldText, joinTexts, rawEnd, rawStart, sliceText, type MappedText } from './mapped-text.ts';
import { joinEnumeration } from './markdown/enumeration.ts';
import { clauseWord, criteriaLabel, isSentence, noteLabel } from './reading-words.ts';

type Piece = { from: number; to: number; item: boolean; indent: number };
type State = { draft: Draft; items: MappedText[]; criteria: boolean; note: boolean; listed: boolean };

const marker = /^[ \t]*(?:[-*+•]|#\.|\d{1,3}[.)]|\([a-z\d]\))(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?/;

/** Paragraphs and list items; an item goes on until the next item, or until less indented text behind a blank line. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  let blank = true;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    const indent = line.length - line.trimStart().length;
    const mark = marker.exec(line.slice(0, 200))?.[0].length ?? 0;
    if (line === '') blank = true;
    else {
      if (mark > 0 || !open || (blank && !(open.item && indent > open.indent))) {
        open = { from: at + mark, to: at, item: mark > 0, indent };
        pieces.push(open);
      }
      open.to = at + line.length;
      blank = false;
    }
    at = next;
  }
  return pieces;
}

function add(draft: Draft, text: MappedText): void {
  const start = rawStart(text);
  const end = rawEnd(text);
  if (start === undefined || end === undefined) return;
  const prefix = readIdPrefix(text.text, false);
  if (!prefix || !isCriterionId(prefix.id)) return addCriterion(draft, { text, start, end });
  const content = foldText(sliceText(text, prefix.length));
  if (content.text !== '') addCriterion(draft, { id: prefix.id, text: content, start, end });
}

const inLine = (texts: MappedText[]): MappedText =>
  joinTexts(texts.flatMap((text, index) => (index === 0 ? [text] : [' ', text])));

/** A list that has ended: values of the sentence before it, steps of one scenario, or criteria. */
function closeList(state: State): void {
  const { draft, items, criteria } = state;
  const list = items.splice(0);
  if (list.length === 0) return;
  const words = list.map(({ text }) => clauseWord(text));
  const steps = words.includes('then') && words.every((word) => word !== undefined);
  const speechless = draft.text.length === 0 && draft.title === undefined;
  const values = !criteria && list.every(({ text }) => !isSentence(text));
  if (values && draft.text.length > 0) {
    draft.text.splice(-1, 1, joinEnumeration(draft.text.at(-1), list));
    state.listed = true;
  } else if (values) draft.text.push(joinEnumeration(undefined, list));
  else if (speechless) draft.text.push(inLine(list));
  else for (const each of steps ? [inLine(list)] : list) add(draft, each);
}

function readPiece(state: State, text: MappedText): void {
  const { draft } = state;
  const note = noteLabel(text.text);
  const label = criteriaLabel(text.text);
  if (label > 0) {
    state.criteria = true;
    if (label < text.text.length) add(draft, foldText(sliceText(text, label)));
  } else if (note > 0) state.note = note === text.text.length;
  else if (state.note) state.note = false;
  else if (readAttributeLine(draft.attributes, text.text)) return;
  else if (state.criteria && text.text.endsWith(':')) return;
  else if (state.criteria || (draft.text.length > 0 && clauseWord(text.text) === 'given')) add(draft, text);
  else {
    // Values have no full stop of their own; without one the next sentence would be a part of the last value.
    const last = draft.text.at(-1);
    if (state.listed && last && !/[.!?]$/.test(last.text)) draft.text.splice(-1, 1, joinTexts([last, '.']));
    state.listed = false;
    draft.text.push(text);
  }
}

/**
 * Takes the running text of a requirement in: sentences, a list of values as part of the sentence before it, a list of
 * sentences and what `Acceptance criteria:` introduces as criteria. Notes and rationales stay out.
 */
export function addContent(draft: Draft, content: MappedText, criteria = false): void {
  const state: State = { draft, items: [], criteria, note: false, listed: false };
  for (const { from, to, item } of piecesOf(content.text)) {
    const text = foldText(sliceText(content, from, to));
    if (text.text === '') continue;
    if (item && !state.note) {
      state.items.push(text);
      continue;
    }
    if (item) continue;
    closeList(state);
    readPiece(state, text);
  }
  closeList(state);
}
