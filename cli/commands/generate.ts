import {
  type Committed,
  concurrencyOf,
  type Config,
  ConfigurationError,
  generateSuite,
  type Language,
  type ModelMetrics,
  modelMetrics,
  plural,
  type GenerateInput,
  type ParsedDocument,
  type Problem,
  previewGeneration,
  readAtCommit,
  readRecord,
  selectForChange,
  withRootLock,
} from '../../core/index.ts';
import { pickWriter, type Picked, wishedModel } from '../pick-writer.ts';
import { progressReporter } from '../progress.ts';
import { goneSince, knownDocuments } from '../known-documents.ts';
import { requireKnown } from '../require-known.ts';
import { pricesOf, showMetrics } from '../show-metrics.ts';
import { columnsOf, loadConfig, nothingFound, readInput } from '../read-input.ts';
import { type InputOptions, type Shell, showProblems } from '../shell.ts';
import { showDryRun, showGenerated } from '../show-generated.ts';

export type GenerateCommand = InputOptions & {
  model?: string;
  stdout?: boolean;
  only?: string[];
  changedSince?: string;
  concurrency?: number;
  seed?: number;
  dryRun?: boolean;
  force?: boolean;
  upgrade?: boolean;
  failWithoutModel?: boolean;
  prompt?: string;
  testLevel?: string;
  cache?: boolean;
  metrics?: string;
  lang?: Language;
};

/** `casewright generate`: the suite, written to `casewright/` or printed. `signal` ends it with what is finished. */
export async function runGenerate(
  shell: Shell,
  paths: string[],
  { options, signal }: { options: GenerateCommand; signal: AbortSignal },
): Promise<number> {
  const config = await loadConfig(shell, options.config);
  const skip = await knownDocuments(shell, { named: paths, config }, options);
  const named = await readInput(shell, { named: paths, config, as: options.as, skip });
  if (skip.size > 0 && named.length === 0 && (await goneSince(shell)) === 0) return showUnchanged(shell, skip);
  if (skip.size > 0 && !options.quiet) shell.note(`${plural(skip.size, 'document')} unchanged and not read.`);
  const requirements = named.flatMap((each) => each.requirements);
  const known = new Set(named.flatMap((each) => each.problems));
  await showProblems(shell, [...known]);
  if (requirements.length === 0 && skip.size === 0) throw nothingFound(named);
  requireKnown(options.only, named);
  const only = await chosenIds(shell, named, { ...options, columns: columnsOf(config) });
  const { documents, committed } = await withCommitted(shell, named, only);

  const input: GenerateInput = {
    documents,
    lock: committed.lock,
    suites: committed.suites,
    ...(config.findings && { findings: config.findings }),
    toolVersion: shell.version,
    now: new Date(),
    signal,
    options: {
      ...(only && { only }),
      force: options.force ?? false,
      upgrade: false,
      seed: options.seed ?? config.seed ?? 42,
      concurrency: concurrencyOf(config, options.model, options.concurrency),
    },
  };
  const metrics = modelMetrics(pricesOf(config));
  const picked = await pickIfNeeded(shell, { ...input, metrics }, { options, config, signal });
  try {
    return await write(shell, { input: { ...input, metrics }, picked, options, config, known, committed });
  } finally {
    await picked.writer?.model.close?.();
  }
}

type Writing = {
  input: GenerateInput & { metrics: ModelMetrics };
  picked: Picked;
  options: GenerateCommand;
  config: Config;
  /** Problems that were shown already. */
  known: ReadonlySet<Problem>;
  committed: Committed;
};

