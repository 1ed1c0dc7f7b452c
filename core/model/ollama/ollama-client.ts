import { Ollama } from 'ollama';
import type { ModelResponse, ShowResponse } from 'ollama';
import { fetchWithoutTimeout } from '../fetch-without-timeout.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import { licenseOf } from './license-of.ts';
import type { OllamaHost } from './ollama-host.ts';

/**
 * A client whose every request ends with `signal`. The package's own `abort()` does nothing before the first chunk and
 * for calls that do not stream.
 */
export const ollamaClient = (host: OllamaHost, signal: AbortSignal, fetch: Fetch = fetchWithoutTimeout): Ollama =>
  new Ollama({
    host: host.url,
    headers: host.headers,
    fetch: (input, init) =>
      fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal }),
  });

/** What `/api/tags` and `/api/show` say of a model, as far as it is well-formed. */
export type InstalledModel = {
  name: string;
  digest: string;
  size: number;
  parameter_size: string;
  quantization: string;
  family: string;
  format: string;
  /** Runs elsewhere: a requirement sent to it would leave the machine. */
  cloud: boolean;
  /** Undefined where the server does not list them. */
  capabilities: string[] | undefined;
};

/** @throws the client's error; a SyntaxError where the answer is not Ollama's. */
export const installedModels = async (client: Ollama): Promise<InstalledModel[]> => {
  const listed = await client.list();
  if (!Array.isArray(listed.models)) throw new SyntaxError('no list of models');
  return listed.models.map(installedModel);
};

const installedModel = (model: ModelResponse): InstalledModel => ({
  name: text(model.name ?? model.model),
  digest: text(model.digest),
  size: typeof model.size === 'number' ? model.size : 0,
  parameter_size: text(model.details?.parameter_size),
  quantization: text(model.details?.quantization_level),
  family: text(model.details?.family),
  format: text(model.details?.format),
  cloud: isCloud(model),
  capabilities: 'capabilities' in model ? texts(model.capabilities) : undefined,
});

/** What `/api/show` says: the length that the model was trained for, and what it can do. */
export type ModelFacts = {
  context: number | undefined;
  capabilities: string[] | undefined;
  cloud: boolean;
  family: string;
  /** Its short name, or the beginning of its text. */
  license: string | undefined;
};

export const modelFacts = async (client: Ollama, model: string): Promise<ModelFacts> => {
  const shown = await client.show({ model });
  return {
    context: trainedContext(shown),
    capabilities: texts(shown.capabilities),
    cloud: isCloud(shown),
    family: text(shown.details?.family),
    license: licenseOf(shown),
  };
};

const trainedContext = (shown: ShowResponse): number | undefined => {
  const entries: [string, unknown][] = Object.entries(shown.model_info ?? {});
  const value = entries.find(([key]) => key.endsWith('.context_length'))?.[1];
  return typeof value === 'number' && value > 0 ? value : undefined;
};

const isCloud = (model: object): boolean =>
  ('remote_host' in model && text(model.remote_host) !== '') ||
  ('remote_model' in model && text(model.remote_model) !== '');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;
