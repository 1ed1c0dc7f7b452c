import {
  ConfigurationError,
  type CoverageLevel,
  explainGate,
  type FailReason,
  gate,
  type GateInput,
  planAgain,
  problem,
  type Project,
  prove,
  readAtCommit,
  readWaivers,
  renderGateText,
  renderSafetyText,
  safetyRows,
} from '../../core/index.ts';
import { openProject, proveProject } from '../open-project.ts';
import { columnsOf, nothingFound } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

export type CheckOptions = CommonOptions & { require: CoverageLevel; failOn: FailReason[]; ratchet?: string };

/** `casewright check`: the gate. Without paths it judges what the configuration or the lockfile names. */
export async function runCheck(shell: Shell, named: string[], options: CheckOptions): Promise<number> {
  // A ratchet compares by content, so it reads everything.
  const trust = options.ratchet === undefined;
  const project = await openProject(shell, named, { ...options, trust });
  const { documents, record, unchanged } = project;
  await showProblems(shell, project.problems);
  const hasNothing = documents.every(({ plan, suite }) => plan.requirements.length === 0 && !suite?.test_cases.length);
  if (hasNothing && unchanged.length === 0) throw nothingFound(project.present);

  const proof = await proveProject(shell, project, {});
  if (!proof.configured && (options.require === 'automated' || options.require === 'passed'))
    throw noTests(options.require);
  const { waivers, problems } = await readWaivers(shell.root, shell.now());
  if (problems.some(({ severity }) => severity === 'error')) throw new ConfigurationError(problems);
  await showProblems(shell, problems);

  const input = { documents, lock: record.committed.lock, unchanged, marks: proof.marks, waivers };
  const before = options.ratchet === undefined ? undefined : await stateAt(shell, options.ratchet, { project, proof });
  const verdict = gate(input, { ...options, ...(before && { before }) });
  const safety = project.config.profile === undefined ? undefined : safetyOf(project);
  if (options.format === 'json') showJson(shell, { ...verdict, ...(safety && { safety }) });
  else if (!options.quiet || !verdict.ok) {
    // Beyond drafts the way out is the same for all.
    const waysOut =
      options.require === 'drafted'
        ? explainGate({ documents, lock: record.committed.lock })
        : new Map<string, string>();
    const reference = options.ratchet === undefined ? {} : { ratchet: options.ratchet };
    shell.out(
      renderGateText(verdict, options.failOn, { paint: shell.paint, waysOut, require: options.require, ...reference }),
    );
    if (safety) shell.out(`\n${renderSafetyText(safety, shell.paint)}`);
  }
  return verdict.ok ? 0 : 1;
}

type Proof = Awaited<ReturnType<typeof proveProject>>;

/** The state that nothing may fall behind. Results of that time are gone, so those of now stand for them. */
async function stateAt(
  shell: Shell,
  ref: string,
  { project, proof }: { project: Project; proof: Proof },
): Promise<GateInput> {
  const paths = project.present.map(({ path }) => path);
  const earlier = await readAtCommit(
    ref,
    { ...columnsOf(project.config), paths, tests: project.config.tests ?? [] },
    shell.root,
  );
  if ('problem' in earlier) throw new ConfigurationError([earlier.problem]);
  const { committed } = earlier.record;
  const documents = earlier.record.documents.map((parsed) => ({
    document: parsed.path,
    plan: planAgain(parsed, committed.lock),
    suite: committed.suites.get(parsed.path),
  }));
  const { marks } = prove({ documents, lock: committed.lock }, { tests: earlier.tests, results: [] });
  return { documents, lock: committed.lock, marks: { ...marks, passed: proof.marks.passed } };
}

function safetyOf({ documents }: Project): ReturnType<typeof safetyRows> {
  return documents.flatMap(({ plan, suite }) =>
    safetyRows(plan.requirements, { items: plan.coverage_items, cases: suite?.test_cases ?? [] }),
  );
}

function noTests(level: string): ConfigurationError {
  return new ConfigurationError([
    problem({
      code: 'no_tests',
      message: `--require ${level} needs to know where the tests are`,
      hint: 'Name them in casewright.yml under tests: (and JUnit XML files under results:), or use --require accepted.',
    }),
  ]);
}
