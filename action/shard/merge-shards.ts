import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addModelUse,
  committedFrom,
  ConfigurationError,
  type DocumentSuite,
  type Lock,
  lockPath,
  plural,
  problem,
  type Problem,
  visible,
} from '../../core/index.ts';
import type { Documents } from '../read/touched.ts';
import { isInShard } from './shard.ts';
import { parseShardFile, type ShardFile, shardFilePattern } from './shard-file.ts';
import type { Job } from '../world.ts';
import type { Written } from '../write-suite.ts';

const largestPart = 50_000_000;

type Merged = {
  /** As if the parts had been committed: only what no part brought is still due. */
  gathered: Documents;
  /** What this run wrote, with what the parts say of theirs. */
  withParts: (written: Written) => Written;
};

/**
 * Puts together what the shards left in `report-dir`. Each part counts for its own requirements only, and is read like any
 * committed file. A part that is missing costs words, not cases: the rules write them, and a problem says so.
 * @throws ConfigurationError where there is no part at all
 */
export async function mergeShards(gathered: Documents, job: Job): Promise<Merged> {
  const { inputs, target } = job;
  const found = await readParts(inputs.reportDir);
  const ofHead = found.filter(({ head_sha }) => head_sha === target.headSha);
  const [first] = ofHead;
  if (first === undefined) throw new ConfigurationError([noParts(inputs.reportDir, found.length)]);
  const parts = ofHead.filter(({ count }) => count === first.count);
  const missing = [...Array(first.count).keys()]
    .map((index) => index + 1)
    .filter((part) => !parts.some((each) => each.part === part));
  const problems = missing.map((part) => missingPart(part, first.count));
  const use = parts.map(({ model_use }) => model_use).reduce(addModelUse);
  const models = [...new Set(parts.flatMap(({ model }) => model ?? []))];
  // That a part had nothing to do is no news where another had.
  const busy = parts.filter((each) => each.written.length > 0);
  const reasons = [...new Set((busy.length > 0 ? busy : parts).flatMap(({ reason }) => reason ?? []))];
  const unserved = parts.some((each) => each.unserved);
  return {
    gathered: { ...gathered, committed: { ...gathered.committed, ...mergedRecord(gathered, parts) } },
    withParts: ({ result, ...written }) => ({
      ...written,
      ...(models.length > 0 ? { model: visible(models.join(', ')) } : { reason: visible(reasons.join(' ')) }),
      unserved,
      result: {
        ...result,
        written: [...new Set([...result.written, ...parts.flatMap((each) => each.written)])],
        suite: { ...result.suite, summary: { ...result.suite.summary, ...addModelUse(result.suite.summary, use) } },
      },
      // What no part wrote, this run did.
      leftOut: Math.max(0, parts.reduce((sum, each) => sum + each.left_out, 0) - result.written.length),
      problems: [...written.problems, ...problems],
    }),
  };
}

function mergedRecord(
  { touched, committed }: Documents,
  parts: ShardFile[],
): { lock: Lock; suites: Map<string, DocumentSuite> } {
  const documents = touched.map(({ document }) => document);
  const suites = new Map(committed.suites);
  let { requirements } = committed.lock;
  for (const { part, count, files } of parts) {
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    const theirs = committedFrom(texts, documents);
    const isTheirs = (document: string, id: string) => isInShard({ part, count }, document, id);
    // A part that changed nothing brings no files, and what is committed stays.
    if (!texts.has(lockPath)) continue;
    requirements = [
      ...requirements.filter(({ document, id }) => !isTheirs(document, id)),
      ...theirs.lock.requirements.filter(({ document, id }) => isTheirs(document, id)),
    ];
    for (const [document, suite] of theirs.suites) {
      const before = suites.get(document);
      suites.set(document, joined(document, { before, suite, isTheirs }));
    }
  }
  return { suites, lock: { ...committed.lock, requirements } };
}

type Joining = {
  before: DocumentSuite | undefined;
  suite: DocumentSuite;
  isTheirs: (document: string, id: string) => boolean;
};

function joined(document: string, { before, suite, isTheirs }: Joining): DocumentSuite {
  const theirs = ({ requirement_id }: { requirement_id: string }) => isTheirs(document, requirement_id);
  const cases = suite.test_cases.filter(theirs);
  const kept = (before?.test_cases ?? []).filter((each) => !theirs(each));
  const quotes = cases.map(({ id }) => [id, suite.quotes[id] ?? []] as const);
  return {
    document,
    test_cases: [...kept, ...cases],
    questions: [...(before?.questions ?? []).filter((each) => !theirs(each)), ...suite.questions.filter(theirs)],
    quotes: { ...before?.quotes, ...Object.fromEntries(quotes) },
  };
}

async function readParts(folder: string): Promise<ShardFile[]> {
  const names = await readdir(folder).catch(() => []);
  const paths = names.filter((name) => shardFilePattern.test(name)).map((name) => join(folder, name));
  const texts = await Promise.all(paths.toSorted().map(readPlain));
  return texts.flatMap((text) => (text === undefined ? [] : (parseShardFile(text) ?? [])));
}

/** The text of a file of a sensible size; a link leads to what nobody meant. */
async function readPlain(path: string): Promise<string | undefined> {
  const info = await lstat(path);
  return info.isFile() && info.size <= largestPart ? readFile(path, 'utf8') : undefined;
}

function noParts(folder: string, others: number): Problem {
  const also = others === 0 ? '' : `; ${plural(others, 'file')} there speak of another commit`;
  return problem({
    code: 'no_shards',
    message: `shard: merge found no casewright-shard-N-of-M.json of this commit in ${folder}${also}`,
    hint: 'Upload report-dir in each shard, and download all of them (merge-multiple: true) into report-dir of this job.',
  });
}

function missingPart(part: number, count: number): Problem {
  return problem({
    code: 'shard_missing',
    severity: 'warning',
    message: `shard ${part}/${count} left nothing, so the rules wrote the cases of its requirements`,
    hint: 'Look at the log of that job and run it again.',
  });
}
