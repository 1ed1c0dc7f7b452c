import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AnsweringOllama, startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { chat, failure, type Reply, startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { filled } from '../../fixtures/faulty-engine.ts';
import { jobServer } from '../../fixtures/job-server.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { ConfigurationError, type Summary } from '../../core/index.ts';
import type { Job, Jobs } from './jobs.ts';

const door = `REQ-1 When the button is pressed, the door shall open.

REQ-2 When the alarm sounds, the door shall close.
`;
const files = { 'a.md': door };
const { signal } = new AbortController();
const gone = failure(404, 'model "tiny:1b" not found');
const sound = (body: unknown): Reply => {
  const { format }: { format: Parameters<typeof filled>[0] } = Object(body);
  return chat([JSON.stringify(filled(format, 'Something'))], { prompt_eval_count: 600 });
};
const ended = (jobs: Jobs, id: string, caller = 'ann') => jobs.wait(id, caller, { ms: 60_000, signal });
const status = async (jobs: Jobs, id: string): Promise<Job['status'] | undefined> =>
  (await jobs.find(id, 'ann'))?.status;
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ConfigurationError ? error.problems[0]?.code : undefined;
};
const asked = async (ollama: AnsweringOllama, calls: number): Promise<void> =>
  await expect.poll(() => ollama.calls, { timeout: 30_000 }).toBe(calls);

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
    expect(result).toMatchObject({ model: 'ollama:tiny:1b', record: { paths: ['a.md'] } });
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
      .poll(async () => (await jobs.find(third.job_id, 'ann'))?.progress.message)
      .toBe('position 1 in the queue');
    await writeFile(join(folder.path, 'a.md'), '\n');
    answer();
    expect(await ended(jobs, third.job_id)).toMatchObject({ status: 'failed', error: { code: 'empty_document' } });
  });
});

describe('the queue of jobs', () => {
  // JOB-4
  it('turns down more than its limits, for each caller and in all, with a way out', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 1 });
    await using jobs = jobServer(
      { folder: folder.path, ollama: ollama.host },
      { mostWaiting: 5, mostWaitingOfCaller: 3 },
    );
    // Two are at work.
    for (const count of [1, 2]) {
      await jobs.start({ path: 'a.md' }, 'ann');
      await expect.poll(() => jobs.counts().running, { timeout: 30_000 }).toBe(count);
    }
    for (let place = 1; place <= 3; place += 1) await jobs.start({ path: 'a.md' }, 'ann');
    await expect(jobs.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [
        {
          code: 'queue_full',
          message: expect.stringMatching(/^your places.* 3 /),
          hint: expect.stringMatching(/get_generation/),
        },
      ],
    });
    for (let place = 1; place <= 2; place += 1) await jobs.start({ path: 'a.md' }, 'bob');
    await expect(jobs.start({ path: 'a.md' }, 'cleo')).rejects.toMatchObject({
      problems: [{ code: 'queue_full', message: expect.stringMatching(/^all places.* 5 /) }],
    });
    expect(jobs.counts()).toMatchObject({ queued: 5, running: 2 });
  });

  it('tells places, and takes callers in turn', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 1 });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host });
    for (const count of [1, 2]) {
      await jobs.start({ path: 'a.md' }, 'ann');
      await expect.poll(() => jobs.counts().running, { timeout: 30_000 }).toBe(count);
    }
    const greedy = [];
    for (let index = 0; index < 4; index += 1) greedy.push(await jobs.start({ path: 'a.md' }, 'ann'));
    const modest = await jobs.start({ path: 'a.md' }, 'bob');
    await expect
      .poll(async () => (await jobs.find(modest.job_id, 'bob'))?.progress.message)
      .toBe('position 2 in the queue');
    const places = greedy.map(async ({ job_id }) => (await jobs.find(job_id, 'ann'))?.position);
    expect(await Promise.all(places)).toEqual([1, 3, 4, 5]);
    expect((await jobs.find(modest.job_id, 'bob'))?.position).toBe(2);
    await jobs.cancel(greedy[0]?.job_id ?? '', 'ann');
    expect((await jobs.find(modest.job_id, 'bob'))?.position).toBe(1);
  });

  it('does not keep those waiting for whom the rules write', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 1 });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host });
    for (let count = 1; count <= 3; count += 1) await jobs.start({ path: 'a.md' }, 'ann');
    const { job_id } = await jobs.start({ path: 'a.md', model: 'rules' }, 'ann');
    expect(await ended(jobs, job_id)).toMatchObject({ status: 'done' });
  });
});

