import { join } from 'node:path';
import {
  chooseModel,
  type Config,
  ConfigurationError,
  generateSuite,
  type GenerateInput,
  type GenerateResult,
  loadPrompt,
  type ModelWriter,
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

type Setting = { inputs: Inputs; config: Config; packageRoot: string; version: string; now: Date; signal: AbortSignal };

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
    options: { seed: config.seed ?? 42, concurrency: config.concurrency ?? 1 },
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
  const { inputs, config, packageRoot, signal } = setting;
  const host = inputs.ollamaHost || (config.ollama_host ?? '');
  const choice = await chooseModel({ spec: wishOf(setting), host, signal });
  if (choice.problem) throw new ConfigurationError([choice.problem]);
  if (choice.failure) {
    const { code, message, hint } = choice.failure;
    throw new ConfigurationError([problem({ code: `model_${code}`.replace('model_model_', 'model_'), message, hint })]);
  }
  if (!choice.model || !choice.identity) return { reason: choice.reason ?? 'The rules wrote all cases.' };
  const loaded = await loadPrompt(join(packageRoot, 'prompts'));
  if (!loaded.ok) throw new ConfigurationError([loaded.problem]);
  return { writer: { model: choice.model, identity: choice.identity, prompt: loaded.prompt } };
}

/** A demanded model that goes away in the middle of a run has not served. */
function requireServed({ suite }: GenerateResult, wish: string): void {
  const lost = suite.problems.filter(({ code }) => code === 'model_unreachable');
  if (wish.startsWith('ollama:') && lost.length > 0) throw new ConfigurationError(lost);
}
