import { cancelled, modelFailure } from '../failure/model-failure.ts';
import type { Deployment, Model, ModelFailure, ModelIdentity, ModelRequest } from '../model.ts';
import { natureOf } from './failure-nature.ts';
import { withSteadyProgress } from './progress.ts';
import { rememberedIdentity } from './remembered-identity.ts';

export type FailoverOptions = {
  /** As the user writes the list. @default the names, with commas */
  name?: string;
  /** Models that the user configured as models of the cloud: only these may follow one that is not. @default none */
  allowCloud?: (model: Model) => boolean;
};

/**
 * An ordered list of models as one: each request goes to the first that serves. What a model wrote badly is not a reason
 * to ask the next. A list never leads from the team's own machines into the cloud unless the user said so.
 */
export const withFailover = (
  models: readonly [Model, ...Model[]],
  { name = models.map((each) => each.name).join(', '), allowCloud = () => false }: FailoverOptions = {},
): Model & { models?: readonly Model[] } => {
  const [first] = models;
  if (models.length === 1) return first;
  const deployments = new Map<Model, Deployment>();
  const identities = new Map(models.map((model) => [model, rememberedIdentity(model)]));

  const identified = async (model: Model, signal?: AbortSignal): Promise<ModelIdentity | ModelFailure> => {
    const identity = await (identities.get(model) ?? model.identify)(signal);
    if (identity.ok) deployments.set(model, identity.deployment);
    return identity;
  };

  const barred = async (model: Model, signal?: AbortSignal): Promise<ModelFailure | undefined> => {
    if (model === first || allowCloud(model)) return undefined;
    if (!deployments.has(model)) {
      const identity = await identified(model, signal);
      if (!identity.ok) return identity;
    }
    if (deployments.get(model) !== 'cloud') return undefined;
    if (!deployments.has(first)) await identified(first, signal);
    if (deployments.get(first) === 'cloud') return undefined;
    return modelFailure('cloud_model', { model: model.name, url: model.endpoint ?? '-' });
  };

  const served = async <Served extends { ok: true }>(
    serve: (model: Model) => Promise<Served | ModelFailure>,
    signal?: AbortSignal,
  ): Promise<Served | ModelFailure> => {
    const failed: { model: Model; failure: ModelFailure }[] = [];
    for (const model of models) {
      if (signal?.aborted === true) return cancelled();
      const outcome = (await barred(model, signal)) ?? (await serve(model));
      if (outcome.ok || !leadsOn(outcome)) return outcome;
      failed.push({ model, failure: outcome });
    }
    return allFailed(name, failed);
  };

  return {
    name,
    models,
    identify: (signal) => served((model) => identified(model, signal), signal),
    generate: (request: ModelRequest) => {
      const steady = withSteadyProgress(request);
      return served((model) => model.generate(steady), request.signal);
    },
    health: (signal) => served((model) => model.health(signal), signal),
    warmUp: (signal) => served((model) => model.warmUp(signal), signal),
    close: async () => {
      await Promise.all(models.map((model) => model.close?.()));
    },
  };
};

const leadsOn = (failure: ModelFailure): boolean => !['content', 'cancelled'].includes(natureOf(failure));

const allFailed = (name: string, failed: { model: Model; failure: ModelFailure }[]): ModelFailure => {
  const detail = failed.map(({ model, failure }) => `${model.name}: ${failure.code}: ${failure.message}`).join(' | ');
  const waits = failed.flatMap(({ failure }) => failure.retry_after_ms ?? []);
  const retryable = failed.some(({ failure }) => failure.retryable);
  const wait = waits.length === 0 ? {} : { retry_after_ms: Math.min(...waits) };
  return modelFailure('all_failed', { model: name, detail }, { retryable, ...wait });
};
