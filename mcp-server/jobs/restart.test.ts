import { describe, expect, it } from 'vitest';
import { type AnsweringOllama, startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { casesOf, checked, expectSameFacts, shop } from '../../fixtures/mcp-answers.ts';
import { type Answer, connect, connectAs, eras, type TestClient } from '../../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const door =
  'REQ-1 When the button is pressed, the door shall open.\n\nREQ-2 When the alarm sounds, the door shall close.\n';
const files = { 'a.md': door, 'shop.md': shop };

const placeOf = (folder: { path: string }, ollama?: { host: string }) => ({
  cwd: folder.path,
  env: {
    CASEWRIGHT_STATE_DIR: `${folder.path}/.state`,
    XDG_CACHE_HOME: `${folder.path}/.cache`,
    ...(ollama && { OLLAMA_HOST: ollama.host }),
  },
});
const start = async (client: TestClient, args: Record<string, unknown> = { path: 'a.md' }): Promise<string> =>
  String((await client.call('start_generation', args)).data?.['job_id']);
const get = (client: TestClient, job_id: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  client.call('get_generation', { job_id, wait_seconds: 25, ...more });
const statusOf = async (client: TestClient, job_id: string): Promise<unknown> =>
  (await get(client, job_id, { wait_seconds: 0 })).data?.['status'];
const asked = async (ollama: AnsweringOllama, calls: number): Promise<void> =>
  await expect.poll(() => ollama.calls, { timeout: 60_000 }).toBe(calls);
const kill = (pid: number | null, signal: NodeJS.Signals): void => void (pid !== null && process.kill(pid, signal));
const isGone = (pid: number | null): boolean => {
  try {
    process.kill(pid ?? 0, 0);
    return false;
  } catch {
    return true;
  }
};

describe.each(eras)('a background generation with a client of the %s protocol', (era) => {
  it('is started, waited for and read page by page, with the same facts as text and as data', async () => {
    await using folder = await temporaryFolder(files);
    await using client = await connectAs(era, placeOf(folder));
    const started = await checked(client, 'start_generation', { file: 'shop.md', detail: 'full' });
    const job_id = String(started.data?.['job_id']);
    const first = await checked(client, 'get_generation', { job_id, wait_seconds: 25, limit: 3 });
    expect(first.data).toMatchObject({ status: 'done', total: 4, progress: { done: 2, total: 2 }, model: 'rules' });
    const second = await checked(client, 'get_generation', {
      job_id,
      cursor: first.data?.['next_cursor'],
      detail: 'full',
    });
    for (const each of [started, first, second]) expectSameFacts(each);
    expect([...casesOf(first), ...casesOf(second)].map(({ id }) => id)).toEqual([
      'TC-REQ-7-1',
      'TC-REQ-7-2',
      'TC-EXP-2-1',
      'TC-EXP-2-2',
    ]);
    const cancelled = await checked(client, 'cancel_generation', { job_id });
    expect(cancelled.data).toEqual({ job_id, status: 'done' });
  });
});

describe('a wrong call', () => {
  it.each([
    ['start_generation', { path: 'none.md' }, /not_found/],
    ['start_generation', { path: 'a.md', model: 'gpt-9' }, /unknown_model/],
    ['get_generation', { job_id: 'x' }, /unknown_job[^]*start_generation/],
    ['get_generation', { job_id: 'x', wait_seconds: 26 }, /wait_seconds must be <= 25/],
    ['get_generation', {}, /missing_argument[^]*job_id/],
    ['cancel_generation', { job_id: 'x' }, /unknown_job/],
  ])('of %s with %o is answered at once with a way out', async (tool, args, reason) => {
    await using folder = await temporaryFolder(files);
    await using client = await connect('legacy', placeOf(folder));
    expect(await client.call(tool, args)).toMatchObject({ isError: true, text: expect.stringMatching(reason) });
  });

  it('is one with the cursor of another job', async () => {
    await using folder = await temporaryFolder(files);
    await using client = await connect('legacy', placeOf(folder));
    const [one, two] = [await start(client), await start(client, { path: 'shop.md' })];
    const cursor = (await get(client, one, { limit: 1 })).data?.['next_cursor'];
    expect(cursor).toBeTypeOf('string');
    expect(await get(client, two, { cursor })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/unknown_cursor/),
    });
  });
});

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

describe('a client that waits', () => {
  it('hears its place in the queue, from a call and from a job, and how far the job is', async () => {
    await using folder = await temporaryFolder(files);
    const { promise: until, resolve: answer } = Promise.withResolvers<void>();
    await using ollama = await startAnsweringOllama({ until: () => until });
    await using client = await connect('modern', placeOf(folder, ollama));
    await start(client, { path: 'a.md', ids: ['REQ-1'] });
    await start(client, { path: 'a.md', ids: ['REQ-2'] });
    await asked(ollama, 2);
    const job_id = await start(client, { path: 'shop.md' });
    await expect.poll(async () => (await get(client, job_id, { wait_seconds: 0 })).data?.['position']).toBe(1);
    const heard: string[] = [];
    const onprogress = ({ message = '' }: { message?: string | undefined }) => void heard.push(message);
    const call = client.call('generate_test_cases', { path: 'shop.md', ids: ['EXP-2'] }, { onprogress });
    await expect.poll(() => heard).toContain('position 2 in the queue');
    const job = client.call(
      'get_generation',
      { job_id, wait_seconds: 25 },
      { onprogress: () => void heard.push('job') },
    );
    await expect.poll(() => heard).toContain('job');
    answer();
    expect((await job).data).toMatchObject({ status: 'done' });
    expect(casesOf(await call).length).toBeGreaterThan(0);
    expect(heard).toContain('position 1 in the queue');
  });

  it('leaves the queue at once when it cancels', async () => {
    await using folder = await temporaryFolder(files);
    await using ollama = await startAnsweringOllama({ hangAt: 1 });
    await using client = await connect('legacy', placeOf(folder, ollama));
    await start(client, { path: 'a.md', ids: ['REQ-1'] });
    await start(client, { path: 'a.md', ids: ['REQ-2'] });
    await asked(ollama, 2);
    const controller = new AbortController();
    const heard: string[] = [];
    const onprogress = ({ message = '' }: { message?: string | undefined }) => void heard.push(message);
    const call = client.call('generate_test_cases', { path: 'shop.md' }, { signal: controller.signal, onprogress });
    await expect.poll(() => heard).toContain('position 1 in the queue');
    const job_id = await start(client, { path: 'shop.md' });
    await expect.poll(async () => (await get(client, job_id, { wait_seconds: 0 })).data?.['position']).toBe(2);
    controller.abort();
    await expect(call).rejects.toThrow(/abort|cancel/i);
    await expect.poll(async () => (await get(client, job_id, { wait_seconds: 0 })).data?.['position']).toBe(1);
  });
});

describe('a folder that cannot be written', () => {
  it('keeps jobs from being started and nothing else', async () => {
    await using folder = await temporaryFolder({ ...files, file: '' });
    const place = { cwd: folder.path, env: { CASEWRIGHT_STATE_DIR: `${folder.path}/file/below` } };
    await using client = await connect('legacy', place);
    const refused = await client.call('start_generation', { path: 'a.md' });
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/job_store[^]*CASEWRIGHT_STATE_DIR/) });
    expect((await client.call('generate_test_cases', { path: 'a.md' })).isError).toBe(false);
  });
});
