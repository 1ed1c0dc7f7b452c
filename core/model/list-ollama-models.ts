import type { Problem } from '../types.ts';
import type { Fetch } from './fetch-without-timeout.ts';
import { installedModels, modelFacts, ollamaClient } from './ollama-client.ts';
import type { InstalledModel } from './ollama-client.ts';
import { ollamaFailure } from './ollama-failure.ts';
import { ollamaHost } from './ollama-host.ts';
import { withDeadline } from './with-deadline.ts';

export type ListedModel = Omit<InstalledModel, 'cloud' | 'format' | 'capabilities'> & { context?: number };

export type OllamaListing = {
  host: string;
  reachable: boolean;
  version?: string;
  models: ListedModel[];
  /** Why it is not reachable, and the way out. */
  problem?: Problem;
};

type Options = { host: string; fetch?: Fetch; deadlineMs?: number };

/** What Ollama at `host` offers, for `doctor`; answers within `deadlineMs` (900 by default) whatever happens. */
export const listOllamaModels = async ({ host, fetch, deadlineMs = 900 }: Options): Promise<OllamaListing> => {
  const where = ollamaHost(host);
  if (!where.ok) return { host, reachable: false, models: [], problem: where.problem };
  return withDeadline({ ms: deadlineMs }, async (signal, ended) => {
    const client = ollamaClient(where, signal, fetch);
    try {
      const [{ version }, installed] = await Promise.all([client.version(), installedModels(client)]);
      // The length is a detail: where it does not come in time, the model is listed without it.
      const facts = await Promise.allSettled(installed.map(({ name }) => modelFacts(client, name)));
      const models = installed.map((model, index) => listed(model, facts[index]));
      return { host: where.url, reachable: true, ...(typeof version === 'string' ? { version } : {}), models };
    } catch (error) {
      const { code, message, hint } = ollamaFailure(error, { url: where.url, model: '' });
      const late = `Ollama at ${where.url} did not answer within ${deadlineMs} ms.`;
      const problem: Problem = { code, severity: 'warning', message: ended() === 'timeout' ? late : message, hint };
      return { host: where.url, reachable: false, models: [], problem };
    }
  });
};

type Facts = PromiseSettledResult<{ context: number | undefined }>;

const listed = (
  { cloud: _cloud, format: _format, capabilities: _can, ...model }: InstalledModel,
  facts?: Facts,
): ListedModel => ({
  ...model,
  ...(facts?.status === 'fulfilled' && facts.value.context !== undefined ? { context: facts.value.context } : {}),
});