async function write(shell: Shell, { input, picked, options, config, known, committed }: Writing): Promise<number> {
  const { documents, metrics } = input;
  if (input.signal?.aborted) return 130;
  if (picked.failure) {
    await showProblems(shell, [picked.failure]);
    return 3;
  }
  const ready = withWriter(input, picked, options);
  if (options.dryRun) return showDryRun(shell, { input: ready, picked, format: options.format });

  const progress = options.quiet || !picked.writer ? undefined : progressReporter(shell);
  const result = await generateSuite({ ...ready, ...(progress && { onProgress: progress.report }) });
  progress?.clear();
  await showProblems(
    shell,
    result.suite.problems.filter((each) => !known.has(each)),
  );
  // What was read may be old by now, which is found out when it is written: nobody may come in between.
  const { root, environment } = shell;
  const written = await withRootLock(
    root,
    () => showGenerated(shell, { result, documents, committed, picked, options }),
    { environment },
  );
  // After the suite: what the calls took must not cost what they brought.
  await showMetrics(shell, metrics.snapshot(), {
    ...options,
    verbose: options.verbose === true && picked.writer !== undefined,
  });
  if (!written) return 2;
  if (result.interrupted) return 130;
  const demanded = options.failWithoutModel || !['auto', 'rules'].includes(wishedModel(options, config));
  const stoodIn = result.suite.problems.some(({ code }) => code === 'rules_stood_in');
  return (demanded && result.model_lost) || (options.failWithoutModel && stoodIn) ? 3 : 0;
}

async function withCommitted(
  shell: Shell,
  named: ParsedDocument[],
  only: string[] | undefined,
): Promise<{ documents: ParsedDocument[]; committed: Committed }> {
  const { documents, committed, renames, moves } = await readRecord(named, shell.root);
  if (committed.problems.length > 0) throw new ConfigurationError(committed.problems);
  for (const { from, to } of renames) shell.note(`${from} is ${to} now: its cases and its sign-off move with it.`);
  for (const { from, to } of moves)
    shell.note(
      `${from.document}:${from.id} is ${to.document}:${to.id} now: its cases and their sign-off move with it.`,
    );
  const touched = new Set([...named.map(({ path }) => path), ...renames.map(({ from }) => from)]);
  return { documents: only ? documents.filter(({ path }) => touched.has(path)) : documents, committed };
}

function showUnchanged(shell: Shell, documents: ReadonlySet<string>): number {
  shell.out(`${plural(documents.size, 'document')} unchanged since the last run; nothing was written.`);
  return 0;
}

/** What `--only` names, as far as it changed since the commit of `--changed-since`; undefined means everything. */
async function chosenIds(
  shell: Shell,
  documents: ParsedDocument[],
  { only, changedSince, columns }: GenerateCommand & { columns: ReturnType<typeof columnsOf> },
): Promise<string[] | undefined> {
  if (changedSince === undefined) return only;
  const paths = documents.map(({ path }) => path);
  const earlier = await readAtCommit(changedSince, { ...columns, paths, tests: [] }, shell.root);
  if ('problem' in earlier) throw new ConfigurationError([earlier.problem]);
  const before = earlier.documents;
  const { requirements } = selectForChange({ before, now: documents, suites: new Map(), tests: [] });
  const changed = requirements.map(({ document, id }) => ({ id, key: `${document}:${id}` }));
  return changed.filter(({ id, key }) => !only || only.includes(id) || only.includes(key)).map(({ key }) => key);
}

/** Nothing to write means nobody has to be asked whether they can. */
async function pickIfNeeded(
  shell: Shell,
  input: GenerateInput,
  {
    options,
    config,
    signal,
  }: { options: GenerateCommand; config: Awaited<ReturnType<typeof loadConfig>>; signal: AbortSignal },
): Promise<Picked> {
  const idle = !options.upgrade && previewGeneration(input).requirements.length === 0;
  if (idle) return { reason: 'Nothing changed, so nothing was written.' };
  return pickWriter(shell, { wish: options, config, signal, ...(input.metrics && { metrics: input.metrics }) });
}

/** Rules that only stand in for a model do not write again what a model wrote. */
function withWriter(input: GenerateInput, { writer }: Picked, options: GenerateCommand): GenerateInput {
  const upgrade = (options.upgrade ?? false) && (writer !== undefined || options.model === 'rules');
  return { ...input, ...(writer && { writer }), options: { ...input.options, upgrade } };
}
