import type { Model } from '../model.ts';
import type { ModelMetrics } from './metrics.ts';

export type MetricsOptions = { metrics: ModelMetrics; now?: () => number };

/** Counts each call. Around a single driver it counts what its engine did, around all wrappers what was asked. */
export const withMetrics = (model: Model, { metrics, now = () => performance.now() }: MetricsOptions): Model => ({
  ...model,
  generate: async (request) => {
    const started = now();
    const outcome = await model.generate(request);
    metrics.call(outcome, now() - started);
    return outcome;
  },
});
