import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { casesOf } from '../../fixtures/mcp-answers.ts';
import { connect, type TestClient } from '../../fixtures/mcp-clients.ts';
import { asked, door, doorAndShop as files, get, placeOf, start } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const statusOf = async (client: TestClient, job_id: string): Promise<unknown> =>
  (await get(client, job_id, { wait_seconds: 0 })).data?.['status'];
const kill = (pid: number | null, signal: NodeJS.Signals): void => void (pid !== null && process.kill(pid, signal));
const isGone = (pid: number | null): boolean => {
  try {
    process.kill(pid ?? 0, 0);
    return false;
  } catch {
    return true;
  }
};

describe('a restart', () => {
  it('loses no result, and cursors stay good', async () => {
    await using folder = await temporaryFolder(files);
    const before = await connect('legacy', placeOf(folder));
    const job_id = await start(before, { path: 'shop.md' });
    const first = await get(before, job_id, { limit: 3 });
    await before[Symbol.asyncDispose]();
    await using after = await connect('modern', placeOf(folder));
    const second = await get(after, job_id, { cursor: first.data?.['next_cursor'] });
    expect(casesOf(second).map(({ id }) => id)).toEqual(['TC-EXP-2-2']);
  });

  // JOB-1
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'after %s goes on with what was begun, and asks nothing twice',
    async (signal) => {
      await using folder = await temporaryFolder(files);
      await using slow = await startAnsweringOllama({ hangAt: 2 });
      const before = await connect('legacy', placeOf(folder, slow));
      const job_id = await start(before);
      await asked(slow, 2);
      kill(before.pid, signal);
      await expect.poll(() => isGone(before.pid), { timeout: 20_000 }).toBe(true);
      await before[Symbol.asyncDispose]();
      await using ollama = await startAnsweringOllama();
      await using after = await connect('modern', placeOf(folder, ollama));
      const { data } = await get(after, job_id);
      // Who was told to end gave the job back; who was killed could not.
      expect(data).toMatchObject({ status: 'done', attempts: signal === 'SIGTERM' ? 1 : 2, model: 'ollama:tiny:1b' });
      expect(ollama.calls).toBe(1);
    },
  );

  // "kill -9 in the middle of 20 jobs: none lost"
  // JOB-1
  it('after SIGKILL in the middle of twenty jobs finishes each of them once', async () => {
    const requirement = (n: number) => `REQ-${n} When button ${n} is pressed, door ${n} shall open.\n`;
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`d${n}.md`, requirement(n)]));
    await using folder = await temporaryFolder(many);
    await using slow = await startAnsweringOllama({ hangAt: 6 });
    const before = await connect('legacy', placeOf(folder, slow));
    const jobs = await Promise.all(Object.keys(many).map((path) => start(before, { path })));
    await expect.poll(() => slow.calls, { timeout: 60_000 }).toBeGreaterThanOrEqual(7);
    const early = await Promise.all(jobs.map((id) => statusOf(before, id)));
    expect(new Set(early)).toEqual(new Set(['done', 'running', 'queued']));
    kill(before.pid, 'SIGKILL');
    await expect.poll(() => isGone(before.pid), { timeout: 20_000 }).toBe(true);
    await before[Symbol.asyncDispose]();

    await using ollama = await startAnsweringOllama();
    // Two servers at once: each job is taken up by one of them.
    await using after = await connect('legacy', placeOf(folder, ollama));
    await using beside = await connect('modern', placeOf(folder, ollama));
    const answers = await Promise.all(jobs.map((id, index) => get(index % 2 === 0 ? after : beside, id)));
    for (const [index, { data }] of answers.entries())
      expect([index, data?.['status'], data?.['attempts']]).toEqual([
        index,
        'done',
        early[index] === 'running' ? 2 : 1,
      ]);
    const done = early.filter((each) => each === 'done').length;
    expect(ollama.calls).toBe(20 - done);
  });
});

describe('a second server of the same user', () => {
  it('sees the jobs of the first, and cancels them there: the model is let go', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    const place = placeOf(folder, { host: ollama.url });
    await using one = await connect('legacy', place);
    const job_id = await start(one);
    await expect.poll(() => ollama.chats().length, { timeout: 60_000 }).toBe(1);
    await using two = await connect('modern', place);
    expect(await statusOf(two, job_id)).toBe('running');
    expect((await two.call('cancel_generation', { job_id })).data).toEqual({ job_id, status: 'cancelled' });
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    expect(await statusOf(one, job_id)).toBe('cancelled');
  });

  it('with other roots knows nothing of them', async () => {
    await using folder = await temporaryFolder({ ...files, 'sub/b.md': door });
    await using one = await connect('legacy', placeOf(folder));
    const job_id = await start(one);
    await using two = await connect('legacy', { ...placeOf(folder), args: ['--root', 'sub'] });
    for (const tool of ['get_generation', 'cancel_generation'])
      expect(await two.call(tool, { job_id })).toMatchObject({
        isError: true,
        text: expect.stringMatching(/unknown_job/),
      });
  });
});
