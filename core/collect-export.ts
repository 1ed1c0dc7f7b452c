import type { ExportedCase, ExportedDocument, ExportedItem, ExportedTest, ExportInput } from './export/export-input.ts';
import { exportedSuite } from './exported-suite.ts';
import { gate } from './gate.ts';
import { isEdited } from './generate/decide-work.ts';
import type { Lock, LockedRequirement } from './lock/lock.ts';
import { detectFormat } from './parse/formats.ts';
import type { Gated } from './trace/judgement.ts';
import { countLevels, coverageLevels, type Marks, reaches } from './trace/levels.ts';
import { unitsOf } from './trace/prove.ts';
import { safetyRows } from './trace/safety-profile.ts';
import type { Unit } from './trace/unit.ts';
import type { Waiver } from './trace/waivers.ts';
import type { ParsedDocument, Problem, TestCase } from './types.ts';

type Planned = Gated & { parsed: ParsedDocument };

/** A repository as it is: what `check` judges, with the tests that were found. */
export type ExportSource = {
  documents: Planned[];
  lock: Lock;
  marks: Marks;
  waivers: Waiver[];
  tests: ExportedTest[];
  problems: Problem[];
};

export type ExportOptions = {
  toolVersion: string;
  now: Date;
  /** Leaves out what no person accepted or wrote. */
  only?: 'accepted';
  /** Adds the table of methods for requirements with a safety level. */
  profile?: 'iso26262';
  language?: 'en' | 'zh-CN';
};

/**
 * Everything that an export may show of the committed suites, judged against the documents of today. Rejected cases are
 * left out; those whose requirement is gone are named only.
 */
export function collectExport(source: ExportSource, options: ExportOptions): ExportInput {
  const { documents, lock, marks, tests } = source;
  const verdict = gate(source, { require: 'drafted', failOn: [] });
  const units = unitsOf({ documents, lock });
  const known: Known = {
    marks,
    units: Map.groupBy(units, ({ document }) => document),
    locked: Map.groupBy(lock.requirements, ({ document }) => document),
    stale: new Set(verdict.stale),
    waived: new Set(verdict.waived),
    isShared: sharedIds(documents),
  };
  const collected = documents
    .filter(({ plan }) => plan.requirements.length > 0)
    .map((each) => collectDocument(each, known, options.only));
  return {
    suite: exportedSuite(collected, source, options),
    documents: collected,
    levels: countLevels(units, marks),
    tests: tests.map(({ path, line, name, pending, names }) => ({ path, line, name, pending, names })),
    ...(options.profile && {
      safety: collected.flatMap(({ path, requirements }) =>
        safetyRows(
          requirements.map(({ requirement }) => requirement),
          {
            items: requirements.flatMap(({ items }) => items.map(({ item }) => item)),
            cases: requirements.flatMap(({ cases }) => cases.map(({ given }) => given)),
          },
        ).map((row) => ({ document: path, ...row })),
      ),
    }),
    waivers: source.waivers,
    orphaned: documents.flatMap(orphansOf),
    language: options.language ?? 'en',
  };
}

function orphansOf({ document, plan, suite }: Planned): ExportInput['orphaned'] {
  const present = new Set(plan.requirements.map(({ id }) => id));
  return (suite?.test_cases ?? [])
    .filter(({ requirement_id }) => !present.has(requirement_id))
    .map(({ id, title, requirement_id }) => ({ document, id, title, requirement_id }));
}

type Known = {
  marks: Marks;
  units: Map<string, Unit[]>;
  locked: Map<string, LockedRequirement[]>;
  stale: ReadonlySet<string>;
  waived: ReadonlySet<string>;
  isShared: (requirement: string) => boolean;
};

/** Whether several documents have a requirement of this id, so that it and its cases need the document's name. */
function sharedIds(documents: Planned[]): (id: string) => boolean {
  const counts = new Map<string, number>();
  for (const { id } of documents.flatMap(({ plan }) => plan.requirements)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => (counts.get(id) ?? 0) > 1;
}

function collectDocument(planned: Planned, known: Known, only: ExportOptions['only']): ExportedDocument {
  const { document: path, plan, parsed, suite } = planned;
  const format = detectFormat(parsed);
  const locked = new Map(known.locked.get(path)?.map((each) => [each.id, each]));
  const units = new Map(known.units.get(path)?.map((unit) => [unit.item, unit]));
  const casesOf = Map.groupBy(suite?.test_cases ?? [], ({ requirement_id }) => requirement_id);
  const itemsOf = Map.groupBy(plan.coverage_items, ({ requirement_id }) => requirement_id);
  const questionsOf = Map.groupBy(plan.questions, ({ requirement_id }) => requirement_id);
  const findingsOf = Map.groupBy(plan.findings, ({ requirement_id }) => requirement_id);
  return {
    path,
    ...(format && { format }),
    parsed,
    skipped: parsed.skipped,
    requirements: plan.requirements.map((requirement) => {
      const { id } = requirement;
      const name = (own: string) => (known.isShared(id) ? `${path}:${own}` : own);
      const items = itemsOf.get(id) ?? [];
      const criterionOf = ({ coverage_items: [first] }: TestCase) => {
        const criterion = items.find((item) => item.id === first)?.criterion_id;
        return requirement.criteria.find((each) => each.id === criterion);
      };
      const cases = (casesOf.get(id) ?? []).flatMap((given): ExportedCase[] => {
        const signed = isSigned(given, locked.get(id));
        if (given.status === 'rejected' || (only === 'accepted' && !signed)) return [];
        const criterion = criterionOf(given);
        const stale = known.stale.has(`${path}:${given.id}`);
        return [{ name: name(given.id), given, ...(criterion && { criterion }), stale, signed }];
      });
      return {
        name: name(id),
        requirement,
        cases,
        items: items.map((item): ExportedItem => {
          const unit = units.get(item.id);
          const levels = unit ? coverageLevels.filter((level) => reaches(unit, level, known.marks)) : [];
          const staleOnes = unit?.cases.filter((each) => known.stale.has(`${path}:${each}`)) ?? [];
          const isStale = staleOnes.length > 0 && staleOnes.length === unit?.cases.length;
          const isWaived = known.waived.has(`${path}:${item.id}`);
          const covered = levels.includes('drafted') ? (isStale ? 'stale' : 'covered') : undefined;
          const state = unit ? (covered ?? (isWaived ? 'waived' : 'uncovered')) : 'question';
          return { name: name(item.id), item, state, levels };
        }),
        questions: questionsOf.get(id) ?? [],
        findings: findingsOf.get(id) ?? [],
      };
    }),
  };
}

function isSigned(given: TestCase, locked: LockedRequirement | undefined): boolean {
  return given.status === 'accepted' || given.written_by === 'human' || isEdited(given, locked);
}
