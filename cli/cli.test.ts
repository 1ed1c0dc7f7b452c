import { describe, expect, it } from 'vitest';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const doc =
  '# Doors\n\nREQ-1 When the button is pressed, the door shall open.\n\nREQ-2 The system shall respond quickly.\n';

const wrong: [string, string[], RegExp][] = [
  ['an unknown option', ['generate', 'a.md', '--modle', 'rules'], /unknown option '--modle'[^]*Did you mean --model/],
  ['an unknown command', ['generat', 'a.md'], /unknown command 'generat'[^]*Did you mean generate/],
  ['a wrong value', ['generate', 'a.md', '--concurrency', 'x'], /whole number from 1 to 16/],
  ['a wrong format', ['parse', 'a.md', '--format', 'xml'], /Allowed choices are text, json/],
  ['a wrong reason to fail', ['check', '--fail-on', 'uncoverd'], /none of uncovered, stale/],
  ['an unknown model', ['generate', 'a.md', '--model', 'gpt'], /unknown_model/],
  [
    'a level that needs tests',
    ['check', 'a.md', '--require', 'passed'],
    /no_tests: --require passed needs to know where the tests are/,
  ],
  ['nothing to read', ['parse'], /no_path/],
  ['a missing file', ['generate', 'none.md'], /not_found: cannot read none\.md/],
  ['a missing configuration', ['parse', 'a.md', '--config', 'none.yml'], /cannot_read/],
  ['a binary file', ['parse', 'binary.md'], /not_utf8: binary\.md is a binary file/],
  ['an empty document', ['parse', 'empty.md'], /empty_document/],
  ['a document without requirements', ['generate', 'prose.md'], /no_requirement: no requirement found in prose\.md/],
  [
    'a broken configuration',
    ['parse', 'a.md', '--config', 'bad.yml'],
    /bad\.yml:2:1\n {2}2 \| seeed: 1\n {4}\| \^\n {2}→ Did you mean "seed"/,
  ],
];
const files = {
  'a.md': doc,
  'binary.md': Buffer.from([1, 0, 2, 0]),
  'empty.md': '\n',
  'prose.md': '# About\n\nThis shop is nice.\n',
  'bad.yml': 'model: rules\nseeed: 1\n',
};

