import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Call } from './define-tool.ts';
import { withHeartbeat } from './heartbeat.ts';

type Sent = { progress: number; total?: number; message: string };

/** `beats` resolves when so many more notifications have come. */
function listening(): { call: Pick<Call, 'notify'>; sent: Sent[]; beats: (count: number) => Promise<void> } {
  const sent: Sent[] = [];
  const notify = async (progress: Sent) => void sent.push(progress);
  const beats = async (count: number): Promise<void> => {
    const wanted = sent.length + count;
    while (sent.length < wanted) await sleep(1);
  };
  return { sent, beats, call: { notify } };
}

const finished = (done: number, total = 3) => ({ done, total, message: `REQ-${done} finished` });

describe('withHeartbeat', () => {
  it('tells of each finished requirement and of silence, with numbers that grow strictly up to the total', async () => {
    const { call, sent, beats } = listening();
    await withHeartbeat(call, 5, async (tell) => {
      for (const done of [1, 2, 3]) {
        await beats(2);
        tell({ ...finished(done - 1), message: 'the model has written 120 characters' });
        tell(finished(done));
      }
    });
    // Two for each silence at least, and the last requirement.
    expect(sent.length).toBeGreaterThanOrEqual(7);
    for (const [index, { progress }] of sent.entries())
      expect(progress).toBeGreaterThan(sent[index - 1]?.progress ?? -1);
    expect(sent.at(-1)).toEqual({ progress: 3, total: 3, message: 'REQ-3 finished' });
    expect(sent[0]).toEqual({ progress: 0, message: 'at work' });
    const count = sent.length;
    await sleep(30);
    expect(sent.length).toBe(count);
  });

  it('sends nothing to a client that did not ask, and ends when the work throws', async () => {
    expect(await withHeartbeat({}, 1, async (tell) => (tell(finished(1)), 'result'))).toBe('result');
    const { call, sent } = listening();
    await expect(withHeartbeat(call, 1, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const count = sent.length;
    await sleep(20);
    expect(sent.length).toBe(count);
  });

  it('tells at once what is urgent, and never counts back when the work begins again', async () => {
    const { call, sent } = listening();
    await withHeartbeat(call, 60_000, async (tell) => {
      tell({ done: 0, total: 3, message: 'position 2 in the queue' }, true);
      tell(finished(2));
      tell({ done: 0, total: 3, message: 'REQ-1: the model has written 3 characters' });
      tell(finished(1));
      tell({ done: 0, total: 3, message: 'position 1 in the queue' }, true);
      tell(finished(3));
    });
    expect(sent.map(({ message }) => message)).toEqual([
      'at work',
      'position 2 in the queue',
      'REQ-2 finished',
      'position 1 in the queue',
      'REQ-3 finished',
    ]);
    expect(sent.map(({ progress }) => progress)).toEqual([0, 0.5, 2, 2.5, 3]);
  });

  it('goes on when a notification cannot be delivered', async () => {
    const call: Pick<Call, 'notify'> = { notify: () => Promise.reject(new Error('gone')) };
    expect(await withHeartbeat(call, 1, async () => (await sleep(10), 1))).toBe(1);
  });
});
