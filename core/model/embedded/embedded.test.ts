import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import { describeModelContract } from '../../../fixtures/model-contract.ts';
import type { ModelRequest } from '../model.ts';
import { embeddedModel } from './embedded.ts';

// A package of the same name that says scripted words through the same doors: the real one is tested live.
const llama = `
const words = { green: ['{"colour":"green",', '"reason":"It is."}'], loop: Array.from({ length: 60 }, () => 'again and ') };
let busy = 0;
export const disposed = [];
export const readGgufFileInfo = async (path) => {
  if (path.endsWith('bad.gguf')) throw new Error('Invalid GGUF magic');
  return { metadata: { general: { architecture: 'llama', license: 'mit', file_type: 15 }, llama: { context_length: 2048 } } };
};
export const getLlama = async (options) => ({
  createGrammarForJsonSchema: async (schema) => {
    if (schema.type === 'odd') throw new Error('Unknown type "odd"');
    return schema;
  },
  loadModel: async ({ modelPath }) => {
    if (modelPath.endsWith('huge.gguf')) throw Object.assign(new Error('too large for RAM'), { name: 'InsufficientMemoryError' });
    return { tokenizer: {}, createContext: async ({ contextSize }) => ({ contextSize, getSequence: () => sequence }) };
  },
  dispose: async () => void disposed.push(options.maxThreads),
});
const meter = { usedInputTokens: 0, usedOutputTokens: 0 };
const sequence = { tokenMeter: {
  getState: () => ({ ...meter }),
  diff: (before) => ({ usedInputTokens: 0, usedOutputTokens: meter.usedOutputTokens - before.usedOutputTokens }),
} };
export class LlamaChat {
  chatWrapper = { generateContextState: ({ chatHistory }) => ({ contextText: { tokenize: () => JSON.stringify(chatHistory).match(/\\w+/g) } }) };
  async generateResponse(history, { maxTokens, signal, onTextChunk, grammar }) {
    if (++busy > 1) throw new Error('two at a time');
    try {
      const chunks = maxTokens === 8 ? ['{'] : maxTokens === 77 ? words.loop : words.green;
      for (const chunk of chunks) {
        signal.throwIfAborted();
        meter.usedOutputTokens += 1;
        onTextChunk(chunk);
        await new Promise((resolve) => setImmediate(resolve));
      }
      signal.throwIfAborted();
      return { response: chunks.join(''), metadata: { stopReason: maxTokens === 8 ? 'maxTokens' : 'eogToken' } };
    } finally {
      busy -= 1;
    }
  }
}
`;

const project = () =>
  temporaryFolder({
    'node_modules/node-llama-cpp/package.json': '{"name":"node-llama-cpp","type":"module","exports":"./index.js"}',
    'node_modules/node-llama-cpp/index.js': llama,
    'tiny.gguf': 'GGUF',
    'bad.gguf': 'GIF',
    'huge.gguf': 'GGUF',
  });

const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: 'Go.' }],
  schema: { type: 'object' },
  temperature: 0,
  seed: 1,
  max_tokens: 20,
  ...more,
});

describeModelContract('the embedded driver with a scripted engine', async () => {
  const folder = await project();
  return {
    model: embeddedModel({ weights: 'tiny.gguf', folder: folder.path }),
    stop: () => folder[Symbol.asyncDispose](),
  };
});

it('says how to install the package where it is not', async () => {
  await using folder = await temporaryFolder({ 'tiny.gguf': 'GGUF' });
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path });
  for (const failure of [
    await model.identify(),
    await model.generate(request()),
    await model.health(),
    await model.warmUp(),
  ]) {
    expect(failure).toMatchObject({
      code: 'DRIVER_MISSING',
      hint: expect.stringContaining('npm install node-llama-cpp'),
    });
  }
});

it('finds the package in a second folder', async () => {
  await using folder = await temporaryFolder({ 'tiny.gguf': 'GGUF' });
  await using own = await project();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path, packageFolders: [own.path] });
  expect(await model.identify()).toMatchObject({ ok: true, context: 2048, license: 'mit', quantization: 'Q4_K_M' });
});

