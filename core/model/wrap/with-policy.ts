import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { Model, ModelIdentity } from '../model.ts';

/** What a team allows; what is left out is not limited. */
export type ModelPolicy = {
  /** Hosts without port that may be asked. */
  allowed_hosts?: readonly string[] | undefined;
  /** Short names of licences, such as `apache-2.0`. */
  allowed_licenses?: readonly string[] | undefined;
};

/** Refuses a model at another host before anything is sent there, and one with another licence before it is asked. */
export const withPolicy = (model: Model, policy: ModelPolicy): Model => {
  const place = refusedHost(model, policy);
  if (place !== undefined) {
    const refuse = async () => place;
    return { ...model, identify: refuse, generate: refuse, health: refuse, warmUp: refuse };
  }
  const { allowed_licenses } = policy;
  if (allowed_licenses === undefined) return model;
  let fit = false;
  const identify = async (signal?: AbortSignal): Promise<ModelIdentity | ModelFailure> => {
    const identity = await model.identify(signal);
    if (!identity.ok) return identity;
    fit = identity.deployment === 'rules' || isAllowed(identity.license, allowed_licenses);
    if (fit) return identity;
    const facts = { model: model.name, license: identity.license ?? '?', allowed: allowed_licenses.join(', ') };
    return modelFailure('license_not_allowed', facts);
  };
  const known = async <T>(
    signal: AbortSignal | undefined,
    work: () => Promise<T | ModelFailure>,
  ): Promise<T | ModelFailure> => {
    if (fit) return work();
    const identity = await identify(signal);
    return identity.ok ? work() : identity;
  };
  return {
    ...model,
    identify,
    generate: (request) => known(request.signal, () => model.generate(request)),
    warmUp: (signal) => known(signal, () => model.warmUp(signal)),
  };
};

/** Why a model's host may not be asked; undefined if it may. */
export const refusedHost = (
  { name, endpoint }: Pick<Model, 'name' | 'endpoint'>,
  { allowed_hosts }: ModelPolicy,
): ModelFailure | undefined => {
  if (allowed_hosts === undefined || endpoint === undefined) return undefined;
  const host = bare(URL.parse(endpoint)?.hostname ?? endpoint);
  if (allowed_hosts.map(bare).includes(host)) return undefined;
  return modelFailure('host_not_allowed', { model: name, host, allowed: allowed_hosts.join(', ') || '-' });
};

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

// Weights name their licence by its short name, or hold its text: "Apache License Version 2.0, January 2004".
const isAllowed = (license: string | undefined, allowed: readonly string[]): boolean => {
  if (license === undefined || license === '') return false;
  const said = plain(license);
  const isText = license.trim().includes(' ');
  return allowed.map(plain).some((each) => each !== '' && (said === each || (isText && said.startsWith(each))));
};

const plain = (license: string): string =>
  license
    .toLowerCase()
    .replace(/\b(?:the|license|licence|version)\b/g, '')
    .replace(/[^a-z0-9]/g, '');
