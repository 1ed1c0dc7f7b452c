import { createHash } from 'node:crypto';

/** One of `count` parts of all requirements, counted from 1, or the run that puts the parts together. */
export type Shard = { part: number; count: number } | 'merge';

const most = 64;

export const shardForms = `1/4 (the first of four parts, at most ${most}) or merge`;

export function readShard(value: string): Shard | undefined {
  if (value === 'merge') return 'merge';
  const found = /^([1-9]\d?)\/([1-9]\d?)$/.exec(value);
  const [part, count] = [Number(found?.[1]), Number(found?.[2])];
  return found && part <= count && count <= most ? { part, count } : undefined;
}

/**
 * Whether a requirement belongs to the shard. By a hash of its name, so that each one is in exactly one shard, and stays
 * there when others come and go.
 */
export function isInShard(shard: Shard | undefined, document: string, requirement: string): boolean {
  if (shard === undefined || shard === 'merge') return true;
  const digest = createHash('sha256').update(`${document}:${requirement}`).digest();
  return digest.readUInt32BE(0) % shard.count === shard.part - 1;
}

/** For names that must differ from shard to shard. */
export function shardName(shard: Shard | undefined): string {
  return shard === undefined || shard === 'merge' ? '' : ` (${shard.part}/${shard.count})`;
}
