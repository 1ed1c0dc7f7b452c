import type { Problem } from '../../types.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import { unfit } from './identify-ollama.ts';
import { installedModels, modelFacts, ollamaClient } from './ollama-client.ts';
import type { InstalledModel, ModelFacts } from './ollama-client.ts';
import { hiderFor, ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';
import { withDeadline } from '../with-deadline.ts';
import { type ModelPolicy, refusedHost } from '../wrap/with-policy.ts';

export type ListedModel = Omit<InstalledModel, 'cloud' | 'format' | 'capabilities'> & {
  context?: number;
  capabilities?: string[];
  license?: string;
  /** Why it cannot write cases, as the rest of a sentence about it. */
  unfit?: string;
};

export type OllamaListing = {
  host: string;
  reachable: boolean;
  version?: string;
  models: ListedModel[];
  /** Why it is not reachable, and the way out. */
  problem?: Problem;
};

type Options = ModelPolicy & { host: string; fetch?: Fetch; deadlineMs?: number };

/** What Ollama at `host` offers, for `doctor`; answers within `deadlineMs` (900 by default) whatever happens. */
export const listOllamaModels = async (options: Options): Promise<OllamaListing> => {
  const { host, fetch, deadlineMs = 900 } = options;
  const where = ollamaHost(host);
  if (!where.ok) return { host, reachable: false, models: [], problem: where.problem };
  // Even the question which models there are goes to allowed hosts only.
  const refused = refusedHost({ name: 'ollama', endpoint: where.url }, options);
  if (refused !== undefined) {
    const { code, message, hint } = refused;
    return { host: where.url, reachable: false, models: [], problem: { code, severity: 'warning', message, hint } };
  }
  return withDeadline({ ms: deadlineMs }, async (signal, ended) => {
    const client = ollamaClient(where, signal, fetch);
    try {
      const [{ version }, installed] = await Promise.all([client.version(), installedModels(client)]);
      // The length is a detail: where it does not come in time, the model is listed without it.
      const facts = await Promise.allSettled(installed.map(({ name }) => modelFacts(client, name)));
      const models = installed.map((model, index) => listed(model, facts[index]));
      return { host: where.url, reachable: true, ...(typeof version === 'string' ? { version } : {}), models };
    } catch (error) {
      const { code, message, hint } = ollamaFailure(error, { url: where.url, model: '' }, hiderFor(where));
      const late = `Ollama at ${where.url} did not answer within ${deadlineMs} ms.`;
      const problem: Problem = { code, severity: 'warning', message: ended() === 'timeout' ? late : message, hint };
      return { host: where.url, reachable: false, models: [], problem };
    }
  });
};

const listed = (model: InstalledModel, facts?: PromiseSettledResult<ModelFacts>): ListedModel => {
  const { cloud: _cloud, format: _format, capabilities: named, ...shown } = model;
  const told = facts?.status === 'fulfilled' ? facts.value : undefined;
  const capabilities = told?.capabilities ?? named;
  const why = unfit({ ...model, cloud: model.cloud || told?.cloud === true, capabilities });
  return {
    ...shown,
    ...(told?.context !== undefined && { context: told.context }),
    ...(capabilities !== undefined && { capabilities }),
    ...(told?.license !== undefined && { license: told.license }),
    ...(why !== undefined && { unfit: why }),
  };
};
