import type { Shard } from '../shard/shard.ts';

/**
 * Which run wrote a comment, and for which commit. `cases`: digest of the changes that it proposes; absent where it proposes
 * none. `shard`: the part of the requirements that it speaks of, such as `1/4`.
 */
export type Stamp = { headSha: string; run: { id: number; attempt: number }; cases?: string; shard?: string };

// What another version has put after these is passed over.
const pattern =
  /^<!-- casewright:comment head=([0-9a-f]{40}) run=(\d+)\.(\d+)(?: cases=([0-9a-f]{16}))?(?: shard=(\d+\/\d+))?(?: [a-z]+=[\w./-]+)* -->\r?\n/;

/** The marker is the first line, so that no cut can lose it. */
export function stamped(body: string, { headSha, run, cases, shard }: Stamp): string {
  const more = [...(cases === undefined ? [] : [`cases=${cases}`]), ...(shard === undefined ? [] : [`shard=${shard}`])];
  return `<!-- ${['casewright:comment', `head=${headSha}`, `run=${run.id}.${run.attempt}`, ...more].join(' ')} -->\n${body}`;
}

/** Takes a comment apart; undefined: casewright did not write it. GitHub may change line ends. */
export function unstamped(comment: string): { body: string; stamp: Stamp } | undefined {
  const found = pattern.exec(comment);
  if (!found) return undefined;
  const [line, headSha = '', id, attempt, cases, shard] = found;
  const body = comment.slice(line.length).replaceAll('\r\n', '\n').trimEnd();
  const run = { id: Number(id), attempt: Number(attempt) };
  return {
    body,
    stamp: { headSha, run, ...(cases !== undefined && { cases }), ...(shard !== undefined && { shard }) },
  };
}

/** The run that puts the shards together speaks of everything, as one without shards does. */
export function shardMark(shard: Shard | undefined): string | undefined {
  return shard === undefined || shard === 'merge' ? undefined : `${shard.part}/${shard.count}`;
}

/** Whether `a` comes from a later run than `b`. */
export function isLater(a: Stamp, b: Stamp): boolean {
  return a.run.id === b.run.id ? a.run.attempt > b.run.attempt : a.run.id > b.run.id;
}

/** Whether `old` speaks of a part that there is no more: `by` comes from a later run, of other parts or of everything. */
export function isReplaced(old: Stamp, by: Stamp): boolean {
  if (old.shard === undefined || !isLater(by, old)) return false;
  return by.shard?.split('/')[1] !== old.shard.split('/')[1];
}
