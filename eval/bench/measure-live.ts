import { emptyLock, generateSuite, type ModelWriter, parseDocument } from '../../core/index.ts';
import { benchDocument } from './document.ts';
import { watched } from './live-writer.ts';

/**
 * Wall time of model calls against the time that the engine itself reports; `ratio` is wall over engine. `prompt_first`
 * and `prompt_later` are milliseconds for a token of the prompt, of the first call and the median of the others.
 */
export type LiveTiming = {
  calls: number;
  wall_ms: number;
  engine_ms: number;
  ratio: number;
  prompt_first: number;
  prompt_later: number;
};

/** Writes some requirements with a real model. A sentence instead of numbers: why that was not possible. */
export async function measureLive(writer: ModelWriter, requirements: number): Promise<LiveTiming | string> {
  const sum = { calls: 0, wall_ms: 0, engine_ms: 0 };
  const prompts: number[] = [];
  const counting = watched(writer, ({ engine_ms, prompt_ms = 0, prompt_tokens }, wall) => {
    sum.calls += 1;
    sum.wall_ms += wall;
    sum.engine_ms += engine_ms;
    prompts.push(prompt_ms / prompt_tokens);
  });
  await forget(writer);
  const document = parseDocument({ path: 'bench.md', text: benchDocument('bullets', requirements) });
  await generateSuite({
    documents: [document],
    lock: emptyLock,
    suites: new Map(),
    writer: counting,
    toolVersion: 'bench',
    now: new Date(),
  });
  const [prompt_first = 0, ...later] = prompts;
  if (later.length === 0) return `${sum.calls} calls were answered, which is too few`;
  return { ...sum, ratio: sum.wall_ms / sum.engine_ms, prompt_first, prompt_later: median(later) };
}

/** Loads the model, and takes the prompt of an earlier run out of the engine. */
async function forget({ model }: ModelWriter): Promise<void> {
  const messages = [{ role: 'user' as const, content: 'Yes or no?' }];
  await model.generate({ messages, schema: {}, temperature: 0, seed: 1, max_tokens: 1 });
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
