import type { Ollama } from 'ollama';
import { installedModels, modelFacts } from './ollama-client.ts';
import type { InstalledModel } from './ollama-client.ts';
import type { ModelFailure, ModelIdentity } from './model.ts';
import { modelFailure } from './model-failure.ts';
import { modelMissing } from './ollama-failure.ts';
import type { Asked } from './ollama-failure.ts';
import type { Thinking } from './ollama-request.ts';

/** A model that is there and fit for the work. */
export type OllamaIdentity = ModelIdentity & { thinking: Thinking };

// Ollama serves this much when the model's own length is unknown.
const assumedContext = 4096;

/** Looks the model up. @throws the client's errors. */
export const identifyOllama = async (client: Ollama, asked: Asked): Promise<OllamaIdentity | ModelFailure> => {
  const models = await installedModels(client);
  const wanted = withTag(asked.model);
  const found = models.find(({ name }) => name === wanted);
  if (found === undefined) return modelMissing(asked, models.map(({ name }) => name).slice(0, 8));
  const facts = await modelFacts(client, found.name);
  const reason = unfit({
    ...found,
    cloud: found.cloud || facts.cloud,
    capabilities: facts.capabilities ?? found.capabilities,
  });
  if (reason !== undefined) return unusable(asked, reason);
  return {
    ok: true,
    digest: found.digest,
    context: facts.context ?? assumedContext,
    thinking: thinkingOf(facts.family, facts.capabilities ?? []),
  };
};

/** Why a model cannot write cases, as the rest of a sentence about it; undefined if it can. */
export const unfit = (model: InstalledModel): string | undefined => {
  if (model.cloud || /[:-]cloud$/.test(model.name)) return 'runs in the cloud, and requirements stay local';
  if (model.format === 'safetensors')
    return 'is stored as safetensors, for which Ollama ignores the schema of the answer';
  if (model.capabilities?.includes('completion') === false) return 'cannot write text';
  if (embeds(model)) return 'is an embedding model';
  return undefined;
};

const embeds = ({ name, family, capabilities }: InstalledModel): boolean =>
  capabilities === undefined && (/bert/i.test(family) || /embed|minilm|\bbge-|rerank/i.test(name));

const unusable = ({ url, model }: Asked, reason: string): ModelFailure =>
  modelFailure('model_missing', {
    message: `The model "${model}" at ${url} ${reason}.`,
    hint: 'Name another model, such as `ollama pull qwen3:8b` installs; `casewright doctor` lists what is installed.',
  });

const thinkingOf = (family: string, capabilities: string[]): Thinking => {
  if (!capabilities.includes('thinking')) return 'none';
  return /^gpt-?oss/i.test(family) ? 'always' : 'optional';
};

const withTag = (name: string): string =>
  name.slice(name.lastIndexOf('/') + 1).includes(':') ? name : `${name}:latest`;
