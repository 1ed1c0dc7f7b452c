import { describe, expect, it } from 'vitest';
import { gitRepository } from '../fixtures/git-repository.ts';

const doors = `# Doors

REQ-1 When the button is pressed, the door shall open.

REQ-2 The gateway shall not forward a message whose checksum is invalid.
`;
const config = 'paths: [docs]\ntests: [tests]\nresults: [reports/*.xml]\n';
const test = (name: string) => `it('${name}', () => {});\n`;
const report = (name: string, inside = '') =>
  `<testsuite name="s"><testcase name="${name}">${inside}</testcase></testsuite>`;

describe('coverage by level', () => {
  // GAT-4
  it('rises from drafted over accepted and automated to passed, each told apart', async () => {
    await using repository = await gitRepository({
      'docs/doors.md': doors,
      'casewright.yml': config,
      'tests/a.test.ts':
        test('opens REQ-1') + "it.todo('TC-REQ-2-1');\n" + test('forwards a message with an invalid checksum'),
      'reports/r.xml': report('opens REQ-1'),
    });
    await repository.run('generate');
    const start = await repository.json('check');
    expect(start).toMatchObject({
      ok: true,
      coverage: {
        items: 3,
        drafted: 3,
        accepted: 0,
        automated: 1,
        passed: 1,
        requirements: { total: 2, automated: 1 },
      },
    });
    expect(await repository.run('check', '--require', 'passed')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('docs/doors.md:REQ-2#1'),
    });

    const scan = await repository.run('scan');
    expect(scan).toMatchObject({ code: 0, stderr: '' });
    expect(scan.stdout).toMatch(/tests {5}3 in 1 file: 2 name a requirement or a case \(1 pending\)/);
    expect(scan.stdout).toMatch(/name nothing[^]*forwards a message[^]*docs\/doors\.md:REQ-2/);

    await repository.write('reports/r.xml', report('opens REQ-1', '<failure/>'));
    expect((await repository.json('check')).coverage).toMatchObject({ automated: 1, passed: 0 });
  });

  it('asks where the tests are when a level needs them, and says what cannot be read', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors, 'casewright.yml': 'paths: [docs]\n' });
    await repository.run('generate');
    expect(await repository.run('check', '--require', 'automated')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no_tests[^]*casewright\.yml under tests:/),
    });
    expect(await repository.run('scan')).toMatchObject({ code: 2, stderr: expect.stringContaining('no_tests') });
    const missing = await repository.run('scan', 'nowhere');
    expect(missing.stderr).toContain('not_found');
  });
});

describe('a check of what did not change', () => {
  it('reads no document that the lockfile knows, and says the same as one that reads all', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors, 'docs/b.md': 'B-1 The lamp shall glow.\n' });
    await repository.run('generate', 'docs');
    expect(await repository.read('casewright/casewright.lock')).toContain('"clean":true');
    const trusted = await repository.json('check');
    // Another byte in the document, the same content: it is read again.
    await repository.write('docs/doors.md', `${doors}\n`);
    expect(await repository.json('check')).toEqual(trusted);
    await repository.write('docs/doors.md', doors.replace('not forward', 'forward'));
    expect(await repository.json('check')).toMatchObject({
      ok: false,
      stale: expect.arrayContaining([expect.stringContaining('TC-REQ-2')]),
    });
  });
});

describe('waivers and the ratchet', () => {
  // GAT-5
  it('let a gap pass by name, reason, owner and date, and no other', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    const waiver = (expires: string) =>
      `waivers:\n  - ids: [REQ-1]\n    reason: legacy\n    owner: Ada\n    expires: "${expires}"\n`;
    await repository.write('casewright/waivers.yml', waiver('2999-01-01'));
    const verdict = await repository.json('check', 'docs');
    expect(verdict.waived).toEqual(['docs/doors.md:REQ-1#1']);
    expect(verdict.uncovered).toEqual(['docs/doors.md:REQ-2#1', 'docs/doors.md:REQ-2#2']);
    await repository.write('casewright/waivers.yml', waiver('2020-01-01'));
    const expired = await repository.run('check', 'docs');
    expect(expired.stderr).toContain('waiver_expired');
    expect(expired.stdout).toContain('REQ-1#1');
    await repository.write('casewright/waivers.yml', 'waivers:\n  - id: REQ-1\n');
    expect(await repository.run('check', 'docs')).toMatchObject({ code: 2 });
  });

  // GAT-7
  it('close the gate only for what is worse than at the commit', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    repository.commit('start');
    expect(await repository.run('check', 'docs')).toMatchObject({ code: 1 });
    expect(await repository.run('check', 'docs', '--ratchet', 'HEAD')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/uncovered {2}3 items without a case, 0 of them new since HEAD/),
    });
    await repository.write('docs/doors.md', `${doors}\nREQ-3 The lamp shall glow.\n`);
    const worse = await repository.json('check', 'docs', '--ratchet', 'HEAD');
    expect(worse).toMatchObject({ ok: false, fresh: { uncovered: ['docs/doors.md:REQ-3#1'], stale: [] } });
    expect(await repository.run('check', 'docs', '--ratchet', 'nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/unknown_ref[^]*fetch-depth/),
    });
  });
});

