import { timingSafeEqual } from 'node:crypto';
import { digestOf, type Token } from './token-entry.ts';

/** What `Authorization` says: whose token it is, that there is none, or that it is nobody's. */
export type Identified = { caller: string } | { caller?: never; wrong: boolean };

/** Compares with every token, in the same time whichever fits. */
export function findCaller(header: string | undefined, tokens: readonly Token[]): Identified {
  const given = /^bearer +([^\s]+) *$/i.exec(header ?? '')?.[1];
  if (given === undefined) return { wrong: header !== undefined };
  const digest = digestOf(given);
  const fitting = tokens.filter((each) => timingSafeEqual(each.digest, digest));
  const [first] = fitting;
  return first === undefined ? { wrong: true } : { caller: first.name };
}
