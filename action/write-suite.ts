import {
  concurrencyOf,
  type Config,
  ConfigurationError,
  generateSuite,
  type GenerateInput,
  type GenerateResult,
  type ModelWriter,
  type PickedWriter,
  pickWriter as pick,
  previewGeneration,
  problem,
  type Problem,
} from '../core/index.ts';
import type { Inputs } from './inputs.ts';
import { pullModel } from './pull-model.ts';
import { isInShard, type Shard } from './shard/shard.ts';
import type { Documents } from './read/touched.ts';

export type Written = {
  result: GenerateResult;
  /** Name of the model that was asked, or why none was. */
  model?: string;
  reason?: string;
  /** A model was looked for, and none served. */
  unserved?: boolean;
  /** How many requirements `max-requirements` left for another run. */
  leftOut: number;
  problems: Problem[];
};

type Setting = {
  inputs: Inputs;
  config: Config;
  environment: NodeJS.ProcessEnv;
  packageRoot: string;
  version: string;
  now: Date;
  signal: AbortSignal;
  /** Reads a file of the base: prompts of a pull request's author are never used. */
  readTrusted: (path: string) => Promise<string | undefined>;
};

/**
 * Generates what the committed suites do not hold yet. @throws ConfigurationError when the model was demanded and cannot
 * serve, or when the wish itself is wrong
 */
export async function writeSuite({ touched, committed }: Documents, setting: Setting): Promise<Written> {
  const { inputs, config, version, now, signal } = setting;
  const input: GenerateInput = {
    documents: touched.map(({ document }) => document),
    lock: committed.lock,
    suites: committed.suites,
    ...(config.findings && { findings: config.findings }),
    toolVersion: version,
    now,
    signal,
    options: { seed: config.seed ?? 42, concurrency: concurrencyOf(config, inputs.model || undefined) },
  };
  const due = previewGeneration(input).requirements.filter((name) => isMine(name, { touched, shard: inputs.shard }));
  const left = new Set(inputs.maxRequirements === undefined ? [] : due.slice(inputs.maxRequirements));
  const limited = limitOf(touched, { shard: inputs.shard, left });
  if (due.length === 0) {
    const result = await generateSuite({ ...input, options: { ...input.options, ...limited } });
    const idle = 'Nothing changed since the committed suite, so nothing was written.';
    return { result, reason: idle, leftOut: 0, problems: [] };
  }
  const picked = await pickWriter(setting);
  const writer = 'writer' in picked ? { writer: picked.writer } : {};
  const result = await generateSuite({ ...input, ...writer, options: { ...input.options, ...limited } });
  requireServed(result, wishOf(setting));
  const leftOut = left.size;
  if ('writer' in picked) return { result, model: picked.writer.model.name, leftOut, problems: [] };
  return { result, reason: picked.reason, unserved: wishOf(setting) !== 'rules', leftOut, problems: [] };
}

/** The requirements that this run may change; without a limit all, also those that give no case. */
function limitOf(
  touched: Documents['touched'],
  { shard, left }: { shard: Shard | undefined; left: ReadonlySet<string> },
): { only?: string[] } {
  if (left.size === 0 && (shard === undefined || shard === 'merge')) return {};
  const names = touched.flatMap(({ document }) =>
    document.requirements.flatMap(({ id }) => (isInShard(shard, document.path, id) ? [`${document.path}:${id}`] : [])),
  );
  return { only: names.filter((name) => !left.has(name)) };
}

function isMine(name: string, { touched, shard }: Pick<Documents, 'touched'> & { shard: Shard | undefined }): boolean {
  const path = touched.map(({ document }) => document.path).find((each) => name.startsWith(`${each}:`)) ?? '';
  return isInShard(shard, path, name.slice(path.length + 1));
}

/** What the parts of a run did not bring is left to the rules: a model has had its turn. */
function wishOf({ inputs, config }: Pick<Setting, 'inputs' | 'config'>): string {
  if (inputs.shard === 'merge') return 'rules';
  return inputs.model || (config.model ?? 'auto');
}

async function pickWriter(setting: Setting): Promise<{ writer: ModelWriter } | { reason: string }> {
  const { inputs, config, signal } = setting;
  const spec = wishOf(setting);
  const first = await pickOnce(setting, spec);
  const isMissing = first.failure?.code === 'MODEL_NOT_FOUND' && inputs.pullModel;
  const host = inputs.ollamaHost || (config.ollama_host ?? '');
  const picked = isMissing && (await pullModel({ spec, host, config, signal })) ? await pickOnce(setting, spec) : first;
  const { problems, failure, writer, reason } = picked;
  if (problems) throw new ConfigurationError(problems);
  if (failure) {
    const { code, message, hint } = failure;
    throw new ConfigurationError([problem({ code, message, hint })]);
  }
  return writer ? { writer } : { reason: reason ?? 'The rules wrote all cases.' };
}

function pickOnce(
  { inputs, config, environment, packageRoot, signal, readTrusted }: Setting,
  spec: string,
): Promise<PickedWriter> {
  return pick({
    spec,
    config,
    // The address of the input goes before that of the configuration.
    environment: { ...environment, OLLAMA_HOST: inputs.ollamaHost },
    packageRoot,
    read: readTrusted,
    // Whoever wrote the head of the pull request wrote the working folder.
    settings: { isolated: true },
    signal,
  });
}

/** A demanded model that goes away in the middle of a run has not served. */
function requireServed({ suite, model_lost }: GenerateResult, wish: string): void {
  if (!model_lost || ['auto', 'rules'].includes(wish)) return;
  // Codes of models are the only ones in capitals.
  throw new ConfigurationError(suite.problems.filter(({ code }) => code === code.toUpperCase()));
}