describe('select', () => {
  it('lists the cases and tests of what changed, and nothing for a wrapped line', async () => {
    await using repository = await gitRepository({
      'docs/doors.md': doors,
      'casewright.yml': config.replace(/results.*\n/, ''),
      'tests/a.test.ts': test('opens REQ-1') + test('TC-REQ-2-1'),
    });
    await repository.run('generate');
    repository.commit('start');
    await repository.write('docs/doors.md', doors.replace('not forward a', 'not forward\na'));
    expect(await repository.json('select', '--changed-since', 'HEAD')).toEqual({
      requirements: [],
      cases: [],
      tests: [],
    });
    await repository.write('docs/doors.md', doors.replace('is invalid', 'is wrong'));
    const chosen = await repository.json('select', '--changed-since', 'HEAD');
    expect(chosen).toMatchObject({
      requirements: [{ id: 'REQ-2', change: 'changed' }],
      cases: [{ id: 'TC-REQ-2-1' }, { id: 'TC-REQ-2-2' }],
      tests: [{ path: 'tests/a.test.ts', line: 2 }],
    });
  });
});

describe('review and explain', () => {
  // CLI-6
  it('sign off with name, date and reason, and leave the rest of the file as a person wrote it', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    const path = 'casewright/docs/doors.md.cases.yml';
    await repository.write(path, (await repository.read(path)).replace('test_cases:', '# ours\ntest_cases:'));
    const accepted = await repository.run('review', 'accept', 'TC-REQ-1-1');
    expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining('1 case accepted by Ada Tester') });
    const rejected = await repository.run('review', 'reject', 'TC-REQ-2-2', '--reason', 'not ours', '--by', 'Bo');
    expect(rejected.code).toBe(0);
    const suite = await repository.read(path);
    expect(suite).toContain('# ours');
    expect(suite.match(/status: \w+/g)).toEqual(['status: accepted', 'status: draft', 'status: rejected']);
    const lines = (await repository.read('casewright/feedback.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { by: 'Ada Tester', action: 'accept', case: 'docs/doors.md:TC-REQ-1-1', at: expect.stringMatching(/^\d{4}-/) },
      { by: 'Bo', action: 'reject', reason: 'not ours' },
    ]);
    expect(await repository.json('check')).toMatchObject({
      uncovered: ['docs/doors.md:REQ-2#2'],
      edited: [],
      coverage: { accepted: 1, drafted: 2 },
    });
    const again = await repository.run('generate', 'docs');
    expect(again.stdout).toContain('all unchanged');

    const explained = await repository.run('explain', 'TC-REQ-2-2');
    expect(explained.stdout).toMatch(/REQ-2 {2}docs\/doors\.md:5[^]*evidence[^]*reject by Bo: not ours/);
  });

  it('accept --all leaves out what changed, and accepting a stale case makes it right again', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    await repository.run('review', 'accept', '--all');
    expect((await repository.json('check')).coverage).toMatchObject({ accepted: 3, percent: 100 });
    await repository.write('docs/doors.md', doors.replace('the door shall open', 'the door shall open fully'));
    expect(await repository.json('check')).toMatchObject({ stale: ['docs/doors.md:TC-REQ-1-1'] });
  });

  it('say what is wrong with a name, an action or a missing reason', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    const problems = async (...args: string[]) =>
      (await repository.run('review', ...args)).stderr.match(/^\w+(?=: )/gm);
    expect(await problems('accept', 'TC-REQ-1-11')).toEqual(['unknown_case']);
    expect(await problems('reject', 'TC-REQ-1-1')).toEqual(['no_reason']);
    expect(await problems('promote', 'TC-REQ-1-1')).toEqual(['no_idea']);
    expect(await problems('accept')).toEqual(['no_case']);
    expect((await repository.run('review', 'bless', 'TC-REQ-1-1')).code).toBe(2);
  });
});

