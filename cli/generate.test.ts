import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseLock } from '../core/lock/parse-lock.ts';
import { parseCasesYaml } from '../core/export/parse-cases-yaml.ts';
import { suiteSchema } from '../core/schema/suite.ts';
import type { Suite } from '../core/types.ts';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { nowhere, runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const shop = `# Shop

## REQ-7 Lock the account

When the user submits an invalid password three times, the system shall lock the account.

## EXP-2 Export

The export service SHALL support CSV and JSON.

## US-12 Cancel an order

As a customer, I want to cancel my order before it ships, so that I am not charged.

Acceptance criteria:

- AC1: An order that has not shipped can be cancelled.
- AC2: An order that has shipped cannot be cancelled.
`;
const suiteFile = 'casewright/shop.md.cases.yml';
const lockFile = 'casewright/casewright.lock';

async function generated(files: Record<string, string> = {}) {
  const folder = await temporaryFolder({ 'shop.md': shop, ...files });
  const read = (name: string) => readFile(join(folder.path, name), 'utf8');
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
  const run = (...args: string[]) => runCli(args, { cwd: folder.path });
  const json = async (...args: string[]): Promise<Suite> =>
    JSON.parse((await run('generate', '--format', 'json', ...args)).stdout);
  const lines = async () => (await read(lockFile)).split('\n').filter((line) => line.startsWith('{"requirement"'));
  await run('generate', 'shop.md');
  return {
    ...folder,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    path: folder.path,
    read,
    write,
    run,
    json,
    lines,
  };
}

describe('casewright generate', () => {
  it('writes the suite and the lockfile and says so', async () => {
    await using folder = await temporaryFolder({ 'docs/shop.md': shop });
    const { code, stdout } = await runCli(['generate', 'docs'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('3 requirements in 1 document');
    expect(stdout).toContain('casewright/docs/shop.md.cases.yml written');
    expect((await readdir(join(folder.path, 'casewright'), { recursive: true })).toSorted()).toEqual([
      'casewright.lock',
      'docs',
      'docs/shop.md.cases.yml',
    ]);
  });

  // CLI-1
  it('prints one suite that fits its schema with --format json, everything else elsewhere', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const { code, stdout } = await runCli(['generate', 'shop.md', '--stdout', '--format', 'json'], {
      cwd: folder.path,
    });
    expect(code).toBe(0);
    const suite: unknown = JSON.parse(stdout);
    const validate = new Ajv({ allowUnionTypes: true }).compile<Suite>(suiteSchema);
    expect([validate(suite), validate.errors]).toEqual([true, null]);
    expect(await readdir(folder.path)).toEqual(['shop.md']);
  });

  // LCK-1
  it('touches no file and calls no model when nothing changed', async () => {
    await using ollama = await startAnsweringOllama();
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const run = () =>
      runCli(['generate', 'shop.md', '--model', 'ollama:tiny:1b'], {
        cwd: folder.path,
        env: { OLLAMA_HOST: ollama.host },
      });
    expect((await run()).code).toBe(0);
    const times = async () =>
      Promise.all([suiteFile, lockFile].map(async (file) => (await stat(join(folder.path, file))).mtimeMs));
    const [before, calls] = [await times(), ollama.paths.length];
    expect(ollama.calls).toBe(3);
    const { stdout } = await run();
    expect(stdout).toContain('1 document unchanged');
    expect(await times()).toEqual(before);
    expect(ollama.paths.length).toBe(calls);
  });

  // LCK-2
  it('writes exactly the requirement again in which one word changed', async () => {
    await using folder = await generated();
    const before = await folder.lines();
    await folder.write('shop.md', shop.replace('three times', 'four times'));
    const { code } = await folder.run('generate', 'shop.md');
    expect(code).toBe(0);
    const changed = (await folder.lines()).filter((line) => !before.includes(line));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toContain('"requirement":"shop.md:REQ-7"');
    expect(await folder.read(suiteFile)).toContain('four times');
  });

  // PLN-8
  it('gives no number of an item that is gone to another one', async () => {
    await using folder = await generated();
    await folder.write('shop.md', shop.replace('three times', 'four times'));
    await folder.run('generate', 'shop.md');
    expect(await folder.read(suiteFile)).not.toMatch(/id: TC-REQ-7-[12]\n/);
  });

  it('writes only the cases of a criterion that changed', async () => {
    await using folder = await generated();
    const [before] = [await folder.json('shop.md')];
    await folder.write('shop.md', shop.replace('has not shipped can be cancelled', 'has not shipped can be returned'));
    const after = await folder.json('shop.md');
    const texts = (suite: Suite) => suite.test_cases.map((each) => JSON.stringify([each.id, each.title, each.steps]));
    const fresh = texts(after).filter((each) => !texts(before).includes(each));
    expect(fresh).toHaveLength(1);
    expect(fresh[0]).toContain('Return an order');
  });

  // PAR-5
  it('takes white space, wrapping and typographic quotes for no change', async () => {
    await using folder = await generated({});
    const files = async () => Promise.all([folder.read(suiteFile), folder.read(lockFile)]);
    const before = await files();
    await folder.write(
      'shop.md',
      `Some words before.\n\n${shop.replace('password three', 'password\n  three').replaceAll('## ', '##  ')}\n\n`,
    );
    expect((await folder.run('generate', 'shop.md')).stdout).toContain('all unchanged');
    expect(await files()).toEqual(before);
  });

  // LCK-3
  it('keeps an edited case, also when its requirement changes, and says that it is stale', async () => {
    await using folder = await generated();
    await folder.write(
      suiteFile,
      (await folder.read(suiteFile)).replace('Look at the account', 'Read the account state'),
    );
    expect((await folder.run('check', 'shop.md')).stdout).toContain('edited');
    await folder.run('generate', 'shop.md');
    expect(await folder.read(suiteFile)).toMatch(/Read the account state[^]*?written_by: human/);
    expect((await folder.run('check', 'shop.md')).code).toBe(0);

    await folder.write('shop.md', shop.replace('lock the account.', 'block the account.'));
    const { stdout } = await folder.run('generate', 'shop.md', '--force');
    expect(stdout).toMatch(/stale +shop\.md:TC-REQ-7-/);
    expect(await folder.read(suiteFile)).toContain('Read the account state');
    expect((await folder.run('check', 'shop.md')).code).toBe(1);
  });

  it('keeps a case and a comment that a person added, until the suite of this document changes', async () => {
    await using folder = await generated();
    const mine =
      '  - {id: TC-mine, title: Mine, type: positive, requirement_id: REQ-7, steps: [Go], expected_result: It goes}\n';
    const text = (await folder.read(suiteFile)).replace('test_cases:\n', `# mine\ntest_cases:\n${mine}`);
    await folder.write(suiteFile, text);
    const suite = await folder.json('shop.md');
    expect(suite.test_cases.find(({ id }) => id === 'TC-mine')).toMatchObject({
      written_by: 'human',
      coverage_items: [],
    });
    expect(await folder.read(suiteFile)).toContain('TC-mine');
  });

  it('drops the cases of a requirement that is gone and keeps those of people', async () => {
    await using folder = await generated();
    await folder.write(suiteFile, (await folder.read(suiteFile)).replace('status: draft', 'status: accepted'));
    await folder.write('shop.md', shop.slice(shop.indexOf('## EXP-2')).replace(/^/, '# Shop\n\n'));
    const { stdout } = await folder.run('generate', 'shop.md');
    expect(stdout).toMatch(/orphaned +shop\.md:TC-REQ-7-1:/);
    const ids = parseCasesYaml({ path: '', text: await folder.read(suiteFile) }).suite?.test_cases.map(({ id }) => id);
    expect(ids?.filter((id) => id.startsWith('TC-REQ-7'))).toEqual(['TC-REQ-7-1']);
  });

  it('changes nothing for a new model until --upgrade', async () => {
    await using ollama = await startAnsweringOllama();
    await using folder = await generated();
    const run = (...args: string[]) =>
      runCli(['generate', 'shop.md', ...args], { cwd: folder.path, env: { OLLAMA_HOST: ollama.host } });
    await run();
    expect(ollama.calls).toBe(0);
    await run('--upgrade');
    expect(ollama.calls).toBe(3);
    await run('--upgrade');
    expect(ollama.calls).toBe(3);
  });

  it('tells what a dry run would do and does none of it', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const { stdout } = await runCli(['generate', 'shop.md', '--dry-run', '--format', 'json'], { cwd: folder.path });
    expect(JSON.parse(stdout)).toMatchObject({
      requirements: ['shop.md:REQ-7', 'shop.md:EXP-2', 'shop.md:US-12'],
      model_calls: 0,
    });
    expect(await readdir(folder.path)).toEqual(['shop.md']);
  });

  it('writes only what --only names and refuses an id that is not there', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const run = (id: string) => runCli(['generate', 'shop.md', '--only', id], { cwd: folder.path });
    expect((await run('EXP-2')).code).toBe(0);
    const { lock } = parseLock({ path: '', text: await readFile(join(folder.path, lockFile), 'utf8') });
    expect(lock.requirements.map(({ id }) => id)).toEqual(['EXP-2']);
    expect(await run('EXP-9')).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown_requirement') });
  });

  it('makes ids unique that occur in two documents', async () => {
    await using folder = await generated({ 'b.md': shop });
    const suite = await folder.json('.', '--stdout');
    expect(suite.requirements.map(({ id }) => id)).toContain('b.md:REQ-7');
    expect(suite.test_cases.map(({ id }) => id)).toContain('TC-shop.md:REQ-7-1');
    const items = new Set(suite.coverage_items.map(({ id }) => id));
    expect(suite.test_cases.flatMap((each) => each.coverage_items).filter((id) => !items.has(id))).toEqual([]);
  });
});

