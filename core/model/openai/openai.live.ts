import { expect, it } from 'vitest';
import { describeModelContract } from '../../../fixtures/model-contract.ts';
import { openAiModel } from './openai.ts';

const { OLLAMA_HOST = 'http://127.0.0.1:11434', CASEWRIGHT_LIVE_MODEL: model = 'smollm2:135m' } = process.env;

const modelAt = (name = model) =>
  openAiModel({
    profile: 'ollama-v1',
    name: `openai:${name}`,
    model: name,
    baseUrl: `${OLLAMA_HOST}/v1`,
    schemaNote: (schema) => `Answer with JSON that fits this schema: ${JSON.stringify(schema)}`,
    endpoints: new Map(),
  });

describeModelContract("the OpenAI driver at Ollama's /v1", async () => ({ model: modelAt() }));

it('hears from a real server that a model is not there', async () => {
  expect(await modelAt('nosuch:1b').identify()).toMatchObject({ code: 'MODEL_NOT_FOUND' });
  const request = {
    messages: [{ role: 'user' as const, content: 'Hi' }],
    schema: {},
    temperature: 0,
    seed: 1,
    max_tokens: 5,
  };
  expect(await modelAt('nosuch:1b').generate(request)).toMatchObject({ code: 'MODEL_NOT_FOUND' });
});

it('tells the digest of the weights from another', async () => {
  const identity = await modelAt().identify();
  expect(identity).toMatchObject({ ok: true, deployment: 'local', size: expect.any(Number), quantization: 'Q4_1' });
});
