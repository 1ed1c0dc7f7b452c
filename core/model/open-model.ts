import type { Problem } from '../types.ts';
import { withCache } from './cache/with-cache.ts';
import { invalidConfiguration } from './invalid-configuration.ts';
import type { Model } from './model.ts';
import type { ModelEntry, ModelSettings } from './model-settings.ts';
import { ollamaModel } from './ollama/ollama.ts';
import { ollamaHost } from './ollama/ollama-host.ts';
import { profileNamed, type ProfileName } from './openai/profiles.ts';
import { readSecret } from './read-secret.ts';
import { refusedEntry } from './refused-entry.ts';
import { rulesModel } from './rules.ts';
import { withLog } from './telemetry/with-log.ts';
import { withMetrics } from './telemetry/with-metrics.ts';
import { withSpans } from './telemetry/with-spans.ts';
import { unknownSpec } from './unknown-spec.ts';
import { withBatching } from './wrap/with-batching.ts';
import { withBreaker } from './wrap/with-breaker.ts';
import { withFailover } from './wrap/with-failover.ts';
import { withLicense } from './wrap/with-license.ts';
import { withPolicy } from './wrap/with-policy.ts';
import { withRateLimit } from './wrap/with-rate-limit.ts';
import { withRetry } from './wrap/with-retry.ts';

/** `models`: those of a list, lists within it included. */
export type Opened = { ok: true; model: Model & { models?: readonly Model[] } } | { ok: false; problem: Problem };

/**
 * The model that a name stands for, with everything around it that makes it dependable. Nothing is asked yet.
 * `auto` is no model: which one it means has to be found out.
 */
export const openModel = async (spec: string, settings: ModelSettings, above: string[] = []): Promise<Opened> => {
  if (above.includes(spec)) return circular([...above, spec]);
  if (spec === 'rules') return { ok: true, model: rulesModel() };
  const entry = entryOf(settings, spec);
  if (entry?.failover !== undefined) return chain(spec, entry.failover, { settings, above });
  const driver = entry === undefined ? await fromSpec(spec, settings) : await fromEntry(spec, entry, settings);
  return driver.ok ? { ok: true, model: dependable(driver.model, entry ?? {}, settings) } : driver;
};

/** From the inside out: what is asked of the engine, what spares it, what tells about it. */
const dependable = (driver: Model, entry: ModelEntry, settings: ModelSettings): Model => {
  const { cache, log, metrics, notes } = settings;
  let model = withPolicy(entry.license === undefined ? driver : withLicense(driver, entry.license), settings);
  if (log !== undefined) model = withLog(model, { log });
  model = withSpans(model);
  model = withRateLimit(model, entry);
  model = withRetry(model, {
    ...settings.waiting,
    onRetry: ({ code }, next) => {
      metrics?.retry();
      log?.write('warn', 'model call repeated', { model: driver.name, code, ...next });
    },
  });
  model = withBreaker(model, {
    onState: (state) => log?.write('warn', 'model health changed', { model: driver.name, state }),
  });
  if (entry.batch !== undefined && notes !== undefined)
    model = withBatching(model, { size: entry.batch, heading: notes.part });
  if (cache !== undefined)
    model = withCache(model, {
      ...cached(cache),
      onLookup: (hit) => metrics?.lookup(hit),
      onProblem: ({ message }) => log?.write('warn', 'cache problem', { model: driver.name, message }),
    });
  return metrics === undefined ? model : withMetrics(model, { metrics });
};

const cached = ({ folder, store, ttlMs }: NonNullable<ModelSettings['cache']>) => ({
  folder,
  ...(store !== undefined && { store }),
  ...(ttlMs !== undefined && { ttlMs }),
});

