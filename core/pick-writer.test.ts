import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startFaultOllama, taggedModel, tags } from '../fixtures/fault-ollama.ts';
import { servedModels, startFaultOpenAi } from '../fixtures/fault-openai.ts';
import { pickWriter, type WriterWish } from './pick-writer.ts';

const packageRoot = join(import.meta.dirname, '..');
const brokenImproved = 'casewright/prompts/improved.prompt.yml';

const picked = (wish: Partial<WriterWish>) =>
  pickWriter({
    config: {},
    environment: {},
    packageRoot,
    read: async (path) => (path === brokenImproved ? 'messages: 7' : undefined),
    ...wish,
  });

const sized = (size: number) => startFaultOllama({ tags: tags(taggedModel('tiny:1b', { size })) });

it('is not stopped by a broken prompt that a small model does not use', async () => {
  await using server = await sized(400_000_000);
  const { writer, problems } = await picked({ environment: { OLLAMA_HOST: server.url } });
  expect([problems, writer?.prompt.name]).toEqual([undefined, 'basic']);
});

it('is stopped by a broken prompt that the model uses, and by one that is named', async () => {
  await using large = await sized(5_000_000_000);
  await using small = await sized(400_000_000);
  const broken = { problems: [{ code: 'invalid_prompt', message: expect.stringContaining('improved') }] };
  expect(await picked({ environment: { OLLAMA_HOST: large.url } })).toMatchObject(broken);
  expect(await picked({ environment: { OLLAMA_HOST: small.url }, prompt: 'improved' })).toMatchObject(broken);
  expect(await picked({ spec: 'rules', config: { prompt: 'improved' } })).toMatchObject(broken);
});

it('reads no prompt for the rules where none is named', async () => {
  const read: string[] = [];
  const wish = { spec: 'rules', read: async (path: string) => void read.push(path) };
  expect(await picked(wish)).toMatchObject({ reason: expect.stringContaining('rules') });
  expect(read).toEqual([]);
});

it('reads each prompt once', async () => {
  await using server = await sized(5_000_000_000);
  const read: string[] = [];
  const wish = { environment: { OLLAMA_HOST: server.url }, read: async (path: string) => void read.push(path) };
  expect((await picked({ ...wish, prompt: 'improved' })).writer?.prompt.name).toBe('improved/system');
  expect(read).toEqual(['casewright/prompts/improved.prompt.yml', 'casewright/prompts/level-system.prompt.yml']);
});

it('names every address of the configuration that holds a key, whoever writes, and repeats none', async () => {
  const config = {
    ollama_host: 'user:hunter2@gpu',
    base_url: 'https://hunter2@gpu/v1',
    models: {
      a: { provider: 'ollama', model: 'x', host: 'http://user:hunter2@gpu' },
      b: { provider: 'vllm', model: 'x', base_url: 'http://gpu/v1?access_token=hunter2' },
      c: { provider: 'azure', model: 'x', base_url: 'https://gpu/openai?api-version=2024-10-21' },
    },
  } as const;
  const { problems = [] } = await picked({ spec: 'rules', config });
  expect(problems.map(({ code, message }) => [code, message.split(' ')[0]])).toEqual(
    ['ollama_host', 'base_url', 'models.a.host', 'models.b.base_url'].map((key) => ['INVALID_CONFIGURATION', key]),
  );
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});

it('takes credentials from OLLAMA_HOST', async () => {
  await using server = await sized(400_000_000);
  const host = server.url.replace('http://', 'http://user:hunter2@');
  expect((await picked({ environment: { OLLAMA_HOST: host } })).writer?.model.name).toBe('ollama:tiny:1b');
  expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /);
});

it.each([
  ['smollm2:135m', 'basic'],
  ['Qwen/Qwen3-0.6B', 'basic'],
  ['Qwen/Qwen3-8B-Instruct', 'improved/system'],
  ['gpt-4o-mini', 'improved/system'],
  ['llama-3.1-70b', 'improved/system'],
])('takes the size of %s from its name where the server tells none', async (model, prompt) => {
  await using server = await startFaultOpenAi({ paths: { '/v1/models': servedModels({ id: model }) } });
  const config = { base_url: server.baseUrl };
  const { writer } = await picked({ spec: `openai:${model}`, config, read: async () => undefined });
  expect(writer?.prompt.name).toBe(prompt);
});
