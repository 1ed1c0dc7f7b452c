import { expect, it, onTestFinished, vi } from 'vitest';
import {
  completion,
  type FaultOpenAi,
  jsonReply,
  openAiError,
  servedModels,
  startFaultOpenAi,
} from '../../../fixtures/fault-openai.ts';
import type { Reply } from '../../../fixtures/fault-server.ts';
import { describeModelContract } from '../../../fixtures/model-contract.ts';
import type { ModelRequest } from '../model.ts';
import { openAiModel, type OpenAiOptions } from './openai.ts';

const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', content: 'Write.' },
    { role: 'user', content: 'A case.' },
  ],
  schema: { type: 'object', properties: { a: { type: 'string', maxLength: 9 } }, required: ['a'] },
  temperature: 0,
  seed: 3,
  max_tokens: 50,
  ...more,
});

const schemaNote = (schema: object) => `Answer with JSON: ${JSON.stringify(schema)}`;

const modelAt = (server: FaultOpenAi, more: Partial<OpenAiOptions> = {}) =>
  openAiModel({
    profile: 'generic',
    name: 'openai:tiny',
    model: 'tiny',
    baseUrl: server.baseUrl,
    schemaNote,
    endpoints: new Map(),
    ...more,
  });

const served = async (...chat: Reply[]): Promise<FaultOpenAi> => {
  const server = await startFaultOpenAi({ chat });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

const answered = async (chat: Reply, more: Partial<OpenAiOptions> = {}) =>
  modelAt(await served(chat), more).generate(request());

describeModelContract('the OpenAI driver at a scripted server', async () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index} of ${index * 7}, `);
  const server = await startFaultOpenAi({
    paths: { '/health': { chunks: ['OK'] }, '/version': jsonReply({ version: '0.12.0' }) },
    chat: ({ max_tokens }) => {
      if (max_tokens === 8) return completion(['{"story":', '["Once'], { finish: 'length' });
      if (max_tokens === 1500)
        return completion(['{"story":["', ...words(3)], { finish: null, usage: null }, { ending: 'hang' });
      return completion(['{"colour":"green",', '"reason":"It is."}'], {
        usage: { prompt_tokens: 30, completion_tokens: 12 },
      });
    },
  });
  return { model: modelAt(server, { profile: 'vllm' }), stop: () => server[Symbol.asyncDispose]() };
});

it('joins the text of a stream and gives the counts of its end', async () => {
  const server = await served(completion(['{"a":', '"b"}']));
  const lengths: number[] = [];
  const answer = await modelAt(server).generate(request({ onText: (length) => lengths.push(length) }));
  expect(answer).toMatchObject({
    ok: true,
    text: '{"a":"b"}',
    finish: 'stop',
    served_by: 'openai:tiny',
    prompt_tokens: 11,
    answer_tokens: 7,
  });
  expect(answer).not.toHaveProperty('estimated');
  expect(lengths).toEqual([5, 9]);
});

it('ignores reasoning', async () => {
  const thought = { choices: [{ delta: { reasoning_content: '{"x":1}', reasoning: 'hm', content: null } }] };
  const reply = completion(['{"a":"b"}']);
  const chunks = [`data: ${JSON.stringify(thought)}\n\n`, ...(reply.chunks ?? [])];
  expect(await answered({ ...reply, chunks })).toMatchObject({ ok: true, text: '{"a":"b"}' });
});

it.each([
  ['none', null],
  ['nonsense', { prompt_tokens: 'many', completion_tokens: -1 }],
  ['zeros', { prompt_tokens: 0, completion_tokens: 0 }],
])('estimates the counts and says so where the server tells %s', async (_, usage) => {
  const answer = await answered(completion(['{"a":"b"}'], { usage }));
  expect(answer).toMatchObject({ ok: true, estimated: true, prompt_tokens: 5, answer_tokens: 3 });
});

it('does not believe a count that is far too low for the prompt', async () => {
  const server = await served(completion(['{"a":"b"}'], { usage: { prompt_tokens: 1, completion_tokens: 2 } }));
  const messages: ModelRequest['messages'] = [{ role: 'user', content: 'many words '.repeat(50) }];
  expect(await modelAt(server).generate(request({ messages }))).toMatchObject({ ok: true, estimated: true });
});

it('takes a prompt for cut where an engine that cuts in silence has read far too little', async () => {
  const server = await served(completion(['{"a":"b"}'], { usage: { prompt_tokens: 1, completion_tokens: 2 } }));
  const messages: ModelRequest['messages'] = [{ role: 'user', content: 'many words '.repeat(50) }];
  const model = modelAt(server, { profile: 'ollama-v1' });
  expect(await model.generate(request({ messages }))).toMatchObject({ ok: false, kind: 'prompt_cut' });
});

it('sends no prompt that may not fit to an engine that would cut it in silence', async () => {
  const server = await served(completion(['{"a":"b"}']));
  const messages: ModelRequest['messages'] = [{ role: 'user', content: 'many words '.repeat(2000) }];
  const model = modelAt(server, { profile: 'ollama-v1' });
  expect(await model.generate(request({ messages }))).toMatchObject({
    kind: 'context_too_small',
    values: { context: 4096 },
  });
  expect(server.chats()).toEqual([]);
});

it.each([
  ['an end that is none of its own', completion(['{"a"'], { finish: 'tool_calls' }), 'unfinished'],
  ['a content filter', completion(['{"a"'], { finish: 'content_filter' }), 'filtered'],
  ["Zhipu's filter", completion(['{"a"'], { finish: 'sensitive' }), 'filtered'],
  ['a refusal', refusing(), 'filtered'],
  ['no end', completion(['{"a"'], { finish: null, usage: null, done: false }), 'unfinished'],
  ['no end before [DONE]', completion(['{"a"'], { finish: null, usage: null }), 'unfinished'],
  ['an empty answer', completion([]), 'unfinished'],
  [
    'a connection cut in the answer',
    completion(['{"a"'], { finish: null, done: false }, { ending: 'cut' }),
    'connection_closed',
  ],
  ['an event that is no JSON', { type: 'text/event-stream', chunks: ['data: {"choices\n\n'] }, 'unfinished'],
  [
    'a line of more than a megabyte',
    { type: 'text/event-stream', chunks: ['data: ', ...Array.from({ length: 18 }, () => 'x'.repeat(65_536))] },
    'unfinished',
  ],
  [
    'an error in the stream',
    { type: 'text/event-stream', chunks: ['data: {"error":{"message":"CUDA out of memory"}}\n\n'] },
    'out_of_memory',
  ],
  ['HTML with a 200', { type: 'text/html', chunks: ['<html>Welcome</html>'] }, 'wrong_protocol'],
  ['JSON with a 200', jsonReply({ hello: 'world' }), 'wrong_protocol'],
  ['an error with a 200', jsonReply({ error: 'Unexpected endpoint or method' }), 'server_failed'],
  ['401', openAiError(401, 'No key'), 'access_denied'],
  ['403', openAiError(403, 'No access'), 'access_denied'],
  ['404 for the model', openAiError(404, 'The model `tiny` does not exist.'), 'model_not_served'],
  ['400 for the model', openAiError(400, 'Model tiny not loaded'), 'model_not_served'],
  ['404 for the path', openAiError(404, 'Not Found'), 'wrong_protocol'],
  ['429', openAiError(429, 'Slow down'), 'rate_limited'],
  ['503', openAiError(503, 'Loading model'), 'busy'],
  ['502 with HTML', { status: 502, type: 'text/html', chunks: ['<h1>Bad gateway</h1>'] }, 'server_failed'],
  ['500', openAiError(500, 'Boom'), 'server_failed'],
  ['500 out of memory', openAiError(500, 'CUDA out of memory'), 'out_of_memory'],
  ['400 for the context', openAiError(400, "This model's maximum context length is 4096 tokens."), 'prompt_refused'],
  [
    "TGI's 422 for the context",
    jsonReply(
      { error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048', error_type: 'validation' },
      { status: 422 },
    ),
    'prompt_refused',
  ],
  ['another 400', openAiError(400, 'Bad messages'), 'request_refused'],
  ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:9/v1' } }, 'redirected'],
])('turns %s into a failure', async (_, reply: Reply, kind) => {
  expect(await answered(reply)).toMatchObject({ ok: false, kind });
});

function refusing(): Reply {
  const event = { choices: [{ delta: { refusal: 'I cannot help with that.' }, finish_reason: 'stop' }] };
  return { type: 'text/event-stream', chunks: [`data: ${JSON.stringify(event)}\n\n`, 'data: [DONE]\n\n'] };
}

it('says that nobody listens', async () => {
  const server = await startFaultOpenAi();
  const model = modelAt(server);
  await server[Symbol.asyncDispose]();
  const failures = [
    await model.generate(request()),
    await model.identify(),
    await model.health(),
    await model.warmUp(),
  ];
  for (const failure of failures) {
    expect(failure).toMatchObject({ kind: 'unreachable', values: { url: server.baseUrl, detail: 'ECONNREFUSED' } });
  }
});

it.each([
  ['seconds', { 'retry-after': '7' }, 7000],
  ['milliseconds', { 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  ['a date', { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }, 30_000],
])('hands on how long to wait, in %s', async (_, headers, retry_after_ms) => {
  const failure = await answered(openAiError(429, 'Slow down', { headers }), { now: () => 30_000 });
  expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retry_after_ms });
});

it('does not try again what the quota ended', async () => {
  expect(await answered(openAiError(429, 'You exceeded your current quota'))).toMatchObject({
    code: 'RATE_LIMITED',
    retryable: false,
  });
});

it('keeps a character that falls on the border of two chunks', async () => {
  const bytes = Buffer.from((completion(['{"a":"漢字"}']).chunks ?? []).join(''));
  const middle = bytes.indexOf('漢') + 1;
  const chunks = [bytes.subarray(0, middle), bytes.subarray(middle, middle + 3), bytes.subarray(middle + 3)];
  expect(await answered({ type: 'text/event-stream', chunks })).toMatchObject({ ok: true, text: '{"a":"漢字"}' });
});

it('breaks a loop off and closes the connection', async () => {
  const words = Array.from({ length: 40 }, () => 'again and ');
  const server = await served(completion(['{"a":"', ...words], { finish: null, usage: null }, { ending: 'hang' }));
  const answer = await modelAt(server).generate(request());
  expect(answer).toMatchObject({ ok: true, finish: 'loop', estimated: true });
  expect(await server.chats()[0]?.closedEarly).toBe(true);
});

it('counts an answer whose connection breaks after its end as complete', async () => {
  const reply = completion(['{"a":"b"}'], { usage: null, done: false }, { ending: 'cut' });
  expect(await answered(reply)).toMatchObject({ ok: true, finish: 'stop', estimated: true });
});

it('takes a cancellation to the socket before the first byte', async () => {
  const server = await served({ until: new Promise(() => undefined) });
  const stop = new AbortController();
  const answer = modelAt(server).generate(request({ signal: stop.signal }));
  await expect.poll(() => server.chats().length).toBe(1);
  stop.abort();
  expect(await answer).toMatchObject({ code: 'CANCELLED' });
  expect(await server.chats()[0]?.closedEarly).toBe(true);
});

it('keeps its deadline before and during the answer', async () => {
  for (const reply of [
    { until: new Promise(() => undefined) },
    completion(['{'], { finish: null, usage: null }, { ending: 'hang' }),
  ]) {
    const server = await served(reply);
    expect(await modelAt(server, { deadlineMs: 30 }).generate(request())).toMatchObject({
      code: 'TIMEOUT',
      values: { seconds: 0.03 },
    });
    expect(await server.chats()[0]?.closedEarly).toBe(true);
  }
});

it('waits six minutes for the first byte where the deadline allows it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const loaded = Promise.withResolvers<void>();
  const server = await served({ ...completion(['{"a":"b"}']), until: loaded.promise });
  const answer = modelAt(server).generate(request());
  while (server.chats().length === 0) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  loaded.resolve();
  expect(await answer).toMatchObject({ ok: true, text: '{"a":"b"}' });
});

it('knows the address of a server only if it is one', async () => {
  const model = openAiModel({ profile: 'vllm', name: 'x', model: 'm', baseUrl: 'http://', schemaNote });
  for (const answer of [await model.generate(request()), await model.identify(), await model.health()]) {
    expect(answer).toMatchObject({ kind: 'invalid_host' });
  }
});

it('warms an engine up that loads at the first call, with one token', async () => {
  const server = await served(completion(['O'], { finish: 'length' }));
  expect(await modelAt(server, { profile: 'lm-studio' }).warmUp()).toMatchObject({ ok: true });
  expect(server.bodies()).toMatchObject([{ max_tokens: 1 }]);
});

it('names what is served where the model is not', async () => {
  await using server = await startFaultOpenAi({
    paths: { '/v1/models': servedModels({ id: 'qwen' }, { id: 'gemma' }) },
  });
  expect(await modelAt(server, { profile: 'vllm' }).identify()).toMatchObject({
    kind: 'model_not_served',
    values: { served: 'qwen, gemma' },
  });
});

it('prints nothing, whatever the environment asks of the package', async () => {
  vi.stubEnv('OPENAI_LOG', 'debug');
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const printed = methods.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const method of printed) method.mockRestore();
  });
  await answered(completion(['{"a":"b"}']));
  await answered({ type: 'text/event-stream', chunks: ['data: {"choices\n\n'] });
  await answered(openAiError(500, 'Boom'));
  expect(printed.map(({ mock }) => mock.calls)).toEqual([[], [], [], [], []]);
});
