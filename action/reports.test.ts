import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, committedFiles, github, lock, plain, shop, vague } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const git = (folder: string, ...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

describe.concurrent('the report files', () => {
  it('are JSON, SARIF, JUnit, one HTML page and a patch, each named by an output', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': `${shop}\n${vague}` });
    const { outputs, files } = await runAction(fake);
    for (const name of ['json', 'sarif', 'junit', 'html', 'patch'])
      expect(outputs[`report-${name}`]).toMatch(/casewright/);
    const sarif: unknown = JSON.parse(files['casewright.sarif'] ?? '');
    expect(sarif).toMatchObject({
      version: '2.1.0',
      runs: [{ results: expect.arrayContaining([expect.objectContaining({ ruleId: 'uncovered' })]) }],
    });
    expect(files['casewright-junit.xml']).toContain('<testsuites');
    expect(files['casewright-report.html']).toContain('TC-REQ-7-1');
  });

  it('speak the language that is asked for', async () => {
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    const { files, summary } = await runAction(fake, { inputs: { language: 'zh-CN' } });
    expect(bodyOf(fake)).toContain('覆盖项');
    expect(summary).toContain('测试用例');
    expect(files['casewright-report.html']).toContain('lang="zh-CN"');
  });

  // ACT-22
  it('hold a patch that git applies, after which nothing is left to do', async () => {
    const name = 'docs/ein "Laden" ü.md';
    const old = await committedFiles({ 'shop.md': `${shop}\n${vague}` });
    const head = { ...plain, 'shop.md': `${shop.replace('three', 'four')}\n${vague}`, [name]: lock, ...old };
    await using fake = await github({ ...plain, 'shop.md': shop, ...old }, head);
    const { files, log } = await runAction(fake);
    expect(log).not.toContain('::error::');
    await using folder = await temporaryFolder(head);
    git(folder.path, 'init', '--quiet');
    await writeFile(join(folder.path, 'casewright.patch'), files['casewright.patch'] ?? '');
    git(folder.path, 'apply', '--check', 'casewright.patch');
    git(folder.path, 'apply', 'casewright.patch');
    const paths = git(folder.path, '-c', 'core.quotePath=false', 'ls-files', '-z', '--others', 'casewright')
      .split('\0')
      .filter((path) => path !== '');
    const committed = Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, await readFile(join(folder.path, path), 'utf8')] as const)),
    );
    expect(paths).toContain(`casewright/${name}.cases.yml`);
    await using after = await github(plain, { ...head, ...committed });
    const second = await runAction(after);
    expect(second.outputs).not.toHaveProperty('report-patch');
    expect(second.outputs['uncovered']).toBe('0');
    expect(bodyOf(after)).toContain('Nothing changed since the committed suite');
  });

  it('never go where a link leads, nor outside of the workspace', async () => {
    await using folder = await temporaryFolder({ 'victim.txt': 'mine\n' });
    const victim = join(folder.path, 'victim.txt');
    await using fake = await github(plain, { ...plain, 'shop.md': shop });
    const links = { 'reports/casewright-report.html': victim, 'reports/casewright.patch': victim };
    const run = await runAction(fake, { inputs: { 'report-dir': 'reports', model: 'rules' }, links });
    expect(run.code).toBe(0);
    expect(await readFile(victim, 'utf8')).toBe('mine\n');
    expect(run.files['casewright-report.html']).toContain('TC-REQ-7-1');
    const away = await runAction(fake, {
      inputs: { 'report-dir': 'away', model: 'rules' },
      links: { away: folder.path },
      runId: 101,
    });
    expect(away).toMatchObject({ code: 1, log: expect.stringContaining('the input report-dir leads to') });
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  it('are there when GitHub takes no comment', async () => {
    await using fake = await github(
      plain,
      { ...plain, 'shop.md': shop },
      { faults: [{ at: /^POST .*comments/, status: 403 }] },
    );
    const { code, files, log } = await runAction(fake);
    expect(code).toBe(0);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['casewright.patch', 'casewright-report.json']));
    expect(log).toContain('::notice::');
  });
});

describe.concurrent('annotations', () => {
  const many = [...Array(130).keys()].map(
    (n) => `**PUMP-${n}** When tank ${n} is empty, the controller shall stop pump ${n}.\n`,
  );
  const head = { ...plain, 'pumps.md': many.join('\n') };

  it('come in a check run of its own, fifty with a request, where the token may', async () => {
    await using fake = await github(plain, head, { mayCheck: true });
    const run = await runAction(fake, { inputs: { 'fail-on': 'uncovered' } });
    const [check] = fake.checks;
    expect(run.code).toBe(1);
    expect(check).toMatchObject({
      name: 'casewright coverage',
      conclusion: 'failure',
      output: { title: expect.stringContaining('0.0 %') },
    });
    expect(check?.output.annotations).toHaveLength(200);
    expect(check?.output.annotations[0]).toMatchObject({
      path: 'pumps.md',
      start_line: 1,
      annotation_level: 'failure',
    });
    expect(fake.requests.filter((each) => each.includes('check-runs'))).toHaveLength(4);
    expect(run.log).not.toContain('::error file=');
  });

  // ACT-17
  it('come from the runner elsewhere, at the line of the requirement, ten of each level', async () => {
    await using fake = await github(plain, { ...head, 'ui.md': `# UI\n\n${vague}` });
    const run = await runAction(fake, { inputs: { 'fail-on': 'uncovered' } });
    expect(run.log.match(/^::error .*file=pumps\.md,line=\d+/gm)).toHaveLength(10);
    expect(run.log).toMatch(/^::notice .*file=ui\.md,line=3.*::/m);
    expect(fake.checks).toEqual([]);
  });

  it('are neutral where the gate is open and items are uncovered, and a success where none is', async () => {
    await using open = await github(plain, { ...plain, 'shop.md': shop }, { mayCheck: true });
    await runAction(open);
    await using covered = await github(
      plain,
      { ...plain, 'shop.md': shop, ...(await committedFiles({ 'shop.md': shop })) },
      { mayCheck: true },
    );
    await runAction(covered);
    expect([open.checks[0]?.conclusion, covered.checks[0]?.conclusion]).toEqual(['neutral', 'success']);
  });

  it('that GitHub does not take cost nothing but themselves', async () => {
    await using fake = await github(plain, head, { faults: [{ at: /^POST .*check-runs/, status: 422 }] });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(run.log).toContain('cannot write the check run');
  });
});
