import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { jobServer } from '../../fixtures/job-server.ts';
import { asked, door, ended } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { ConfigurationError, type Summary } from '../../core/index.ts';
import type { Job, Jobs } from './jobs.ts';

const files = { 'a.md': door };
const { signal } = new AbortController();
const status = async (jobs: Jobs, id: string): Promise<Job['status'] | undefined> =>
  (await jobs.find(id, 'ann'))?.status;
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ConfigurationError ? error.problems[0]?.code : undefined;
};

describe('a job', () => {
  it('is started, found, waited for and done, with the cases and the count of a generation', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama();
    const counted: Summary[] = [];
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host, counter: (each) => counted.push(each) });
    const { job_id, status } = await jobs.start({ path: 'a.md' }, 'ann');
    expect(status).toBe('queued');
    const job = await ended(jobs, job_id);
    expect(job).toMatchObject({
      job_id,
      status: 'done',
      attempts: 1,
      progress: { done: 2, total: 2, message: 'finished' },
    });
    const result = await jobs.result(job_id, 'ann');
    expect(result).toMatchObject({ model: 'ollama:tiny:1b', record: { documents: [{ path: 'a.md' }] } });
    expect(result?.cases.map(({ requirement_id }) => requirement_id)).toEqual(
      expect.arrayContaining(['REQ-1', 'REQ-2']),
    );
    expect(counted).toEqual([result?.summary]);
    expect(jobs.counts()).toEqual({ queued: 0, running: 0, done: 1, failed: 0, cancelled: 0 });
  });

  it('has a handle that cannot be guessed and does not stand in a file that only its user can read', async () => {
    await using folder = await temporaryFolder(files);
    await using jobs = jobServer({ folder: folder.path });
    const one = await jobs.start({ path: 'a.md' }, 'ann');
    const two = await jobs.start({ path: 'a.md' }, 'ann');
    for (const { job_id } of [one, two]) expect(Buffer.from(job_id, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(one.job_id).not.toBe(two.job_id);
    const file = join(folder.path, '.state', 'jobs.sqlite');
    for (const each of [file, `${file}-wal`]) {
      expect((await readFile(each)).includes(one.job_id)).toBe(false);
      expect((await stat(each)).mode & 0o777).toBe(0o600);
    }
    expect((await stat(join(folder.path, '.state'))).mode & 0o777).toBe(0o700);
  });

  it('fails at the start where the arguments are wrong, and leaves nothing behind', async () => {
    await using folder = await temporaryFolder(files);
    await using jobs = jobServer({ folder: folder.path });
    expect(await codeOf(jobs.start({ path: 'b.md' }, 'ann'))).toBe('not_found');
    expect(await codeOf(jobs.start({ path: '../b.md' }, 'ann'))).toBe('outside_root');
    expect(await codeOf(jobs.start({ path: 'a.md', ids: ['REQ-3'] }, 'ann'))).toBe('unknown_requirement');
    expect(await codeOf(jobs.start({ path: 'a.md', model: 'gpt-9' }, 'ann'))).toBe('unknown_model');
    expect(await codeOf(jobs.start({ text: 'Hello.' }, 'ann'))).toBe('no_requirement');
    await expect(stat(join(folder.path, '.state'))).rejects.toThrow('ENOENT');
  });

  // JOB-2
  it('is nobody else’s: an unknown handle, that of another caller and that of another root look the same', async () => {
    await using folder = await temporaryFolder({ ...files, 'sub/b.md': door });
    const state = join(folder.path, '.state');
    await using jobs = jobServer({ folder: folder.path });
    await using elsewhere = jobServer({ folder: join(folder.path, 'sub'), state });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    await ended(jobs, job_id);
    for (const [who, id, caller] of [
      [jobs, job_id, 'bob'],
      [jobs, `${job_id}x`, 'ann'],
      [elsewhere, job_id, 'ann'],
    ] as const) {
      expect(await who.find(id, caller)).toBeUndefined();
      expect(await who.wait(id, caller, { ms: 20_000, signal })).toBeUndefined();
      expect(await who.cancel(id, caller)).toBeUndefined();
      expect(await who.result(id, caller)).toBeUndefined();
    }
    expect(await status(jobs, job_id)).toBe('done');
  });

  it('is forgotten a day after its end, with its result', async () => {
    await using folder = await temporaryFolder(files);
    let now = Date.parse('2026-01-01T00:00:00Z');
    await using jobs = jobServer({ folder: folder.path }, { now: () => now });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    now += 3_600_000;
    expect(await ended(jobs, job_id)).toMatchObject({ status: 'done', created_at: '2026-01-01T00:00:00.000Z' });
    const { expires_at = '' } = (await jobs.find(job_id, 'ann')) ?? {};
    now = Date.parse(expires_at) - 1;
    expect(await status(jobs, job_id)).toBe('done');
    now += 1;
    expect([await jobs.find(job_id, 'ann'), await jobs.result(job_id, 'ann')]).toEqual([undefined, undefined]);
    await expect.poll(() => jobs.counts().done).toBe(0);
  });

  it('fails with a way out where its result is too large to keep', async () => {
    await using folder = await temporaryFolder(files);
    await using jobs = jobServer({ folder: folder.path }, { longestResult: 100 });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    expect(await ended(jobs, job_id)).toMatchObject({
      status: 'failed',
      error: { code: 'result_too_large', hint: expect.stringMatching(/ids/) },
    });
  });

  it('fails with the reason where its document is gone when its turn comes', async () => {
    await using folder = await temporaryFolder(files);
    const { promise: until, resolve: answer } = Promise.withResolvers<void>();
    await using ollama = await startAnsweringOllama({ until: () => until });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host });
    await jobs.start({ text: door, ids: ['REQ-1'] }, 'ann');
    await jobs.start({ text: door, ids: ['REQ-2'] }, 'ann');
    await asked(ollama, 2);
    const third = await jobs.start({ path: 'a.md' }, 'ann');
    await expect
      .poll(async () => (await jobs.find(third.job_id, 'ann'))?.progress.message, { timeout: 30_000 })
      .toBe('position 1 in the queue');
    await writeFile(join(folder.path, 'a.md'), '\n');
    answer();
    expect(await ended(jobs, third.job_id)).toMatchObject({ status: 'failed', error: { code: 'empty_document' } });
  });
});