describe('casewright', () => {
  // CLI-4
  it.each(wrong)(
    'answers %s with exit code 2, the reason on standard error and no stack trace',
    async (_, args, reason) => {
      await using folder = await temporaryFolder(files);
      const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/\n\s+at \S+ \(/);
      expect([code, stdout]).toEqual([2, '']);
    },
  );

  it('shows with `mcp --help` what holds where nothing is said, and the variables', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await runCli(['mcp', '--help'], { cwd: folder.path });
    const line = stdout.replace(/\s+/g, ' ');
    expect(code).toBe(0);
    expect(line).toMatch(/--root <dir> [^-]*\(default: here\) --read-only/);
    expect(line).toMatch(/--allowed-host <name> [^-]*\(default: its own names\) --model/);
    expect(line).not.toContain('[]');
    for (const name of [
      'OLLAMA_HOST',
      'CASEWRIGHT_HTTP_TOKEN',
      'CASEWRIGHT_STATE_DIR',
      'CASEWRIGHT_RATE_LIMIT',
      'LOG_LEVEL',
      'LOG_FORMAT',
      'ENVIRONMENT',
      'docs/mcp-server.md',
    ])
      expect(line).toContain(name);
  });

  it('shows its help and version with exit code 0', async () => {
    await using folder = await temporaryFolder();
    expect(await runCli(['--help'], { cwd: folder.path })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('generate'),
    });
    expect(await runCli(['--version'], { cwd: folder.path })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  // CLI-1
  it('parses to {requirements, skipped, problems} and plans to more, from standard input too', async () => {
    await using folder = await temporaryFolder(files);
    const parsed = await runCli(['parse', '-', '--format', 'json'], { cwd: folder.path, stdin: doc });
    expect(Object.keys(JSON.parse(parsed.stdout)).toSorted()).toEqual(['problems', 'requirements', 'skipped']);
    const planned = await runCli(['plan', 'a.md', '--format', 'json'], { cwd: folder.path });
    expect(Object.keys(JSON.parse(planned.stdout)).toSorted()).toEqual([
      'coverage_items',
      'findings',
      'problems',
      'questions',
      'requirements',
      'skipped',
    ]);
  });

  // PAR-2
  it('shows requirements, items and questions as text without colours where nobody sees them', async () => {
    await using folder = await temporaryFolder(files);
    const { code, stdout } = await runCli(['plan', 'a.md'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(/REQ-1 {2}a\.md:3\n {2}When the button is pressed/);
    expect(stdout).toMatch(/\n {2}\? /);
    // eslint-disable-next-line no-control-regex -- this is what is looked for
    expect(stdout).not.toMatch(/\u001b/);
  });
});

describe('casewright check', () => {
  // CLI-3
  it('closes the gate before, opens it after generate, and closes it when something changed', async () => {
    await using folder = await temporaryFolder(files);
    const check = async (...args: string[]) =>
      runCli(['check', 'a.md', '--format', 'json', ...args], { cwd: folder.path });
    const before = await check();
    expect(before.code).toBe(1);
    expect(JSON.parse(before.stdout)).toMatchObject({
      ok: false,
      uncovered: expect.arrayContaining(['a.md:REQ-1#1']),
      coverage: { drafted: 0, percent: 0 },
    });

    await runCli(['generate', 'a.md'], { cwd: folder.path });
    const after = await check();
    expect([after.code, JSON.parse(after.stdout)]).toMatchObject([
      0,
      { ok: true, uncovered: [], coverage: { accepted: 0, percent: 100 } },
    ]);
    expect((await check('--require', 'accepted')).code).toBe(1);
    expect((await check('--require', 'accepted', '--fail-on', 'stale,edited')).code).toBe(0);

    await using changed = await temporaryFolder({ 'a.md': doc });
    await runCli(['generate', 'a.md'], { cwd: changed.path });
    await runCli(['generate', '-', '--stdout'], { cwd: changed.path, stdin: doc });
    const { writeFile, rm } = await import('node:fs/promises');
    await writeFile(`${changed.path}/a.md`, doc.replace('button', 'lever'));
    const stale = await runCli(['check', '--format', 'json'], { cwd: changed.path });
    expect([stale.code, JSON.parse(stale.stdout).stale]).toEqual([1, expect.arrayContaining(['a.md:TC-REQ-1-1'])]);
    await rm(`${changed.path}/a.md`);
    const orphaned = await runCli(['check', '--format', 'json'], { cwd: changed.path });
    expect([orphaned.code, JSON.parse(orphaned.stdout).orphaned]).toEqual([
      1,
      expect.arrayContaining(['a.md:TC-REQ-1-1']),
    ]);
  });

  it('refuses a lockfile with the markers of a merge, with the line and the way out', async () => {
    await using folder = await temporaryFolder({
      ...files,
      'casewright/casewright.lock': '{"casewright_lock":1}\n<<<<<<< HEAD\n=======\n>>>>>>> b\n',
    });
    for (const command of ['check', 'generate', 'plan']) {
      const { code, stderr } = await runCli([command, 'a.md'], { cwd: folder.path });
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/lock_conflict[^]*casewright\.lock:2:1[^]*keep the lines of both sides/),
      ]);
    }
  });
});

describe('casewright doctor', () => {
  it('says what is reachable and what would write, and ends with 0 when nothing was demanded', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await runCli(['doctor'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(/node +v\d+/);
    expect(stdout).toContain('The rules write all cases');
  });

  it('ends with 3 when a demanded model cannot serve', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = await runCli(['doctor', '--model', 'ollama:none', '--format', 'json'], {
      cwd: folder.path,
    });
    expect([code, JSON.parse(stdout).model]).toEqual([3, 'rules']);
  });
});
