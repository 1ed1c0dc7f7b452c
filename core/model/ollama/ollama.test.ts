import { describe, expect, it, vi } from 'vitest';
import { chat, failure, show, startFaultOllama, taggedModel, tags } from '../../../fixtures/fault-ollama.ts';
import type { Reply } from '../../../fixtures/fault-ollama.ts';
import type { ModelRequest } from '../model.ts';
import { ollamaModel } from './ollama.ts';

const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };
const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: 'Write.' }],
  schema,
  temperature: 0,
  seed: 42,
  max_tokens: 300,
  ...more,
});

describe('a call', () => {
  it('sends every option and puts the streamed text together', async () => {
    await using server = await startFaultOllama({ chat: [chat(['{"a":', '"b"}'])] });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    const seen: number[] = [];
    expect(await model.generate(request({ onText: (characters) => seen.push(characters) }))).toEqual({
      ok: true,
      text: '{"a":"b"}',
      finish: 'stop',
      served_by: 'ollama:tiny:1b',
      prompt_tokens: 11,
      answer_tokens: 7,
      engine_ms: 5,
      prompt_ms: 0,
      load_ms: 0,
    });
    expect(seen).toEqual([5, 9]);
    expect(server.chats().map(({ body }) => body)).toEqual([
      {
        model: 'tiny:1b',
        stream: true,
        messages: [{ role: 'user', content: 'Write.' }],
        format: schema,
        keep_alive: '15m',
        truncate: false,
        shift: false,
        options: {
          temperature: 0,
          seed: 42,
          num_ctx: 4096,
          num_predict: 300,
          top_k: 40,
          top_p: 0.9,
          min_p: 0,
          repeat_penalty: 1,
          repeat_last_n: 64,
        },
      },
    ]);
  });

  it('asks who serves once, not before every call', async () => {
    await using server = await startFaultOllama({ chat: [chat(['{}'])] });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    await model.identify();
    await model.generate(request());
    await model.generate(request());
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/tags', '/api/show', '/api/chat', '/api/chat']);
  });

  it.each([
    ['is told not to think', 'qwen3', { think: false, options: { num_predict: 300 } }],
    ['that always thinks is told to be brief', 'gptoss', { think: 'low', options: { num_predict: 1324 } }],
  ])('of a thinking model %s', async (_, family, body) => {
    const shown = show({ capabilities: ['completion', 'thinking'], details: { family } });
    await using server = await startFaultOllama({ show: shown, chat: [chat(['{}'])] });
    await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request());
    expect(server.chats()[0]?.body).toMatchObject(body);
  });

  it('keeps a larger window once it was needed, and never exceeds what the model was trained for', async () => {
    await using server = await startFaultOllama({ chat: [chat(['{}'])] });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    const windows = async (max_tokens: number) => {
      const answer = await model.generate(request({ max_tokens }));
      const body = server.chats().at(-1)?.body;
      return answer.ok ? body : answer.code;
    };
    expect(await windows(300)).toMatchObject({ options: { num_ctx: 4096 } });
    expect(await windows(5000)).toMatchObject({ options: { num_ctx: 8192 } });
    expect(await windows(300)).toMatchObject({ options: { num_ctx: 8192 } });
    expect(await windows(9000)).toBe('CONTEXT_TOO_SMALL');
  });

  it('that repeats itself is broken off, and what came of it is kept', async () => {
    const pieces = ['{"a":"', ...Array.from({ length: 80 }, () => 'again '), '"}'];
    await using server = await startFaultOllama({ chat: [chat(pieces, {}, { ending: 'hang' })] });
    expect(await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request())).toMatchObject({
      ok: true,
      finish: 'loop',
      text: expect.stringMatching(/^\{"a":"again again /),
      answer_tokens: expect.any(Number),
    });
    expect(await server.chats()[0]?.closedEarly).toBe(true);
  });

  it.each([
    ['after a token was repeated too often', ['{"a":"', ...Array.from({ length: 31 }, () => '\n')], 'loop'],
    ['after the whole object was written', ['{"a":', '"b"}'], 'stop'],
  ])('that the server ended without a word %s is kept', async (_, pieces, finish) => {
    await using server = await startFaultOllama({ chat: [chat(pieces, null)] });
    const answer = await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request());
    expect(answer).toMatchObject({ ok: true, finish, estimated: true, answer_tokens: pieces.length });
  });

  it('whose prompt was cut in silence is a failure, by what earlier prompts let expect', async () => {
    const counted = (prompt_eval_count: number) => chat(['{}'], { prompt_eval_count });
    await using server = await startFaultOllama({ chat: [counted(106), counted(2050)] });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    const said = (words: number) => request({ messages: [{ role: 'user', content: 'word '.repeat(words) }] });
    expect(await model.generate(said(100))).toMatchObject({ ok: true });
    expect(await model.generate(said(4000))).toMatchObject({ code: 'CONTEXT_TOO_SMALL', kind: 'prompt_cut' });
  });

  it('says when the answer was cut at its limit', async () => {
    await using server = await startFaultOllama({ chat: [chat(['{"a":"b'], { done_reason: 'length' })] });
    expect(await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request())).toMatchObject({
      ok: true,
      finish: 'length',
      text: '{"a":"b',
    });
  });
});

