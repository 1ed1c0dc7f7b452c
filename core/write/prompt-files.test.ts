import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { drafted, cart, lockout } from '../../fixtures/drafted-items.ts';
import { estimateTokens } from '../model/estimate-tokens.ts';
import { draftedItems } from './ask-model.ts';
import { fillPrompt } from './fill-prompt.ts';
import type { Message } from './fill-prompt.ts';
import { loadPrompt } from './load-prompt.ts';
import { promptFor } from './prompt-for.ts';
import { usedVariables } from './prompt-variables.ts';
import { readPromptFile } from './read-prompt-file.ts';

// Notes belong to the drivers that say them.
const names = (await readdir('prompts'))
  .filter((file) => file.endsWith('.prompt.yml'))
  .map((file) => file.replace('.prompt.yml', ''))
  .filter((name) => !name.startsWith('note-'));
const variants = names.filter((name) => !/^(?:level|note)-/.test(name));
const levels = names.filter((name) => name.startsWith('level-')).map((name) => name.replace('level-', ''));

const load = async (variant: string, level: string) => {
  const loaded = await loadPrompt({ folder: 'prompts', variant, level });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.prompt;
};
const read = async (name: string) => {
  const path = `prompts/${name}.prompt.yml`;
  const kind = name.startsWith('level-') ? 'level' : name.startsWith('note-') ? 'note' : 'variant';
  const { file, faults } = readPromptFile({ path, text: await readFile(path, 'utf8') }, kind);
  if (file === undefined) throw new Error(faults.join());
  return file;
};
const context = { neighbours: ['Reset a password'], glossary: [], examples: [] };
const textOf = (messages: Message[]) => messages.map(({ content }) => content).join('\n');
const messagesFor = async (variant: string, level: string, { requirement, demands, drafts } = lockout()) =>
  promptFor({ prompt: await load(variant, level), requirement, items: draftedItems(demands, drafts), context });

it('are three variants and one for each test level', () => {
  expect(variants).toEqual(['basic', 'improved', 'rag']);
  expect(levels).toEqual(['acceptance', 'api', 'integration', 'safety', 'system', 'ui']);
});

it.each(names)('%s has its own name, a description, a version and test data', async (name) => {
  const file = await read(name);
  expect(file).toMatchObject({
    name,
    description: expect.stringMatching(/\S/),
    metadata: { version: expect.any(String) },
    testData: expect.arrayContaining([expect.any(Object)]),
  });
});

it.each(variants)('the test data of %s fills it without fault, and expects JSON', async (name) => {
  const { messages, testData = [] } = await read(name);
  for (const { expected = '', ...entry } of testData) {
    const filled = fillPrompt(messages, entry);
    expect(usedVariables(filled)).toEqual([]);
    const text = filled.map(({ content }) => content).join('\n');
    for (const value of Object.values(entry)) expect(text).toContain(value);
    expect(JSON.parse(expected)).toHaveProperty(name === 'basic' ? 'c1.d' : 'c1.s');
  }
});

it.each(levels)('the test data of level %s fills the variant that it goes into', async (level) => {
  const { testData = [] } = await read(`level-${level}`);
  const { messages } = await load('improved', level);
  for (const entry of testData) {
    const filled = fillPrompt(messages, { answer_type: '{}', neighbours: 'none', ...entry });
    expect(usedVariables(filled)).toEqual([]);
    expect(filled.at(-1)?.content).toContain(entry['requirement']);
  }
});

describe.each(variants)('%s', (variant) => {
  it.each(levels)('is small at level %s, and so is the part that never changes', async (level) => {
    const messages = await messagesFor(variant, level);
    const steady = textOf(messages.slice(0, -1));
    expect(estimateTokens(steady)).toBeLessThanOrEqual(variant === 'basic' ? 250 : 500);
    expect(estimateTokens(textOf(messages.slice(-1)))).toBeLessThan(700);
  });

  it('keeps everything of the requirement in the last message', async () => {
    const all = await Promise.all(
      [cart(), lockout(), drafted('X-1', 'The door opens.', [])].map((item) => messagesFor(variant, 'system', item)),
    );
    const steady = all.map((messages) => messages.slice(0, -1));
    expect(steady).toEqual([steady[0], steady[0], steady[0]]);
    expect(all[0]?.at(-1)?.content).toContain('Given a cart');
    const roles = all[0]?.map(({ role }) => role) ?? [];
    expect([
      roles[0],
      ...roles.slice(1).filter((role, index) => role !== (index % 2 === 0 ? 'user' : 'assistant')),
    ]).toEqual(['system']);
  });

  it('says what changes least first', async () => {
    const { messages } = await load(variant, 'system');
    const order = ['examples', 'glossary', 'neighbours', 'requirement', 'drafts', 'keys'];
    const used = usedVariables(messages.slice(-1));
    expect(used).toEqual(order.filter((name) => used.includes(name)));
  });

  it('names the words of its example', async () => {
    const { messages, exampleWords } = await load(variant, 'system');
    const steady = textOf(messages.slice(0, -1)).toLowerCase();
    for (const word of exampleWords) expect(steady).toContain(word);
    expect(exampleWords.length).toBeGreaterThan(0);
  });
});
