import { contentHash } from '../text/hash.ts';
import { withoutMentions } from '../text/without-mentions.ts';
import { lineAt } from '../text/lines.ts';
import type { ParsedDocument, Requirement, Source, TextRun } from '../types.ts';
import type { Draft, Reading } from './draft.ts';
import { isRequirementId } from './identifier.ts';
import { mostRecords, tooManyRecords } from './most-records.ts';
import { nameCriteria, nameDrafts } from './name-requirements.ts';
import { isNotByTest, isOpen, statesOutcome } from './reading-words.ts';
import { settleStatement } from './statement.ts';

type Document = { path: string; text: string };
type Settled = ReturnType<typeof settleStatement> & { draft: Draft };

function sourceOf(document: Document, place: { start: number; end: number }): Source {
  const line = lineAt(document, place.start);
  return {
    path: document.path,
    line,
    end_line: Math.max(line, lineAt(document, Math.max(place.start, place.end - 1))),
  };
}

function testable({ draft, text }: Settled, raw: string): Requirement['testable'] {
  if (isNotByTest(draft.attributes.verification)) return 'not_by_test';
  if (isOpen(withoutMentions(text, raw)) || (draft.derive === 'EC' && !statesOutcome(text.text)))
    return 'needs_clarification';
  return 'yes';
}

/** Headings that only hold other requirements, and ids that stand alone, are no requirements. */
function dropReason({ draft }: Settled): string | undefined {
  if (draft.text.length > 0 || draft.criteria.length > 0) return undefined;
  if (draft.extent === 'section' && draft.kind !== 'user_story' && draft.children > 0)
    return 'Heading that groups other requirements';
  return draft.title === undefined || draft.title.text === '' ? 'An id without a statement' : undefined;
}

function linksOf(text: string, own: string, known: Set<string>): string[] {
  const links = new Set<string>();
  for (const [token] of text.matchAll(/\b[A-Z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*\b/g)) {
    if (token !== own && known.has(token) && isRequirementId(token)) links.add(token);
  }
  return [...links];
}

/** Turns what was read into the parsed document: ids, hashes, lines, links, runs. Nothing that was read is lost. */
export function finishDocument(document: Document, reading: Reading): ParsedDocument {
  const settled: Settled[] = [];
  const skips = [...reading.skips];
  const beyond = reading.drafts[mostRecords];
  for (const draft of reading.drafts.slice(0, mostRecords)) {
    // Settling moves a lone scenario from the criteria into the text, so the reason to drop is asked for first.
    const statement = { draft, ...settleStatement(draft) };
    const reason = statement.text.text === '' || draft.text.length === 0 ? dropReason(statement) : undefined;
    const lone = statement.kind === 'scenario' && statement.text.text !== '';
    if (reason !== undefined && !lone) skips.push({ start: draft.start, end: draft.end, reason });
    else if (statement.text.text !== '') settled.push(statement);
    else skips.push({ start: draft.start, end: draft.end, reason: 'An id without a statement' });
  }
  const { ids, problems } = nameDrafts(
    document,
    settled.map(({ draft, text }) => ({ draft, text: text.text })),
  );
  const names = new Map(settled.map(({ draft }, index) => [draft, ids[index] ?? '']));
  const known = new Set(ids);
  const runs: Record<string, TextRun[]> = {};
  const requirements = settled.map((each): Requirement => {
    const { draft, text, kind } = each;
    const id = names.get(draft) ?? '';
    const criteria = nameCriteria(document, draft, id);
    problems.push(...criteria.problems);
    runs[id] = text.runs;
    for (const criterion of criteria.named) runs[`${id}/${criterion.id}`] = criterion.text.runs;
    const parent = draft.parent && names.get(draft.parent);
    const words = [text.text, ...criteria.named.map((criterion) => criterion.text.text)].join('\n');
    return {
      id,
      ...(draft.title && draft.title.text !== '' ? { title: draft.title.text } : {}),
      text: text.text,
      kind,
      ...(parent === undefined ? {} : { parent }),
      criteria: criteria.named.map((criterion) => ({
        id: criterion.id,
        text: criterion.text.text,
        source: sourceOf(document, criterion),
      })),
      attributes: draft.attributes,
      source: sourceOf(document, draft),
      hash: contentHash(text.text),
      testable: testable(each, document.text),
      links: [...new Set([...(draft.links ?? []), ...linksOf(words, id, known)])],
    };
  });
  const skipped = skips
    .sort((one, other) => one.start - other.start)
    .map((skip) => ({ source: sourceOf(document, skip), reason: skip.reason }));
  const { encoded = false } = reading;
  return {
    ...document,
    ...(encoded && { encoded }),
    requirements,
    skipped,
    problems: [
      ...(reading.problems ?? []),
      ...problems,
      ...(beyond ? [tooManyRecords(document.path, lineAt(document, beyond.start))] : []),
    ],
    runs,
  };
}
