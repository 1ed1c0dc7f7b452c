import { chooseModel, emptyLock, generateSuite, loadPrompt, parseDocument } from '../../core/index.ts';
import { benchDocument } from './document.ts';

/** Wall time of model calls against the time that the engine itself reports; `ratio` is wall over engine. */
export type LiveTiming = { model: string; calls: number; wall_ms: number; engine_ms: number; ratio: number };

/** Writes a few requirements with a real model. A sentence instead of numbers: why that was not possible. */
export async function measureLive(host: string, name: string, requirements: number): Promise<LiveTiming | string> {
  const { model, identity, failure, problem, reason } = await chooseModel({ spec: `ollama:${name}`, host });
  if (!model || !identity) return failure?.message ?? problem?.message ?? reason ?? `${name} cannot serve`;
  const loaded = await loadPrompt(`${import.meta.dirname}/../../prompts`);
  if (!loaded.ok) return loaded.problem.message;

  const sum = { calls: 0, wall_ms: 0, engine_ms: 0 };
  const generate: typeof model.generate = async (request) => {
    const start = performance.now();
    const answer = await model.generate(request);
    // A failed call has no engine time to compare with.
    if (answer.ok) {
      sum.calls += 1;
      sum.wall_ms += performance.now() - start;
      sum.engine_ms += answer.engine_ms;
    }
    return answer;
  };
  const document = parseDocument({ path: 'bench.md', text: benchDocument('bullets', requirements) });
  await generateSuite({
    documents: [document],
    lock: emptyLock,
    suites: new Map(),
    writer: { model: { ...model, generate }, identity, prompt: loaded.prompt },
    toolVersion: 'bench',
    now: new Date(),
  });
  return sum.calls === 0 ? 'no call was answered' : { model: name, ...sum, ratio: sum.wall_ms / sum.engine_ms };
}