describe('a requirement that moves', () => {
  it('to another document or another id takes its cases and their sign-off with it', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors, 'docs/b.md': 'B-1 The lamp shall glow.\n' });
    await repository.run('generate', 'docs');
    await repository.run('review', 'accept', 'TC-REQ-1-1');
    const [head, one = '', two = ''] = doors.split('\n\n');
    await repository.write('docs/doors.md', `${head}\n\n${two.replace('REQ-2', 'REQ-9')}`);
    await repository.write('docs/b.md', `B-1 The lamp shall glow.\n\n${one}\n`);
    const check = await repository.run('check', '--format', 'json');
    expect(check.stderr.match(/moved_requirement/g)).toHaveLength(2);
    expect(JSON.parse(check.stdout)).toMatchObject({ ok: true, stale: [], orphaned: [], coverage: { accepted: 1 } });
    const generated = await repository.run('generate', 'docs');
    expect(generated.stderr).toContain('docs/doors.md:REQ-1 is docs/b.md:REQ-1 now');
    expect(await repository.read('casewright/docs/b.md.cases.yml')).toMatch(/TC-REQ-1-1[^]*status: accepted/);
    expect(await repository.read('casewright/docs/doors.md.cases.yml')).toMatch(/TC-REQ-9-1/);
    expect(await repository.json('check')).toMatchObject({ ok: true, edited: [] });
  });

  it('keeps its numbers when it is gone for a while', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    const before = await repository.read('casewright/docs/doors.md.cases.yml');
    await repository.write('docs/doors.md', doors.split('\n\n').slice(0, 2).join('\n\n'));
    await repository.run('generate', 'docs');
    expect(await repository.read('casewright/docs/doors.md.cases.yml')).not.toContain('REQ-2');
    await repository.write('docs/doors.md', doors);
    await repository.run('generate', 'docs');
    expect(await repository.read('casewright/docs/doors.md.cases.yml')).toBe(before);
  });
});

describe('the safety profile', () => {
  it('says for each ASIL which methods are present, missing or not applicable, and never complies', async () => {
    const text =
      'HV-1 (ASIL B) When the cable is unplugged, the charger shall switch off within 100 ms.\n\nHV-2 The lamp shall glow.\n';
    await using repository = await gitRepository({
      'docs/doors.md': text,
      'casewright.yml': 'paths: [docs]\nprofile: iso26262\n',
    });
    await repository.run('generate');
    const { stdout } = await repository.run('check');
    expect(stdout).toMatch(/Supports an assessment[^]*HV-1 {2}ASIL B[^]*\+\+ present {8}analysis of requirements/);
    expect(stdout).toMatch(/not applicable equivalence classes: the requirement names no classes/);
    expect(stdout).not.toMatch(/HV-2|compl/i);
  });
});

