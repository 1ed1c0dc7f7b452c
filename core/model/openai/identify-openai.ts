import { createHash } from 'node:crypto';
import { deploymentOf } from '../deployment-of.ts';
import { modelFailure } from '../failure/model-failure.ts';
import type { ModelFailure, ModelIdentity } from '../model.ts';
import { getJson, postJson, type Server } from './openai-client.ts';
import { type Asked, notServed, refusalFailure } from './openai-failure.ts';
import { entryOf, type Facts } from './probes.ts';
import { deploymentBy, type Profile, type ProfileName } from './profiles.ts';
import { field, positive, texts } from '../untrusted.ts';

export type Place = { profileName: ProfileName; profile: Profile; server: Server; asked: Asked };

const safetensors = 'is stored as safetensors, for which Ollama ignores the schema of the answer';

/** Proves that the model is served, as far as the engine lists its models. @throws the connection's errors. */
export const identifyOpenAi = async (place: Place, signal: AbortSignal): Promise<ModelIdentity | ModelFailure> => {
  const { profile, profileName, server, asked } = place;
  const listed = await getJson(server, `${server.base}/models${server.query}`, signal);
  // A server without a list shows at the first call what it does not serve.
  const unlisted = !profile.listsAll && [404, 405].includes(listed.status);
  if (listed.status !== 200 && !unlisted) return refused(listed, asked);
  const models = field(listed.value, 'data');
  if (!Array.isArray(models) && !unlisted) return refused({ ...listed, status: 404 }, asked);
  const entry = entryOf(models, ['id', 'root'], asked.model);
  if (entry === undefined && profile.listsAll) return notServed(asked, namesOf(models));
  const facts = await probed(place, signal);
  const { url, model } = asked;
  if (facts.refuse === 'cloud') return modelFailure('cloud_model', { url, model });
  if (facts.refuse === 'safetensors') return modelFailure('model_unfit', { url, model, why: safetensors });
  return {
    ok: true,
    provider: profileName,
    model: asked.model,
    deployment: deploymentBy(profile, deploymentOf(asked.url)),
    digest: digestOf(place, facts),
    context: facts.context ?? contextOf(entry) ?? profile.context,
    ...(facts.size !== undefined && { size: facts.size }),
    ...(facts.quantization !== undefined && { quantization: facts.quantization }),
    ...(facts.license !== undefined && { license: facts.license }),
  };
};

/** The address of a path beside `/v1`. */
export const besides = (base: string, path: string): string => `${base.replace(/\/(v\d+|openai)$/, '')}${path}`;

const probed = async ({ profile, server, asked }: Place, signal: AbortSignal): Promise<Facts> => {
  const all = profile.probes.map(async ({ paths, show, read }) => {
    const answers = paths.map((path) => getJson(server, besides(server.base, path), signal));
    if (show !== undefined) {
      answers.push(postJson(server, { url: besides(server.base, show), body: { model: asked.model } }, signal));
    }
    return read(
      (await Promise.all(answers)).map(({ status, value }) => (status === 200 ? value : undefined)),
      asked.model,
    );
  });
  return Object.assign({}, ...(await Promise.all(all)));
};

// Such engines tell no digest of the weights; what they tell of their version stands in, so that an update shows.
const digestOf = ({ profileName, server, asked }: Place, { version = '', digest = '' }: Facts): string => {
  const facts = JSON.stringify([profileName, `${server.base}${server.query}`, asked.model, version, digest]);
  return `sha256:${createHash('sha256').update(facts).digest('hex')}`;
};

const contextOf = (entry: unknown): number | undefined =>
  [
    field(entry, 'max_model_len'),
    field(field(entry, 'meta'), 'n_ctx'),
    field(field(entry, 'meta'), 'n_ctx_train'),
    field(entry, 'max_context_length'),
    field(entry, 'context_length'),
    field(entry, 'context_window'),
  ]
    .map(positive)
    .find((tokens) => tokens !== undefined);

const namesOf = (models: unknown): string[] =>
  Array.isArray(models) ? texts(models.map((model: unknown) => field(model, 'id'))).slice(0, 8) : [];

/** The failure of an answer to a GET. */
export const refused = (
  { status, value, headers }: Awaited<ReturnType<typeof getJson>>,
  asked: Asked,
): ModelFailure => {
  const said = field(value, 'error');
  // A list of models is not there: no model is missing.
  const detail = typeof said === 'string' && status !== 404 ? said : 'not found';
  return refusalFailure({ status, detail, headers }, asked);
};
