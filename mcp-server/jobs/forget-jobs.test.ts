import { describe, expect, it } from 'vitest';
import { job, sharedJobs as shared } from '../../fixtures/shared-jobs.ts';
import { openDatabase } from './job-database.ts';
import { jobOptions } from './job-options.ts';
import { type Owner, thisOwner } from './owner.ts';

const own = thisOwner();
const far: Owner = { id: 'far', place: 'another machine', pid: own.pid };

describe('the file of the jobs', () => {
  it('makes room when the results of its caller take too many bytes, those of others stay', async () => {
    await using file = await shared({ mostEnded: 100, mostBytes: 2500 });
    const store = await file.by(own);
    for (const [id, caller] of [
      ['x', 'bob'],
      ['a', 'ann'],
      ['b', 'ann'],
      ['c', 'ann'],
    ] as const) {
      store.add(job(id, caller));
      store.claim();
      store.begin(id);
      store.end(id, { state: 'done', result: JSON.stringify('ä'.repeat(500)) });
      file.clock.now += 1;
    }
    store.forget();
    expect(['a', 'b', 'c'].map((id) => store.find(id, 'ann')?.state)).toEqual([undefined, 'done', 'done']);
    expect(store.find('x', 'bob')?.state).toBe('done');
  });

  it('gives its arguments to whoever takes it up only, and drops them with its end', async () => {
    await using file = await shared();
    const store = await file.by(own);
    store.add({ ...job('a'), arguments: '{"text":"long"}' });
    expect(store.find('a', 'ann')).not.toHaveProperty('arguments');
    expect(store.claim()).toMatchObject([{ id: 'a', arguments: '{"text":"long"}' }]);
    const database = await openDatabase(file.path);
    const kept = () => database.prepare('SELECT count(*) AS n FROM job_arguments').get()?.['n'];
    expect(kept()).toBe(1);
    store.begin('a');
    store.end('a', { state: 'done', result: '{}' });
    expect(kept()).toBe(0);
    database.close();
  });

  it('gives the disk back when it is forgotten', async () => {
    await using file = await shared();
    const store = await file.by(own);
    store.add({ ...job('a'), arguments: 'x'.repeat(1_000_000) });
    store.claim();
    store.begin('a');
    store.end('a', { state: 'done', result: 'x'.repeat(1_000_000) });
    const database = await openDatabase(file.path);
    const pages = () => Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    expect(pages()).toBeGreaterThan(200);
    file.clock.now += jobOptions.keepMs;
    store.forget();
    expect(pages()).toBeLessThan(30);
    database.close();
  });

  it('knows its place among those that wait', async () => {
    await using file = await shared();
    const store = await file.by(own);
    for (const id of ['a', 'b', 'c']) store.add(job(id));
    const found = ['a', 'b', 'c'].flatMap((id) => store.find(id, 'ann') ?? []);
    expect(found.map((each) => store.position(each))).toEqual([1, 2, 3]);
  });

  it('changes the version that every server sees', async () => {
    await using file = await shared();
    const [one, two] = [await file.by(own), await file.by(far)];
    const before = [one.version(), two.version()];
    expect([one.version(), two.version()]).toEqual(before);
    one.add(job('a'));
    expect(one.version()).not.toBe(before[0]);
    expect(two.version()).not.toBe(before[1]);
  });
});
