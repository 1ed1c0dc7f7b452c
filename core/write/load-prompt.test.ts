import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { estimateTokens } from '../model/estimate-tokens.ts';
import { cart, lockout } from '../../fixtures/drafted-items.ts';
import { draftedItems } from './ask-model.ts';
import { loadPrompt } from './load-prompt.ts';
import { promptFor } from './prompt-for.ts';

let folder = '';
let original = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casewright-prompts-'));
  original = await readFile('prompts/write-cases.prompt.yml', 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

const loadChanged = async (change: (text: string) => string) => {
  await writeFile(join(folder, 'mine.prompt.yml'), change(original));
  return loadPrompt(folder, 'mine');
};

it('reads name, version, digest and messages', async () => {
  expect(await loadPrompt('prompts')).toMatchObject({
    ok: true,
    prompt: {
      name: 'write-cases',
      version: expect.stringMatching(/^\d+$/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      temperature: 0,
      messages: [{ role: 'system' }, { role: 'user' }],
    },
  });
});

it('gives one digest for both line ends, and another for another prompt', async () => {
  const [unix, windows, other] = [
    await loadChanged((text) => text),
    await loadChanged((text) => text.replaceAll('\n', '\r\n')),
    await loadChanged((text) => text.replace('Rules:', 'The rules:')),
  ].map((loaded) => (loaded.ok ? loaded.prompt.digest : loaded.problem.message));
  expect(windows).toBe(unix);
  expect(other).not.toBe(unix);
});

it.each([
  ['no YAML', (text: string) => `${text}\n\t{`, ''],
  ['an unknown key', (text: string) => `${text}\nmodel: x\n`, 'additional properties'],
  ['no version', (text: string) => text.replace("version: '1'", 'author: me'), 'version'],
  ['a missing variable', (text: string) => text.replace('{{neighbours}}', 'none'), '{{neighbours}} is not used'],
  [
    'an unknown variable',
    (text: string) => text.replace('{{neighbours}}', '{{neighbors}}'),
    '{{neighbors}} is not known',
  ],
])('turns down a prompt with %s', async (_, change, message) => {
  expect(await loadChanged(change)).toMatchObject({
    ok: false,
    problem: { code: 'invalid_prompt', message: expect.stringContaining(message), hint: expect.stringMatching(/./) },
  });
});

it.each(['nothing', '../prompts/write-cases', ''])('names the known prompts where there is no "%s"', async (name) => {
  expect(await loadPrompt('prompts', name)).toMatchObject({
    ok: false,
    problem: { code: 'unknown_prompt', hint: expect.stringContaining('write-cases') },
  });
});

it('keeps everything of the requirement out of the first message, and the whole small', async () => {
  const loaded = await loadPrompt('prompts');
  if (!loaded.ok) throw new Error(loaded.problem.message);
  const [one, other] = [cart(), lockout()].map(({ requirement, demands, drafts }) =>
    promptFor({ prompt: loaded.prompt, requirement, neighbours: [], items: draftedItems(demands, drafts) }),
  );
  expect(one?.[0]).toEqual(other?.[0]);
  expect(one?.[1]?.content).toContain('US1-AC2: Given a cart');
  expect(estimateTokens(other?.map(({ content }) => content).join('\n') ?? '')).toBeLessThan(1200);
});
