import { ConfigurationError, type FileChange, problem, suiteChanges, suitePath } from '../core/index.ts';
import { answersCommands } from './read/answers-commands.ts';
import { type Gathered, gather } from './read/gather.ts';
import { mergeShards } from './shard/merge-shards.ts';
import type { Snapshot } from './read/read-files.ts';
import { buildReport, type Report } from './report.ts';
import type { Job } from './world.ts';
import { type Written, writeSuite } from './write-suite.ts';
import { say } from './say.ts';

/** A repository read, its cases written, everything judged; nothing told yet. */
export type Examined = { report: Report; gathered: Gathered; written: Written };

/**
 * Reads, writes what is due, and judges.
 * @throws ConfigurationError what fails the job; GitHub's refusals
 */
export async function examine(job: Job): Promise<Examined> {
  const { inputs, repository, target } = job;
  const gathered = await gather(job);
  const broken = gathered.committed.problems;
  if (broken.length > 0) throw new ConfigurationError(broken);
  const trusted = repository.at(target.configSha);
  const setting = { ...job, readTrusted: (path: string) => textAt(trusted, path) };
  const merged = inputs.shard === 'merge' ? await mergeShards(gathered, job) : undefined;
  const fresh = await writeSuite(merged?.gathered ?? gathered, setting);
  if (fresh.result.interrupted && job.signal.aborted) throw new ConfigurationError([cancelled]);
  const written = merged ? merged.withParts(fresh) : fresh;
  const documents = gathered.touched.map(({ document }) => document);
  const changes = [
    ...suiteChanges(written.result, { documents, committed: gathered.committed }),
    ...leftBehind(gathered),
  ];
  const report = buildReport(gathered, written, { ...job, changes, answersCommands: await answersCommands(trusted) });
  for (const each of report.problems)
    if (each.severity === 'warning') say.warning(`${each.code}: ${each.message} → ${each.hint}`);
  // Whoever cancelled a run does not expect it to comment.
  if (job.signal.aborted) throw new ConfigurationError([cancelled]);
  return { report, gathered, written };
}

/** Suites of documents that have another name now: their cases are kept under that. */
function leftBehind({ touched, committed }: Gathered): FileChange[] {
  const known = new Set([
    ...touched.map(({ document }) => document.path),
    ...committed.lock.requirements.map(({ document }) => document),
  ]);
  return [...committed.files.keys()]
    .filter((document) => !known.has(document))
    .map((document) => ({ path: suitePath(document) }));
}

async function textAt(snapshot: Snapshot, path: string): Promise<string | undefined> {
  const file = await snapshot.read(path);
  return file && 'text' in file ? file.text : undefined;
}

const cancelled = problem({
  code: 'cancelled',
  message: 'the run was cancelled before it was finished',
  hint: 'An earlier comment stays as it was. Run the job again.',
});
