import { expect, it } from 'vitest';
import { failure, startFaultOllama } from '../../../fixtures/fault-ollama.ts';
import { type PullProgress, pullOllamaModel } from './pull-ollama-model.ts';

const lines = (...all: object[]) => ({
  type: 'application/x-ndjson',
  chunks: all.map((line) => `${JSON.stringify(line)}\n`),
});

it('downloads a model and tells how far it is', async () => {
  const steps = [
    { status: 'pulling manifest' },
    { status: 'pulling a1', completed: 5, total: 10 },
    { status: 'success' },
  ];
  await using server = await startFaultOllama({ pull: lines(...steps) });
  const seen: PullProgress[] = [];
  const pulled = await pullOllamaModel({ host: server.url, model: 'tiny:1b', onProgress: (each) => seen.push(each) });
  expect(pulled).toEqual({ ok: true });
  expect(seen).toEqual([
    { status: 'pulling manifest', completed: 0, total: 0 },
    { status: 'pulling a1', completed: 5, total: 10 },
    { status: 'success', completed: 0, total: 0 },
  ]);
  expect(server.requests.map(({ path, body }) => [path, body])).toEqual([
    ['/api/pull', { name: 'tiny:1b', stream: true }],
  ]);
});

it('says why a model is not to be had', async () => {
  await using unknown = await startFaultOllama({
    pull: lines({ status: 'pulling manifest' }, { error: 'pull model manifest: file does not exist' }),
  });
  const answer = await pullOllamaModel({ host: unknown.url, model: 'nosuch:1b' });
  expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('file does not exist') });
  await using broken = await startFaultOllama({ pull: failure(500, 'no space left on device') });
  expect(await pullOllamaModel({ host: broken.url, model: 'tiny:1b' })).toMatchObject({ code: 'SERVER_ERROR' });
  expect(await pullOllamaModel({ host: '127.0.0.1:9', model: 'tiny:1b' })).toMatchObject({ code: 'MODEL_UNREACHABLE' });
});

it('asks nobody for a model that would run elsewhere, and no host that is not allowed', async () => {
  await using server = await startFaultOllama();
  const cloud = await pullOllamaModel({ host: server.url, model: 'gpt-oss:120b-cloud' });
  const elsewhere = await pullOllamaModel({ host: server.url, model: 'tiny:1b', allowed_hosts: ['gpu-box'] });
  expect([cloud, elsewhere]).toMatchObject([{ code: 'MODEL_REFUSED' }, { code: 'MODEL_REFUSED' }]);
  expect(server.requests).toEqual([]);
});

it('ends when it is cancelled', async () => {
  await using server = await startFaultOllama({ pull: { ...lines({ status: 'pulling manifest' }), delayMs: 60_000 } });
  const stop = new AbortController();
  const pulling = pullOllamaModel({ host: server.url, model: 'tiny:1b', signal: stop.signal });
  stop.abort();
  expect(await pulling).toMatchObject({ ok: false });
});
