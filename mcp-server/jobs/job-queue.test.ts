import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { jobServer } from '../../fixtures/job-server.ts';
import { door, ended } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const files = { 'a.md': door };

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
