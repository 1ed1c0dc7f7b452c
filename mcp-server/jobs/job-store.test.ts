import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { job, sharedJobs as shared } from '../../fixtures/shared-jobs.ts';
import { jobOptions } from './job-options.ts';
import { type Owner, thisOwner } from './owner.ts';

const own = thisOwner();
const far: Owner = { id: 'far', place: 'another machine', pid: own.pid };
const livingParent: Owner = { ...own, id: 'parent', pid: process.ppid };
const dead: Owner = { ...own, id: 'dead', pid: spawnSync(process.execPath, ['--version']).pid };
const beforeInContainer: Owner = { ...own, id: 'before' };

const ids = (claimed: { id: string }[]): string[] => claimed.map(({ id }) => id);

describe('who takes up a job', () => {
  it('is one server only', async () => {
    await using file = await shared();
    const [one, two] = [await file.by(own), await file.by(far)];
    for (const id of ['a', 'b', 'c']) one.add(job(id));
    expect(ids(two.claim())).toEqual(['a', 'b', 'c']);
    expect(one.claim()).toEqual([]);
    expect([one.begin('a'), two.begin('a'), two.begin('a')]).toEqual([false, true, false]);
  });

  it('is a server of the same roots and configuration', async () => {
    await using file = await shared();
    const [here, there] = [await file.by(own, 'here'), await file.by(far, 'there')];
    here.add(job('a'));
    expect([there.claim(), there.find('a', 'ann'), ids(here.claim())]).toEqual([[], undefined, ['a']]);
  });

  it.each([
    ['a process that is gone', dead],
    ['a process that had our number before us', beforeInContainer],
  ])('may follow %s at once', async (_, owner) => {
    await using file = await shared();
    const earlier = await file.by(owner);
    earlier.add(job('a'));
    earlier.claim();
    earlier.begin('a');
    const store = await file.by(own);
    expect(ids(store.claim())).toEqual(['a']);
    expect(store.find('a', 'ann')).toMatchObject({ state: 'queued', attempts: 1, owner: own });
  });

  it.each([
    ['on another machine', far],
    ['that is alive', livingParent],
  ])('waits for the lease of a server %s', async (_, owner) => {
    await using file = await shared();
    const other = await file.by(owner);
    other.add(job('a'));
    other.claim();
    other.begin('a');
    const store = await file.by(own);
    file.clock.now += jobOptions.leaseMs - 1;
    expect(store.claim()).toEqual([]);
    expect(other.renew([['a', { done: 1, total: 2, message: 'at work' }]])).toEqual([]);
    file.clock.now += jobOptions.leaseMs - 1;
    expect(store.claim()).toEqual([]);
    file.clock.now += 1;
    expect(ids(store.claim())).toEqual(['a']);
    // Who wakes up late leaves it alone.
    expect(other.renew([['a', { done: 2, total: 2, message: 'at work' }]])).toEqual(['a']);
    other.end('a', { state: 'done', result: '{}' });
    expect([store.find('a', 'ann')?.state, store.result('a')]).toEqual(['queued', undefined]);
  });
});

describe('a job in the file', () => {
  it('fails with a reason when it was begun three times and never ended', async () => {
    await using file = await shared();
    const first = await file.by({ ...dead, id: 'first' });
    first.add(job('a'));
    for (const id of ['first', 'second', 'third']) {
      const store = await file.by({ ...dead, id });
      expect(ids(store.claim())).toEqual(['a']);
      store.begin('a');
    }
    const store = await file.by(own);
    expect(store.claim()).toEqual([]);
    expect(store.find('a', 'ann')).toMatchObject({ state: 'failed', attempts: 3, error: { code: 'attempts_used_up' } });
  });

  it('loses no attempt by waiting, however often its server dies', async () => {
    await using file = await shared();
    (await file.by(dead)).add(job('a'));
    for (const id of ['1', '2', '3', '4', '5']) expect((await file.by({ ...dead, id })).claim()).toHaveLength(1);
    const store = await file.by(own);
    expect(store.claim()).toMatchObject([{ attempts: 0 }]);
  });

  it('can be cancelled by any server: who is at work on it learns it with the next sign of life', async () => {
    await using file = await shared();
    const [worker, other] = [await file.by(own), await file.by(far)];
    worker.add(job('a'));
    worker.claim();
    worker.begin('a');
    other.cancel('a', { code: 'cancelled', message: 'x', hint: 'y' });
    expect(worker.renew([['a', { done: 0, total: 1, message: '' }]])).toEqual(['a']);
    worker.keepPartial('a', { done: 1, total: 2, result: '{"some":1}' });
    expect([other.find('a', 'ann')?.state, other.result('a')]).toEqual(['cancelled', '{"some":1}']);
    worker.end('a', { state: 'done', result: '{}' });
    expect(other.find('a', 'ann')?.state).toBe('cancelled');
  });

  it('waits before it is tried again', async () => {
    await using file = await shared();
    const store = await file.by(own);
    store.add(job('a'));
    store.claim();
    store.begin('a');
    store.retry('a', 5000, 'the model was lost');
    expect([store.claim(), store.find('a', 'ann')?.message]).toEqual([[], 'the model was lost']);
    file.clock.now += 5000;
    expect(store.claim()).toMatchObject([{ id: 'a', wasLost: true, attempts: 1 }]);
  });

  it('makes room when it is the oldest of too many that have ended', async () => {
    await using file = await shared();
    const store = await file.by(own);
    for (const id of ['a', 'b', 'c']) {
      store.add(job(id));
      store.claim();
      store.begin(id);
      store.end(id, { state: 'done', result: '{}' });
      file.clock.now += 1;
    }
    store.forget();
    expect(['a', 'b', 'c'].map((id) => store.find(id, 'ann')?.state)).toEqual([undefined, 'done', 'done']);
  });
});
