import { join } from 'node:path';
import type { ModelWriter } from './generate/generation.ts';
import { chooseModel } from './model/choose-model.ts';
import type { ModelFailure } from './model/failure/model-failure.ts';
import { keysInConfig } from './model/keys-in-config.ts';
import type { ModelIdentity } from './model/model.ts';
import type { ModelSettings } from './model/model-settings.ts';
import type { Config } from './store/read-config.ts';
import type { Problem } from './types.ts';
import { parseGlossary } from './write/context/parse-glossary.ts';
import { loadNotes } from './write/load-notes.ts';
import { loadPrompt, overridesPath } from './write/load-prompt.ts';

export type WriterWish = {
  /** As for `--model`; default: that of the configuration, else `auto`. */
  spec?: string | undefined;
  config: Config;
  environment: Readonly<Record<string, string | undefined>>;
  /** Where our own prompts are. */
  packageRoot: string;
  /** Reads a file of the user's repository by its path below the root; undefined where there is none. */
  read: (path: string) => Promise<string | undefined>;
  /** Names of the files of a folder of the user's repository, for messages. */
  list?: ((folder: string) => Promise<string[]>) | undefined;
  prompt?: string | undefined;
  testLevel?: string | undefined;
  /** Everything about the model that is neither in the configuration nor in the environment. */
  settings?: Partial<ModelSettings>;
  signal?: AbortSignal | undefined;
};

/** Who writes: a model, or the rules for a `reason`. `failure`: a model was demanded and cannot serve. */
export type PickedWriter = {
  writer?: ModelWriter;
  reason?: string;
  failure?: ModelFailure;
  /** The wish, the configuration or a prompt is wrong. */
  problems?: Problem[];
};

/** The environment goes before the configuration: it belongs to the machine that runs this. */
export const hostOf = ({ config, environment }: Pick<WriterWish, 'config' | 'environment'>): string =>
  environment['OLLAMA_HOST'] || (config.ollama_host ?? '');

/** How many calls may be under way: what is asked for, else what the model is for. A batch needs as many to come together. */
export const concurrencyOf = (config: Config, spec: string | undefined, wished?: number): number => {
  const entry = new Map(Object.entries(config.models ?? {})).get(spec ?? config.model ?? '');
  return wished ?? config.concurrency ?? Math.max(entry?.concurrency ?? 1, entry?.batch ?? 1);
};

/** Settings of a model from the configuration and the environment. */
export const modelSettings = (wish: Pick<WriterWish, 'config' | 'environment' | 'settings'>): ModelSettings => {
  const { config, environment, settings } = wish;
  const { base_url, models, allowed_hosts, allowed_licenses } = config;
  return { host: hostOf(wish), environment, base_url, models, allowed_hosts, allowed_licenses, ...settings };
};

/** Finds who writes, with which prompt. */
export const pickWriter = async (wish: WriterWish): Promise<PickedWriter> => {
  const { config, packageRoot, read, list, signal } = wish;
  const keys = keysInConfig(config);
  if (keys.length > 0) return { problems: keys };
  const folder = join(packageRoot, 'prompts');
  const load = (variant: string) =>
    loadPrompt({
      folder,
      overrides: (name) => read(`${overridesPath}/${name}.prompt.yml`),
      ownNames: async () =>
        ((await list?.(overridesPath)) ?? []).flatMap((file) => /^(.+)\.prompt\.yml$/.exec(file)?.[1] ?? []),
      variant,
      level: wish.testLevel ?? config.test_level,
    });
  const wished = wish.prompt ?? config.prompt;
  // A prompt that is named is wrong whoever writes; the others matter only where they are used.
  const isNamed = wished !== undefined || wish.testLevel !== undefined;
  const named = isNamed ? await load(wished ?? 'improved') : undefined;
  if (named?.ok === false) return { problems: [named.problem] };
  const glossary = await readGlossary(config.glossary, read);
  if (!glossary.ok) return { problems: [glossary.problem] };
  const settings = { ...modelSettings(wish), notes: await loadNotes(folder) };
  const choice = await chooseModel({
    ...settings,
    spec: wish.spec ?? config.model ?? 'auto',
    ...(signal && { signal }),
  });
  if (choice.problem) return { problems: [choice.problem] };
  if (choice.failure) return { failure: choice.failure };
  if (!choice.model || !choice.identity) return { reason: choice.reason ?? 'The rules write all cases.' };
  const { model, identity } = choice;
  const loaded = named !== undefined && wished !== undefined ? named : await load(usualPrompt(identity));
  if (!loaded.ok) {
    await model.close?.();
    return { problems: [loaded.problem] };
  }
  return { writer: { model, identity, prompt: loaded.prompt, glossary: glossary.entries } };
};

// Weights of less than a billion parameters, at four bits or a few more.
const smallModel = 700_000_000;

/** The prompt where none is named: a very small model is asked for test data only, since it words nothing well. */
const usualPrompt = ({ size, model }: ModelIdentity): string =>
  (size ?? sizeByName(model) ?? smallModel) < smallModel ? 'basic' : 'improved';

// Servers of OpenAI's protocol tell no size, but names often do: `smollm2:135m`, `Qwen3-0.6B`. Six bits for a parameter.
const sizeByName = (model: string): number | undefined => {
  const [, amount, unit = ''] = /(?:^|[^\w.])(\d+(?:\.\d+)?)\s?([mb])(?![a-z\d])/i.exec(model) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit.toLowerCase() === 'm' ? 1e6 : 1e9) * 0.75;
};

const readGlossary = async (
  path: string | undefined,
  read: WriterWish['read'],
): Promise<{ ok: true; entries: ReturnType<typeof parseGlossary> } | { ok: false; problem: Problem }> => {
  if (path === undefined) return { ok: true, entries: [] };
  const text = await read(path);
  if (text !== undefined) return { ok: true, entries: parseGlossary(text) };
  const message = `The glossary ${path} cannot be read.`;
  const hint = 'Mend glossary in casewright.yml: it is a path below the root.';
  return { ok: false, problem: { code: 'not_found', severity: 'error', message, hint } };
};
