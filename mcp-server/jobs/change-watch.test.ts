import { describe, expect, it } from 'vitest';
import { changeWatch } from './change-watch.ts';

const { signal } = new AbortController();

describe('those who wait for a change', () => {
  it('are woken by it, all of them by one look', async () => {
    let [version, looks] = [1, 0];
    const watch = changeWatch(() => {
      looks += 1;
      return version;
    }, 5);
    let woken = 0;
    const waiting = Array.from({ length: 10 }, () => watch.next(60_000, signal).then(() => (woken += 1)));
    // The first look may be a change: nobody has looked before.
    await Promise.all(waiting);
    expect([woken, looks]).toEqual([10, 1]);
    const again = watch.next(60_000, signal).then(() => (woken += 1));
    await expect.poll(() => looks).toBeGreaterThan(2);
    expect(woken).toBe(10);
    version = 2;
    await again;
    expect(woken).toBe(11);
  });

  it('go on after their time, or when they are cancelled', async () => {
    let looks = 0;
    const watch = changeWatch(() => (looks += 1), 60_000);
    await watch.next(1, signal);
    const controller = new AbortController();
    const waiting = watch.next(60_000, controller.signal);
    controller.abort();
    await waiting;
    await watch.next(60_000, controller.signal);
    expect(looks).toBe(0);
  });
});
