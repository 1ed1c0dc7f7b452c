import { isDeepStrictEqual } from 'node:util';
import {
  type Committed,
  findTests,
  type FoundTest,
  type Lock,
  lockPath,
  type ParsedDocument,
  prove,
  waiversPath,
} from '../../core/index.ts';
import type { ChangedFile } from './changed-files.ts';
import { testMatcher } from './gather-tests.ts';
import { readWaivers } from './gather-waivers.ts';
import type { Repository, Snapshot } from './read-files.ts';
import { readRecord, stateOf } from './read-record.ts';
import type { Job } from '../world.ts';

/**
 * What a pull request changes of the cases of documents that it does not touch. `documents`: whose lines in the lockfile or
 * waivers change. `perhaps`: those that are concerned if they have an id that `says` names.
 */
export type Indirect = { documents: string[]; perhaps: string[]; says: string[] };

/** What of a job counts here. */
export type Reading = Pick<Job, 'inputs' | 'config' | 'now'> & { repository: Pick<Repository, 'readTexts'> };

type Versions = { head: Snapshot; base: Snapshot; matches: (path: string) => boolean };

/** Finds what the lockfile, waivers and, where the demanded level depends on them, tests say otherwise than at the base. */
export async function indirectChanges(files: ChangedFile[], versions: Versions, job: Reading): Promise<Indirect> {
  const { matches, head, base } = versions;
  const paths = files.flatMap(({ path, previous }) => (previous === undefined ? [path] : [path, previous]));
  const isTest = testMatcher(job.config.tests ?? []);
  const needsTests = job.inputs.require === 'automated' || job.inputs.require === 'passed';
  const tests = needsTests ? await changedTests(new Set(paths.filter(isTest)), versions, job) : [];
  const waived = paths.includes(waiversPath) ? await changedWaivers(versions, job) : [];
  if (tests.length + waived.length === 0 && !paths.includes(lockPath)) return { documents: [], perhaps: [], says: [] };
  const [now, then] = (await Promise.all([head, base].map((each) => readRecord(each, [])))).map(({ lock }) =>
    linesOf(lock),
  );
  const locked = [...new Set([...(now?.keys() ?? []), ...(then?.keys() ?? [])])].filter(matches);
  const there = [...(await head.files()).keys()].filter(matches);
  const documentOf = (id: string) => [...locked, ...there].find((path) => id.startsWith(`${path}:`));
  const bare = waived.filter((id) => documentOf(id) === undefined);
  return {
    documents: [
      ...locked.filter((path) => !isDeepStrictEqual(now?.get(path), then?.get(path))),
      ...waived.flatMap((id) => documentOf(id) ?? []),
    ],
    // A waiver may be of a document that was never locked; what a test proves counts only where there are cases.
    perhaps: bare.length > 0 ? [...new Set([...locked, ...there])] : tests.length > 0 ? locked : [],
    says: [...bare, ...tests.flatMap(({ says }) => says)],
  };
}

/** Whether one of the texts names a requirement, an item or a case of the document. */
export function namesOneOf(document: ParsedDocument, committed: Committed, says: string[]): boolean {
  if (document.requirements.length === 0 && !committed.suites.has(document.path)) return false;
  const test = { path: document.path, line: 1, name: '', says, pending: true };
  const { tests } = prove(stateOf([document], committed), { tests: [test], results: [] });
  return tests.some(({ names }) => names.length > 0);
}

function linesOf({ documents, requirements }: Lock): Map<string, object[]> {
  return Map.groupBy<string, Lock['documents'][number] | Lock['requirements'][number]>(
    [...documents, ...requirements],
    ({ document }) => document,
  );
}

/** Ids whose waivers are new, gone or others. */
async function changedWaivers({ head, base }: Versions, { now }: Reading): Promise<string[]> {
  const [present, earlier] = await Promise.all([readWaivers(head, now), readWaivers(base, now)]);
  return difference(present.waivers, earlier.waivers).flatMap(({ ids }) => ids);
}

/** Tests that are new, gone, or say something else; what they do is not known here. */
async function changedTests(
  paths: ReadonlySet<string>,
  { head, base }: Versions,
  { repository }: Reading,
): Promise<FoundTest[]> {
  if (paths.size === 0) return [];
  const testsOf = async (snapshot: Snapshot) => {
    const entries = [...(await snapshot.files())].filter(([path]) => paths.has(path));
    const texts = await repository.readTexts(new Map(entries));
    return [...texts].flatMap(([path, text]) => findTests({ path, text }).map((test) => ({ ...test, line: 0 })));
  };
  return difference(await testsOf(head), await testsOf(base));
}

function difference<T>(some: T[], others: T[]): T[] {
  const keysOf = (all: T[]) => new Set(all.map((each) => JSON.stringify(each)));
  const [left, right] = [keysOf(some), keysOf(others)];
  return [
    ...some.filter((each) => !right.has(JSON.stringify(each))),
    ...others.filter((each) => !left.has(JSON.stringify(each))),
  ];
}