describe('a fault', () => {
  const ndjson = { type: 'application/x-ndjson' };
  const faults: [string, Reply, object][] = [
    ['a stream without an end', chat(['{"a"'], null), { code: 'OUTPUT_INCOMPLETE', retryable: true }],
    ['an end that is not done', chat(['{"a"'], { done: false }), { code: 'OUTPUT_INCOMPLETE', retryable: true }],
    [
      'an end for another reason',
      chat([], { done_reason: 'load' }),
      { code: 'OUTPUT_INCOMPLETE', message: expect.stringContaining('load') },
    ],
    ['a cut connection', chat(['{"a"'], null, { ending: 'cut' }), { code: 'OUTPUT_INCOMPLETE', retryable: true }],
    [
      'an error within the stream',
      { ...ndjson, chunks: ['{"error":"runner crashed"}\n'] },
      { code: 'SERVER_ERROR', message: expect.stringContaining('runner crashed') },
    ],
    [
      'garbage within the stream',
      { ...ndjson, chunks: ['{"message":{"content":"{"},"done":false}\n', 'garbage\n'] },
      { code: 'OUTPUT_INCOMPLETE' },
    ],
    [
      'garbage instead of a stream',
      { type: 'text/plain', chunks: ['garbage'] },
      { code: 'OUTPUT_INCOMPLETE', retryable: true },
    ],
    ['a full queue', failure(503, 'server busy, please try again'), { code: 'MODEL_BUSY', retryable: true }],
    [
      'a gateway page',
      { status: 502, type: 'text/html', chunks: ['<h1>Bad gateway</h1>'] },
      { code: 'SERVER_ERROR', message: expect.stringContaining('Bad gateway'), retryable: true },
    ],
    [
      'a refused grammar',
      failure(400, 'Failed to initialize samplers: failed to parse grammar'),
      { code: 'SCHEMA_UNSUPPORTED', retryable: false },
    ],
    [
      'a prompt over the context',
      failure(400, 'the input length exceeds the context length'),
      { code: 'CONTEXT_TOO_SMALL', retryable: false },
    ],
    [
      'a token repeated too often',
      failure(500, 'prediction aborted, token repeat limit reached'),
      { code: 'OUTPUT_LOOP', retryable: true },
    ],
    [
      'an engine that crashed',
      failure(500, 'llama runner process has terminated'),
      { code: 'SERVER_ERROR', retryable: true },
    ],
    [
      'a model too large',
      failure(500, 'model requires more system memory (9 GiB) than is available'),
      { code: 'MODEL_OUT_OF_MEMORY', retryable: false },
    ],
    [
      'a model deleted meanwhile',
      failure(404, 'model "tiny:1b" not found'),
      { code: 'MODEL_NOT_FOUND', hint: expect.stringContaining('ollama pull tiny:1b') },
    ],
    [
      'another server',
      failure(404, '404 page not found'),
      { code: 'SERVER_ERROR', message: expect.stringContaining('protocol') },
    ],
    [
      'a locked door',
      failure(401, 'unauthorized'),
      { code: 'ACCESS_DENIED', hint: expect.stringContaining('credentials') },
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://elsewhere/' } },
      { code: 'MODEL_UNREACHABLE', message: expect.stringContaining('elsewhere') },
    ],
  ];

  it.each(faults)('is a value: %s', async (_, reply, expected) => {
    const log = vi.spyOn(console, 'log');
    await using server = await startFaultOllama({ chat: [reply] });
    const answer = await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request());
    expect(answer).toMatchObject({ ok: false, ...expected });
    expect(answer.ok ? '' : answer.hint).not.toBe('');
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it('is a value: nobody listens', async () => {
    const server = await startFaultOllama();
    await server[Symbol.asyncDispose]();
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    const expected = {
      code: 'MODEL_UNREACHABLE',
      message: expect.stringContaining(server.url),
      hint: expect.stringContaining('OLLAMA_HOST'),
    };
    expect([await model.identify(), await model.generate(request())]).toMatchObject([expected, expected]);
  });

  it('is a value: silence beyond the deadline, before or after the first character', async () => {
    await using server = await startFaultOllama({ chat: [{ delayMs: 60_000 }, chat(['{'], null, { ending: 'hang' })] });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b', deadlineMs: 150 });
    for (const index of [0, 1]) {
      expect(await model.generate(request())).toMatchObject({
        ok: false,
        code: 'TIMEOUT',
        message: expect.stringContaining('0.15 s'),
      });
      expect(await server.chats()[index]?.closedEarly).toBe(true);
    }
  });

  it.each([
    ['http://user:pass%20word!@', 401, 'Basic dXNlcjpwYXNzIHdvcmQh was sent, that is user:pass word!'],
    ['http://user:pass%20word!@', 500, 'trace: pass%20word! dXNlcjpwYXNzIHdvcmQh'],
    ['http://pass-word-of-me@', 401, 'no such token: pass-word-of-me'],
  ])('repeats no secret that a server repeats (%s %i)', async (credentials, status, said) => {
    await using server = await startFaultOllama({ tags: failure(status, said) });
    const host = server.url.replace('http://', credentials);
    const failed = await ollamaModel({ host, model: 'tiny:1b' }).identify();
    expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /);
    expect(failed).toMatchObject({ ok: false, message: expect.stringContaining('***') });
    expect(JSON.stringify(failed)).not.toMatch(/pass.{0,3}word|dXNlcjpw/);
  });

  it('is a value: an invalid host', async () => {
    expect(await ollamaModel({ host: 'gpu:port', model: 'tiny:1b' }).identify()).toMatchObject({
      ok: false,
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('gpu:port'),
    });
  });
});

