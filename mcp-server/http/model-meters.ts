import { Counter, Histogram, type Registry } from 'prom-client';
import { type ModelMetrics, modelMetrics } from '../../core/index.ts';

const mostModels = 50;
const buckets = [0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];

/** Counts for Prometheus what models do, beside what core counts itself. */
export function modelMeters(registry: Registry): ModelMetrics {
  const registers = [registry];
  const calls = new Counter({
    name: 'casewright_model_calls_total',
    help: 'Calls of models, without those that a cache answered.',
    labelNames: ['model', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'casewright_model_call_duration_seconds',
    help: 'How long calls of models took.',
    labelNames: ['model'],
    buckets,
    registers,
  });
  const tokens = new Counter({
    name: 'casewright_model_tokens_total',
    help: 'Tokens that models read and wrote.',
    labelNames: ['kind'],
    registers,
  });
  const lookups = new Counter({
    name: 'casewright_cache_lookups_total',
    help: 'Questions to the cache of answers.',
    labelNames: ['outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'casewright_model_retries_total',
    help: 'Calls of models repeated because their transport failed.',
    registers,
  });
  const label = modelLabels();
  const inner = modelMetrics();
  return {
    ...inner,
    call: (outcome, ms) => {
      inner.call(outcome, ms);
      if (outcome.ok ? outcome.cached === true : outcome.kind === 'circuit_open') return;
      const model = label(outcome.ok ? outcome.served_by : outcome.values['model']);
      calls.inc({ model, outcome: outcome.ok ? 'ok' : outcome.code.toLowerCase() });
      durations.observe({ model }, ms / 1000);
      if (!outcome.ok) return;
      tokens.inc({ kind: 'prompt' }, outcome.prompt_tokens);
      tokens.inc({ kind: 'answer' }, outcome.answer_tokens);
    },
    retry: () => {
      inner.retry();
      retries.inc();
    },
    lookup: (hit) => {
      inner.lookup(hit);
      lookups.inc({ outcome: hit ? 'hit' : 'miss' });
    },
  };
}

/** The name of a model, as long as there are few and they look like names: an engine may call its models what it likes. */
function modelLabels(): (name: unknown) => string {
  const known = new Set<string>();
  return (name) => {
    if (typeof name !== 'string' || !/^[\w./:@+-]{1,100}$/.test(name)) return 'unknown';
    if (known.size < mostModels) known.add(name);
    return known.has(name) ? name : 'other';
  };
}
