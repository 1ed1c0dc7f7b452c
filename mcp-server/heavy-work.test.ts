import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyLock, parseDocument } from '../core/index.ts';
import { startHttpApp } from '../fixtures/http-app.ts';
import { heavyWork, isSmall } from './heavy-work.ts';
import { runHere } from './heavy-tasks.ts';

const packageRoot = join(import.meta.dirname, '..');
const { signal } = new AbortController();
const by = { caller: 'ann', signal };
const requirement = (n: number): string =>
  `REQ-${n} When the user submits an invalid password ${n + 2} times, the system shall lock the account.\n`;
const large = Array.from({ length: 300 }, (_, n) => requirement(n)).join('\n');
const file = { path: 'text.md', text: large };
const given = { title: 'Lock the account', steps: ['Submit an invalid password'], expected_result: 'It is locked.' };

describe('work on a large document', () => {
  it('brings the same as it does without a thread', async () => {
    expect(isSmall(large.length)).toBe(false);
    const work = heavyWork(packageRoot);
    const size = large.length;
    const document = await work.run('parse', { given: file, size, by });
    expect(document).toEqual(parseDocument(file));
    const plan = { document, lock: emptyLock, findings: undefined };
    const planned = await work.run('plan', { given: plan, size, by });
    expect(planned).toEqual(await runHere('plan', plan));
    const judged = { cases: [given], inputs: [{ document, plan: planned }] };
    expect(await work.run('judge', { given: judged, size, by })).toEqual(await runHere('judge', judged));
    const generation = {
      documents: [document],
      lock: emptyLock,
      suites: new Map(),
      toolVersion: '0',
      now: new Date(0),
    };
    const written = await work.run('generate', { given: generation, size, by });
    expect(written).toEqual(await runHere('generate', generation));
    await work.close();
  });

  it('leaves the thread of the server free', async () => {
    const work = heavyWork(packageRoot);
    let isDone = false;
    const parsed = work.run('parse', { given: file, size: large.length, by }).then(() => (isDone = true));
    const small = await work.run('parse', { given: { path: 'a.md', text: requirement(1) }, size: 100, by });
    await new Promise((resolve) => setImmediate(resolve));
    expect([small.requirements.length, isDone]).toEqual([1, false]);
    expect(await parsed).toBe(true);
    await work.close();
  });

  it('ends at once when the call is cancelled, and the next one is worked on', async () => {
    const work = heavyWork(packageRoot);
    const controller = new AbortController();
    const call = { given: file, size: large.length };
    const first = work.run('parse', { ...call, by: { caller: 'ann', signal: controller.signal } });
    const second = work.run('parse', { ...call, by });
    const waiting = new AbortController();
    const third = work.run('parse', { ...call, by: { caller: 'ann', signal: waiting.signal } });
    waiting.abort();
    controller.abort();
    await expect(first).rejects.toMatchObject({ problems: [{ code: 'cancelled' }] });
    await expect(third).rejects.toMatchObject({ problems: [{ code: 'cancelled' }] });
    expect((await second).requirements).toHaveLength(300);
    await work.close();
  });

  it('is turned down when too much of it waits', async () => {
    const work = heavyWork(packageRoot);
    const controller = new AbortController();
    const call = { given: file, size: large.length, by: { caller: 'ann', signal: controller.signal } };
    const codes = Array.from({ length: 52 }, () =>
      work.run('parse', call).then(
        () => 'done',
        (error: unknown) => Object(error).problems[0].code,
      ),
    );
    expect(await codes.at(-1)).toBe('queue_full');
    controller.abort();
    expect(new Set(await Promise.all(codes.slice(0, 51)))).toEqual(new Set(['cancelled']));
    await work.close();
  });
});

describe('while a client has a large document worked on', () => {
  it.each([
    ['/api/v1/plans', {}],
    ['/api/v1/test-cases', { model: 'rules' }],
    ['/api/v1/checks', { cases: [given] }],
  ])('others are answered, as seen beside %s', async (path, more) => {
    await using app = await startHttpApp();
    const criteria = '\n- the door shall open'.repeat(2000);
    const text = `REQ-1 When the button is pressed, the door shall react\n${criteria}\n`;
    let isDone = false;
    const heavy = app.post(path, { text, ...more }).finally(() => (isDone = true));
    let answered = 0;
    while (!isDone) {
      expect((await app.ask('/health')).status).toBe(200);
      answered += 1;
    }
    expect((await heavy).status).toBe(200);
    // Were the server blocked, it would be those alone that were sent before and after.
    expect(answered).toBeGreaterThan(10);
  });
});
