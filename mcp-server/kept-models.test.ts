import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ModelWriter } from '../core/index.ts';
import { scriptedModel } from '../core/model/scripted.ts';
import { loadPrompt } from '../core/write/load-prompt.ts';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';
import { keptModels } from './kept-models.ts';
import { pickWriter } from './pick-writer.ts';
import { resultPages } from './result-pages.ts';

const packageRoot = join(import.meta.dirname, '..');
const loaded = await loadPrompt({
  folder: join(packageRoot, 'prompts'),
  overrides: async () => undefined,
  ownNames: async () => [],
  variant: undefined,
  level: undefined,
});
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;

/** A writer as it is picked for one call; `closed` holds the names of models that were closed. */
const picked = async (name: string, closed: string[], digest = 'one'): Promise<ModelWriter> => {
  const model = { ...scriptedModel([], name), close: async () => void closed.push(name) };
  const identity = await model.identify();
  if (!identity.ok) throw new Error(identity.message);
  return { model, identity: { ...identity, digest }, prompt: { ...prompt }, glossary: [] };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('gives a later call the model of the first, with the prompt and identity of its own', async () => {
  const closed: string[] = [];
  const models = keptModels();
  const first = await models.keep(await picked('a', closed), {});
  const fresh = await picked('a', closed);
  const second = await models.keep(fresh, {});
  expect(second.model).toBe(first.model);
  expect(second.prompt).toBe(fresh.prompt);
  expect(second.identity).toBe(fresh.identity);
  expect(closed).toEqual(['a']);
});

it('keeps models apart by name', async () => {
  const closed: string[] = [];
  const models = keptModels();
  const [a, b] = [await models.keep(await picked('a', closed), {}), await models.keep(await picked('b', closed), {})];
  expect(a.model).not.toBe(b.model);
  await turn();
  expect(closed).toEqual([]);
});

it.each([
  ['configuration', { seed: 7 }, 'one'],
  ['weights', {}, 'two'],
])('with another %s gives another model, and closes the one before once nobody has it', async (_, config, digest) => {
  const [before, after]: [string[], string[]] = [[], []];
  const models = keptModels();
  const first = await models.keep(await picked('a', before), {});
  const { promise: until, resolve: end } = Promise.withResolvers<void>();
  const run = models.queue.run(() => until, { caller: 'ann', signal: new AbortController().signal });
  const second = await models.keep(await picked('a', after, digest), config);
  expect(second.model).not.toBe(first.model);
  await turn();
  expect(before).toEqual([]);
  end();
  await run;
  await expect.poll(() => before).toEqual(['a']);
  await models.close();
  expect([before, after]).toEqual([['a'], ['a']]);
});

it('closes each model once at the end', async () => {
  const closed: string[] = [];
  const models = keptModels();
  const ask = async (name: string) => models.keep(await picked(name, closed), {});
  await Promise.all([ask('a'), ask('b')]);
  await models.close();
  await models.close();
  expect(closed.toSorted()).toEqual(['a', 'b']);
});

it('is what calls of one process get their model from, whoever comes first', async () => {
  await using folder = await temporaryFolder();
  await using ollama = await startAnsweringOllama();
  const models = keptModels();
  const environment = { OLLAMA_HOST: ollama.host };
  const rest = { packageRoot, version: '0', heartbeatMs: 4000, pages: resultPages() };
  const settings = { roots: [folder.path], environment, models, ...rest };
  const call = { wish: undefined, config: {}, signal: new AbortController().signal };
  const [one, two] = await Promise.all([pickWriter(call, settings), pickWriter(call, settings)]);
  const three = await pickWriter({ ...call, wish: 'ollama:tiny:1b' }, settings);
  expect(one.writer?.model.name).toBe('ollama:tiny:1b');
  expect([two, three].map(({ writer }) => writer?.model === one.writer?.model)).toEqual([true, true]);
  await models.close();
});
