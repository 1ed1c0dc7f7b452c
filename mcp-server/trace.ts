import {
  ConfigurationError,
  gate,
  type GateResult,
  type Problem,
  type Project,
  type ProjectProof,
  proveProject,
  readAtCommit,
  readWaivers,
  selectForChange,
  unitsOf,
  type Waiver,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { openRepository } from './open-repository.ts';

type Change = ReturnType<typeof selectForChange>;

/** What a repository covers. `statements`: of its items, by `<document>:<item>`; `change`: what is new since a commit. */
export type Trace = {
  project: Project;
  proof: ProjectProof;
  verdict: GateResult;
  covered: string[];
  statements: Map<string, string>;
  waivers: Waiver[];
  problems: Problem[];
  change?: Change;
};

/** Judges what is committed against the documents of today. With `since`, of what changed only. @throws ConfigurationError */
export async function trace(
  { paths, since }: { paths: string[]; since?: string },
  settings: Settings,
  { now = new Date(), readAll = false }: { now?: Date; readAll?: boolean } = {},
): Promise<Trace> {
  // What changed is found by content, so then everything is read.
  const project = await openRepository(paths, settings, since === undefined && !readAll);
  const proof = await proveProject(project);
  const { waivers, problems } = await readWaivers(project.root, now);
  if (problems.some(({ severity }) => severity === 'error')) throw new ConfigurationError(problems);
  const { documents, record, unchanged } = project;
  const repository = { documents, lock: record.committed.lock, unchanged };
  const verdict = gate(
    { ...repository, marks: proof.marks, waivers },
    { require: 'drafted', failOn: ['uncovered', 'stale', 'orphaned'] },
  );
  const open = new Set([...verdict.uncovered, ...verdict.waived]);
  const statements = documents.flatMap(({ document, plan }) =>
    plan.coverage_items.map(({ id, statement }) => [`${document}:${id}`, statement] as const),
  );
  const all = {
    project,
    proof,
    verdict,
    covered: unitsOf(repository)
      .map(({ document, item }) => `${document}:${item}`)
      .filter((id) => !open.has(id)),
    statements: new Map(statements),
    waivers,
    problems: [...project.problems, ...problems, ...proof.problems],
  };
  return since === undefined ? all : ofChange(all, await changeSince(since, project, proof));
}

async function changeSince(
  ref: string,
  { root, config, present, record }: Project,
  proof: ProjectProof,
): Promise<Change> {
  const columns = config.columns ? { columns: config.columns } : {};
  const earlier = await readAtCommit(ref, { ...columns, paths: present.map(({ path }) => path), tests: [] }, root);
  if ('problem' in earlier) throw new ConfigurationError([earlier.problem]);
  const renamed = new Map(record.renames.map(({ from, to }) => [from, to]));
  const before = earlier.documents.map((each) => ({ ...each, path: renamed.get(each.path) ?? each.path }));
  return selectForChange({ before, now: present, suites: record.committed.suites, tests: proof.tests });
}

/** Of the lists only what speaks of a changed requirement. Counts of coverage stay those of the whole. */
function ofChange(traced: Trace, change: Change): Trace {
  const { verdict, project } = traced;
  const touched = new Set<string>(change.requirements.map(({ document, id }) => `${document}:${id}`));
  const ofCase = new Map<string, string>(
    [...project.record.committed.suites].flatMap(([document, { test_cases }]) =>
      test_cases.map(({ id, requirement_id }) => [`${document}:${id}`, `${document}:${requirement_id}`] as const),
    ),
  );
  const isTouched = (id: string) => touched.has(ofCase.get(id) ?? id.slice(0, id.lastIndexOf('#')));
  const [uncovered, stale, orphaned] = [verdict.uncovered, verdict.stale, verdict.orphaned].map((ids) =>
    ids.filter(isTouched),
  );
  const lists = { uncovered: uncovered ?? [], stale: stale ?? [], orphaned: orphaned ?? [] };
  return {
    ...traced,
    change,
    covered: traced.covered.filter(isTouched),
    verdict: {
      ...verdict,
      ...lists,
      waived: verdict.waived.filter(isTouched),
      ok: Object.values(lists).every(({ length }) => length === 0),
    },
  };
}
