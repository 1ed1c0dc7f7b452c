import type { EarlierItems } from '../types.ts';

/** Equal keys told apart by their order: the second `k` is `k.2`. This is how the lockfile names them. */
export function distinctKeys(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const repeat = (seen.get(key) ?? 0) + 1;
    seen.set(key, repeat);
    return repeat === 1 ? key : `${key}.${repeat}`;
  });
}

/**
 * Gives each key its number: the earlier one where there was one, else the next free one. A number is never used twice,
 * not even after its item is gone.
 */
export function numberItems(keys: readonly string[], earlier: EarlierItems = { numbers: {}, next: 1 }): number[] {
  let next = earlier.next;
  return distinctKeys(keys).map((key) => earlier.numbers[key] ?? next++);
}
