import {
  ConfigurationError,
  type CoverageLevel,
  explainGate,
  type FailReason,
  findRenames,
  followRenames,
  gate,
  goneDocuments,
  planAgain,
  problem,
  type Problem,
  readCommitted,
  type Rename,
  renderGateText,
} from '../../core/index.ts';
import { loadConfig, nothingFound, readInput } from '../read-input.ts';
import { type CommonOptions, type Shell, showJson, showProblems } from '../shell.ts';

type CheckOptions = CommonOptions & { require: CoverageLevel; failOn: FailReason[] };

/** `casewright check`: the gate. Without paths it judges what the configuration or the lockfile names. */
export async function runCheck(shell: Shell, named: string[], options: CheckOptions): Promise<number> {
  if (options.require === 'automated' || options.require === 'passed') throw needsScan(options.require);
  const config = await loadConfig(shell, options.config);
  const { lock } = await readCommitted([], shell.root);
  const gone = await goneDocuments(lock, shell.root);
  const missing = new Set(gone.map(({ path }) => path));
  const locked = lock.documents.map(({ document }) => document).filter((path) => !missing.has(path));
  const paths = named.length > 0 ? named : (config.paths ?? locked);
  const present = paths.length > 0 || gone.length === 0 ? await readInput(shell, paths, config) : [];
  const documents = [...present, ...gone];
  const found = await readCommitted(documents, shell.root);
  if (found.problems.length > 0) throw new ConfigurationError(found.problems);
  const renames = findRenames(found.lock, { documents: present, gone: [...missing] });
  const committed = followRenames(found, renames, present);
  await showProblems(shell, [...present.flatMap((each) => each.problems), ...renames.map(renamed)]);

  const gated = documents.map((parsed) => {
    const { path } = parsed;
    return { document: path, parsed, plan: planAgain(parsed, committed.lock), suite: committed.suites.get(path) };
  });
  const hasNothing = gated.every(({ plan, suite }) => plan.requirements.length === 0 && !suite?.test_cases.length);
  if (hasNothing) throw nothingFound(present);
  const verdict = gate({ documents: gated, lock: committed.lock }, options);
  if (options.format === 'json') showJson(shell, verdict);
  else if (!options.quiet || !verdict.ok) {
    const waysOut = explainGate({ documents: gated, lock: committed.lock });
    shell.out(renderGateText(verdict, options.failOn, { paint: shell.paint, waysOut }));
  }
  return verdict.ok ? 0 : 1;
}

/** No change, so nothing that closes the gate. */
function renamed({ from, to }: Rename): Problem {
  return problem({
    code: 'renamed_document',
    severity: 'warning',
    message: `${from} is ${to} now; its cases were judged as those of ${to}`,
    hint: `Run casewright generate ${to}: it moves the suite and its sign-off.`,
  });
}

function needsScan(level: string): ConfigurationError {
  return new ConfigurationError([
    problem({
      code: 'needs_scan',
      message: `--require ${level} needs \`casewright scan\`, which this version does not have`,
      hint: 'Use --require drafted or --require accepted.',
    }),
  ]);
}