describe('init', () => {
  it('writes a configuration and a workflow that fit, overwrites nothing, and starts green with a baseline', async () => {
    await using repository = await gitRepository({
      'docs/doors.md': doors,
      'README.md': '# Nothing to test here\n',
      'tests/a.test.ts': test('opens REQ-1'),
    });
    const first = await repository.run('init', '--baseline');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/written {3}casewright\.yml {2}2 requirements under docs; 1 test/);
    expect(await repository.read('casewright.yml')).toMatch(/paths:\n {2}- docs\ntests:\n {2}- tests\n/);
    expect(await repository.read('.github/workflows/casewright.yml')).toContain('uses: casewright/casewright@v0');
    expect(await repository.read('casewright/waivers.yml')).toMatch(/docs\/doors\.md:REQ-1#1[^]*owner: Ada Tester/);
    const verdict = await repository.json('check');
    expect(verdict).toMatchObject({ ok: true, uncovered: [], coverage: { items: 3, drafted: 0, automated: 1 } });
    expect(verdict.waived).toHaveLength(3);
    await repository.write('docs/doors.md', `${doors}\nREQ-3 The lamp shall glow.\n`);
    expect(await repository.json('check')).toMatchObject({ ok: false, uncovered: ['docs/doors.md:REQ-3#1'] });
    const again = await repository.run('init');
    expect(again.stdout).toMatch(/kept {6}casewright\.yml[^]*kept {6}\.github/);
  });

  it('says so where nothing can be found', async () => {
    await using repository = await gitRepository({ 'README.md': '# Nothing to test here\n' });
    expect(await repository.run('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('no_requirement') });
  });
});

describe('generate --changed-since', () => {
  it('writes only what changed since the commit', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    repository.commit('start');
    await repository.write('docs/doors.md', doors.replace('shall open', 'shall open fully'));
    const dry = await repository.json('generate', 'docs', '--changed-since', 'HEAD', '--dry-run');
    expect(dry.requirements).toEqual(['docs/doors.md:REQ-1']);
  });
});

describe('what a person did', () => {
  it('to the suite stays: a case put in by hand, whoever it says wrote it', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    const path = 'casewright/docs/doors.md.cases.yml';
    const suite = await repository.read(path);
    const block = suite.slice(suite.indexOf('  - id: TC-REQ-1-1'), suite.indexOf('  - id: TC-REQ-2-1'));
    const mine = block
      .replace('TC-REQ-1-1', 'TC-REQ-1-mine')
      .replace('title: ', 'title: Slowly, ')
      .replace('Look at', 'Watch');
    await repository.write(path, suite.replace(block, block + mine));
    const { stdout } = await repository.run('generate', 'docs');
    expect(stdout).toContain('1 by people');
    expect(await repository.read(path)).toMatch(/TC-REQ-1-mine[^]*written_by: human/);
  });

  it('not do: accept --all signs no stale case', async () => {
    await using repository = await gitRepository({
      'docs/lock.md':
        '**REQ-7** When the user submits a wrong password three times, the shop shall lock the account for 15 minutes.\n',
    });
    await repository.run('generate', 'docs');
    await repository.write('docs/lock.md', (await repository.read('docs/lock.md')).replace('three', 'five'));
    const before = await repository.json('check');
    expect(before.stale.length).toBeGreaterThan(0);
    const { stdout } = await repository.run('review', 'accept', '--all');
    for (const id of before.stale) expect(stdout).not.toContain(id);
    expect((await repository.json('check')).stale).toEqual(before.stale);
  });

  it('accept does not become true again when the lockfile is lost', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    await repository.run('review', 'accept', 'TC-REQ-1-1');
    await repository.write('docs/doors.md', doors.replace('the button is pressed', 'the lever is pulled'));
    await repository.remove('casewright/casewright.lock');
    await repository.run('generate', 'docs');
    expect((await repository.json('check')).stale).toEqual(['docs/doors.md:TC-REQ-1-1']);
  });

  it('reject closes no gate when the requirement changes', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors });
    await repository.run('generate', 'docs');
    await repository.run('review', 'reject', 'TC-REQ-1-1', '--reason', 'silly');
    await repository.write('docs/doors.md', doors.replace('shall open', 'shall open fully'));
    await repository.run('generate', 'docs');
    expect((await repository.json('check')).stale).toEqual([]);
  });

  it('not ask for: --force keeps ideas, and export writes over no document', async () => {
    await using repository = await gitRepository({ 'docs/s.md': 'US-1 As a customer, I want to delete my account.\n' });
    await repository.run('generate', 'docs');
    await repository.run('generate', 'docs', '--force', '--model', 'rules');
    expect(await repository.read('casewright/docs/s.md.cases.yml')).toContain('TC-US-1-i1');
    const { code, stderr } = await repository.run('export', 'docs', '--to', 'html', '--out', 'docs/s.md');
    expect([code, stderr]).toEqual([2, expect.stringContaining('overwrites_document')]);
    expect(await repository.read('docs/s.md')).toContain('As a customer');
  });
});

describe('a gate at a higher level', () => {
  it('says what is missing there and what to run', async () => {
    await using repository = await gitRepository({ 'docs/doors.md': doors, 'tests/a.test.ts': test('opens') });
    await repository.write('casewright.yml', 'paths: [docs]\ntests: [tests]\n');
    await repository.run('generate');
    expect((await repository.run('check', '--require', 'accepted')).stdout).toMatch(
      /items that nobody accepted[^]*review accept/,
    );
    expect((await repository.run('check', '--require', 'automated')).stdout).toMatch(
      /items without a test[^]*casewright scan/,
    );
  });
});
