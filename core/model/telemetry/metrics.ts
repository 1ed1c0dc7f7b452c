import { createHistogram } from 'node:perf_hooks';
import type { ModelAnswer, ModelFailure, ModelFailureCode } from '../model.ts';

export type Prices = {
  /** For a million tokens, in any currency. */
  input_per_million?: number;
  output_per_million?: number;
  /** For an hour in which the engine works. */
  engine_hour?: number;
};

export type MetricsSnapshot = {
  calls: number;
  /** How often each model served. */
  served_by: Record<string, number>;
  prompt_tokens: number;
  answer_tokens: number;
  /** Of calls that an engine answered. */
  latency_ms: { p50: number; p90: number; p95: number; p99: number };
  /** While writing: without loading and without reading the prompt, where the engine says so. */
  tokens_per_second: number;
  first_attempts: number;
  first_attempt_valid: number;
  attempts: number;
  retries: number;
  cache_hits: number;
  cache_misses: number;
  errors: Partial<Record<ModelFailureCode, number>>;
  requirements: number;
  engine_seconds: number;
  engine_seconds_per_requirement: number;
  /** In the currency of the prices; only where a model served that has any. */
  cost?: number;
  cost_per_1000_requirements?: number;
};

export type ModelMetrics = {
  /** One call of a model, however it ended. That a model is left alone is none. */
  call: (outcome: ModelAnswer | ModelFailure, ms: number) => void;
  /** One attempt to word something: whether it was the first, and whether its answer was valid. */
  attempt: (attempt: { first: boolean; valid: boolean }) => void;
  /** A call was repeated because its transport failed. */
  retry: () => void;
  lookup: (hit: boolean) => void;
  /** So many requirements were written about. */
  requirements: (count: number) => void;
  snapshot: () => MetricsSnapshot;
};

/** What the answers of a model cost, by its name; undefined where that is not known. */
export type PriceOf = (served_by: string) => Prices | undefined;

/** Counts what models do in one run. */
export const modelMetrics = ({ priceOf }: { priceOf?: PriceOf } = {}): ModelMetrics => {
  // In microseconds: the histogram knows whole numbers only.
  const latency = createHistogram();
  const served_by: Record<string, number> = {};
  const errors: Partial<Record<ModelFailureCode, number>> = {};
  const sums = { calls: 0, prompt_tokens: 0, answer_tokens: 0, engine_ms: 0, writing_ms: 0, written: 0 };
  const tries = { attempts: 0, first_attempts: 0, first_attempt_valid: 0, retries: 0 };
  const cache = { cache_hits: 0, cache_misses: 0 };
  let requirements = 0;
  let cost: number | undefined;

  // An answer from the cache costs nothing, which is worth telling.
  const pay = (answer: ModelAnswer): void => {
    const prices = priceOf?.(answer.served_by);
    if (prices !== undefined) cost = (cost ?? 0) + (answer.cached === true ? 0 : costOf(prices, answer));
  };

  const answered = (answer: ModelAnswer, ms: number): void => {
    const { prompt_tokens, answer_tokens, engine_ms, prompt_ms = 0, load_ms = 0 } = answer;
    latency.record(Math.max(1, Math.round(ms * 1000)));
    sums.prompt_tokens += prompt_tokens;
    sums.answer_tokens += answer_tokens;
    sums.engine_ms += engine_ms;
    const writing = engine_ms - prompt_ms - load_ms;
    if (writing <= 0) return;
    sums.writing_ms += writing;
    sums.written += answer_tokens;
  };

  return {
    call: (outcome, ms) => {
      if (!outcome.ok) {
        if (outcome.kind === 'circuit_open') return;
        sums.calls += 1;
        errors[outcome.code] = (errors[outcome.code] ?? 0) + 1;
        return;
      }
      pay(outcome);
      if (outcome.cached !== true) {
        sums.calls += 1;
        served_by[outcome.served_by] = (served_by[outcome.served_by] ?? 0) + 1;
        answered(outcome, ms);
      }
    },
    attempt: ({ first, valid }) => {
      tries.attempts += 1;
      if (first) tries.first_attempts += 1;
      if (first && valid) tries.first_attempt_valid += 1;
    },
    retry: () => {
      tries.retries += 1;
    },
    lookup: (hit) => {
      if (hit) cache.cache_hits += 1;
      else cache.cache_misses += 1;
    },
    requirements: (count) => {
      requirements += count;
    },
    snapshot: () => {
      const { calls, prompt_tokens, answer_tokens, engine_ms, writing_ms, written } = sums;
      const percentile = (of: number): number => (latency.count === 0 ? 0 : latency.percentile(of) / 1000);
      return {
        calls,
        served_by: { ...served_by },
        prompt_tokens,
        answer_tokens,
        latency_ms: { p50: percentile(50), p90: percentile(90), p95: percentile(95), p99: percentile(99) },
        tokens_per_second: ratio(written * 1000, writing_ms),
        ...tries,
        ...cache,
        errors: { ...errors },
        requirements,
        engine_seconds: engine_ms / 1000,
        engine_seconds_per_requirement: ratio(engine_ms / 1000, requirements),
        ...(cost === undefined ? {} : { cost, cost_per_1000_requirements: ratio(cost * 1000, requirements) }),
      };
    },
  };
};

const costOf = (
  { input_per_million = 0, output_per_million = 0, engine_hour = 0 }: Prices,
  used: { prompt_tokens: number; answer_tokens: number; engine_ms: number },
): number =>
  (used.prompt_tokens * input_per_million + used.answer_tokens * output_per_million) / 1e6 +
  (used.engine_ms / 3_600_000) * engine_hour;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
