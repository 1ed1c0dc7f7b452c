import { expect, it } from 'vitest';
import { show, startFaultOllama } from '../../../fixtures/fault-ollama.ts';
import { listOllamaModels } from './list-ollama-models.ts';

it('lists what is installed', async () => {
  await using server = await startFaultOllama();
  expect(await listOllamaModels({ host: server.url })).toEqual({
    host: server.url,
    reachable: true,
    version: '0.0.0',
    models: [
      {
        name: 'tiny:1b',
        digest: 'sha-of-tiny:1b',
        size: 1_000_000_000,
        parameter_size: '1.2B',
        quantization: 'Q4_K_M',
        family: 'llama',
        context: 8192,
        capabilities: ['completion'],
      },
    ],
  });
});

it('lists a model without its length where that does not come in time', async () => {
  await using server = await startFaultOllama({ show: { ...show(), delayMs: 60_000 } });
  const listing = await listOllamaModels({ host: server.url, deadlineMs: 200 });
  expect(listing).toMatchObject({ reachable: true, models: [{ name: 'tiny:1b' }] });
  expect(listing.models[0]).not.toHaveProperty('context');
});

it('answers in time where nobody does', { timeout: 30_000 }, async () => {
  await using server = await startFaultOllama({ tags: { delayMs: 60_000 } });
  const listing = await listOllamaModels({ host: server.url });
  expect(listing).toMatchObject({
    reachable: false,
    models: [],
    problem: { message: expect.stringContaining(server.url) },
  });
});

it('names the host and the way out where nobody listens, and an invalid host', async () => {
  const server = await startFaultOllama();
  await server[Symbol.asyncDispose]();
  expect(await listOllamaModels({ host: server.url })).toMatchObject({
    reachable: false,
    problem: { code: 'MODEL_UNREACHABLE', hint: expect.stringContaining('ollama serve') },
  });
  expect(await listOllamaModels({ host: 'gpu:port' })).toMatchObject({
    reachable: false,
    problem: { code: 'invalid_host' },
  });
});

it('asks nothing of a host that is not allowed, and says so', async () => {
  await using server = await startFaultOllama();
  expect(await listOllamaModels({ host: server.url, allowed_hosts: ['gpu-box'] })).toMatchObject({
    reachable: false,
    models: [],
    problem: { code: 'MODEL_REFUSED', message: expect.stringContaining('gpu-box') },
  });
  expect(server.requests).toEqual([]);
  expect(await listOllamaModels({ host: server.url, allowed_hosts: ['127.0.0.1'] })).toMatchObject({ reachable: true });
});
