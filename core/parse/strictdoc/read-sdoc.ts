import { lineAt } from '../../text/lines.ts';
import { emptyReading, type Draft, type Reading } from '../draft.ts';
import type { RawDocument } from '../format.ts';
import type { Problem } from '../../types.ts';
import { rawLines } from '../raw-lines.ts';
import { readNode } from './field.ts';
import { scanNode, tagLine } from './scan-node.ts';

const structure = /^(?:DOCUMENT|GRAMMAR|DOCUMENT_FROM_FILE|VIEWS?|BIBLIOGRAPHY)$/;
const texts = /^(?:TEXT|FREETEXT|ABSTRACT)$/;

/** The requirement that encloses a node; sections enclose without being one. */
type Open = { tag: string; draft: Draft | undefined };

function enclosing(open: Open[]): Draft | undefined {
  return open.findLast(({ draft }) => draft !== undefined)?.draft;
}

const noDocument = (path: string): Problem => ({
  code: 'no_document_tag',
  severity: 'warning',
  message: 'The file has no [DOCUMENT] line, which StrictDoc demands',
  source: { path, line: 1, end_line: 1 },
  hint: 'Begin the file with [DOCUMENT] and a TITLE: line',
});

/** Reads a StrictDoc document: every node with a STATEMENT is a requirement, whatever its grammar calls it. */
export function readSdoc(document: RawDocument): Reading {
  const { path, text: raw } = document;
  const reading = emptyReading();
  const lines = rawLines(raw);
  const open: Open[] = [];
  if (lines.every(({ text }) => !text.startsWith('[DOCUMENT')) && lines.some(({ text }) => text.trim() !== ''))
    reading.problems = [noDocument(path)];
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    const found = tagLine(line?.text ?? '');
    if (!line || !found) {
      at++;
      continue;
    }
    const { tag, closes } = found;
    if (closes) {
      // Everything opened inside ends with it; a lone closing tag ends nothing.
      const index = open.findLastIndex((each) => each.tag === tag);
      if (index >= 0) open.length = index;
      at++;
      continue;
    }
    const { node, next } = scanNode({ raw, lines }, tag, at);
    if (node.unclosed !== undefined) {
      const source = { path, line: lineAt(document, node.unclosed), end_line: lineAt(document, node.unclosed) };
      const message = 'A text that begins with >>> has no <<< before the next node';
      reading.problems ??= [];
      reading.problems.push({ code: 'unclosed_text', severity: 'error', message, source, hint: 'Add a line with <<<' });
    }
    const composite = line.text.startsWith('[[') || /^(?:SECTION|COMPOSITE_)/.test(tag);
    const place = { start: node.start, end: node.end };
    let draft: Draft | undefined;
    if (tag === 'SECTION') reading.skips.push({ ...place, reason: 'Section that groups requirements' });
    else if (texts.test(tag)) reading.skips.push({ ...place, reason: 'Text that is no requirement' });
    else if (!structure.test(tag)) {
      draft = readNode(reading, node, 'restructured');
      const parent = enclosing(open);
      if (draft && parent) {
        draft.parent = parent;
        parent.children++;
      }
    }
    if (composite) open.push({ tag, draft });
    at = next;
  }
  linkParents(reading);
  return reading;
}

/** A relation to a parent in the same document says more than where a node stands. */
export function linkParents(reading: Reading): void {
  const byId = new Map(reading.drafts.map((draft) => [draft.id, draft]));
  for (const draft of reading.drafts) {
    const parent = draft.links?.map((link) => byId.get(link)).find((found) => found !== undefined);
    if (!parent || parent === draft || parent.start > draft.start) continue;
    draft.parent = parent;
    parent.children++;
  }
}
