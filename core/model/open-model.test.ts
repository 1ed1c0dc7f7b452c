import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { chat, startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
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
