import { expect, it, onTestFinished } from 'vitest';
import { completion, type FaultOpenAi, openAiError, startFaultOpenAi } from '../../../fixtures/fault-openai.ts';
import type { Reply } from '../../../fixtures/fault-server.ts';
import type { Endpoints } from './endpoint-memory.ts';
import { openAiModel, type OpenAiOptions } from './openai.ts';

const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
const request = {
  messages: [{ role: 'user' as const, content: 'Go.' }],
  schema,
  temperature: 0,
  seed: 1,
  max_tokens: 9,
};
const good = completion(['{"a":"b"}']);

const served = async (chat: Reply[] | ((body: Record<string, unknown>) => Reply)): Promise<FaultOpenAi> => {
  const server = await startFaultOpenAi({ chat });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

const modelAt = ({ baseUrl }: FaultOpenAi, more: Partial<OpenAiOptions> = {}) =>
  openAiModel({
    profile: 'vllm',
    name: 'openai:tiny',
    model: 'tiny',
    baseUrl,
    schemaNote: (told) => `JSON like ${JSON.stringify(told)}`,
    endpoints: new Map(),
    ...more,
  });

const formats = (server: FaultOpenAi) =>
  server
    .bodies()
    .map(({ response_format: format }) => (format === undefined ? 'none' : Reflect.get(Object(format), 'type')));

it.each([
  'response_format json_schema is not supported',
  'failed to parse grammar',
  'Failed to initialize samplers',
  'guided decoding is disabled',
])('tries the next way to tell the schema where one is refused: %s', async (said) => {
  const server = await served([openAiError(400, said), good, good]);
  const model = modelAt(server);
  expect(await model.generate(request)).toMatchObject({ ok: true, text: '{"a":"b"}' });
  expect(await model.generate(request)).toMatchObject({ ok: true });
  expect(formats(server)).toEqual(['json_schema', 'json_object', 'json_object']);
});

it('tells the schema in the prompt once the engine is not held to it, after what stays the same', async () => {
  const server = await served([
    openAiError(422, 'response_format: json_schema'),
    openAiError(400, 'json_object?'),
    good,
  ]);
  await modelAt(server).generate(request);
  const prompts = server.bodies().map(({ messages }) => messages);
  const noted = [{ role: 'user', content: `Go.\n\nJSON like ${JSON.stringify(schema)}` }];
  expect(prompts).toEqual([request.messages, noted, noted]);
  expect(formats(server)).toEqual(['json_schema', 'json_object', 'none']);
});

it('remembers what an endpoint refuses for every model object of the process that asks it', async () => {
  const server = await served([openAiError(400, 'json_schema unsupported'), good, good]);
  const endpoints: Endpoints = new Map();
  await modelAt(server, { endpoints }).generate(request);
  await modelAt(server, { endpoints }).generate(request);
  await modelAt(server, { endpoints, model: 'other' }).generate(request);
  expect(formats(server)).toEqual(['json_schema', 'json_object', 'json_object', 'json_schema']);
});

it('gives up only where every way is refused', async () => {
  const server = await served(() => openAiError(400, 'no grammar for you'));
  const failure = await modelAt(server).generate(request);
  expect(failure).toMatchObject({ code: 'SCHEMA_UNSUPPORTED', retryable: false });
  expect(formats(server)).toEqual(['json_schema', 'json_object', 'none']);
});

it('moves on once for calls that are made at the same time', async () => {
  const server = await served(({ response_format: format }) =>
    JSON.stringify(format)?.includes('json_schema') === true ? openAiError(400, 'json_schema unsupported') : good,
  );
  const model = modelAt(server);
  const answers = await Promise.all([1, 2, 3].map((seed) => model.generate({ ...request, seed })));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(new Set(formats(server))).toEqual(new Set(['json_schema', 'json_object']));
});

it('notices an engine that takes a schema and ignores it', async () => {
  const server = await served([completion(['Sure:\n```json\n{"a":"b"}\n```']), good]);
  const model = modelAt(server);
  expect(await model.generate(request)).toMatchObject({ ok: true, text: '{"a":"b"}' });
  await model.generate(request);
  expect(formats(server)).toEqual(['json_schema', 'json_object']);
});

it.each([
  [
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    'max_tokens',
    { max_completion_tokens: 9 },
  ],
  ['Unrecognized request argument supplied: seed', 'seed', {}],
  ["Unsupported value: 'temperature' does not support 0 with this model.", 'temperature', {}],
  ['Extra inputs are not permitted: chat_template_kwargs', 'chat_template_kwargs', {}],
])('leaves out what the server refuses, and remembers: %s', async (said, gone, instead) => {
  const server = await served([openAiError(400, said), good, good]);
  const model = modelAt(server);
  await model.generate(request);
  expect(await model.generate(request)).toMatchObject({ ok: true });
  const [first, second, third] = server.bodies();
  expect(first).toHaveProperty(gone);
  const expected: Record<string, unknown> = { ...first, ...instead };
  delete expected[gone];
  expect(second).toEqual(expected);
  expect(third).toEqual(expected);
});

it('never gives the limit of the answer up', async () => {
  const server = await served(({ max_tokens }) =>
    openAiError(400, `Unsupported parameter: ${max_tokens === undefined ? 'max_completion_tokens' : 'max_tokens'}`),
  );
  expect(await modelAt(server).generate(request)).toMatchObject({ kind: 'request_refused' });
  expect(server.bodies()).toHaveLength(2);
});
