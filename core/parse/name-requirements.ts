import { contentHash } from '../text/hash.ts';
import { lineAt } from '../text/lines.ts';
import type { Problem } from '../types.ts';
import type { Draft, DraftCriterion } from './draft.ts';

type Document = { path: string; text: string };

type Uses = Map<string, number>;

/** A free id made of `id`: itself, else `id@2`, `id@3` …, so that nothing is lost when an id is used twice. */
function freeId(id: string, taken: { has(id: string): boolean }, uses: Uses): string {
  for (;;) {
    const n = (uses.get(id) ?? 0) + 1;
    uses.set(id, n);
    const candidate = n === 1 ? id : `${id}@${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function duplicate(
  document: Document,
  found: { id: string; kept: string; first: number; draft: { start: number; end: number } },
): Problem {
  const line = lineAt(document, found.draft.start);
  return {
    code: 'duplicate_id',
    severity: 'error',
    message: `The id ${found.id} is used on line ${found.first} and again on line ${line}; the second is kept as ${found.kept}`,
    source: { path: document.path, line, end_line: lineAt(document, Math.max(found.draft.start, found.draft.end - 1)) },
    hint: `Give one of the two requirements another id, or remove the repetition`,
  };
}

/** Gives every draft an id unique in the document: as written, or derived from content. */
export function nameDrafts(
  document: Document,
  drafts: { draft: Draft; text: string }[],
): { ids: string[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  const uses: Uses = new Map();
  // Written ids first: a derived id makes way for them, never the other way round.
  const ids = drafts.map(({ draft }) => {
    if (draft.id === undefined) return '';
    const before = lines.get(draft.id);
    const id = freeId(draft.id, lines, uses);
    lines.set(id, lineAt(document, draft.start));
    if (before !== undefined) problems.push(duplicate(document, { id: draft.id, kept: id, first: before, draft }));
    return id;
  });
  const hashes = new Map<string, string>();
  for (const [index, { draft, text }] of drafts.entries()) {
    if (ids[index] !== '') continue;
    const hash = contentHash(draft.name ?? text);
    let digits = 6;
    const id = (): string => `${draft.derive}-${hash.slice(0, digits)}`;
    // Two statements may share six digits by chance; the later one takes more of its own.
    while (digits < hash.length && lines.has(id()) && hashes.get(id()) !== hash) digits += 2;
    const free = freeId(id(), lines, uses);
    lines.set(free, lineAt(document, draft.start));
    hashes.set(id(), hash);
    ids[index] = free;
  }
  return { ids, problems };
}

/** Gives every criterion of a requirement an id unique in it. */
export function nameCriteria(
  document: Document,
  draft: Draft,
  id: string,
): { named: (DraftCriterion & { id: string })[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const taken = new Map<string, DraftCriterion>();
  const uses: Uses = new Map();
  const written = new Set(draft.criteria.flatMap((criterion) => criterion.id ?? []));
  const prefix = draft.numbering === 'story' ? `${id}-AC` : 'AC';
  let n = 0;
  const named = draft.criteria.map((criterion) => {
    let wanted = criterion.id;
    if (wanted === undefined && draft.numbering === 'dotted') {
      n = criterion.ordinal !== undefined && criterion.ordinal > n ? criterion.ordinal : n + 1;
      wanted = `${id}.${n}`;
    } else if (wanted === undefined) {
      do n++;
      while (written.has(`${prefix}${n}`));
      wanted = `${prefix}${n}`;
    }
    const first = taken.get(wanted);
    const own = freeId(wanted, taken, uses);
    taken.set(own, criterion);
    if (first)
      problems.push(
        duplicate(document, {
          id: wanted,
          kept: `${own} of ${id}`,
          first: lineAt(document, first.start),
          draft: criterion,
        }),
      );
    return { ...criterion, id: own };
  });
  return { named, problems };
}
