import { describe, expect, it } from 'vitest';
import { type GenerationQueue, generationQueue } from './generation-queue.ts';

const { signal } = new AbortController();

/** Work that ends when it is told to; `begun` and `told` are what happened, in order. */
function workshop(queue: GenerationQueue) {
  const begun: string[] = [];
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, { caller = 'a', by = signal } = {}) => {
    const work = async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    };
    const onPosition = (position: number) => void told.push(`${name} ${position}`);
    return queue.run(work, { caller, signal: by, onPosition });
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, told, add, end };
}

describe('the queue before the model', () => {
  it('lets few begin, and tells the others their place whenever it changes', async () => {
    const { begun, told, add, end } = workshop(generationQueue(2));
    const all = ['1', '2', '3', '4', '5'].map((name) => add(name));
    expect(begun).toEqual(['1', '2']);
    expect(told).toEqual(['3 1', '4 2', '5 3']);
    await end('2');
    expect(begun).toEqual(['1', '2', '3']);
    expect(told.slice(3)).toEqual(['4 1', '5 2']);
    for (const name of ['1', '3', '4', '5']) await end(name);
    expect(await Promise.all(all)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('takes callers in turn: fifty of one do not starve another', async () => {
    const { begun, add, end } = workshop(generationQueue(1));
    const greedy = Array.from({ length: 50 }, (_, index) => add(`a${index}`));
    const modest = [add('b0', { caller: 'b' }), add('b1', { caller: 'b' })];
    const late = add('c0', { caller: 'c' });
    for (let turn = 0; turn < 53; turn += 1) await end(begun.at(-1) ?? '');
    await Promise.all([...greedy, ...modest, late]);
    expect(begun.slice(0, 7)).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1', 'a3']);
    expect(begun).toHaveLength(53);
  });

  it('lets a caller go at once that cancels while it waits, and never begins its work', async () => {
    const { begun, told, add, end } = workshop(generationQueue(1));
    const first = add('1');
    const controller = new AbortController();
    const second = add('2', { by: controller.signal });
    const third = add('3');
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    expect(told.at(-1)).toBe('3 1');
    await end('1');
    await end('3');
    expect([await first, await third, begun]).toEqual(['1', '3', ['1', '3']]);
    await expect(add('4', { by: controller.signal })).rejects.toThrow('gone');
  });

  it('keeps the place of work that was cancelled after it began until it has really ended', async () => {
    const { begun, add, end } = workshop(generationQueue(1));
    const controller = new AbortController();
    const first = add('1', { by: controller.signal });
    const second = add('2');
    controller.abort();
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(['1']);
    await end('1');
    expect([await first, begun]).toEqual(['1', ['1', '2']]);
    await end('2');
    await second;
  });

  it('gives the place of work that failed to the next', async () => {
    const queue = generationQueue(1);
    const broken = queue.run(() => Promise.reject(new Error('broken')), { caller: 'a', signal });
    const next = queue.run(async () => 'next', { caller: 'a', signal });
    await expect(broken).rejects.toThrow('broken');
    expect([await next, queue.waiting()]).toEqual(['next', 0]);
  });
});
