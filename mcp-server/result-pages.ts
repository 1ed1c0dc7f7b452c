import { createHash, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ConfigurationError, problem } from '../core/index.ts';

const mostKept = 8;
const mostCallers = 100;

/** Finished results of each caller, so that a next page is not generated anew. The oldest ones are forgotten. */
export type ResultPages = {
  keep: (result: object, caller: string) => string;
  find: <T>(key: string, caller: string, is: (result: object) => result is T & object) => T | undefined;
};

export function resultPages(): ResultPages {
  const callers = new LRUCache<string, LRUCache<string, object>>({ max: mostCallers });
  return {
    keep: (result, caller) => {
      const kept = callers.get(caller) ?? new LRUCache<string, object>({ max: mostKept });
      callers.set(caller, kept);
      const key = randomUUID();
      kept.set(key, result);
      return key;
    },
    find: (key, caller, is) => {
      const result = callers.get(caller)?.get(key);
      return result !== undefined && is(result) ? result : undefined;
    },
  };
}

/** A page of `all`. `key` says what the cursor belongs to; `next_cursor` is absent on the last page. */
export function pageOf<T>(
  all: readonly T[],
  { offset, limit, key }: { offset: number; limit: number; key: string },
): { page: T[]; next_cursor?: string } {
  const end = offset + limit;
  const page = all.slice(offset, end);
  return {
    page,
    ...(end < all.length && { next_cursor: Buffer.from(JSON.stringify([key, end])).toString('base64url') }),
  };
}

/** What `pageOf` put into a cursor. @throws ConfigurationError when nobody handed it out */
export function readCursor(cursor: string): { key: string; offset: number } {
  const found = parsed(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(found)) {
    const [key, offset]: unknown[] = found;
    if (typeof key === 'string' && typeof offset === 'number' && Number.isInteger(offset) && offset > 0)
      return { key, offset };
  }
  throw staleCursor();
}

export function staleCursor(): ConfigurationError {
  return new ConfigurationError([
    problem({
      code: 'unknown_cursor',
      message: 'This cursor belongs to no list that is known (any more)',
      hint: 'Call the tool again without cursor and use the next_cursor of that answer.',
    }),
  ]);
}

export function digestOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
