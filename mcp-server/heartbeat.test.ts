import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Call } from './define-tool.ts';
import { withHeartbeat } from './heartbeat.ts';

type Sent = { progress: number; total?: number; message: string };

function listening(): { call: Pick<Call, 'notify'>; sent: Sent[] } {
  const sent: Sent[] = [];
  const notify = async (progress: Sent) => void sent.push(progress);
  return { sent, call: { notify } };
}

const finished = (index: number, total = 3) => ({
  document: 'a.md',
  requirement_id: `REQ-${index}`,
  index,
  total,
  phase: 'done' as const,
  characters: 0,
});

describe('withHeartbeat', () => {
  it('tells of each finished requirement and of silence, with numbers that grow strictly up to the total', async () => {
    const { call, sent } = listening();
    await withHeartbeat(call, 5, async (report) => {
      for (const index of [2, 1, 3]) {
        await sleep(40);
        report({ ...finished(index), phase: 'model', characters: 120 });
        report(finished(index));
      }
      await sleep(40);
    });
    expect(sent.length).toBeGreaterThan(6);
    for (const [index, { progress }] of sent.entries())
      expect(progress).toBeGreaterThan(sent[index - 1]?.progress ?? -1);
    expect(sent.at(-1)).toEqual({ progress: 3, total: 3, message: 'REQ-3 (3 of 3): finished' });
    expect(sent[1]?.message).toBe('waiting for the model');
    const count = sent.length;
    await sleep(30);
    expect(sent.length).toBe(count);
  });

  it('sends nothing to a client that did not ask, and ends when the work throws', async () => {
    expect(await withHeartbeat({}, 1, async (report) => (report(finished(1)), 'result'))).toBe('result');
    const { call, sent } = listening();
    await expect(withHeartbeat(call, 1, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const count = sent.length;
    await sleep(20);
    expect(sent.length).toBe(count);
  });

  it('goes on when a notification cannot be delivered', async () => {
    const call: Pick<Call, 'notify'> = { notify: () => Promise.reject(new Error('gone')) };
    expect(await withHeartbeat(call, 1, async () => (await sleep(10), 1))).toBe(1);
  });
});
