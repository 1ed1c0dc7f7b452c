import {
  type Committed,
  committedFrom,
  ConfigurationError,
  type FileChange,
  findCases,
  type ParsedDocument,
} from '../../core/index.ts';
import { type Examined, examine } from '../examine.ts';
import { gather } from '../read/gather.ts';
import { readRecord } from '../read/read-record.ts';
import type { PullJob } from '../world.ts';

/** What a person signs in: what is committed, or what would be with the cases that a run proposes. `examined`: that run. */
export type SignableRecord = {
  committed: Committed;
  documents: ParsedDocument[];
  proposed: FileChange[];
  examined?: Examined;
};

/**
 * Reads what is committed; where it does not hold all of these cases, generates what is missing.
 * @throws ConfigurationError where the record cannot be read; GitHub's refusals
 */
export async function signableRecord(job: PullJob, ids: string[] | 'all'): Promise<SignableRecord> {
  const documents = (await gather(job)).touched.map(({ document }) => document);
  // As it is written: what was renamed or moved is followed only by a run that rewrites all of it.
  const committed = await readRecord(job.repository.at(job.target.headSha), documents);
  if (committed.problems.length > 0) throw new ConfigurationError(committed.problems);
  const isCommitted = ids !== 'all' && findCases(ids, committed.suites).problems.length === 0;
  if (isCommitted) return { committed, documents, proposed: [] };
  const examined = await examine(job);
  const proposed = examined.report.changes;
  if (proposed.length === 0) return { committed, documents, proposed, examined };
  const texts = new Map(committed.texts);
  for (const { path, text } of proposed) {
    if (text === undefined) texts.delete(path);
    else texts.set(path, text);
  }
  return { committed: committedFrom(texts, documents), documents, proposed, examined };
}
