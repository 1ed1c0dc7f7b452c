import { describe, expect, it } from 'vitest';
import { bodyOf, bot, committedFiles, github, plain, shop, vague } from '../../fixtures/pull-request.ts';
import { runAction } from '../../fixtures/run-action.ts';
import { isInShard, readShard } from './shard.ts';

const many = [...Array(12).keys()].map(
  (n) => `**PUMP-${n}** When tank ${n} is empty, the controller shall stop pump ${n}.\n`,
);
const head = { ...plain, 'shop.md': `${shop}\n${vague}`, 'pumps.md': `# Pumps\n\n${many.join('\n')}` };
const named = (text: string) => new Set([...text.matchAll(/^\| <code>([\w-]+)<\/code>/gm)].map(([, id = '']) => id));

async function runShards(more: Record<string, string> = {}) {
  const runs = [];
  for (const part of [1, 2, 3]) {
    await using fake = await github(plain, head);
    const run = await runAction(fake, { inputs: { shard: `${part}/3`, 'report-dir': 'reports', ...more } });
    runs.push({ ...run, body: fake.comments[0]?.body ?? '' });
  }
  return runs;
}

const partsOf = (runs: { files: Record<string, string> }[]) =>
  Object.fromEntries(
    runs.flatMap(({ files }) =>
      Object.entries(files).flatMap(([name, text]) => (/shard-/.test(name) ? [[`reports/${name}`, text]] : [])),
    ),
  );

describe('shards', () => {
  // ACT-23
  it('show each requirement exactly once, in a comment of their own', async () => {
    const runs = await runShards();
    const shown = runs.flatMap(({ body }) => [...named(body)]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(shown.toSorted()).toEqual([...new Set(shown)].toSorted());
    expect(shown).toHaveLength(15);
    for (const [index, { body, outputs }] of runs.entries()) {
      expect(body).toContain(`part ${index + 1} of 3`);
      expect(Number(outputs['requirements'])).toBe(named(body).size);
    }
    const cases = runs.reduce((sum, { outputs }) => sum + Number(outputs['cases']), 0);
    await using fake = await github(plain, head);
    const whole = await runAction(fake);
    expect(cases).toBe(Number(whole.outputs['cases']));
  });

  it('leave each other’s comments alone', async () => {
    const theirs = {
      id: 7,
      body: `<!-- casewright:comment head=${'a'.repeat(40)} run=1.1 shard=1/2 -->\nother`,
      user: bot,
    };
    await using fake = await github(plain, head, { comments: [theirs] });
    await runAction(fake, { inputs: { shard: '2/2' } });
    await runAction(fake, { inputs: { shard: '2/2' }, runId: 101 });
    expect(fake.comments.map(({ body }) => body.split('\n')[0]?.match(/shard=\S+/)?.[0])).toEqual([
      'shard=1/2',
      'shard=2/2',
    ]);
  });

  it('that are merged say the same as one run, in one comment', async () => {
    const parts = partsOf(await runShards({ comment: 'never' }));
    await using fake = await github(plain, head);
    const merged = await runAction(fake, { inputs: { shard: 'merge', 'report-dir': 'reports' }, workspace: parts });
    expect(merged.code).toBe(0);
    await using other = await github(plain, head);
    const whole = await runAction(other, { inputs: { 'report-dir': 'reports' } });
    expect(merged.files['casewright.patch']).toBe(whole.files['casewright.patch']);
    expect(bodyOf(fake)).toBe(bodyOf(other));
  });

  it('that are merged keep what is committed, also of parts that changed nothing', async () => {
    const committed = await committedFiles({ 'pumps.md': head['pumps.md'], 'shop.md': head['shop.md'] });
    const name = 'casewright/pumps.md.cases.yml';
    const edited = { ...committed, [name]: (committed[name] ?? '').replace(/title: .*/, 'title: My own words') };
    const base = { ...head, ...edited };
    const changed = { ...base, 'shop.md': head['shop.md'].replace('three', 'five') };
    const runs = [];
    for (const part of [1, 2, 3]) {
      await using fake = await github(base, changed);
      const inputs = { shard: `${part}/3`, 'report-dir': 'reports', comment: 'never' };
      runs.push(await runAction(fake, { inputs }));
    }
    await using fake = await github(base, changed);
    const inputs = { shard: 'merge', 'report-dir': 'reports' };
    const merged = await runAction(fake, { inputs, workspace: partsOf(runs) });
    await using other = await github(base, changed);
    const whole = await runAction(other, { inputs: { 'report-dir': 'reports' } });
    expect(runs.map(({ files }) => Object.hasOwn(files, 'casewright.patch')).toSorted()).toEqual([false, false, true]);
    expect(merged.files['casewright.patch']).toBe(whole.files['casewright.patch']);
    expect(bodyOf(fake)).toBe(bodyOf(other));
  });

  it('decide nothing about requirements of other parts', async () => {
    const parts = partsOf(await runShards({ comment: 'never' }));
    const [first = ''] = Object.keys(parts);
    const forged = { ...parts, [first]: (parts[first] ?? '').replaceAll('Stop pump', 'Blow up pump') };
    await using fake = await github(plain, head);
    const merged = await runAction(fake, { inputs: { shard: 'merge', 'report-dir': 'reports' }, workspace: forged });
    const foreign = [...Array(12).keys()].filter((n) => !isInShard({ part: 1, count: 3 }, 'pumps.md', `PUMP-${n}`));
    for (const n of foreign) expect(merged.files['casewright-report.html']).not.toContain(`Blow up pump ${n} `);
  });

  it('of which one is missing are merged all the same, and the verdict says which', async () => {
    const { 'reports/casewright-shard-2-of-3.json': _, ...parts } = partsOf(await runShards({ comment: 'never' }));
    await using fake = await github(plain, head);
    const merged = await runAction(fake, { inputs: { shard: 'merge', 'report-dir': 'reports' }, workspace: parts });
    expect(merged.code).toBe(0);
    expect(bodyOf(fake)).toContain('shard 2/3 left nothing');
    expect(named(bodyOf(fake)).size).toBe(15);
    expect(merged.log).toContain('::warning::shard_missing');
  });

  it('that left nothing, or speak of another commit, fail the merge', async () => {
    const [first] = Object.entries(partsOf(await runShards({ comment: 'never' })));
    const [name = '', text = ''] = first ?? [];
    const stale = text.replace(/"head_sha":"\w{40}"/, `"head_sha":"${'e'.repeat(40)}"`);
    await using fake = await github(plain, head);
    const workspaces = [{}, { [name]: stale }, { [name]: '{"part":1}' }];
    for (const workspace of workspaces) {
      const run = await runAction(fake, { inputs: { shard: 'merge', 'report-dir': 'reports' }, workspace });
      expect(run).toMatchObject({ code: 1, log: expect.stringContaining('no_shards') });
    }
    expect(fake.writes()).toEqual([]);
  });
});

describe('readShard()', () => {
  it('takes parts that there are, and nothing else', () => {
    expect(readShard('2/4')).toEqual({ part: 2, count: 4 });
    expect(readShard('merge')).toBe('merge');
    for (const wrong of ['0/4', '5/4', '1/65', '1', '1/', 'a/b', '1/4 ', '-1/4'])
      expect(readShard(wrong)).toBeUndefined();
  });

  it('gives each requirement to one part, whatever else there is', () => {
    for (const id of ['REQ-1', 'FR-001', '需求-3']) {
      const parts = [1, 2, 3, 4].filter((part) => isInShard({ part, count: 4 }, 'docs/a.md', id));
      expect(parts).toHaveLength(1);
    }
  });
});
