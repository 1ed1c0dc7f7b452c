import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

type Values = Record<string, SQLInputValue>;

/** How the file is read and changed. */
export type JobRows = {
  all: (sql: string, values: Values) => Record<string, SQLOutputValue>[];
  /** The one number that is asked for. */
  count: (sql: string, values: Values) => number;
  /** Whether a row changed. */
  change: (sql: string, values: Values) => boolean;
  /** Other servers see all of it or nothing. */
  atOnce: <T>(work: () => T) => T;
};

export function jobRows(database: DatabaseSync): JobRows {
  const all: JobRows['all'] = (sql, values) => database.prepare(sql).all(values);
  return {
    all,
    count: (sql, values) => Number(Object.values(all(sql, values)[0] ?? {})[0] ?? 0),
    change: (sql, values) => Number(database.prepare(sql).run(values).changes) > 0,
    atOnce: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
