import type { RawDocument } from '../format.ts';
import { isDemand, isSentence, isStory } from '../reading-words.ts';
import { findColumns, plainName } from './columns.ts';
import { csvRows, separatorOf } from './csv-rows.ts';

const looked = 20_000;
const mostLead = 8;
const ours = /(?:^|\/)(?:casewright\/.*|casewright\.ya?ml|[^/]*\.cases\.ya?ml)$/i;
const named =
  /(?:^|[/._-])(?:requirements?|reqs?|srs|urs|specs?|specifications?|(?:user[_-]?)?stor(?:y|ies)|backlog|anforderungen|jira|issues)(?:[/._-]|$)/i;
/** Names that only requirements have. */
const particular =
  /^(?:req(?:uirement)? (?:id|no|text|statement|description)|statement|shall statement|acceptance criteri(?:a|on)|user story|verification(?: method)?|rationale|requirement type)$/;
const list =
  /(?:^|[{,\s])"?(?:requirements|reqs|user[_-]?stories|stories|issues|epics)"?\s*:\s*(?:\[\s*\{|\r?\n\s*-\s)/;

/** Whether names of columns are those of requirements: a statement, and an id or something particular to requirements. */
function areColumns(names: string[], path: string): boolean {
  const columns = findColumns(names, {});
  if (columns.text === undefined) return false;
  const plain = names.map(plainName);
  const sure = plain.some((name) => particular.test(name)) || named.test(path) || plain.includes('issue key');
  return (
    sure && (columns.id !== undefined || columns.title !== undefined || plain.some((name) => particular.test(name)))
  );
}

/**
 * Whether rows below such names are requirements by what they say: names as plain as `id,text` could head anything. Under
 * `Requirement` a sentence is enough.
 */
function areDemands(names: string[], rows: readonly string[][]): boolean {
  const columns = findColumns(names, {});
  const at = names.findIndex((name) => name === columns.text);
  if (at < 0 || (columns.id === undefined && columns.title === undefined)) return false;
  const says = /^(?:requirements?|anforderung|需求)$/.test(plainName(names[at] ?? '')) ? isSentence : isDemanding;
  const texts = rows.map((cells) => cells[at] ?? '').filter((text) => text !== '');
  return texts.length > 0 && texts.filter(says).length * 2 >= texts.length;
}

const isDemanding = (text: string): boolean => isDemand(text) || isStory(text);

function keysOf(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}

/** Whether a CSV, TSV, JSON or YAML file is a list of requirements. Looks at its beginning only. */
export function recognisesTabular({ path, text }: RawDocument): boolean {
  const head = text.slice(0, looked).replace(/^\ufeff/, '');
  if (ours.test(path)) return false;
  if (/\.[ct]sv$/i.test(path)) {
    const separator = /\.tsv$/i.test(path) ? '\t' : separatorOf(head);
    const rows = csvRows(head, separator).rows.map(({ cells }) => cells.map((cell) => cell.text.trim()));
    return rows
      .slice(0, mostLead)
      .some((names, index) => areColumns(names, path) || areDemands(names, rows.slice(index + 1)));
  }
  const json = /\.jsonc?$/i.test(path);
  if (!json && !/\.ya?ml$/i.test(path)) return false;
  const opening = json || /^\s*[[{]/.test(head) ? /^\s*\[\s*\{/ : /^(?:[ \t]*(?:#[^\n]*|---)?\r?\n)*-[ \t]+["\w]/;
  const isList = opening.test(head);
  if (!isList && !list.test(head)) return false;
  const keys = keysOf(
    head,
    json ? /"([^"\\\n]{1,80})"\s*:/g : /^[ \t]*(?:-[ \t]+)?"?([\p{L}][\p{L}\p{N} _()-]{0,60}?)"?[ \t]*:(?=\s|$)/gmu,
  );
  if (isList) return areColumns(keys, path);
  const columns = findColumns(
    keys.filter((key) => !/^(?:requirements|reqs|stories|issues|epics)$/i.test(key)),
    {},
  );
  return columns.text !== undefined && (columns.id !== undefined || columns.title !== undefined);
}
