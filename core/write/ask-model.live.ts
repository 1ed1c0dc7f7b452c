import { describe, expect, it } from 'vitest';
import { cart, gateway, lockout, permission, search } from '../../fixtures/drafted-items.ts';
import type { Drafted } from '../../fixtures/drafted-items.ts';
import { ollamaModel } from '../model/ollama/ollama.ts';
import { askModel } from './ask-model.ts';
import { compileSchema } from './compile-schema.ts';
import { loadPrompt } from './load-prompt.ts';

const host = process.env['OLLAMA_HOST'];
const name = process.env['CASEWRIGHT_LIVE_MODEL'] ?? 'smollm2:135m';
if (host === undefined || host === '') {
  throw new Error('Live tests need a running Ollama: set OLLAMA_HOST, such as 127.0.0.1:11434.');
}

const loaded = await loadPrompt('prompts');
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;
const model = ollamaModel({ host, model: name });
const ask = ({ requirement, demands, drafts }: Drafted, signal?: AbortSignal, onText?: (characters: number) => void) =>
  askModel({ model, prompt, requirement, demands, drafts, neighbours: ['Reset a password'], seed: 42, signal, onText });

describe('a real model', () => {
  it('is there', async () => {
    expect(await model.identify()).toMatchObject({ ok: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  for (const item of [lockout(), gateway(), cart(), permission(), search()]) {
    it(`answers ${item.requirement.id} validly at the first attempt`, async () => {
      const start = performance.now();
      const { wordings, record } = await ask(item);
      const seconds = (performance.now() - start) / 1000;
      process.stderr.write(
        `${item.requirement.id}: ${seconds.toFixed(1)} s, ${record.prompt_tokens} + ${record.answer_tokens} tokens, ` +
          `${((seconds * 1000) / record.engine_ms).toFixed(3)} of engine time, ${record.failures.map(({ message }) => message).join()}\n${record.answers[0]?.text}\n`,
      );
      expect(record).toMatchObject({ calls: 1, first_attempt_valid: 1, failures: [] });
      expect([...wordings.keys()]).toEqual(item.demands.map(({ item: { id } }) => id));
    });
  }

  it('is freed soon after a call is aborted mid-stream', async () => {
    const stop = new AbortController();
    const first = await ask(lockout(), stop.signal, (characters) => characters > 20 && stop.abort());
    expect(first.record.failures).toMatchObject([{ code: 'CANCELLED' }]);

    // The server takes one call at a time: were it still writing, a call for one token would wait for all of the first.
    const start = performance.now();
    const messages = [{ role: 'user' as const, content: 'Yes or no?' }];
    const schema = compileSchema(permission().drafts.slice(0, 1));
    const next = await model.generate({ messages, schema, temperature: 0, seed: 1, max_tokens: 1 });
    expect(next).toMatchObject({ ok: true, finish: 'length', answer_tokens: 1 });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
