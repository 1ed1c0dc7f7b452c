import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chat, show, startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { completion, servedModels, startFaultOpenAi } from '../../fixtures/fault-openai.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { parseConfig } from '../store/parse-config.ts';
import { openModel } from './open-model.ts';
import type { ModelEntry } from './model-settings.ts';

const request = { messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 9, draft: '{"of":"the rules"}' };

const opened = async (spec: string, settings: Partial<Parameters<typeof openModel>[1]>) => {
  const result = await openModel(spec, { host: '127.0.0.1:1', ...settings });
  if (!result.ok) throw new Error(result.problem.message);
  return result.model;
};

const problemOf = async (spec: string, settings: Partial<Parameters<typeof openModel>[1]> = {}) => {
  const result = await openModel(spec, { host: '', ...settings });
  return result.ok ? undefined : result.problem;
};

it('opens a model by its provider, at the default host or its own', async () => {
  await using server = await startFaultOllama({ chat: [chat(['{}'])] });
  const models: Record<string, ModelEntry> = { mine: { provider: 'ollama', model: 'tiny:1b', host: server.url } };
  expect(await (await opened('ollama:tiny:1b', { host: server.url })).generate(request)).toMatchObject({ ok: true });
  const mine = await opened('mine', { models });
  expect([mine.name, await mine.identify()]).toMatchObject(['mine', { ok: true, model: 'tiny:1b' }]);
});

it.each(['host', 'base_url'] as const)('asks the Ollama of an entry at its %s, never another one', async (key) => {
  await using server = await startFaultOllama({ chat: [chat(['{}'])] });
  const model = await opened('mine', { models: { mine: { provider: 'ollama', model: 'tiny:1b', [key]: server.url } } });
  expect([model.endpoint, (await model.identify()).ok]).toEqual([server.url, true]);
});

it('takes no name of JavaScript for one of the configuration', async () => {
  expect(await problemOf('constructor', { models: {} })).toMatchObject({ code: 'unknown_model' });
});

it('goes on to the next of a list, and to the rules in the end', async () => {
  const models: Record<string, ModelEntry> = {
    team: { failover: ['ollama:a:1b', 'ollama:b:1b', 'rules'] },
    strict: { failover: ['ollama:a:1b', 'ollama:b:1b'] },
  };
  expect(await (await opened('team', { models })).generate(request)).toMatchObject({ ok: true, served_by: 'rules' });
  const failed = await (await opened('strict', { models })).generate(request);
  expect(failed).toMatchObject({ ok: false, kind: 'all_failed', message: expect.stringContaining('strict') });
});

it('keeps answers where there is a cache, whatever serves', async () => {
  await using folder = await temporaryFolder();
  await using server = await startFaultOllama({ chat: [chat(['{}'])] });
  const settings = { host: server.url, cache: { folder: folder.path } };
  const first = await (await opened('ollama:tiny:1b', settings)).generate(request);
  const second = await (await opened('ollama:tiny:1b', settings)).generate(request);
  expect([first, second]).toMatchObject([{ ok: true }, { ok: true, cached: true, text: '{}' }]);
  expect(server.chats()).toHaveLength(1);
});

it.each<[string, string, Record<string, ModelEntry>, string]>([
  ['a list that leads to itself', 'a', { a: { failover: ['b'] }, b: { failover: ['a'] } }, 'a → b → a'],
  ['a list with an unknown name', 'a', { a: { failover: ['olama:x'] } }, 'olama:x'],
  ['an entry without a model', 'a', { a: { provider: 'ollama' } }, '"a"'],
  ['an entry without a provider', 'a', { a: { model: 'x' } }, '"a"'],
  ['an engine without an address', 'a', { a: { provider: 'azure', model: 'x' } }, 'base_url'],
  ['a name close to one that exists', 'temm', { team: { failover: ['rules'] } }, 'temm'],
  ['openai without an address', 'openai:x', {}, 'base_url'],
  ['a variable that is not set', 'a', { a: { provider: 'openai', model: 'x', api_key_env: 'NOT_SET' } }, 'NOT_SET'],
  ['a file that is not there', 'a', { a: { provider: 'openai', model: 'x', api_key_file: 'no.key' } }, 'no.key'],
])('names what is wrong: %s', async (_, spec, models, named) => {
  const problem = await problemOf(spec, { models });
  expect(`${problem?.message} ${problem?.hint}`).toContain(named);
});

it('takes a key from the environment or from a file, and shows it to nobody', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'my.key'), 'sk-secret-of-the-file\n');
  const models: Record<string, ModelEntry> = {
    file: { provider: 'vllm', model: 'x', base_url: 'http://127.0.0.1:1/v1', api_key_file: 'my.key' },
  };
  const model = await opened('file', { models, folder: folder.path });
  expect(JSON.stringify([model, await model.identify(), await model.generate(request)])).not.toContain('sk-secret');
});

it.each<[string, string, Record<string, ModelEntry>, string]>([
  ['an embedded model', 'embedded:x.gguf', {}, 'server'],
  ['an embedded model of a hub', 'embedded:hf:a/b/c.gguf', {}, 'server'],
  ['an entry for one', 'mine', { mine: { provider: 'embedded', model: 'x.gguf' } }, 'server'],
  ['a list with one', 'team', { team: { failover: ['rules', 'embedded:x.gguf'] } }, 'server'],
  ['a key of the folder', 'a', { a: { provider: 'openai', model: 'x', api_key_file: 'my.key' } }, 'api_key_env'],
  ['its full path', 'a', { a: { provider: 'openai', model: 'x', api_key_file: join(tmpdir(), 'w/k') } }, 'api_key_env'],
])('uses nothing of a folder that is not trusted: %s', async (_, spec, models, wayOut) => {
  const problem = await problemOf(spec, { models, isolated: true, folder: join(tmpdir(), 'w') });
  expect(problem).toMatchObject({ code: 'INVALID_CONFIGURATION', hint: expect.stringContaining(wayOut) });
  expect(problem?.message).toContain('not trusted');
});

