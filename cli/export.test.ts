import { spawnSync } from 'node:child_process';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitRepository } from '../fixtures/git-repository.ts';

const doors = `# Doors

REQ-1 When the button is pressed, the door shall open.

REQ-2 The gateway shall not forward a message whose checksum is invalid.
`;
const config = 'paths: [docs]\n';

async function doorRepository(files: Record<string, string> = { 'docs/doors.md': doors }) {
  const repository = await gitRepository({ ...files, 'casewright.yml': config });
  expect(await repository.run('generate')).toMatchObject({ code: 0 });
  return repository;
}

describe('casewright export', () => {
  it('prints one file on standard output and nothing else', async () => {
    await using repository = await doorRepository();
    const { code, stdout, stderr } = await repository.run('export', '--to', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ schema_version: 1, summary: { requirements: 2, cases: 3 } });
  });

  it('writes into a folder, and touches nothing when it runs again', async () => {
    await using repository = await doorRepository();
    const first = await repository.run('export', 'docs', '--to', 'gherkin', '--out', 'features');
    expect(first).toMatchObject({ code: 0, stdout: '', stderr: '2 files written to features\n' });
    expect(await repository.read('features/docs-doors/REQ-1.feature')).toContain('@req:REQ-1 @id:TC-REQ-1-1');
    const second = await repository.run('export', 'docs', '--to', 'gherkin', '--out', 'features');
    expect(second.stderr).toBe('0 files written to features, 2 unchanged\n');
  });

  it('gives a single file the name that is wanted, also outside of the repository', async () => {
    await using repository = await doorRepository();
    await using other = await gitRepository();
    const out = join(other.path, 'new', 'cases.csv');
    expect(await repository.run('export', '--to', 'csv', '--out', out)).toMatchObject({ code: 0 });
    expect(await other.read('new/cases.csv')).toContain('"TC-REQ-1-1"');
    expect(await repository.run('export', '--to', 'csv', '--out', `${other.path}/new/`)).toMatchObject({ code: 0 });
    expect(await readdir(join(other.path, 'new'))).toEqual(['cases.csv', 'test-cases.csv']);
  });

  it('says what to do when there is nothing to export, or no place for it', async () => {
    await using repository = await doorRepository();
    const several = await repository.run('export', '--to', 'doorstop');
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toMatch(/^several_files: [^]*--out FOLDER/);
    const onFile = await repository.run('export', '--to', 'doorstop', '--out', 'casewright.yml');
    expect(onFile).toMatchObject({ code: 2, stderr: expect.stringContaining('not_a_folder') });
    const unsigned = await repository.run('export', '--to', 'csv', '--only', 'accepted');
    expect(unsigned).toMatchObject({ code: 2, stderr: expect.stringMatching(/nothing_to_export[^]*review accept/) });
    expect(await repository.run('export', '--to', 'word')).toMatchObject({ code: 2 });
    await repository.write('docs/new.md', '# New\n\nN-1 The lamp shall glow.\n');
    const fresh = await repository.run('export', 'docs/new.md', '--to', 'csv');
    expect(fresh).toMatchObject({ code: 2, stderr: expect.stringContaining('casewright generate docs/new.md') });
  });

  it('exports what was accepted, and leaves out what was rejected', async () => {
    await using repository = await doorRepository();
    await repository.run('review', 'accept', 'TC-REQ-1-1');
    await repository.run('review', 'reject', 'TC-REQ-2-1', '--reason', 'wrong');
    const ids = async (...more: string[]) =>
      JSON.parse((await repository.run('export', '--to', 'json', ...more)).stdout).test_cases.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('--only', 'accepted')).toEqual(['TC-REQ-1-1']);
    expect(await ids()).toEqual(['TC-REQ-1-1', 'TC-REQ-2-2']);
  });

  it('writes skeletons that scan finds as pending, so that they prove nothing', async () => {
    await using repository = await doorRepository();
    const formats = ['vitest', 'playwright', 'pytest', 'gherkin'];
    for (const format of formats) await repository.run('export', '--to', format, '--out', 'tests');
    await repository.write('casewright.yml', `${config}tests: [tests]\n`);
    const { tests, coverage } = await repository.json('scan');
    const named: string[] = tests.flatMap(({ pending, names }: { pending: boolean; names: string[] }) =>
      pending ? names : [],
    );
    for (const id of ['TC-REQ-1-1', 'TC-REQ-2-1', 'TC-REQ-2-2'])
      expect(named.filter((name) => name === `docs/doors.md:${id}`)).toHaveLength(formats.length);
    expect(tests).toHaveLength(3 * formats.length);
    expect(coverage).toMatchObject({ automated: 0, passed: 0 });
  });
});

