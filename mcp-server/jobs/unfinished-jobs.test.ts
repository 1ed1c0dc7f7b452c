import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { chat, failure, type Reply, startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { filled } from '../../fixtures/faulty-engine.ts';
import { jobServer } from '../../fixtures/job-server.ts';
import { asked, door, ended } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import type { Summary } from '../../core/index.ts';

const files = { 'a.md': door };
const gone = failure(404, 'model "tiny:1b" not found');
const sound = (body: unknown): Reply => {
  const { format }: { format: Parameters<typeof filled>[0] } = Object(body);
  return chat([JSON.stringify(filled(format, 'Something'))], { prompt_eval_count: 600 });
};

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
