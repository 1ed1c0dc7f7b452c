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

/** One of each model: with other weights or another configuration it takes the place of the one before. */
export function keptModels(): KeptModels {
  const kept = new Map<string, { model: Model; state: string }>();
  const leaving = new Set<Model>();
  const queue = generationQueue();
  const underWay = new Set<Promise<unknown>>();

  const leave = async (model: Model): Promise<void> => {
    leaving.add(model);
    // Who has just been given it asks for a turn now.
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.allSettled(underWay);
    if (leaving.delete(model)) await model.close?.();
  };
  return {
    queue: {
      ...queue,
      run: async (work, turn) => {
        const done = queue.run(work, turn);
        underWay.add(done);
        try {
          return await done;
        } finally {
          underWay.delete(done);
        }
      },
    },
    keep: async (writer, config) => {
      const { model, identity } = writer;
      const name = JSON.stringify([model.name, model.endpoint]);
      const state = JSON.stringify([identity.digest, config]);
      const open = kept.get(name);
      if (open?.state === state) {
        // Prompts and identity are read anew for each call; a model that was only asked for its name holds nothing yet.
        if (open.model !== model) await model.close?.();
        return { ...writer, model: open.model };
      }
      kept.set(name, { model, state });
      // What a model says when it is closed is of no use to whoever has the next one.
      if (open) void leave(open.model).catch(() => undefined);
      return writer;
    },
    close: async () => {
      const models = [...[...kept.values()].map(({ model }) => model), ...leaving];
      kept.clear();
      leaving.clear();
      await Promise.all(models.map((model) => model.close?.()));
    },
  };
}