// Where the tools are installed: on the path, or in this folder, such as the bin of a virtual environment.
const tools = process.env['CASEWRIGHT_PYTHON_TOOLS'] ?? '';
const path = [tools, process.env['PATH'] ?? ''].filter((each) => each !== '').join(delimiter);
const env = { ...process.env, PATH: path, LC_ALL: 'C.UTF-8' };
const isThere = (tool: string) => spawnSync(tool, ['--version'], { env }).status === 0;
const runTool = (tool: string, args: string[], cwd: string) => {
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd, env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

describe('the tools themselves', () => {
  it('doorstop validates items that link to its own requirements', async ({ skip }) => {
    if (!isThere('doorstop')) skip('doorstop is not installed');
    const item = (text: string) =>
      `active: true\nderived: false\nlevel: 1.1\nlinks: []\nnormative: true\nref: ''\nreviewed: null\ntext: ${text}\n`;
    await using repository = await doorRepository({
      'docs/.doorstop.yml': 'settings:\n  digits: 3\n  prefix: SRD\n  sep: ""\n',
      'docs/SRD001.yml': item('When the button is pressed, the door shall open.'),
    });
    await repository.run('export', '--to', 'doorstop', '--out', 'verification');
    expect(await repository.read('verification/tests/.doorstop.yml')).toContain('parent: SRD');
    const { status, said } = runTool('doorstop', ['--no-reformat'], repository.path);
    expect({ status, complaints: said.match(/^(?:ERROR|WARNING).*/gm) }).toEqual({ status: 0, complaints: null });
  });

  it('strictdoc traces test cases to its own requirements, and to those that come along', async ({ skip }) => {
    if (!isThere('strictdoc')) skip('strictdoc is not installed');
    const node =
      '[DOCUMENT]\nTITLE: Doors\n\n[REQUIREMENT]\nUID: SRD-1\nTITLE: Open\nSTATEMENT: When the button is pressed, the door shall open.\n';
    await using repository = await doorRepository({ 'docs/doors.sdoc': node, 'docs/more.md': doors });
    await repository.run('export', '--to', 'strictdoc', '--out', 'all');
    await cp(join(repository.path, 'docs/doors.sdoc'), join(repository.path, 'all/doors.sdoc'));
    const build = ['export', 'all', '--formats', 'json', '--output-dir', 'built'];
    const { status, said } = runTool('strictdoc', build, repository.path);
    expect({ status, complaints: said.match(/^(?:error|warning).*/gim) }).toEqual({ status: 0, complaints: null });
    const json = await repository.read('built/json/index.json');
    for (const id of ['TC-SRD-1-1', 'TC-REQ-2-2']) expect(json).toContain(id);
  });

  it('sphinx-needs builds the needs without a warning', async ({ skip }) => {
    if (!isThere('sphinx-build')) skip('sphinx-build is not installed');
    await using repository = await doorRepository();
    await repository.run('export', '--to', 'sphinx-needs', '--out', 'site');
    const settings = "project = 'x'\nextensions = ['sphinx_needs']\nneeds_build_json = True\n";
    await writeFile(join(repository.path, 'site/conf.py'), settings);
    await writeFile(join(repository.path, 'site/index.rst'), 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n');
    const built = runTool('sphinx-build', ['-q', '-W', '-b', 'html', 'site', 'built'], repository.path);
    expect(built).toEqual({ status: 0, said: '' });
    const { versions } = JSON.parse(await repository.read('built/needs.json'));
    const all = Object.values<{ needs: object }>(versions).map(({ needs }) => needs);
    expect(all).toContainEqual(expect.objectContaining({ TC_REQ_1_1: expect.objectContaining({ links: ['REQ_1'] }) }));
  });

  it('pytest collects the skeletons and skips every one', async ({ skip }) => {
    if (!isThere('pytest')) skip('pytest is not installed');
    await using repository = await doorRepository();
    await repository.run('export', '--to', 'pytest', '--out', 'tests');
    const { said } = runTool('pytest', ['-q', '-p', 'no:cacheprovider', 'tests'], repository.path);
    expect(said).toMatch(/3 skipped/);
    expect(said).not.toMatch(/passed|failed/);
  });
});
