import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { casesOf, checked, expectSameFacts } from '../../fixtures/mcp-answers.ts';
import { connect, connectAs, eras } from '../../fixtures/mcp-clients.ts';
import { asked, doorAndShop as files, get, placeOf, start } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

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
