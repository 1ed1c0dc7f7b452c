import type { DocumentSuite } from '../export/suite-file.ts';
import { lockedOf, type LockedRequirement } from '../lock/lock.ts';
import type { Problem, Requirement, Suite } from '../types.ts';
import { schemaDigest } from '../write/compile-schema.ts';
import { type Gated, judgeDocument } from '../trace/judgement.ts';
import { noMarks } from '../trace/levels.ts';
import type { Work } from './decide-work.ts';
import type { GenerateInput, GenerateResult, Finished, PlannedDocument } from './generation.ts';
import { type DocumentResult, qualify } from './qualify.ts';
import { addModelUse, noModelUse, summarise } from './summarise.ts';

type Outcome = { planned: PlannedDocument[]; outcomes: Map<Work, Finished>; problems: Problem[]; lost: boolean };

/** Puts the finished requirements together. One that is not in `outcomes` stays as it was. */
export function assemble(input: GenerateInput, { planned, outcomes, problems, lost }: Outcome): GenerateResult {
  const finished = [...outcomes.values()];
  const documents = planned.map((each) => assembleDocument(input, each, outcomes));
  const keys = (pick: (work: Work) => boolean) =>
    planned.flatMap(({ document, works }) =>
      works.filter(pick).map(({ requirement }) => `${document.path}:${requirement.id}`),
    );
  const here = new Set(planned.map(({ document }) => document.path));
  const use = finished.map((each) => each.use).reduce(addModelUse, noModelUse);
  return {
    suite: mergedSuite(input, {
      results: documents.map(({ result }) => result),
      use,
      skipped: planned.flatMap(({ document }) => document.skipped),
      problems: [
        ...planned.flatMap(({ document }) => document.problems),
        ...finished.flatMap((each) => each.problems),
        ...problems,
      ],
    }),
    suites: documents.map(({ suite }) => suite),
    lock: {
      documents: input.lock.documents,
      requirements: [
        ...input.lock.requirements.filter(({ document }) => !here.has(document)),
        ...documents.flatMap(({ locked }) => locked),
      ],
    },
    clean: documents.flatMap(({ clean, suite }) => (clean ? suite.document : [])),
    unchanged: keys(({ selected, demands, earlier }) => selected && earlier !== undefined && demands.length === 0),
    written: keys((work) => work.demands.length > 0 && outcomes.has(work)),
    stale: planned.flatMap(({ document, works }) =>
      works.flatMap(({ stale }) => stale.map(({ id }) => `${document.path}:${id}`)),
    ),
    proposals: Object.fromEntries(planned.flatMap((each) => proposalsOf(each, outcomes))),
    orphaned: planned.flatMap(({ document, orphans }) => orphans.map(({ id }) => `${document.path}:${id}`)),
    duplicates: finished.reduce((sum, each) => sum + each.duplicates, 0),
    model_lost: lost,
    interrupted: planned.some(({ works }) => works.some((work) => work.selected && !outcomes.has(work))),
  };
}

/** For each stale case the one that would replace it, should there be one. */
function proposalsOf({ document, works }: PlannedDocument, outcomes: Map<Work, Finished>): [string, string][] {
  return works.flatMap((work) =>
    work.stale.flatMap(({ id, item }): [string, string][] => {
      const cases = outcomes.get(work)?.cases ?? work.kept;
      const proposal = cases.find((each) => each.id !== id && item !== undefined && each.coverage_items.includes(item));
      return proposal ? [[`${document.path}:${id}`, proposal.id]] : [];
    }),
  );
}

function assembleDocument(
  { lock, suites }: GenerateInput,
  { document, plan, works, orphans }: PlannedDocument,
  outcomes: Map<Work, Finished>,
): { result: DocumentResult; suite: DocumentSuite; locked: LockedRequirement[]; clean: boolean } {
  const before = suites.get(document.path);
  const orphanIds = new Set(orphans.map(({ requirement_id }) => requirement_id));
  const casesBefore = Map.groupBy(before?.test_cases ?? [], ({ requirement_id }) => requirement_id);
  const cases = works.flatMap((work) => outcomes.get(work)?.cases ?? casesBefore.get(work.requirement.id) ?? []);
  const untouched = works.flatMap((work) =>
    outcomes.has(work)
      ? work.kept.filter(({ id }) => !work.moved.has(id))
      : (casesBefore.get(work.requirement.id) ?? []),
  );
  const { requirements, coverage_items, questions, findings } = plan;
  const locked = [
    ...works.flatMap((work) => outcomes.get(work)?.locked ?? work.earlier ?? []),
    ...goneFrom(lockedOf(lock, document.path), { requirements, orphanIds }),
  ];
  const suite: DocumentSuite = {
    document: document.path,
    test_cases: [...cases, ...orphans],
    questions,
    quotes: quotesOfKept(
      [...untouched, ...orphans].map(({ id }) => id),
      before,
    ),
  };
  return {
    result: { document: document.path, requirements, coverage_items, test_cases: cases, questions, findings },
    suite,
    locked,
    clean: isClean({ document: document.path, plan, suite }, locked),
  };
}

function isClean(gated: Gated, requirements: LockedRequirement[]): boolean {
  const lock = { documents: [], requirements };
  const { findings } = judgeDocument(gated, { lock, marks: noMarks, require: 'drafted' });
  return Object.values(findings).every(({ length }) => length === 0);
}

/**
 * Requirements that are gone: as they were where a person's cases stay, else only their numbers, lest one that comes back
 * gives a new case the id of an old one. A document without any requirement is forgotten.
 */
function goneFrom(
  locked: LockedRequirement[],
  { requirements, orphanIds }: { requirements: Requirement[]; orphanIds: ReadonlySet<string> },
): LockedRequirement[] {
  const present = new Set(requirements.map(({ id }) => id));
  return locked
    .filter(({ id }) => !present.has(id) && (orphanIds.has(id) || present.size > 0))
    .map((each) => (orphanIds.has(each.id) ? each : { ...each, criteria: {}, cases: {}, questions: 0 }));
}

/** A kept case keeps its quotes to the letter: the record of what it was written for, whatever the document says now. */
function quotesOfKept(ids: string[], before: DocumentSuite | undefined): Record<string, string[]> {
  const quotes = ids.map((id) => [id, before?.quotes[id] ?? []] as const);
  return Object.fromEntries(quotes.filter(([, { length }]) => length > 0));
}

type Parts = Pick<Suite, 'skipped' | 'problems'> & { results: DocumentResult[]; use: typeof noModelUse };

function mergedSuite(input: GenerateInput, { results, use, skipped, problems }: Parts): Suite {
  const { writer, options = {}, toolVersion, now } = input;
  const unique = qualify(results);
  const merged = {
    requirements: unique.flatMap(({ requirements }) => requirements),
    coverage_items: unique.flatMap(({ coverage_items }) => coverage_items),
    test_cases: unique.flatMap(({ test_cases }) => test_cases),
    questions: unique.flatMap(({ questions }) => questions),
    findings: unique.flatMap(({ findings }) => findings),
  };
  const { seed = 42, concurrency = 1, force = false, upgrade = false } = options;
  return {
    schema_version: 1,
    ...merged,
    skipped,
    problems,
    summary: summarise(merged, use),
    provenance: {
      tool_version: toolVersion,
      ...(writer && { model: writer.model.name, model_digest: writer.identity.digest }),
      prompt: writer?.prompt.name ?? 'none',
      prompt_version: writer?.prompt.version ?? 'none',
      schema_digest: schemaDigest(),
      options: { seed, concurrency, force, upgrade },
      generated_at: now.toISOString(),
    },
  };
}
