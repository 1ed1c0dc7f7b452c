import { access, chmod, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { ConfigurationError, makeFolder, problem } from '../../core/index.ts';

const version = 2;

// They may be large: apart from the rest, nobody reads over them, and they go when the job has ended.
const argumentsTable =
  'CREATE TABLE IF NOT EXISTS job_arguments (id TEXT PRIMARY KEY, arguments TEXT NOT NULL) STRICT;';

const fromFirst = `
${argumentsTable}
INSERT INTO job_arguments SELECT id, arguments FROM jobs WHERE state IN ('queued', 'running');
ALTER TABLE jobs DROP COLUMN arguments;
`;

// `id` is a digest: who reads the file cannot speak for a caller. Times are milliseconds since 1970.
const schema = `
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, caller TEXT NOT NULL, scope TEXT NOT NULL, state TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0, was_lost INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, message TEXT NOT NULL DEFAULT '',
  owner TEXT, place TEXT, pid INTEGER, lease_until INTEGER NOT NULL DEFAULT 0,
  error_code TEXT, error_message TEXT, error_hint TEXT, result TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (scope, state, created_at);
CREATE INDEX IF NOT EXISTS jobs_by_end ON jobs (expires_at);
${argumentsTable}
CREATE TRIGGER IF NOT EXISTS job_ended AFTER UPDATE OF state ON jobs WHEN NEW.state NOT IN ('queued', 'running')
  BEGIN DELETE FROM job_arguments WHERE id = NEW.id; END;
CREATE TRIGGER IF NOT EXISTS job_forgotten AFTER DELETE ON jobs
  BEGIN DELETE FROM job_arguments WHERE id = OLD.id; END;
PRAGMA user_version = ${version};
`;

export const jobFile = (folder: string): string => join(folder, 'jobs.sqlite');

export const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Opens the file of the jobs, which several servers of one user share. @throws ConfigurationError */
export async function openDatabase(folder: string): Promise<DatabaseSync> {
  const file = jobFile(folder);
  try {
    const fresh = !(await isThere(folder));
    await makeFolder(folder);
    if (fresh) await chmod(folder, 0o700);
    // Files that SQLite puts beside it get the same permissions.
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw unusable(`the folder ${folder} cannot be written (${reasonOf(error)})`, writableHint);
  }
  // Only who has jobs pays for it.
  const sqlite = await import('node:sqlite');
  const database = new sqlite.DatabaseSync(file, { timeout: 5000 });
  try {
    if (versionOf(database) > version) throw tooNew(file);
    // Only before there is anything in the file.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_size_limit = 16000000;');
    await toWal(database);
    database.exec('BEGIN IMMEDIATE');
    const isOld = versionOf(database) === 1;
    database.exec(`${isOld ? fromFirst : ''} ${schema} COMMIT;`);
    if (isOld) database.exec('VACUUM');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof ConfigurationError) throw error;
    throw unusable(`${file} cannot be opened (${reasonOf(error)})`, 'Move the file away; its jobs are lost then.');
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);

/** SQLite does not wait for others when it changes the mode. */
async function toWal(database: DatabaseSync): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(50);
    }
  }
}

const tooNew = (file: string): ConfigurationError =>
  unusable(`${file} was written by a newer casewright`, 'Update casewright, or move the file away.');

const writableHint =
  'Set CASEWRIGHT_STATE_DIR to a folder that this user can write. generate_test_cases works without it.';

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The problem that stands for all that can go wrong with the file. */
export function unusable(message: string, hint: string): ConfigurationError {
  return new ConfigurationError([problem({ code: 'job_store', message: `jobs cannot be kept: ${message}`, hint })]);
}
