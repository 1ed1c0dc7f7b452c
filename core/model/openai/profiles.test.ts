import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ModelRequest } from '../model.ts';
import { chatBody } from './chat-body.ts';
import { deploymentBy, type Profile, profileNamed, profiles, type SchemaMode } from './profiles.ts';

const names = Object.keys(profiles).filter((name): name is keyof typeof profiles => name in profiles);
const modes: SchemaMode[] = ['json_schema', 'json_object', 'text'];

const anyProfile = fc.constantFrom(...names).map(profileNamed);
const anyRequest: fc.Arbitrary<ModelRequest> = fc.record({
  messages: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: fc.string() }), {
    minLength: 1,
  }),
  schema: fc.constant({
    type: 'object',
    properties: { maxLength: { type: 'string', minLength: 1, maxLength: 40 } },
    required: ['maxLength'],
  }),
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  seed: fc.nat(),
  max_tokens: fc.integer({ min: 1, max: 9999 }),
});

const thinking = ({ thinkingOff }: Profile, model: string) =>
  typeof thinkingOff === 'function' ? thinkingOff(model) : thinkingOff;

it('sends exactly what the profile allows, whatever is asked of whichever engine', () => {
  const target = fc.tuple(anyProfile, anyRequest, fc.constantFrom('qwen', 'gpt-5-mini'), fc.constantFrom(...modes));
  fc.assert(
    fc.property(target, ([profile, request, model, mode]) => {
      const body = chatBody(request, { profile, model, learned: { mode, without: [] }, schemaNote: () => 'NOTE' });
      const allowed = [
        'model',
        'messages',
        'stream',
        'temperature',
        profile.tokens,
        ...(profile.seed ? ['seed'] : []),
        ...(profile.usage ? ['stream_options'] : []),
        ...(mode === 'text' ? [] : ['response_format']),
        ...Object.keys(profile.samplers),
        ...Object.keys(thinking(profile, model)),
      ];
      expect(Object.keys(body).toSorted()).toEqual(allowed.toSorted());
      expect(body[profile.tokens]).toBe(request.max_tokens);
      expect(body.temperature).toBeGreaterThanOrEqual(profile.lowestTemperature);
      expect(
        body.messages
          .map(({ content }) => content)
          .join()
          .includes('NOTE'),
      ).toBe(mode !== 'json_schema');
    }),
    { numRuns: 500 },
  );
});

it('sends nothing that an endpoint has refused, and always one limit of the answer', () => {
  const optional = ['seed', 'temperature', 'top_p', 'top_k', 'stream_options', 'chat_template_kwargs', 'max_tokens'];
  fc.assert(
    fc.property(anyProfile, anyRequest, fc.subarray(optional), (profile, request, without) => {
      const learned = { mode: 'json_schema' as const, without };
      const body = chatBody(request, { profile, model: 'm', learned, schemaNote: () => '' });
      for (const name of without) expect(body).not.toHaveProperty(name);
      expect([body.max_tokens, body.max_completion_tokens].filter((limit) => limit !== undefined)).toEqual([
        request.max_tokens,
      ]);
    }),
    { numRuns: 300 },
  );
});

it('keeps where the words come from: a cloud stays one at any address, and no address makes a cloud', () => {
  fc.assert(
    fc.property(anyProfile, fc.constantFrom('local' as const, 'network' as const), (profile, address) => {
      expect(deploymentBy(profile, address)).toBe(profile.cloud ? 'cloud' : address);
    }),
  );
});

const formatOf = (name: keyof typeof profiles, mode: SchemaMode = 'json_schema') =>
  chatBody(
    {
      messages: [],
      schema: { properties: { a: { maxLength: 4 }, maxLength: { type: 'string' } } },
      temperature: 0,
      seed: 1,
      max_tokens: 1,
    },
    { profile: profileNamed(name), model: 'm', learned: { mode, without: [] }, schemaNote: () => '' },
  ).response_format;

it('tells TGI the schema under its own key', () => {
  expect(formatOf('tgi')).toMatchObject({ type: 'json_schema', value: { name: 'answer', schema: { properties: {} } } });
});

it.each(['openai', 'azure'] as const)(
  'tells %s no bound that its strict mode refuses, and keeps properties',
  (name) => {
    expect(formatOf(name)).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true, schema: { properties: { a: {}, maxLength: { type: 'string' } } } },
    });
  },
);

it.each(['zhipu', 'hunyuan'] as const)('starts with json_object at %s, which knows no schema', (name) => {
  expect(profileNamed(name).modes[0]).toBe('json_object');
});

it.each([
  ['vllm', { chat_template_kwargs: { enable_thinking: false } }],
  ['ollama-v1', { reasoning_effort: 'none' }],
  ['dashscope', { enable_thinking: false }],
  ['zhipu', { thinking: { type: 'disabled' } }],
  ['qianfan', {}],
] as const)('switches the reasoning of %s off', (name, off) => {
  expect(thinking(profileNamed(name), 'm')).toEqual(off);
});

it('asks a model of OpenAI that always reasons for little of it, and no other for any', () => {
  expect(['gpt-5-mini', 'o3', 'gpt-4o'].map((model) => thinking(profileNamed('openai'), model))).toEqual([
    { reasoning_effort: 'low' },
    { reasoning_effort: 'low' },
    {},
  ]);
});
