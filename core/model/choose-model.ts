import type { Problem } from '../types.ts';
import { cancelled, type ModelFailure } from './failure/model-failure.ts';
import type { Model, ModelIdentity } from './model.ts';
import type { ModelSettings } from './model-settings.ts';
import { unfit } from './ollama/identify-ollama.ts';
import { installedModels, ollamaClient } from './ollama/ollama-client.ts';
import { hiderFor, ollamaFailure } from './ollama/ollama-failure.ts';
import { ollamaHost } from './ollama/ollama-host.ts';
import { rankModels } from './ollama/rank-models.ts';
import { openModel } from './open-model.ts';
import { withDeadline } from './with-deadline.ts';
import { refusedHost } from './wrap/with-policy.ts';

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

type Wish = ModelSettings & {
  /** As for `--model`. */
  spec: string;
  /** How long `auto` waits for an Ollama to show itself. @default 1500 */
  probeMs?: number;
  signal?: AbortSignal;
};

/** Turns `--model` into a model that is known to be there, or says why there is none. */
export const chooseModel = async (wish: Wish): Promise<ModelChoice> => {
  const { spec, host } = wish;
  if (spec === 'rules') return { reason: 'The rules write all cases, as asked for.' };
  if (spec !== 'auto') return identified(wish);
  const where = ollamaHost(host);
  return where.ok ? bestInstalled(wish) : { problem: where.problem };
};

const identified = async (wish: Wish): Promise<ModelChoice> => {
  const opened = await openModel(wish.spec, wish);
  if (!opened.ok) return { problem: opened.problem };
  const identity = await opened.model.identify(wish.signal);
  return identity.ok ? { model: opened.model, identity } : { failure: identity };
};

const bestInstalled = async (wish: Wish): Promise<ModelChoice> => {
  const { host, fetch, signal, probeMs: ms = 1500 } = wish;
  const where = ollamaHost(host);
  if (!where.ok) return { problem: where.problem };
  return withDeadline({ ms, signal }, async (probe, ended) => {
    try {
      // Even the question which models there are goes to allowed hosts only.
      const refused = refusedHost({ name: 'auto', endpoint: where.url }, wish);
      if (refused !== undefined) return { reason: rulesWrite(refused.message) };
      const installed = await installedModels(ollamaClient(where, probe, fetch));
      const usable = rankModels(installed.filter((model) => unfit(model) === undefined));
      for (const { name } of usable) {
        const choice = await identified({ ...wish, spec: `ollama:${name}`, signal: probe });
        if (choice.model !== undefined) return choice;
        if (ended() !== undefined) break;
      }
      if (ended() === undefined) return { reason: noneUsable(where.url, installed.length) };
    } catch (error) {
      if (ended() === undefined)
        return { reason: rulesWrite(ollamaFailure(error, { url: where.url, model: '' }, hiderFor(where)).message) };
    }
    if (ended() === 'aborted') return { failure: cancelled() };
    return { reason: rulesWrite(`Ollama at ${where.url} did not answer within ${ms} ms.`) };
  });
};

const rulesWrite = (why: string): string => `${why} The rules write all cases.`;

const noneUsable = (url: string, installed: number): string =>
  rulesWrite(`None of the ${installed} models at ${url} can write cases (\`ollama pull qwen3:8b\` installs one).`);
