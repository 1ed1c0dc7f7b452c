import { setColumn } from '../attributes.ts';
import { addContent } from '../content.ts';
import { emptyReading, openDraft, type Draft, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import { foldText } from '../mapped-text.ts';
import { guessText } from './guess-text.ts';
import { readHierarchy, readObjects, readRelations, type SpecObject } from './spec-objects.ts';
import { passedOver, type ValueRole } from './value-role.ts';
import { readXml } from './xml-tree.ts';

const written = ({ values }: SpecObject, role: ValueRole) =>
  values.find((value) => value.role === role && value.text.text.trim() !== '')?.text;

/** Why an object is no requirement: its type says so, or it only has the name of a chapter. */
function reasonOf(object: SpecObject): string | undefined {
  const kind = written(object, 'type')?.text.trim() ?? '';
  const byType = passedOver(kind) ?? passedOver(object.type);
  if (byType !== undefined) return byType;
  if (written(object, 'text') || written(object, 'title')) return undefined;
  return written(object, 'chapter') ? 'Heading' : 'An object without a text';
}

function toDraft(reading: Reading, object: SpecObject): Draft | undefined {
  const { start, end, key, values } = object;
  const reason = reasonOf(object);
  if (reason !== undefined) {
    reading.skips.push({ start, end, reason });
    return undefined;
  }
  const title = written(object, 'title') ?? written(object, 'chapter');
  const id = written(object, 'id')?.text.trim() ?? key;
  const draft = openDraft(reading, {
    extent: 'row',
    start,
    end,
    ...(id !== '' && { id }),
    ...(title && { title: foldText(title) }),
  });
  const text = written(object, 'text');
  if (text) addContent(draft, text);
  for (const value of values) {
    if (value.role === 'criteria') addContent(draft, value.text, true);
    else if (value.role === 'other') setColumn(draft.attributes, value.name.replace(/[-_]/g, ' '), value.text.text);
  }
  draft.end = end;
  return draft;
}

/** Reads a ReqIF document: its objects in the order of its specifications, then those that none of them shows. */
export function readReqif(document: RawDocument): Reading {
  const { text: raw } = document;
  const reading = emptyReading();
  reading.encoded = true;
  const { root, problem } = readXml(document);
  if (problem) reading.problems = [problem];
  const objects = new Map<string, SpecObject>();
  const guessed = guessText(document, readObjects(raw, root));
  reading.problems = [...(reading.problems ?? []), ...guessed.problems];
  // Two objects with one identifier are broken, but both are there.
  for (const object of guessed.objects)
    objects.set(object.key === '' || objects.has(object.key) ? `${object.key}#${objects.size}` : object.key, object);
  const hierarchy = readHierarchy(raw, root);
  const drafts = new Map<string, Draft>();
  for (const key of new Set([...hierarchy.keys(), ...objects.keys()])) {
    const object = objects.get(key);
    const draft = object && toDraft(reading, object);
    if (draft) drafts.set(key, draft);
  }
  for (const [key, draft] of drafts) {
    let above = hierarchy.get(key);
    // Headings stand between a requirement and the one it belongs to.
    while (above !== undefined && !drafts.has(above)) above = hierarchy.get(above);
    const parent = above === undefined ? undefined : drafts.get(above);
    if (!parent) continue;
    draft.parent = parent;
    parent.children++;
  }
  for (const [from, to] of readRelations(raw, root)) {
    const [source, target] = [drafts.get(from), drafts.get(to)];
    if (source && target?.id !== undefined) source.links = [...new Set([...(source.links ?? []), target.id])];
  }
  return reading;
}

/** Whether a document is ReqIF, by its root element. */
export function isReqif({ path, text }: RawDocument): boolean {
  return /\.(?:reqif|xml)$/i.test(path) && /<(?:[\w-]{1,40}:)?REQ-IF[\s>]/.test(text.slice(0, 20_000));
}
