import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { completion, jsonReply, openAiError, servedModels, startFaultOpenAi } from '../../../fixtures/fault-openai.ts';
import type { Reply } from '../../../fixtures/fault-server.ts';
import { openAiModel, type OpenAiOptions } from './openai.ts';
import { profileNamed, type ProfileName, profiles } from './profiles.ts';

const identified = async (paths: Record<string, Reply>, more: Partial<OpenAiOptions> = {}) => {
  await using server = await startFaultOpenAi({ paths });
  const { baseUrl } = server;
  const model = openAiModel({ profile: 'vllm', name: 'n', model: 'tiny', baseUrl, schemaNote: () => '', ...more });
  return await model.identify();
};

it.each([
  ['vllm', { '/v1/models': servedModels({ id: 'tiny', max_model_len: 2048 }) }, 2048],
  [
    'llama-cpp',
    {
      '/v1/models': servedModels({ id: 'x.gguf', meta: { n_ctx_train: 8192 } }),
      '/props': jsonReply({ default_generation_settings: { n_ctx: 1024 } }),
    },
    1024,
  ],
  ['llama-cpp', { '/v1/models': servedModels({ id: 'tiny', meta: { n_ctx_train: 8192 } }) }, 8192],
  [
    'lm-studio',
    { '/api/v0/models': jsonReply({ data: [{ id: 'tiny', loaded_context_length: 777, max_context_length: 9999 }] }) },
    777,
  ],
  ['tgi', { '/info': jsonReply({ max_total_tokens: 1500, version: '3.0', model_sha: 'abc' }) }, 1500],
  ['ollama-v1', { '/api/ps': jsonReply({ models: [{ name: 'tiny:latest', context_length: 5000 }] }) }, 5000],
  ['ollama-v1', {}, 4096],
  ['generic', { '/v1/models': servedModels({ id: 'tiny', context_length: 6000 }) }, 6000],
  ['generic', { '/v1/models': openAiError(404, 'Not Found') }, 4096],
] as const)('asks %s for its context', async (profile, paths, context) => {
  expect(await identified(paths, { profile })).toMatchObject({
    ok: true,
    provider: profile,
    deployment: 'local',
    context,
  });
});

it('takes the context of the configuration where the engine tells none', async () => {
  expect(await identified({}, { context: 9000 })).toMatchObject({ context: 9000 });
});

it("asks Ollama's own interface for the licence, and for what stands behind the name", async () => {
  const profile = 'ollama-v1';
  const show = (shown: object) => identified({ '/api/show': jsonReply(shown) }, { profile });
  expect(await show({ model_info: { 'general.license': 'apache-2.0' } })).toMatchObject({ license: 'apache-2.0' });
  expect(await show({ license: 'MIT License\n\nCopyright 2026\nMore' })).toMatchObject({
    license: 'MIT License Copyright 2026',
  });
  expect(await show({ license: ['odd'] })).not.toHaveProperty('license');
  expect(await show({ remote_host: 'https://ollama.com' })).toMatchObject({ kind: 'cloud_model' });
});

it('is a model of the cloud at a well-known service, whatever engine is named', async () => {
  await using server = await startFaultOpenAi();
  const fetch: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(String(input).replace('https://openrouter.ai', server.url), init);
  const baseUrl = 'https://openrouter.ai/v1';
  const model = openAiModel({ profile: 'vllm', name: 'n', model: 'tiny', baseUrl, fetch, schemaNote: () => '' });
  expect(await model.identify()).toMatchObject({ ok: true, deployment: 'cloud' });
});

