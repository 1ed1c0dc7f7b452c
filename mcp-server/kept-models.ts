import type { Config, ModelWriter } from '../core/index.ts';
import { type GenerationQueue, generationQueue } from './generation-queue.ts';

type Model = ModelWriter['model'];

/** Models that stay open between calls, with their weights, rate limits and what is known of their health. */
export type KeptModels = {
  /** The same writer, with the model that is open already for these weights and this configuration. */
  keep: (writer: ModelWriter, config: Config) => Promise<ModelWriter>;
  /** Whose turn it is with them: for calls and jobs alike. */
  queue: GenerationQueue;
  close: () => Promise<void>;
};

export function keptModels(): KeptModels {
  const kept = new Map<string, Model>();
  return {
    queue: generationQueue(),
    keep: async (writer, config) => {
      const { model, identity } = writer;
      const key = JSON.stringify([model.name, model.endpoint, identity.digest, config]);
      const open = kept.get(key) ?? model;
      kept.set(key, open);
      if (open === model) return writer;
      // Prompts and identity are read anew for each call; a model that was only asked for its name holds nothing yet.
      await model.close?.();
      return { ...writer, model: open };
    },
    close: async () => {
      const models = [...kept.values()];
      kept.clear();
      await Promise.all(models.map((model) => model.close?.()));
    },
  };
}
