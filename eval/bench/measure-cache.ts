import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel } from '../../core/index.ts';
import { median } from './measure-live.ts';

/** The median time of an answer from the cache, in milliseconds, or why there is none. */
export async function measureCache(host: string, name: string, hits: number): Promise<number | string> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-bench-'));
  try {
    const opened = await openModel(`ollama:${name}`, { host, cache: { folder } });
    if (!opened.ok) return opened.problem.message;
    const { model } = opened;
    const messages = [{ role: 'user' as const, content: 'The door opens when the button is pressed. '.repeat(40) }];
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', minLength: 1, maxLength: 9 } },
      required: ['a'],
      additionalProperties: false,
    };
    const request = { messages, schema, temperature: 0, seed: 1, max_tokens: 60 };
    const times: number[] = [];
    for (let hit = 0; hit <= hits; hit += 1) {
      const start = performance.now();
      const answer = await model.generate(request);
      if (!answer.ok) return answer.message;
      if (answer.cached === true) times.push(performance.now() - start);
    }
    await model.close?.();
    return times.length === hits ? median(times) : `only ${times.length} of ${hits} answers came from the cache`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
