import { expect, it, onTestFinished, vi } from 'vitest';
import { chat, startFaultOllama } from '../../../fixtures/fault-ollama.ts';
import { sampleRequest } from '../../../fixtures/model-samples.ts';
import { ollamaModel } from './ollama.ts';

const loaded = { type: 'application/json', chunks: [JSON.stringify({ done: true, done_reason: 'load' })] };

/** What Ollama starts a runner with: a request that differs in one of these loads the model anew. */
const profileOf = (body: unknown): unknown => {
  const { shift, options }: { shift?: unknown; options?: Record<string, unknown> } = Object(body);
  return {
    shift,
    ...Object.fromEntries(
      ['num_ctx', 'num_batch', 'num_gpu', 'use_mmap', 'num_thread'].map((key) => [key, options?.[key]]),
    ),
  };
};

it('loads the model for the calls that follow: nothing is said, and nothing is loaded twice', async () => {
  await using server = await startFaultOllama({ chat: [loaded, chat(['{}'])] });
  const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
  expect(await model.warmUp()).toMatchObject({ ok: true });
  for (const max_tokens of [10, 900])
    expect(await model.generate(sampleRequest({ max_tokens }))).toMatchObject({ ok: true });
  const [first, ...calls] = server.chats().map(({ body }) => body);
  expect(first).toMatchObject({ messages: [], stream: false, keep_alive: '15m' });
  expect(calls).toHaveLength(2);
  for (const call of calls) expect(profileOf(call)).toEqual(profileOf(first));
});

it('asks through /api/chat only: other ways hold thinking models to a schema before they have thought', async () => {
  await using server = await startFaultOllama({ chat: [chat(['{}'])] });
  const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
  await model.generate(sampleRequest());
  expect(server.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
    '/api/show',
    '/api/chat',
  ]);
});

it('says within a second that a server is silent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await using server = await startFaultOllama({ version: { until: new Promise(() => undefined) } });
  const health = ollamaModel({ host: server.url, model: 'tiny:1b' }).health();
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(999);
  expect(await health).toMatchObject({ ok: false, code: 'TIMEOUT' });
  expect(await server.requests[0]?.closedEarly).toBe(true);
});

it('tells its version with its health', async () => {
  await using server = await startFaultOllama();
  const health = await ollamaModel({ host: server.url, model: 'tiny:1b' }).health();
  expect(health).toMatchObject({ ok: true, version: '0.0.0' });
});