it('has another digest for another version or another model, and the same for the same', async () => {
  await using server = await startFaultOpenAi();
  const digest = async (paths: Record<string, Reply>, model = 'tiny') => {
    await using scripted = await startFaultOpenAi({
      paths: { '/v1/models': servedModels({ id: 'tiny', created: Math.random() }, { id: 'big' }), ...paths },
    });
    const fetch: typeof globalThis.fetch = (input, init) =>
      globalThis.fetch(String(input).replace(server.url, scripted.url), init);
    const { baseUrl } = server;
    const asked = openAiModel({ profile: 'vllm', name: 'n', model, baseUrl, fetch, schemaNote: () => '' });
    const identity = await asked.identify();
    return identity.ok ? identity.digest : identity.message;
  };
  const one = { '/version': jsonReply({ version: '1' }) };
  const digests = [await digest(one), await digest(one), await digest({}), await digest(one, 'big')];
  expect(digests[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(digests[1]).toBe(digests[0]);
  expect(new Set(digests).size).toBe(3);
});

it('sends the key as its profile says, and nothing that belongs to another server', async () => {
  const apiKey = 'sk-very-secret-key';
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-elsewhere: token-of-elsewhere');
  vi.stubEnv('OPENAI_ORG_ID', 'org-elsewhere');
  try {
    for (const [profile, header, value] of [
      ['openai', 'authorization', `Bearer ${apiKey}`],
      ['azure', 'api-key', apiKey],
    ] as const) {
      await using server = await startFaultOpenAi();
      const baseUrl = `${server.baseUrl}?api-version=2024-10-21`;
      const headers = { appid: 'app-1' };
      const model = openAiModel({ profile, name: 'n', model: 'tiny', baseUrl, apiKey, headers, schemaNote: () => '' });
      await model.generate({ messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 1 });
      await model.identify();
      expect(server.requests.map(({ path }) => path)).toEqual([
        '/v1/chat/completions?api-version=2024-10-21',
        '/v1/models?api-version=2024-10-21',
      ]);
      for (const { headers: sent } of server.requests) {
        expect(sent).toMatchObject({ [header]: value, appid: 'app-1' });
        expect(JSON.stringify(sent)).not.toMatch(/elsewhere|stainless/);
      }
    }
  } finally {
    vi.unstubAllEnvs();
  }
});

it.each([
  [401, 'Incorrect API key provided: sk-very-secret-key.'],
  [400, 'Header Authorization: Bearer sk-very-secret-key is odd'],
  [500, 'trace: pass%20word! and pass word!'],
  [429, 'sk-very-secret-key is slow'],
])('repeats no key that a server repeats (%i)', async (status, said) => {
  await using server = await startFaultOpenAi({ chat: [openAiError(status, said)] });
  const baseUrl = server.baseUrl.replace('//', '//user:pass%20word!@');
  const model = openAiModel({
    profile: 'openai',
    name: 'n',
    model: 'tiny',
    baseUrl,
    apiKey: 'sk-very-secret-key',
    schemaNote: () => '',
  });
  const failure = await model.generate({ messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 1 });
  expect(failure).toMatchObject({ ok: false, message: expect.stringContaining('***') });
  expect(JSON.stringify([failure, model.endpoint])).not.toMatch(/very-secret|pass.{0,3}word/);
});

it.each([
  ['vllm', '/health', { status: 503 }, 'busy'],
  ['llama-cpp', '/health', { status: 503, chunks: ['{"error":{"message":"Loading model"}}'] }, 'busy'],
  ['openai', '/v1/models', { status: 401 }, 'access_denied'],
  ['lm-studio', '/v1/models', { status: 500 }, 'server_failed'],
] as const)('sees that %s is not well', async (profile, path, reply, kind) => {
  await using server = await startFaultOpenAi({
    paths: { [path]: { ...reply, chunks: [...('chunks' in reply ? reply.chunks : [])] } },
  });
  const { baseUrl } = server;
  const model = openAiModel({ profile, name: 'n', model: 'tiny', baseUrl, schemaNote: () => '' });
  expect(await model.health()).toMatchObject({ ok: false, kind });
  expect(await model.warmUp()).toMatchObject({ ok: false });
});

it('tells the version with its health where the engine does', async () => {
  await using server = await startFaultOpenAi({ paths: { '/api/version': jsonReply({ version: '0.24.0' }) } });
  const { baseUrl } = server;
  const model = openAiModel({ profile: 'ollama-v1', name: 'n', model: 'tiny', baseUrl, schemaNote: () => '' });
  expect(await model.health()).toMatchObject({ ok: true, version: '0.24.0' });
});

it.each([
  ['a remote host', { name: 'tiny:latest', remote_host: 'https://ollama.com' }, 'cloud_model'],
  ['safetensors', { name: 'tiny:latest', details: { format: 'safetensors' } }, 'model_unfit'],
])('sends nothing to a local name that stands for %s', async (_, installed, kind) => {
  await using server = await startFaultOpenAi({ paths: { '/api/tags': jsonReply({ models: [installed] }) } });
  const { baseUrl } = server;
  const model = openAiModel({ profile: 'ollama-v1', name: 'n', model: 'tiny', baseUrl, schemaNote: () => '' });
  expect(await model.identify()).toMatchObject({ ok: false, kind });
  expect(await model.generate({ messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 1 })).toMatchObject({
    kind,
  });
  expect(server.chats()).toEqual([]);
});

it('keeps name, provider, model and deployment through every profile', async () => {
  const paths = { '/health': jsonReply({}), '/readyz': jsonReply({}) };
  await using server = await startFaultOpenAi({ paths, chat: [completion(['{"a":1}'])] });
  const { baseUrl } = server;
  const names = Object.keys(profiles).filter((name): name is ProfileName => name in profiles);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.string({ minLength: 1 }), async (profile, name) => {
      const model = openAiModel({ profile, name, model: 'tiny', baseUrl, schemaNote: () => '', endpoints: new Map() });
      const deployment = profileNamed(profile).cloud ? 'cloud' : 'local';
      expect(model).toMatchObject({ name, endpoint: baseUrl });
      expect(await model.identify()).toMatchObject({ ok: true, provider: profile, model: 'tiny', deployment });
      const request = { messages: [], schema: {}, temperature: 0, seed: 1, max_tokens: 9 };
      expect(await model.generate(request)).toMatchObject({ ok: true, served_by: name, text: '{"a":1}' });
    }),
    { numRuns: 100 },
  );
});
