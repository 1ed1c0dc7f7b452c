import { describe, expect, it } from 'vitest';
import type { Drafted } from '../../fixtures/drafted-items.ts';
import { gateway, lockout, permission, search } from '../../fixtures/drafted-items.ts';
import { live } from '../../fixtures/live-model.ts';
import { ollamaModel } from '../model/ollama/ollama.ts';
import { type Asking, askModel } from './ask-model.ts';
import { compileSchema } from './compile-schema.ts';
import { noContext } from './context/context-for.ts';
import { loadPrompt } from './load-prompt.ts';

const { host, name } = live();
const loaded = await loadPrompt({ folder: 'prompts' });
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;
// The engine alone: what a wrapper would repeat is to be seen.
const model = ollamaModel({ host, model: name });
const ask = (item: Drafted, more: Partial<Asking> = {}) =>
  askModel({ model, prompt, ...item, context: { ...noContext, neighbours: ['Reset a password'] }, seed: 42, ...more });

describe('a real model', () => {
  it('is there', async () => {
    expect(await model.identify()).toMatchObject({ ok: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  for (const item of [gateway(), search()]) {
    it(`answers ${item.requirement.id} validly at the first attempt`, async () => {
      const { parts, record } = await ask(item, { ideas: 1 });
      const { prompt_tokens, answer_tokens, engine_ms, answers } = record;
      process.stderr.write(
        `${JSON.stringify({ prompt_tokens, answer_tokens, engine_ms, answer: answers[0]?.text })}\n`,
      );
      expect(record).toMatchObject({ calls: 1, first_attempts: 1, first_attempt_valid: 1, failures: [] });
      expect(item.demands.map(({ item: { id } }) => id)).toEqual([...parts.keys()]);
    });
  }

  it('is freed soon after a call is aborted mid-stream', async () => {
    const stop = new AbortController();
    const first = await ask(lockout(), {
      signal: stop.signal,
      onText: (characters) => characters > 20 && stop.abort(),
    });
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
