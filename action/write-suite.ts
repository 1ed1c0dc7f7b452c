import {
  concurrencyOf,
  type Config,
  ConfigurationError,
  generateSuite,
  type GenerateInput,
  type GenerateResult,
  type ModelWriter,
  pickWriter as pick,
  previewGeneration,
  problem,
} from '../core/index.ts';
import type { Inputs } from './inputs.ts';
import type { Gathered } from './gather.ts';

export type Written = {
  result: GenerateResult;
  /** Name of the model that was asked, or why none was. */
  model?: string;
  reason?: string;
  /** How many requirements `max-requirements` left for another run. */
  leftOut: number;
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
export async function writeSuite({ touched, committed }: Gathered, setting: Setting): Promise<Written> {
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
  const due = previewGeneration(input).requirements;
  const idle = 'Nothing changed since the committed suite, so nothing was written.';
  if (due.length === 0) return { result: await generateSuite(input), reason: idle, leftOut: 0 };
  const taken = due.slice(0, inputs.maxRequirements);
  const limited = taken.length === due.length ? {} : { only: taken };
  const picked = await pickWriter(setting);
  const writer = 'writer' in picked ? { writer: picked.writer } : {};
  const result = await generateSuite({ ...input, ...writer, options: { ...input.options, ...limited } });
  requireServed(result, wishOf(setting));
  const leftOut = due.length - taken.length;
  if ('writer' in picked) return { result, model: picked.writer.model.name, leftOut };
  return { result, reason: picked.reason, leftOut };
}

function wishOf({ inputs, config }: Pick<Setting, 'inputs' | 'config'>): string {
  return inputs.model || (config.model ?? 'auto');
}

async function pickWriter(setting: Setting): Promise<{ writer: ModelWriter } | { reason: string }> {
  const { inputs, config, packageRoot, signal, readTrusted } = setting;
  const { problems, failure, writer, reason } = await pick({
    spec: wishOf(setting),
    config,
    // The address is an input: what the runner has in its environment belongs to other jobs.
    environment: { ...setting.environment, OLLAMA_HOST: inputs.ollamaHost },
    packageRoot,
    read: readTrusted,
    // Whoever wrote the head of the pull request wrote the working folder.
    settings: { isolated: true },
    signal,
  });
  if (problems) throw new ConfigurationError(problems);
  if (failure) {
    const { code, message, hint } = failure;
    throw new ConfigurationError([problem({ code, message, hint })]);
  }
  return writer ? { writer } : { reason: reason ?? 'The rules wrote all cases.' };
}

/** A demanded model that goes away in the middle of a run has not served. */
function requireServed({ suite, model_lost }: GenerateResult, wish: string): void {
  if (!model_lost || ['auto', 'rules'].includes(wish)) return;
  // Codes of models are the only ones in capitals.
  throw new ConfigurationError(suite.problems.filter(({ code }) => code === code.toUpperCase()));
}