describe('a job that does not come to its end', () => {
  // JOB-3
  it('is cancelled at once: the connection closes, and what was finished stays', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 2 });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    await asked(ollama, 2);
    expect(await jobs.cancel(job_id, 'ann')).toMatchObject({
      status: 'cancelled',
      error: { code: 'cancelled' },
      progress: { done: 1 },
    });
    const { cases = [] } = (await jobs.result(job_id, 'ann')) ?? {};
    expect(new Set(cases.map(({ requirement_id }) => requirement_id))).toEqual(new Set(['REQ-1']));
    expect(await jobs.cancel(job_id, 'ann')).toMatchObject({ status: 'cancelled' });
  });

  it('lets the model go when it is cancelled', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.url });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    await expect.poll(() => ollama.chats().length, { timeout: 30_000 }).toBe(1);
    await jobs.cancel(job_id, 'ann');
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
  });

  it('is ended when its time is up, and keeps what was finished', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 2 });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.host }, { timeoutMs: 3000 });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    expect(await ended(jobs, job_id)).toMatchObject({ status: 'failed', error: { code: 'timed_out' } });
    expect((await jobs.result(job_id, 'ann'))?.cases.length).toBeGreaterThan(0);
  });

  it('is tried again when the model was lost on the way', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startFaultOllama({ chat: (body) => (ollama.chats().length > 1 ? sound(body) : gone) });
    await using jobs = jobServer({ folder: folder.path, ollama: ollama.url }, { backoffMs: [1, 1] });
    const { job_id } = await jobs.start({ path: 'a.md', ids: ['REQ-1'] }, 'ann');
    expect(await ended(jobs, job_id)).toMatchObject({ status: 'done', attempts: 2 });
    expect(await jobs.result(job_id, 'ann')).toMatchObject({
      problems: [],
      summary: { model_calls: expect.any(Number) },
    });
    expect(ollama.chats().length).toBeGreaterThan(1);
  });

  it('keeps the drafts of the rules and the reason when the model was lost each time', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startFaultOllama({ chat: [gone] });
    const counted: Summary[] = [];
    const place = { folder: folder.path, ollama: ollama.url, counter: (each: Summary) => void counted.push(each) };
    await using jobs = jobServer(place, { backoffMs: [1, 1] });
    const { job_id } = await jobs.start({ path: 'a.md' }, 'ann');
    expect(await ended(jobs, job_id)).toMatchObject({ status: 'done', attempts: 3 });
    const result = await jobs.result(job_id, 'ann');
    expect(new Set(result?.cases.map(({ written_by }) => written_by))).toEqual(new Set(['rules']));
    expect(result?.problems).toMatchObject([
      { code: 'MODEL_NOT_FOUND', message: expect.stringMatching(/^The model stopped at REQ-1/) },
    ]);
    expect(counted).toHaveLength(1);
  });
});

describe('a server that ends', () => {
  it('gives its jobs back: the next one finishes them, asks nothing twice, and counts no attempt for it', async () => {
    await using folder = await temporaryFolder(files);
    const place = { folder: folder.path };
    let handle = '';
    await using slow = await startAnsweringOllama({ hangAt: 2 });
    {
      await using jobs = jobServer({ ...place, ollama: slow.host });
      ({ job_id: handle } = await jobs.start({ path: 'a.md' }, 'ann'));
      await asked(slow, 2);
    }
    await using ollama = await startAnsweringOllama();
    await using next = jobServer({ ...place, ollama: ollama.host });
    expect(await ended(next, handle)).toMatchObject({ status: 'done', attempts: 1 });
    expect(ollama.calls).toBe(1);
    expect((await next.result(handle, 'ann'))?.model).toBe('ollama:tiny:1b');
  });

  it('leaves results for the next one', async () => {
    await using folder = await temporaryFolder(files);
    const place = { folder: folder.path };
    let handle = '';
    {
      await using jobs = jobServer(place);
      ({ job_id: handle } = await jobs.start({ path: 'a.md' }, 'ann'));
      await ended(jobs, handle);
    }
    await using next = jobServer(place, { settleMs: 3_600_000 });
    expect(await next.find(handle, 'ann')).toMatchObject({ status: 'done' });
    expect((await next.result(handle, 'ann'))?.cases.length).toBeGreaterThan(0);
  });
});

describe('a file that cannot be used', () => {
  it('keeps jobs from being started, says why, and nothing else fails', async () => {
    await using folder = await temporaryFolder({ ...files, file: '' });
    await using jobs = jobServer({ folder: folder.path, state: join(folder.path, 'file', 'below') });
    await expect(jobs.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [{ code: 'job_store', hint: expect.stringMatching(/CASEWRIGHT_STATE_DIR/) }],
    });
    expect(await jobs.find('x', 'ann')).toBeUndefined();
    expect(jobs.counts()).toMatchObject({ queued: 0 });
  });

  it('is named when it is no database, and when a newer casewright wrote it', async () => {
    await using folder = await temporaryFolder({
      ...files,
      '.state/jobs.sqlite': 'this is no database at all\n'.repeat(40),
    });
    await using jobs = jobServer({ folder: folder.path });
    await expect(jobs.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [
        { code: 'job_store', message: expect.stringMatching(/jobs\.sqlite cannot be opened.*not a database/) },
      ],
    });
    const { DatabaseSync } = await import('node:sqlite');
    await using newer = await temporaryFolder({ ...files, '.state/x': '' });
    const database = new DatabaseSync(join(newer.path, '.state', 'jobs.sqlite'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await using later = jobServer({ folder: newer.path });
    await expect(later.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [{ code: 'job_store', hint: expect.stringMatching(/Update casewright/) }],
    });
  });
});
