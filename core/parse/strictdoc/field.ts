import { setColumn } from '../attributes.ts';
import { addContent } from '../content.ts';
import { openDraft, type Draft, type Reading } from '../draft.ts';
import { dropMarkup } from '../drop-markup.ts';
import { foldText, type MappedText } from '../mapped-text.ts';
import { criteriaLabel } from '../reading-words.ts';
import { skipNote } from '../skip-note.ts';

/** One field of a node; `start` and `end` are those of its value. */
export type Field = { name: string; value: MappedText; start: number; end: number };

/** A node as it stands: its tag (`REQUIREMENT`), its fields, the UIDs of its parents. `unclosed`: where a `>>>` has no `<<<`. */
export type DocumentNode = {
  tag: string;
  start: number;
  end: number;
  fields: Field[];
  parents: string[];
  unclosed?: number;
};

type Markup = 'markdown' | 'restructured';

const plain = (node: DocumentNode, name: string): string | undefined =>
  node.fields.find((field) => field.name === name)?.value.text.trim() || undefined;

const isTest = (tag: string): boolean => /(?:^|_)TEST(?:_|$|S$)|TESTCASE/.test(tag);

/** Reads a node: a requirement if it has a STATEMENT; gives its draft, for what stands inside it. */
export function readNode(reading: Reading, node: DocumentNode, markup: Markup): Draft | undefined {
  const { tag, start, end, fields } = node;
  const name = plain(node, 'UID') ?? plain(node, 'MID');
  const label = name === undefined ? tag : `${tag} ${name}`;
  const skip = (reason: string): undefined => void reading.skips.push({ start, end, reason });
  if (isTest(tag)) return skip(`${label} is a test, not a requirement`);
  if (plain(node, 'STATEMENT') === undefined) return skip(`${label} has no STATEMENT`);
  const title = fields.find((field) => field.name === 'TITLE')?.value;
  const draft = openDraft(reading, {
    extent: 'row',
    start,
    end,
    ...(name === undefined ? {} : { id: name }),
    ...(title && { title: foldText(dropMarkup(title, markup)) }),
  });
  for (const field of fields) {
    const words = field.name.replaceAll('_', ' ');
    if (field.name === 'STATEMENT') addContent(draft, dropMarkup(field.value, markup));
    else if (criteriaLabel(`${words}:`) > 0) addContent(draft, dropMarkup(field.value, markup), true);
    else if (/^(?:RATIONALE|COMMENT|NOTE)$/.test(field.name))
      skipNote(
        reading,
        { start: field.start, end: field.end, text: field.value.text },
        words.charAt(0) + words.slice(1).toLowerCase(),
      );
    else setColumn(draft.attributes, words, field.value.text);
  }
  // A criterion may stand before the statement, but nothing outside its own node.
  draft.end = end;
  if (node.parents.length > 0) draft.links = [...new Set(node.parents)];
  return draft;
}