const fromSpec = async (spec: string, settings: ModelSettings): Promise<Opened> => {
  const [, provider = '', model = ''] = /^(ollama|openai|embedded):(.+)$/s.exec(spec) ?? [];
  if (provider === 'ollama') return fromEntry(spec, { provider, model }, settings);
  if (provider === 'embedded') return fromEntry(spec, { provider, model }, settings);
  if (provider !== 'openai') return { ok: false, problem: unknownSpec(spec, Object.keys(settings.models ?? {})) };
  if (settings.base_url === undefined) return { ok: false, problem: noBaseUrl(spec) };
  return fromEntry(spec, { provider: 'openai-compatible', model, base_url: settings.base_url }, settings);
};

const fromEntry = async (name: string, entry: ModelEntry, settings: ModelSettings): Promise<Opened> => {
  const { provider, model } = entry;
  const deadlineMs = entry.timeout_seconds === undefined ? settings.deadlineMs : entry.timeout_seconds * 1000;
  const { fetch } = settings;
  if (provider === 'rules') return { ok: true, model: rulesModel() };
  const refused = refusedEntry(name, entry, settings);
  if (refused !== undefined) return { ok: false, problem: refused };
  if (provider === undefined || model === undefined) return { ok: false, problem: incomplete(name) };
  if (provider === 'ollama') {
    const host = entry.host ?? entry.base_url ?? settings.host;
    const where = ollamaHost(host);
    if (!where.ok) return { ok: false, problem: where.problem };
    return { ok: true, model: ollamaModel({ name, host, model, fetch, deadlineMs }) };
  }
  const secret = await readSecret(name, entry, settings);
  if (!secret.ok) return secret;
  if (provider === 'embedded') {
    const { folder, packageFolders, download, onDownload } = settings;
    const given = { name, weights: model, folder, packageFolders, download, onDownload, deadlineMs };
    const { embeddedModel } = await import('./embedded/embedded.ts');
    return { ok: true, model: embeddedModel({ ...given, fetch, token: secret.value }) };
  }
  const profile: ProfileName = provider === 'openai-compatible' ? 'generic' : provider;
  const known = profileNamed(profile);
  const baseUrl = entry.base_url ?? known.base_url;
  if (baseUrl === undefined) return { ok: false, problem: noBaseUrl(name) };
  const schemaNote = settings.notes?.schema ?? ((schema) => JSON.stringify(schema));
  const given = { profile, name, model, baseUrl, apiKey: secret.value, schemaNote, fetch, deadlineMs };
  // Loaded only here: the client's package takes longer than the whole gate.
  const { openAiModel } = await import('./openai/openai.ts');
  return { ok: true, model: openAiModel(given) };
};

type Chain = { settings: ModelSettings; above: string[] };

const chain = async (name: string, specs: readonly string[], { settings, above }: Chain): Promise<Opened> => {
  const opened = await Promise.all(specs.map((spec) => openModel(spec, settings, [...above, name])));
  const models: Model[] = [];
  for (const each of opened) {
    if (!each.ok) return each;
    // A list within a list is no way around what the outer one forbids.
    models.push(...(each.model.models ?? [each.model]));
  }
  const [first, ...others] = models;
  if (first === undefined) return { ok: false, problem: incomplete(name) };
  // Whoever writes a service of the cloud into the list by name wants it there.
  const allowCloud = (each: Model) => entryOf(settings, each.name) !== undefined;
  return { ok: true, model: withFailover([first, ...others], { name, allowCloud }) };
};

const circular = (names: string[]): Opened => ({
  ok: false,
  problem: invalidConfiguration(
    `The model "${names[0]}" leads to itself: ${names.join(' → ')}.`,
    'Take the name out of its own failover list in casewright.yml.',
  ),
});

const incomplete = (name: string): Problem =>
  invalidConfiguration(
    `The model "${name}" has no provider or no model.`,
    'Give models.NAME a provider and a model in casewright.yml, or a failover list.',
  );

const noBaseUrl = (name: string): Problem =>
  invalidConfiguration(
    `The model "${name}" has no base_url.`,
    'Set base_url in casewright.yml to where it is served, such as http://gpu-box:8000/v1.',
  );

// `constructor` is no name of a model.
const entryOf = ({ models = {} }: ModelSettings, name: string): ModelEntry | undefined =>
  Object.hasOwn(models, name) ? models[name] : undefined;