it('takes a key from a file outside a folder that is not trusted', async () => {
  await using folder = await temporaryFolder({ 'my.key': 'sk-outside', 'work/a': '' });
  const entry: ModelEntry = { provider: 'openai', model: 'x', api_key_file: join(folder.path, 'my.key') };
  expect(
    await problemOf('a', { models: { a: entry }, isolated: true, folder: join(folder.path, 'work') }),
  ).toBeUndefined();
});

it.each(['http://user:hunter2@gpu:1/v1', 'https:/hunter2@gpu/v1', 'http://gpu/v1?api-key=hunter2'])(
  'takes no key from an address of the configuration, and repeats none (%s)',
  async (address) => {
    for (const entry of [
      { provider: 'vllm', base_url: address } as const,
      { provider: 'ollama', host: address } as const,
    ]) {
      const problem = await problemOf('a', { models: { a: { model: 'x', ...entry } } });
      expect(problem).toMatchObject({ code: 'INVALID_CONFIGURATION', hint: expect.stringContaining('OLLAMA_HOST') });
      expect(JSON.stringify(problem)).not.toContain('hunter2');
    }
    expect(await problemOf('openai:x', { base_url: address })).toMatchObject({ code: 'INVALID_CONFIGURATION' });
  },
);

it('takes credentials of Ollama from its host in the environment', async () => {
  expect(await problemOf('ollama:x', { host: 'http://user:hunter2@gpu:1' })).toBeUndefined();
});

// MOD-3
it('goes to a service of the cloud only by its own name, also through a list within a list', async () => {
  await using cloud = await startFaultOpenAi({ chat: [completion(['{}'])] });
  const base_url = 'https://api.openai.com/v1';
  const fetch: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(String(input).replace('https://api.openai.com', cloud.url), init);
  const models: Record<string, ModelEntry> = {
    own: { provider: 'vllm', model: 'x', base_url: 'http://127.0.0.1:1/v1' },
    paid: { provider: 'vllm', model: 'tiny', base_url },
    plain: { failover: ['own', 'openai:tiny'] },
    inner: { failover: ['openai:tiny'] },
    outer: { failover: ['own', 'inner'] },
    meant: { failover: ['own', 'paid'] },
    meantInside: { failover: ['own', 'meant'] },
  };
  const settings = { models, base_url, fetch, waiting: { sleep: async () => undefined } };
  const asked = async (name: string) => (await opened(name, settings)).generate(request);
  for (const name of ['plain', 'outer']) {
    expect(await asked(name)).toMatchObject({ ok: false, message: expect.stringContaining('MODEL_REFUSED') });
  }
  expect(cloud.chats()).toEqual([]);
  for (const name of ['meant', 'meantInside']) {
    expect(await asked(name)).toMatchObject({ ok: true, served_by: 'paid' });
  }
});

it('knows a licence from the configuration where the engine tells none, and believes the engine', async () => {
  await using silent = await startFaultOpenAi({ chat: [completion(['{}'])] });
  await using told = await startFaultOllama({ show: show({ license: 'llama3.1' }) });
  const models: Record<string, ModelEntry> = {
    silent: { provider: 'vllm', model: 'tiny', base_url: silent.baseUrl },
    known: { provider: 'vllm', model: 'tiny', base_url: silent.baseUrl, license: 'apache-2.0' },
    told: { provider: 'ollama', model: 'tiny:1b', host: told.url, license: 'apache-2.0' },
  };
  const settings = { models, allowed_licenses: ['apache-2.0'] };
  expect(await (await opened('silent', settings)).generate(request)).toMatchObject({ kind: 'license_not_allowed' });
  expect(await (await opened('known', settings)).generate(request)).toMatchObject({ ok: true });
  expect(await (await opened('told', settings)).generate(request)).toMatchObject({ kind: 'license_not_allowed' });
});

it('asks no hub that is not among the allowed hosts', async () => {
  const asked: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(url);
    return new Response(null, { status: 500 });
  };
  const model = await opened('embedded:hf:a/b/c.gguf', { fetch, allowed_hosts: ['127.0.0.1'] });
  expect(await model.identify()).toMatchObject({ kind: 'host_not_allowed', values: { host: 'huggingface.co' } });
  expect(asked).toEqual([]);
});

it('works as the example of the documentation says', async () => {
  await using box = await startFaultOpenAi({
    paths: { '/v1/models': servedModels({ id: 'Qwen/Qwen3-8B' }) },
    chat: [completion(['{}'])],
  });
  const text = await readFile(join(import.meta.dirname, '../../docs/models.md'), 'utf8');
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const { config, problems } = parseConfig({ path: 'casewright.yml', text: example });
  expect(problems).toEqual([]);
  const { model = '', models, allowed_hosts, allowed_licenses } = config;
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push(new URL(String(input)).host);
    return globalThis.fetch(String(input).replace('http://gpu-box:8000', box.url), init);
  };
  const settings = { models, allowed_hosts, allowed_licenses, fetch, environment: { VLLM_KEY: 'sk-of-the-box' } };
  expect(await (await opened(model, settings)).generate(request)).toMatchObject({ ok: true, served_by: 'box' });
  expect(new Set(asked)).toEqual(new Set(['gpu-box:8000']));
});
