import type { DatabaseSync } from 'node:sqlite';
import type { JobOptions } from './job-options.ts';
import type { JobRows } from './job-rows.ts';

type Limits = Pick<JobOptions, 'now' | 'mostEnded' | 'mostBytes'>;

/** Takes out what has expired, and the oldest of a caller that has too many or too large results. Gives the disk back. */
export function forgetJobs(database: DatabaseSync, rows: JobRows, { now, mostEnded, mostBytes }: Limits): void {
  const expired = rows.change('DELETE FROM jobs WHERE expires_at <= $now', { $now: now() });
  const tooMany = rows.change(
    `DELETE FROM jobs WHERE rowid IN (
       SELECT rowid FROM (
         SELECT rowid, row_number() OVER newest AS place, sum(octet_length(result)) OVER newest AS bytes
         FROM jobs WHERE state IN ('done', 'failed', 'cancelled')
         WINDOW newest AS (PARTITION BY scope, caller ORDER BY expires_at DESC, rowid DESC))
       WHERE place > $most OR (bytes > $bytes AND place > 1))`,
    { $most: mostEnded, $bytes: mostBytes },
  );
  if (expired || tooMany) database.exec('PRAGMA incremental_vacuum');
}
