import { describe, expect, it } from 'vitest';
import { lockPath } from '../core/index.ts';
import { bodyOf, committedFiles, exporting, github, lock, plain } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const committed = await committedFiles({ 'lock.md': lock, 'export.md': exporting });
const before = { ...plain, 'lock.md': lock, 'export.md': exporting, ...committed };
const gate = { 'fail-on': 'any' };
const waiver = (ids: string) =>
  `waivers:\n  - ids: ['${ids}']\n    reason: legacy\n    owner: Ada\n    expires: '2999-12-31'\n`;

describe.concurrent('a pull request that touches no document', () => {
  it('but empties the lockfile meets the gate', async () => {
    await using fake = await github(before, { ...before, [lockPath]: '' });
    const run = await runAction(fake, { inputs: gate });
    expect(run.code).toBe(1);
    for (const each of ['lock.md', 'export.md']) expect(bodyOf(fake)).toContain(each);
  });

  it('but drops the lines of one document is about that document', async () => {
    const other = await committedFiles({ 'export.md': exporting });
    const head = { ...before, [lockPath]: other[lockPath] ?? '' };
    await using fake = await github(before, head);
    await runAction(fake, { inputs: gate });
    expect(bodyOf(fake)).toContain('lock.md');
    expect(bodyOf(fake)).not.toContain('export.md');
  });

  it.each(['REQ-7', 'lock.md:REQ-7'])('but waives %s is about its document, and names the waiver', async (id) => {
    await using fake = await github(before, { ...before, 'casewright/waivers.yml': waiver(id) });
    const run = await runAction(fake, { inputs: gate });
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toMatch(new RegExp(`New waivers in this change:\\*\\* <code>${id}</code>`));
    expect(bodyOf(fake)).not.toContain('export.md');
  });
});

describe.concurrent('a pull request that touches only tests', () => {
  const tested = {
    ...before,
    'casewright.yml': 'tests: [tests]\n',
    'tests/lock.test.ts': "it('REQ-7: locks the account', () => {});\n",
    'tests/other.test.ts': "it('nothing', () => {});\n",
  };
  const { 'tests/lock.test.ts': gone, ...untested } = tested;

  it('meets the gate where the demanded level depends on them, for the documents that they name', async () => {
    expect(gone).toContain('REQ-7');
    await using fake = await github(tested, untested);
    const inputs = { 'fail-on': 'uncovered', require: 'automated', ratchet: 'base' };
    const run = await runAction(fake, { inputs });
    expect(run).toMatchObject({ code: 1, log: expect.stringContaining('uncovered (lock.md:REQ-7') });
    expect(bodyOf(fake)).not.toContain('export.md');
  });

  it('gets no comment where the level does not depend on them, or they name nothing', async () => {
    await using drafts = await github(tested, untested);
    expect(await runAction(drafts, { inputs: gate })).toMatchObject({ code: 0 });
    expect(drafts.comments).toEqual([]);
    await using other = await github(tested, { ...tested, 'tests/other.test.ts': "it('nothing more', () => {});\n" });
    const run = await runAction(other, { inputs: { ...gate, require: 'automated' } });
    expect(run.code).toBe(0);
    expect(other.comments).toEqual([]);
  });
});
