import { isCriterionId } from '../identifier.ts';
import { joinTexts, rawEnd, rawStart, type MappedText } from '../mapped-text.ts';
import type { Field, Records, Row } from './record.ts';
import { type Entry, entry, type Tree } from './tree.ts';

const listKeys =
  /^(?:requirements|reqs|user[_ -]?stories|stories|issues|items|specifications|anforderungen|backlog|epics|features)$/i;
const deepest = 12;

/** A list of records, or records by their ids. */
const holdsRecords = (tree: Tree): boolean =>
  tree.type === 'list'
    ? tree.items.some((item) => item.type === 'map')
    : tree.type === 'map' && tree.entries.some(({ value }) => value.type === 'map');

/** Where the records of a document are: in itself, below `requirements` and the like, else in any list. */
function recordTrees(tree: Tree, depth = 0): Tree[] {
  if (tree.type === 'list') return holdsRecords(tree) ? [tree] : [];
  if (tree.type !== 'map' || depth > 3) return [];
  const named = tree.entries.filter(({ key, value }) => listKeys.test(key) && holdsRecords(value));
  if (named.length > 0) return named.map(({ value }) => value);
  return tree.entries.flatMap(({ value }) => recordTrees(value, depth + 1));
}

/** The records of a list; in a map the key is the id. */
function recordsIn(tree: Tree): { entries: Entry[]; start: number; end: number }[] {
  if (tree.type === 'list') return tree.items.flatMap((item) => (item.type === 'map' ? [item] : []));
  if (tree.type !== 'map') return [];
  return tree.entries.flatMap(({ key, written, value }) => {
    if (value.type !== 'map') return [];
    const start = rawStart(written) ?? value.start;
    const id: Entry = { key: 'id', written, value: { type: 'text', text: written, start, end: start + key.length } };
    return [{ entries: entry(value, 'id') ? value.entries : [id, ...value.entries], start, end: value.end }];
  });
}

/** Jira's rich text: paragraphs as lines, list items with a marker. */
function richText(tree: Tree, item = false, depth = 0): (MappedText | string)[] {
  if (depth > deepest * 2) return [];
  const text = entry(tree, 'text');
  if (text?.type === 'text') return [text.text];
  const content = entry(tree, 'content');
  const kind = entry(tree, 'type');
  const type = kind?.type === 'text' ? kind.text.text : '';
  if (type === 'hardBreak') return ['\n'];
  if (content?.type !== 'list') return [];
  const inside = content.items.flatMap((each) => richText(each, type === 'listItem', depth + 1));
  if (type === 'listItem') return inside.length > 0 ? ['- ', ...inside] : [];
  return type === 'paragraph' || type === 'heading' ? [...inside, '\n'] : inside;
}

const keyWords = new Map(['Given', 'When', 'Then'].map((word) => [word.toLowerCase(), word]));

/** `{given, when, then}` as one text; the words lie where the keys stand. */
function clauses(entries: Entry[]): MappedText | undefined {
  const parts = entries.flatMap(({ key, written, value }): (MappedText | string)[] => {
    const word = keyWords.get(key.toLowerCase());
    const start = rawStart(written);
    if (word === undefined || start === undefined) return [];
    const texts = textsOf(value).flatMap((text, index) => (index === 0 ? [text] : [', ', text]));
    const run = { at: 0, start, length: word.length, span: (rawEnd(written) ?? start) - start };
    return [{ text: word, runs: [run] }, ' ', ...texts, ' '];
  });
  return parts.length > 2 && entries.some(({ key }) => key.toLowerCase() === 'then')
    ? joinTexts(parts.slice(0, -1))
    : undefined;
}

/** The texts of a value: itself, its entries, or the one of an object that names it (`{"name": "High"}`). */
function textsOf(tree: Tree, depth = 0): MappedText[] {
  if (depth > deepest) return [];
  if (tree.type === 'text') return tree.text.text === '' ? [] : [tree.text];
  if (tree.type === 'list') return tree.items.flatMap((item) => textsOf(item, depth + 1));
  if (entry(tree, 'content')?.type === 'list') return [joinTexts(richText(tree))];
  const steps = clauses(tree.entries);
  if (steps) return [steps];
  const naming = /^(?:text|description|statement|criterion|name|value|key|displayName|title|id)$/;
  const found = tree.entries
    .filter(({ key }) => naming.test(key))
    .sort((one, other) => rank(one.key) - rank(other.key));
  const [named] = found;
  if (!named) return [];
  const texts = textsOf(named.value, depth + 1);
  const id = entry(tree, 'id');
  return id?.type === 'text' && isCriterionId(id.text.text)
    ? texts.map((text) => joinTexts([id.text, ': ', text]))
    : texts;
}

const order = ['text', 'description', 'statement', 'criterion', 'name', 'value', 'displayName', 'title', 'key', 'id'];
const rank = (key: string): number => order.indexOf(key);

/** The fields of a record; those of Jira's `fields` count as its own. */
function fieldsOf(entries: Entry[]): Field[] {
  return entries.flatMap(({ key, value }) => {
    if (key === 'fields' && value.type === 'map')
      return fieldsOf(value.entries.filter((each) => each.key !== 'fields'));
    if (/^(?:parent|epic|epic_link)$/i.test(key) && value.type === 'map') {
      const named = entry(value, 'key') ?? entry(value, 'id');
      return named ? [{ name: key, texts: textsOf(named) }] : [];
    }
    const texts = textsOf(value);
    return texts.length > 0 ? [{ name: key, texts }] : [];
  });
}

/** The records of a JSON or YAML document. Stories inside an epic are records as well. */
export function treeRecords(root: Tree, problems: Records['problems']): Records {
  const rows: Row[] = [];
  const add = (tree: Tree, depth: number): void => {
    if (depth > deepest) return;
    for (const { entries, start, end } of recordsIn(tree)) {
      const inner = entries.filter(
        ({ key, value }) => value.type === 'list' && listKeys.test(key) && holdsRecords(value),
      );
      rows.push({ fields: fieldsOf(entries.filter((each) => !inner.includes(each))), start, end });
      for (const { value } of inner) add(value, depth + 1);
    }
  };
  for (const each of recordTrees(root)) add(each, 0);
  const names = new Set(rows.flatMap(({ fields }) => fields.map(({ name }) => name)));
  return { rows, names: [...names], problems, skips: [] };
}