describe('casewright generate without the model it wants', () => {
  // MOD-1
  it('lets the rules write and says why when the model was not demanded', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const { code, stdout } = await runCli(['generate', 'shop.md'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`${nowhere.replaceAll('.', '\\.')}.*The rules write all cases`));
  });

  // MOD-1, MOD-2
  it.each([[['--model', 'ollama:qwen3:8b']], [['--fail-without-model']]])(
    'ends with 3, the host and the way out for %j, writing nothing',
    async (args) => {
      await using folder = await temporaryFolder({ 'shop.md': shop });
      const { code, stdout, stderr } = await runCli(['generate', 'shop.md', ...args], { cwd: folder.path });
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toContain(nowhere);
      expect(stderr).toContain('ollama');
      expect(await readdir(folder.path)).toEqual(['shop.md']);
    },
  );

  // LCK-5, CLI-5
  it('keeps what is finished when it is interrupted, in valid files, and ends with 130', async () => {
    await using ollama = await startAnsweringOllama({ hangAt: 2 });
    await using folder = await temporaryFolder({ 'shop.md': shop });
    const options = { cwd: folder.path, env: { OLLAMA_HOST: ollama.host }, interruptAt: /1\/3 REQ-7/ };
    const { code, stderr } = await runCli(['generate', 'shop.md'], options);
    expect([code, stderr]).toEqual([130, expect.not.stringContaining('internal_error')]);
    const { lock, problems } = parseLock({ path: '', text: await readFile(join(folder.path, lockFile), 'utf8') });
    expect([lock.requirements.map(({ id }) => id), problems]).toEqual([['REQ-7'], []]);
    const { suite } = parseCasesYaml({ path: '', text: await readFile(join(folder.path, suiteFile), 'utf8') });
    expect(suite?.test_cases.map(({ requirement_id }) => requirement_id)).toEqual(['REQ-7', 'REQ-7']);

    const again = await runCli(['generate', 'shop.md'], { cwd: folder.path });
    expect(again.stdout).toContain('1 unchanged');
  });
});
