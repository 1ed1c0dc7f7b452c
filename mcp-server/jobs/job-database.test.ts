import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jobServer } from '../../fixtures/job-server.ts';
import { door } from '../../fixtures/started-jobs.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { openDatabase } from './job-database.ts';
import { jobOptions } from './job-options.ts';
import { jobStore } from './job-store.ts';
import { thisOwner } from './owner.ts';

const files = { 'a.md': door };

describe('a file that cannot be used', () => {
  it('keeps jobs from being started, says why, and nothing else fails', async () => {
    await using folder = await temporaryFolder({ ...files, file: '' });
    await using jobs = jobServer({ folder: folder.path, state: join(folder.path, 'file', 'below') });
    await expect(jobs.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [{ code: 'job_store', hint: expect.stringMatching(/CASEWRIGHT_STATE_DIR/) }],
    });
    expect(await jobs.find('x', 'ann')).toBeUndefined();
    expect(jobs.counts()).toMatchObject({ queued: 0 });
  });

  it('is named when it is no database, and when a newer casewright wrote it', async () => {
    await using folder = await temporaryFolder({
      ...files,
      '.state/jobs.sqlite': 'this is no database at all\n'.repeat(40),
    });
    await using jobs = jobServer({ folder: folder.path });
    await expect(jobs.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [
        { code: 'job_store', message: expect.stringMatching(/jobs\.sqlite cannot be opened.*not a database/) },
      ],
    });
    const { DatabaseSync } = await import('node:sqlite');
    await using newer = await temporaryFolder({ ...files, '.state/x': '' });
    const database = new DatabaseSync(join(newer.path, '.state', 'jobs.sqlite'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await using later = jobServer({ folder: newer.path });
    await expect(later.start({ path: 'a.md' }, 'ann')).rejects.toMatchObject({
      problems: [{ code: 'job_store', hint: expect.stringMatching(/Update casewright/) }],
    });
  });

  it('of the first version is taken over with the jobs that wait in it', async () => {
    await using folder = await temporaryFolder({ ...files, '.state/x': '' });
    const { DatabaseSync } = await import('node:sqlite');
    const old = new DatabaseSync(join(folder.path, '.state', 'jobs.sqlite'));
    old.exec(`CREATE TABLE jobs (
      id TEXT PRIMARY KEY, caller TEXT NOT NULL, scope TEXT NOT NULL, arguments TEXT NOT NULL, state TEXT NOT NULL,
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, not_before INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0, was_lost INTEGER NOT NULL DEFAULT 0,
      done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, message TEXT NOT NULL DEFAULT '',
      owner TEXT, place TEXT, pid INTEGER, lease_until INTEGER NOT NULL DEFAULT 0,
      error_code TEXT, error_message TEXT, error_hint TEXT, result TEXT) STRICT;
      INSERT INTO jobs (id, caller, scope, arguments, state, created_at, expires_at) VALUES ('a', 'ann', 'here', '{"path":"a.md"}', 'queued', 1, 9);
      PRAGMA user_version = 1;`);
    old.close();
    const database = await openDatabase(join(folder.path, '.state'));
    const options = { ...jobOptions, now: () => 2 };
    const store = jobStore(database, { scope: 'here', owner: thisOwner(), options });
    expect(store.claim()).toMatchObject([{ id: 'a', arguments: '{"path":"a.md"}' }]);
    expect(database.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
    store.close();
    (await openDatabase(join(folder.path, '.state'))).close();
  });
});
