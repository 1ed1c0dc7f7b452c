import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { loadPrompt } from './load-prompt.ts';
import type { PromptChoice } from './load-prompt.ts';
import { promptFolder } from './prompt-folder.ts';

const folder = 'prompts';
const improved = await readFile('prompts/improved.prompt.yml', 'utf8');
const system = await readFile('prompts/level-system.prompt.yml', 'utf8');

const loaded = async (choice: Partial<PromptChoice> = {}) => {
  const result = await loadPrompt({ folder, ...choice });
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.hint}`);
  return result.prompt;
};
/** With these files in the user's own folder, on disk. */
const withOwn = async (files: Record<string, string>, choice: Partial<PromptChoice> = {}) => {
  await using own = await temporaryFolder(files);
  return await loadPrompt({ folder, ...promptFolder(own.path), ...choice });
};
const changed = async (change: (text: string) => string) =>
  withOwn({ 'mine.prompt.yml': change(improved) }, { variant: 'mine' });

it('puts variant and level together: name, version, digest, messages', async () => {
  const prompt = await loaded();
  expect(prompt).toMatchObject({
    name: 'improved/system',
    version: expect.stringMatching(/^\d+\/\d+$/),
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    temperature: 0,
    messages: [
      { role: 'system', content: expect.stringContaining('Test level: system.') },
      { role: 'user' },
      { role: 'assistant' },
      { role: 'user' },
    ],
    exampleWords: expect.arrayContaining(['b-0417']),
  });
  expect(prompt.messages[0]?.content).not.toContain('{{level}}');
  expect(prompt.messages[0]?.content).toContain('{{answer_type}}');
});

it('gives each variant and level a digest of its own, and a prompt without level none for the level', async () => {
  const prompts = await Promise.all([
    loaded(),
    loaded({ level: 'safety' }),
    loaded({ variant: 'rag' }),
    loaded({ variant: 'basic' }),
    loaded({ variant: 'basic', level: 'safety' }),
  ]);
  expect(prompts.map(({ name }) => name)).toEqual([
    'improved/system',
    'improved/safety',
    'rag/system',
    'basic',
    'basic',
  ]);
  const digests = prompts.map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(4);
  expect(digests[3]).toBe(digests[4]);
});

it('gives one digest for both line ends and a byte order mark, and another for another text', async () => {
  const [same, windows, marked, other] = await Promise.all(
    [
      (text: string) => text,
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => `\uFEFF${text}`,
      (text: string) => text.replace('Follow no', 'Obey no'),
    ].map(async (change) => {
      const result = await changed(change);
      return result.ok ? result.prompt.digest : result.problem.message;
    }),
  );
  expect(windows).toBe(same);
  expect(marked).toBe(same);
  expect(same).toBe((await loaded()).digest);
  expect(other).not.toBe(same);
});

it('takes the file of the user before ours, and says so in the name', async () => {
  const own = { 'improved.prompt.yml': improved.replace('Follow no', 'Obey no') };
  const result = await withOwn(own);
  expect(result).toMatchObject({ ok: true, prompt: { name: 'improved+override/system' } });
  expect(result.ok && result.prompt.messages[0]?.content).toContain('Obey no');
  expect(await withOwn({ 'level-system.prompt.yml': system })).toMatchObject({
    ok: true,
    prompt: { name: 'improved/system+override', digest: (await loaded()).digest },
  });
});

it('takes variants and levels that only the user has, by their own name', async () => {
  const files = { 'my-level-one.prompt.yml': improved, 'level-unit.prompt.yml': system };
  expect(await withOwn(files, { variant: 'my-level-one', level: 'unit' })).toMatchObject({
    ok: true,
    prompt: { name: 'my-level-one/unit' },
  });
});

it('reads overrides through any reader, and asks it for names only', async () => {
  const asked: string[] = [];
  const overrides = async (name: string) => {
    asked.push(name);
    return name === 'improved' ? improved.replace("version: '2'", "version: '7'") : undefined;
  };
  expect(await loaded({ overrides })).toMatchObject({ name: 'improved+override/system', version: '7/1' });
  expect(asked).toEqual(['improved', 'level-system']);
});

it.each(['nothing', '../prompts/improved', '', 'level-system', 'note-part', 'a/b', '.', 'Improved.prompt.yml'])(
  'names what is allowed where there is no prompt "%s", the own ones of the user included',
  async (variant) => {
    expect(await withOwn({ 'mine.prompt.yml': improved, 'notes.txt': '' }, { variant })).toMatchObject({
      ok: false,
      problem: { code: 'unknown_prompt', hint: expect.stringContaining('Allowed are: basic, improved, mine, rag.') },
    });
  },
);

it.each(['unit', '', '../level-system'])('names the levels where there is none called "%s"', async (level) => {
  expect(await withOwn({ 'level-unit-test.prompt.yml': system }, { level })).toMatchObject({
    ok: false,
    problem: {
      code: 'unknown_prompt',
      message: `There is no test level "${level}".`,
      hint: expect.stringContaining('acceptance, api, integration, safety, system, ui, unit-test.'),
    },
  });
});

const without = (text: string) => (given: string) => given.replace(text, '');

it.each([
  ['no YAML', (text: string) => `${text}\n\t{`, /mine\.prompt\.yml is not valid YAML.*line/],
  ['an unknown key', (text: string) => `${text}\nmodle: x\n`, /unknown key "modle".*line \d+.*Did you mean "model"/],
  ['no version', without("version: '2'"), /metadata must have required property 'version'/],
  ['no declaration', (text: string) => text.replace(/variables: .*/, ''), /required property 'variables'/],
  [
    'a declared variable that it does not use',
    without('{{neighbours}}'),
    /metadata\.variables: neighbours is declared and not used/,
  ],
  ['a variable that it does not declare', without('neighbours, '), /messages\[3\]: \{\{neighbours\}\} is not declared/],
  [
    'an unknown variable',
    (text: string) => text.replaceAll('neighbours', 'neighbors'),
    /messages\[3\]: \{\{neighbors\}\} is not known/,
  ],
  [
    'an unknown variable in odd letters',
    (text: string) => text.replace('{{level}}', '{{Level-2}}'),
    /messages\[0\]: \{\{Level-2\}\} is not known/,
  ],
  [
    'a missing variable',
    (text: string) => text.replace('{{drafts}}', '').replace('drafts, ', ''),
    /messages: \{\{drafts\}\} is missing/,
  ],
  [
    'a requirement in its system message',
    (text: string) => text.replace('{{level}}', '{{level}} {{requirement}}'),
    /messages\[0\]: \{\{requirement\}\} changes between requirements/,
  ],
  [
    'a glossary in its system message',
    (text: string) => text.replace('{{level}}', '{{level}} {{glossary}}').replace('level,', 'level, glossary,'),
    /messages\[0\]: \{\{glossary\}\} changes/,
  ],
  [
    'a later system message',
    (text: string) => text.replace('testData:', '  - role: system\n    content: x\ntestData:'),
    /messages\[4\]: a system message may only come first/,
  ],
  [
    'an answer begun',
    (text: string) => text.replace('testData:', '  - role: assistant\n    content: "{"\ntestData:'),
    /messages\[4\]: the last message must be the user's/,
  ],
  [
    'test data that lacks a value',
    (text: string) => text.replace('    neighbours: none\n', ''),
    /testData\[1\]: neighbours is missing/,
  ],
  [
    'test data of an unknown name',
    (text: string) => text.replace('    neighbours: none\n', '    neighbours: none\n    neighbour: x\n'),
    /testData\[1\]: neighbour is not known/,
  ],
  [
    'options that have no effect',
    (text: string) => text.replace('temperature: 0', 'maxTokens: 9'),
    /unknown key "maxTokens"/,
  ],
])('turns down a prompt with %s', async (_, change, message) => {
  expect(change(improved)).not.toBe(improved);
  expect(await changed(change)).toMatchObject({
    ok: false,
    problem: {
      code: 'invalid_prompt',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('Mend casewright/prompts/mine.prompt.yml'),
    },
  });
});

it('lists all faults of both files, each with its path', async () => {
  const files = {
    'improved.prompt.yml': improved
      .replace('{{neighbours}}', '{{requirment}}')
      .replace('{{level}}', '{{level}} {{keys}}'),
    'level-system.prompt.yml': system
      .replace('Data is', 'Data of {{requirement}} is')
      .replace('variables: []', 'variables: [keys]'),
  };
  const result = await withOwn(files);
  expect(result.ok || result.problem.message.split('; ')).toEqual([
    expect.stringMatching(
      /^The prompt cannot be used. casewright\/prompts\/improved.prompt.yml, messages\[0\]: \{\{keys\}\} changes/,
    ),
    expect.stringMatching(/^casewright\/prompts\/improved.prompt.yml, messages\[3\]: \{\{requirment\}\} is not known/),
    'casewright/prompts/improved.prompt.yml, metadata.variables: neighbours is declared and not used',
    'casewright/prompts/level-system.prompt.yml, messages[0]: a level holds no variables, but {{requirement}}',
    'casewright/prompts/level-system.prompt.yml, metadata.variables: keys is declared and not used.',
  ]);
});

it('turns down a level that is more than one system message', async () => {
  const level = system.replace('role: system', 'role: user');
  expect(await withOwn({ 'level-system.prompt.yml': level })).toMatchObject({
    ok: false,
    problem: { code: 'invalid_prompt', message: expect.stringContaining('a level is one system message') },
  });
});

it('says why where the files of the user cannot be read', async () => {
  const refused = async () => Promise.reject(new Error('HTTP 502'));
  expect(await loadPrompt({ folder, overrides: refused })).toMatchObject({
    ok: false,
    problem: { code: 'unreadable_prompt', message: 'The prompts cannot be read: HTTP 502.' },
  });
  await using own = await temporaryFolder({ 'improved.prompt.yml/a': '' });
  expect(await loadPrompt({ folder, ...promptFolder(own.path) })).toMatchObject({
    problem: { code: 'unreadable_prompt' },
  });
});

it('needs no folder of the user', async () => {
  await using own = await temporaryFolder({ file: '' });
  for (const path of [join(own.path, 'none'), join(own.path, 'file')]) {
    expect(await loadPrompt({ folder, ...promptFolder(path) })).toMatchObject({ prompt: { name: 'improved/system' } });
  }
});
