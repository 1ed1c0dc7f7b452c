import { expect, it } from 'vitest';
import { show, startFaultOllama, taggedModel, tags } from '../../fixtures/fault-ollama.ts';
import { chooseModel } from './choose-model.ts';

const sized = (name: string, parameter_size: string, more: object = {}) =>
  taggedModel(name, { details: { format: 'gguf', family: 'llama', parameter_size }, ...more });

it('chooses none where the rules are asked for, and asks nobody', async () => {
  await using server = await startFaultOllama();
  expect(await chooseModel({ spec: 'rules', host: server.url })).toEqual({
    reason: expect.stringMatching(/rules.*\.$/i),
  });
  expect(server.requests).toEqual([]);
});

it('chooses the best installed model that can write', async () => {
  const models = [
    sized('small:1b', '1.2B'),
    sized('best:8b', '8.0B'),
    sized('big:120b-cloud', '120B', { remote_host: 'https://ollama.com' }),
    taggedModel('nomic-embed-text:latest', { details: { family: 'nomic-bert', parameter_size: '9B', format: 'gguf' } }),
    sized('reader:9b', '9B', { capabilities: ['embedding'] }),
  ];
  await using server = await startFaultOllama({ tags: tags(...models) });
  const { model, identity, ...rest } = await chooseModel({ spec: 'auto', host: server.url });
  expect(model?.name).toBe('ollama:best:8b');
  expect(identity).toMatchObject({ digest: 'sha-of-best:8b', context: 8192, deployment: 'local' });
  expect(rest).toEqual({});
});

it('says why there is none: nobody listens', async () => {
  const server = await startFaultOllama();
  await server[Symbol.asyncDispose]();
  const choice = await chooseModel({ spec: 'auto', host: server.url });
  expect(choice).toEqual({ reason: expect.stringContaining(server.url) });
  expect(choice.reason).toMatch(/The rules write all cases\.$/);
});

it('says why there is none: no answer in time', async () => {
  await using server = await startFaultOllama({ tags: { delayMs: 60_000 } });
  expect(await chooseModel({ spec: 'auto', host: server.url, probeMs: 100 })).toEqual({
    reason: expect.stringContaining('100 ms'),
  });
  expect(await server.requests[0]?.closedEarly).toBe(true);
});

it('says why there is none: nothing installed can write', async () => {
  await using server = await startFaultOllama({ show: show({ capabilities: ['embedding'] }) });
  expect(await chooseModel({ spec: 'auto', host: server.url })).toEqual({
    reason: expect.stringContaining('None of the 1 models'),
  });
});

it('fails where a named model is missing or cannot be reached', async () => {
  const server = await startFaultOllama();
  const missing = await chooseModel({ spec: 'ollama:qwen3:8b', host: server.url });
  await server[Symbol.asyncDispose]();
  const down = await chooseModel({ spec: 'ollama:tiny:1b', host: server.url });
  expect([missing, down]).toMatchObject([
    { failure: { code: 'MODEL_NOT_FOUND' } },
    { failure: { code: 'MODEL_UNREACHABLE' } },
  ]);
  expect([missing.model, down.model]).toEqual([undefined, undefined]);
});

it('takes a named model that is there', async () => {
  await using server = await startFaultOllama();
  const { model, identity } = await chooseModel({ spec: 'ollama:tiny:1b', host: server.url });
  expect([model?.name, identity?.digest]).toEqual(['ollama:tiny:1b', 'sha-of-tiny:1b']);
});

it.each([
  ['qwen3:8b', 'ollama:qwen3:8b'],
  ['ollama/qwen3:8b', 'ollama:qwen3:8b'],
  ['ollama:', 'ollama:qwen3:8b'],
  ['rule', 'rules'],
  ['', 'auto, rules, ollama:NAME'],
])('takes "%s" for a mistake and suggests %s', async (spec, hint) => {
  const choice = await chooseModel({ spec, host: '' });
  expect(choice).toMatchObject({ problem: { code: 'unknown_model', hint: expect.stringContaining(hint) } });
});

it.each(['auto', 'ollama:tiny:1b'])('names an invalid host as the problem (%s)', async (spec) => {
  expect(await chooseModel({ spec, host: 'gpu:port' })).toMatchObject({ problem: { code: 'invalid_host' } });
});

it('reports a cancelled choice as aborted', async () => {
  await using server = await startFaultOllama({ tags: { delayMs: 60_000 } });
  const choice = await chooseModel({ spec: 'auto', host: server.url, signal: AbortSignal.timeout(50) });
  expect(choice).toMatchObject({ failure: { code: 'CANCELLED' } });
});
