import type { DraftCriterion } from '../draft.ts';
import { readIdPrefix } from '../id-prefix.ts';
import { isCriterionId } from '../identifier.ts';
import { foldText, joinTexts, rawEnd, rawStart, sliceText, type MappedText } from '../mapped-text.ts';
import { joinEnumeration } from '../markdown/enumeration.ts';
import { clauseWord, criteriaLabel, isSentence, noteLabel } from '../reading-words.ts';

/** What a cell of several lines says: a statement, and its list as criteria. */
export type CellParts = { text: MappedText; criteria: DraftCriterion[] };

/** Lines that belong together. `listed`: an item of a list, which may only name a value of the statement. */
type Group = { parts: MappedText[]; listed: boolean };

type Line = { content: MappedText; item: boolean; blank: boolean };

/** List markers of Markdown and of Jira, check boxes, `h3.` and emphasis around a whole label. */
const marker = /^\s*(?:(?:[-+•–]|\*{1,3}|#{1,3})\s+|\(?\d{1,3}(?:\.\d{1,2})?[.)]\s+|\(?[a-z]\)\s+)(?:\[[ xX]?\]\s+)?/;
const heading = /^\s*(?:h[1-6]\.\s+|#{1,6}\s+(?=acceptance))/i;
const emphasis = /^(?:\*{1,2}|_)(?=\S)/;

function linesOf(value: MappedText): Line[] {
  return [...value.text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)].flatMap((match) => {
    if (match[0] === '') return [];
    const raw = match[0].trimEnd();
    const skip = heading.exec(raw)?.[0].length ?? 0;
    const mark = skip > 0 ? 0 : (marker.exec(raw)?.[0].length ?? 0);
    const from = match.index + skip + mark;
    return [
      {
        content: foldText(sliceText(value, from, Math.max(from, match.index + raw.length))),
        item: mark > 0,
        blank: !/[^\s*+•–#-]/.test(raw),
      },
    ];
  });
}

const lined = (parts: MappedText[]): MappedText =>
  joinTexts(parts.flatMap((part, index) => (index === 0 ? [part] : [' ', part])));

/** Whether an item names a value of the sentence above it, rather than saying something. */
const isValue = (item: string, lead: string): boolean =>
  !isSentence(item) && (lead.endsWith(':') || !/[.!?]$/.test(item));

/** `The export is offered; the file opens in a spreadsheet`: several criteria in one line of a cell for criteria. */
function sentences(group: Group, given: 'criteria' | 'statement'): Group[] {
  const whole = lined(group.parts);
  if (given !== 'criteria' || !/;\s/.test(whole.text) || clauseWord(whole.text) !== undefined) return [group];
  const pieces: MappedText[] = [];
  let from = 0;
  for (const match of whole.text.matchAll(/;\s+/g)) {
    pieces.push(sliceText(whole, from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(foldText(sliceText(whole, from)));
  return pieces.every(({ text }) => isSentence(text)) ? pieces.map((each) => ({ ...group, parts: [each] })) : [group];
}

function criterionOf(parts: MappedText[]): DraftCriterion {
  const whole = lined(parts);
  const prefix = readIdPrefix(whole.text, false);
  const named = prefix && isCriterionId(prefix.id) && prefix.length < whole.text.length;
  const text = named ? foldText(sliceText(whole, prefix.length)) : whole;
  const start = rawStart(whole) ?? 0;
  return { ...(named ? { id: prefix.id } : {}), text, start, end: Math.max(start, rawEnd(whole) ?? start) };
}

/** Length of a label such as `*Acceptance Criteria:*`, emphasis included. */
function labelLength(text: string, label: (words: string) => number): number {
  const opening = emphasis.exec(text)?.[0] ?? '';
  const length = label(text.slice(opening.length).replace(/[*_]+(:?)\s*$/, '$1'));
  if (length === 0) return 0;
  const after = opening.length + length;
  return after + (/^[*_]*:?\s*/.exec(text.slice(after))?.[0].length ?? 0);
}

/**
 * Reads a cell. `criteria`: every line of it is a criterion; else a list, Given/When/Then and what stands below
 * `Acceptance criteria:` are, and the rest is the statement. A list of mere values stays in the statement.
 */
export function readCell(value: MappedText, given: 'criteria' | 'statement'): CellParts {
  let mode: 'criteria' | 'statement' | 'note' = given;
  let last: 'text' | 'group' | 'none' = 'none';
  const text: MappedText[] = [];
  const groups: Group[] = [];
  for (const { content, item, blank } of linesOf(value)) {
    if (blank) {
      last = 'none';
      continue;
    }
    const label = labelLength(content.text, criteriaLabel);
    const note = label > 0 ? 0 : labelLength(content.text, noteLabel);
    const rest = sliceText(content, label + note);
    if (label > 0) mode = 'criteria';
    else if (note > 0) mode = 'note';
    else if (mode === 'note' && last === 'none') mode = given;
    if (label > 0 || note > 0) last = 'text';
    if (mode === 'note' || rest.text === '') continue;
    const word = clauseWord(rest.text.replace(/^[*_]+/, ''));
    const group = groups.at(-1);
    const continues = word === undefined ? !item && last === 'group' && given === 'statement' : word !== 'given';
    const open = word === undefined || clauseWord(group?.parts[0]?.text ?? '') !== undefined;
    if (continues && open && group) group.parts.push(rest);
    else if (item || mode === 'criteria' || word === 'given' || word === 'when')
      groups.push({ parts: [rest], listed: item && mode === 'statement' && word === undefined });
    else text.push(rest);
    last = text.at(-1) === rest ? 'text' : 'group';
  }
  const [only] = groups;
  // One paragraph of Given, When, Then is the statement itself.
  if (given === 'statement' && text.length === 0 && groups.length === 1 && only)
    return { text: criterionOf(only.parts).text, criteria: [] };
  const statement = lined(text);
  const names = (each: Group): boolean => each.listed && isValue(lined(each.parts).text, statement.text);
  const values = groups.filter(names).map(({ parts }) => lined(parts));
  return {
    text: values.length > 0 ? joinEnumeration(statement, values) : statement,
    criteria: groups
      .filter((each) => !names(each))
      .flatMap((each) => sentences(each, given))
      .map(({ parts }) => criterionOf(parts)),
  };
}
