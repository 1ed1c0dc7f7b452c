import type { Problem } from '../types.ts';
import type { Fetch } from './fetch-without-timeout.ts';
import { unfit } from './identify-ollama.ts';
import type { Model, ModelFailure, ModelIdentity } from './model.ts';
import { aborted } from './model-failure.ts';
import { ollamaModel } from './ollama.ts';
import { installedModels, ollamaClient } from './ollama-client.ts';
import { ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';
import { rankModels } from './rank-models.ts';
import { withDeadline } from './with-deadline.ts';

export type ModelChoice = {
  /** Absent: the rules write. */
  model?: Model;
  identity?: ModelIdentity;
  /** Why there is no model although nothing failed, as a sentence. */
  reason?: string;
  /** A model was demanded and cannot serve. */
  failure?: ModelFailure;
  /** The wish itself is wrong. */
  problem?: Problem;
};

type Wish = {
  /** `auto`, `rules` or `ollama:NAME`. */
  spec: string;
  host: string;
  fetch?: Fetch;
  /** For one call of the chosen model. */
  deadlineMs?: number;
  /** How long `auto` waits for an Ollama to show itself. @default 1500 */
  probeMs?: number;
  signal?: AbortSignal;
};

/** Turns `--model` into a model that is known to be there, or says why there is none. */
export const chooseModel = async (wish: Wish): Promise<ModelChoice> => {
  const { spec, host } = wish;
  if (spec === 'rules') return { reason: 'The rules write all cases, as asked for.' };
  if (spec !== 'auto' && !/^ollama:./.test(spec)) return { problem: unknownSpec(spec) };
  const where = ollamaHost(host);
  if (!where.ok) return { problem: where.problem };
  return spec === 'auto' ? bestInstalled(wish) : identified(wish, spec.slice('ollama:'.length));
};

const identified = async ({ host, fetch, deadlineMs, signal }: Wish, name: string): Promise<ModelChoice> => {
  const model = ollamaModel({ host, model: name, fetch, deadlineMs });
  const identity = await model.identify(signal);
  return identity.ok ? { model, identity } : { failure: identity };
};

const bestInstalled = async (wish: Wish): Promise<ModelChoice> => {
  const { host, fetch, signal, probeMs: ms = 1500 } = wish;
  const where = ollamaHost(host);
  if (!where.ok) return { problem: where.problem };
  return withDeadline({ ms, signal }, async (probe, ended) => {
    try {
      const installed = await installedModels(ollamaClient(where, probe, fetch));
      const usable = rankModels(installed.filter((model) => unfit(model) === undefined));
      for (const { name } of usable) {
        const choice = await identified({ ...wish, signal: probe }, name);
        if (choice.model !== undefined) return choice;
        if (ended() !== undefined) break;
      }
      if (ended() === undefined) return { reason: noneUsable(where.url, installed.length) };
    } catch (error) {
      if (ended() === undefined)
        return { reason: rulesWrite(ollamaFailure(error, { url: where.url, model: '' }).message) };
    }
    if (ended() === 'aborted') return { failure: aborted() };
    return { reason: rulesWrite(`Ollama at ${where.url} did not answer within ${ms} ms.`) };
  });
};

const rulesWrite = (why: string): string => `${why} The rules write all cases.`;

const noneUsable = (url: string, installed: number): string =>
  rulesWrite(`None of the ${installed} models at ${url} can write cases (\`ollama pull qwen3:8b\` installs one).`);

const unknownSpec = (spec: string): Problem => ({
  code: 'unknown_model',
  severity: 'error',
  message: `The model "${spec}" is not of a known form.`,
  hint: `${suggestion(spec)}Allowed are auto, rules and ollama:NAME.`,
});

const suggestion = (spec: string): string => {
  if (/^rule/i.test(spec)) return 'Did you mean rules? ';
  if (/^(auto|any|default)/i.test(spec)) return 'Did you mean auto? ';
  if (/^ollama[:/]?$/i.test(spec)) return 'Name the model, such as ollama:qwen3:8b. ';
  const name = spec.replace(/^ollama[/:]/i, '');
  return /^(openai|embedded):|^$/.test(spec) ? '' : `Did you mean ollama:${name}? `;
};
