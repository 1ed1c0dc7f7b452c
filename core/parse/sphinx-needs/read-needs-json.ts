import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { lineAt } from '../../text/lines.ts';
import type { Problem } from '../../types.ts';
import { addContent } from '../content.ts';
import { emptyReading, openDraft, type Reading } from '../draft.ts';
import { dropMarkup } from '../drop-markup.ts';
import type { RawDocument } from '../format.ts';
import { foldText } from '../mapped-text.ts';
import { jsonText, member, members, plainValue } from './json-value.ts';
import { artifactOf, isRelation, linkedIds, setOption } from './need.ts';

function broken(document: RawDocument, { error, offset }: ParseError): Problem {
  const line = lineAt(document, offset);
  const column = offset - Math.max(document.text.lastIndexOf('\n', offset - 1), -1);
  return {
    code: 'broken_json',
    severity: 'error',
    message: `The file is not valid JSON: ${printParseErrorCode(error)}; what stands before this place was read`,
    source: { path: document.path, line, end_line: line, column: Math.max(column, 1) },
    hint: 'Build needs.json again, or mend this place',
  };
}

/** The needs of the current version, else of the last one. */
function currentNeeds(root: Node | undefined): Node[] {
  const versions = member(root, 'versions');
  const current = member(versions, plainValue(member(root, 'current_version'))) ?? members(versions).at(-1)?.[1];
  const needs = member(current, 'needs');
  return needs?.type === 'array' ? (needs.children ?? []) : members(needs).map(([, need]) => need);
}

function readNeed(reading: Reading, raw: string, need: Node): void {
  const place = { start: need.offset, end: need.offset + need.length };
  const type = plainValue(member(need, 'type'));
  const id = plainValue(member(need, 'id'));
  const artifact = artifactOf(type);
  if (artifact !== undefined) {
    reading.skips.push({ ...place, reason: `${type} ${id} is ${artifact}` });
    return;
  }
  const title = foldText(dropMarkup(jsonText(raw, member(need, 'title')), 'restructured'));
  const draft = openDraft(reading, {
    extent: 'row',
    ...place,
    ...(id !== '' && { id }),
    ...(title.text !== '' && { title }),
  });
  const content = jsonText(raw, member(need, 'content'));
  const said = content.text.trim() === '' ? jsonText(raw, member(need, 'description')) : content;
  addContent(draft, dropMarkup(said, 'restructured'));
  draft.end = place.end;
  const links: string[] = [];
  for (const [name, value] of members(need)) {
    if (isRelation(name)) links.push(...linkedIds(plainValue(value)));
    else if (!/^(?:id|type|title|content|description)$/.test(name))
      setOption(draft.attributes, name, plainValue(value));
  }
  if (links.length > 0) draft.links = [...new Set(links)];
}

/** Reads `needs.json`, as Sphinx-Needs exports it. */
export function readNeedsJson(document: RawDocument): Reading {
  const reading = emptyReading();
  reading.encoded = true;
  const errors: ParseError[] = [];
  const root = parseTree(document.text.replace(/^\ufeff/, ' '), errors, { disallowComments: true });
  if (errors[0]) reading.problems = [broken(document, errors[0])];
  for (const need of currentNeeds(root)) if (need.type === 'object') readNeed(reading, document.text, need);
  return reading;
}
