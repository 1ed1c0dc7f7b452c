import type { Ollama } from 'ollama';
import { installedModels, modelFacts } from './ollama-client.ts';
import type { InstalledModel } from './ollama-client.ts';
import { deploymentOf } from '../deployment-of.ts';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { ModelIdentity } from '../model.ts';
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
  const capabilities = facts.capabilities ?? found.capabilities;
  const cloud = found.cloud || facts.cloud;
  if (isCloudModel({ ...found, cloud })) return modelFailure('cloud_model', asked);
  const why = unfit({ ...found, capabilities });
  if (why !== undefined) return modelFailure('model_unfit', { ...asked, why });
  return {
    ok: true,
    provider: 'ollama',
    model: found.name,
    deployment: deploymentOf(asked.url),
    digest: found.digest,
    context: facts.context ?? assumedContext,
    size: found.size,
    quantization: found.quantization,
    ...(capabilities && { capabilities }),
    ...(facts.license !== undefined && { license: facts.license }),
    thinking: thinkingOf(facts.family, facts.capabilities ?? []),
  };
};

/** Why a model cannot write cases, as the rest of a sentence about it; undefined if it can. */
export const unfit = (model: InstalledModel): string | undefined => {
  if (isCloudModel(model)) return 'runs in the cloud, and requirements stay local';
  if (model.format === 'safetensors')
    return 'is stored as safetensors, for which Ollama ignores the schema of the answer';
  if (model.capabilities?.includes('completion') === false) return 'cannot write text';
  if (embeds(model)) return 'is an embedding model';
  return undefined;
};

const isCloudModel = ({ cloud, name }: InstalledModel): boolean => cloud || /[:-]cloud$/.test(name);

const embeds = ({ name, family, capabilities }: InstalledModel): boolean =>
  capabilities === undefined && (/bert/i.test(family) || /embed|minilm|\bbge-|rerank/i.test(name));

const thinkingOf = (family: string, capabilities: string[]): Thinking => {
  if (!capabilities.includes('thinking')) return 'none';
  return /^gpt-?oss/i.test(family) ? 'always' : 'optional';
};

const withTag = (name: string): string =>
  name.slice(name.lastIndexOf('/') + 1).includes(':') ? name : `${name}:latest`;