it('runs nothing of the folder of the weights where others are named for packages', async () => {
  await using folder = await project();
  await using own = await temporaryFolder();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path, packageFolders: [own.path] });
  for (const answer of [await model.identify(), await model.health()])
    expect(answer).toMatchObject({ ok: false, kind: 'driver_missing' });
});

it('does not take another package for it', async () => {
  await using folder = await temporaryFolder({ 'node_modules/node-llama-cpp/index.js': '', 'tiny.gguf': 'GGUF' });
  expect(await embeddedModel({ weights: 'tiny.gguf', folder: folder.path }).identify()).toMatchObject({
    kind: 'driver_failed',
    values: { detail: expect.stringContaining('version') },
  });
});

it.each([
  ['nowhere.gguf', 'weights_missing'],
  ['bad.gguf', 'driver_failed'],
  ['huge.gguf', 'out_of_memory'],
])('says what is wrong with %s', async (weights, kind) => {
  await using folder = await project();
  expect(await embeddedModel({ weights, folder: folder.path }).generate(request())).toMatchObject({ ok: false, kind });
});

it.each([
  ['a prompt that does not fit', { max_tokens: 2047 }, { kind: 'context_too_small', values: { context: 2048 } }],
  ['a schema that has no grammar', { schema: { type: 'odd' } }, { kind: 'schema_unsupported' }],
])('refuses %s', async (_, more, failure) => {
  await using folder = await project();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path });
  expect(await model.generate(request(more))).toMatchObject({ ok: false, ...failure });
});

it('breaks a loop off and keeps what had come', async () => {
  await using folder = await project();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path });
  const answer = await model.generate(request({ max_tokens: 77 }));
  expect(answer).toMatchObject({ ok: true, finish: 'loop', text: expect.stringContaining('again and again') });
  expect(answer).toSatisfy((told: typeof answer) => told.ok && told.answer_tokens < 60);
});

it('keeps its deadline, and serves afterwards', async () => {
  await using folder = await project();
  const late = embeddedModel({ weights: 'tiny.gguf', folder: folder.path, deadlineMs: 0 });
  expect(await late.generate(request())).toMatchObject({ code: 'TIMEOUT' });
});

it('loads once for many calls, and anew after it was closed', async () => {
  await using folder = await project();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path });
  const answers = await Promise.all([1, 2, 3].map((seed) => model.generate(request({ seed }))));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  await model.close?.();
  expect(await model.generate(request())).toMatchObject({ ok: true });
});

it('tells the hub as its endpoint, so that allowed hosts count, and none for a file', () => {
  expect(embeddedModel({ weights: 'hf:owner/tiny/tiny.gguf', hub: 'https://hub.invalid' }).endpoint).toBe(
    'https://hub.invalid',
  );
  expect(embeddedModel({ weights: 'tiny.gguf' }).endpoint).toBeUndefined();
});

it('says of weights that it may not download that they are not there, and asks nobody', async () => {
  await using folder = await project();
  await using cache = await temporaryFolder();
  const asked: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(url);
    return new Response(null, { status: 500 });
  };
  const given = { weights: 'hf:owner/tiny/tiny.gguf', folder: folder.path, cache: cache.path, fetch, download: false };
  const model = embeddedModel(given);
  for (const outcome of [await model.health(), await model.identify(), await model.warmUp()]) {
    expect(outcome).toMatchObject({ kind: 'weights_not_downloaded' });
  }
  expect(asked).toEqual([]);
  expect(await embeddedModel({ ...given, download: true }).health()).toMatchObject({ ok: true });
});

it('serves under the name that it is given', async () => {
  await using folder = await project();
  const model = embeddedModel({ weights: 'tiny.gguf', folder: folder.path, name: 'mine' });
  expect(await model.generate(request())).toMatchObject({ served_by: 'mine' });
});

it('has another digest where the file has changed', async () => {
  await using folder = await project();
  await using other = await temporaryFolder({ 'tiny.gguf': 'GGUF, another' });
  const digest = async (weights: string) => {
    const identity = await embeddedModel({ weights, folder: folder.path }).identify();
    return identity.ok && identity.digest;
  };
  expect(await digest('tiny.gguf')).toBe(await digest('huge.gguf'));
  expect(await digest(`${other.path}/tiny.gguf`)).not.toBe(await digest('tiny.gguf'));
});