describe('an abort', () => {
  it('closes the connection before the first character', async () => {
    const stop = new AbortController();
    const chatting = () => {
      stop.abort();
      return { delayMs: 60_000 };
    };
    await using server = await startFaultOllama({ chat: chatting });
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    expect(await model.generate(request({ signal: stop.signal }))).toMatchObject({ ok: false, code: 'CANCELLED' });
    expect(await server.chats()[0]?.closedEarly).toBe(true);
  });

  it('closes the connection in the middle of an answer', async () => {
    await using server = await startFaultOllama({ chat: [chat(['{', '"a"'], null, { ending: 'hang' })] });
    const stop = new AbortController();
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    expect(await model.generate(request({ signal: stop.signal, onText: () => stop.abort() }))).toMatchObject({
      ok: false,
      code: 'CANCELLED',
    });
    expect(await server.chats()[0]?.closedEarly).toBe(true);
  });

  it('before the call makes none', async () => {
    await using server = await startFaultOllama();
    const model = ollamaModel({ host: server.url, model: 'tiny:1b' });
    expect(await model.generate(request({ signal: AbortSignal.abort() }))).toMatchObject({
      ok: false,
      code: 'CANCELLED',
    });
    expect(server.requests).toEqual([]);
  });

  it('closes the connection of a looping answer', async () => {
    await using server = await startFaultOllama({
      chat: [
        chat(
          Array.from({ length: 300 }, () => 'again '),
          null,
          { ending: 'hang' },
        ),
      ],
    });
    await ollamaModel({ host: server.url, model: 'tiny:1b' }).generate(request());
    expect(await server.chats()[0]?.closedEarly).toBe(true);
  });
});

describe('identity', () => {
  it('is the digest and the trained context; a name without tag means latest', async () => {
    await using server = await startFaultOllama({ tags: tags(taggedModel('tiny:latest')) });
    expect(await ollamaModel({ host: server.url, model: 'tiny' }).identify()).toEqual({
      ok: true,
      provider: 'ollama',
      model: 'tiny:latest',
      deployment: 'local',
      digest: 'sha-of-tiny:latest',
      context: 8192,
      size: 1_000_000_000,
      quantization: 'Q4_K_M',
      capabilities: ['completion'],
    });
  });

  it.each([
    ['the short name in the weights', { model_info: { 'general.license': 'apache-2.0' } }, 'apache-2.0'],
    ['the beginning of its text', { license: '\n  MIT License\n\nCopyright 2026\nMore' }, 'MIT License Copyright 2026'],
  ])('holds the licence: %s', async (_, shown, license) => {
    await using server = await startFaultOllama({ show: show(shown) });
    expect(await ollamaModel({ host: server.url, model: 'tiny:1b' }).identify()).toMatchObject({ license });
  });

  it('of a missing model names what to pull and what is installed', async () => {
    await using server = await startFaultOllama();
    expect(await ollamaModel({ host: server.url, model: 'qwen3:8b' }).identify()).toMatchObject({
      ok: false,
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('installed: tiny:1b'),
      hint: expect.stringContaining('ollama pull qwen3:8b'),
    });
  });

  it.each([
    ['cloud', taggedModel('tiny:1b', { remote_host: 'https://ollama.com', remote_model: 'big' }), show()],
    ['cloud', taggedModel('tiny:1b'), show({ remote_host: 'https://ollama.com' })],
    ['safetensors', taggedModel('tiny:1b', { details: { format: 'safetensors' } }), show()],
    ['cannot write', taggedModel('tiny:1b'), show({ capabilities: ['embedding'] })],
  ])('is refused (%s)', async (word, tagged, shown) => {
    await using server = await startFaultOllama({ tags: tags(tagged), show: shown });
    expect(await ollamaModel({ host: server.url, model: 'tiny:1b' }).identify()).toMatchObject({
      ok: false,
      message: expect.stringContaining(word),
    });
  });

  it('of something that is not Ollama is a failure', async () => {
    await using page = await startFaultOllama({ tags: { type: 'text/html', chunks: ['<html></html>'] } });
    await using list = await startFaultOllama({ tags: { chunks: ['[]'] } });
    for (const { url } of [page, list]) {
      expect(await ollamaModel({ host: url, model: 'tiny:1b' }).identify()).toMatchObject({
        ok: false,
        code: 'SERVER_ERROR',
        message: expect.stringContaining('protocol'),
      });
    }
  });
});
