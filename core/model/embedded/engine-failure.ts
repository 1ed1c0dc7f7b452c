import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';

/** The failure that an error of the engine stands for. */
export const engineFailure = (error: unknown, model: string): ModelFailure => {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  if (error instanceof Error && (error.name === 'InsufficientMemoryError' || /\bmemory\b|VRAM/i.test(detail))) {
    return modelFailure('out_of_memory', { url: 'this machine', model, detail });
  }
  return modelFailure('driver_failed', { model, detail });
};
