import { ConfigurationError } from '../errors.ts';
import { planAgain } from '../generate/plan-again.ts';
import type { Gated } from '../trace/judgement.ts';
import { noMarks } from '../trace/levels.ts';
import { prove } from '../trace/prove.ts';
import type { TestResult } from '../trace/read-results.ts';
import type { ParsedDocument, Problem } from '../types.ts';
import { findDocuments } from './find-documents.ts';
import { goneDocuments, readCommitted } from './read-committed.ts';
import type { Config } from './read-config.ts';
import { changeProblems, readRecord, type RepositoryRecord } from './read-record.ts';
import { readTests } from './read-tests.ts';
import { unchangedDocuments } from './unchanged-documents.ts';

/** The repository as it is: its documents planned, what is committed of them, and what its tests prove. */
export type Project = {
  root: string;
  config: Config;
  present: ParsedDocument[];
  record: RepositoryRecord;
  /** With those that are gone, which have no requirements. */
  documents: (Gated & { parsed: ParsedDocument })[];
  /** Documents that were not read because the lockfile knows them as they are. */
  unchanged: string[];
  problems: Problem[];
};

export type ProjectWish = {
  /** What is opened; without any: what the configuration names, else what the lockfile knows. */
  named: string[];
  config: Config;
  /** What the lockfile knows to be clean and unchanged is not read. */
  trust?: boolean;
  /** Reads documents by what the wish names. @throws ConfigurationError with all that could not be read */
  read: (paths: string[], skip: ReadonlySet<string>) => Promise<ParsedDocument[]>;
};

/** Opens the repository at `root`. @throws ConfigurationError */
export async function openProject(
  root: string,
  { named: asked, config, trust = false, read }: ProjectWish,
): Promise<Project> {
  const committed = await readCommitted([], root);
  const { lock } = committed;
  if (committed.problems.length > 0) throw new ConfigurationError(committed.problems);
  const gone = new Set((await goneDocuments(lock, root)).map(({ path }) => path));
  const known = lock.documents.map(({ document }) => document).filter((path) => !gone.has(path));
  const named = asked.length > 0 ? asked : (config.paths ?? known);
  const nothingLeft = named.length === 0 && gone.size > 0;
  // A safety profile looks at each item, so it reads everything.
  const unchanged =
    trust && config.profile === undefined && !nothingLeft
      ? await unchangedDocuments(lock, await foundPaths(named, root), root)
      : [];
  const present = nothingLeft ? [] : await read(named, new Set(unchanged));
  const record = await readRecord(present, root, committed);
  if (record.committed.problems.length > 0) throw new ConfigurationError(record.committed.problems);
  const documents = record.documents.map((parsed) => ({
    document: parsed.path,
    parsed,
    plan: planAgain(parsed, record.committed.lock, config.findings),
    suite: record.committed.suites.get(parsed.path),
  }));
  const problems = [...present.flatMap((each) => each.problems), ...changeProblems(record)];
  return { root, config, present, record, documents, unchanged, problems };
}

async function foundPaths(named: string[], root: string): Promise<string[]> {
  const files = named.filter((path) => path !== '-');
  return (await findDocuments(files, root)).paths;
}

/** What tests prove. `configured`: somebody has said where they are; `problems`: what could not be read. */
export type ProjectProof = ReturnType<typeof prove> & { files: number; configured: boolean; results: TestResult[] };

/** What the tests that are named, else those of the configuration, prove of a project. */
export async function proveProject(
  { root, config, documents, unchanged, record }: Project,
  { tests = [], results = [] }: { tests?: string[]; results?: string[] } = {},
): Promise<ProjectProof> {
  const sources = {
    tests: tests.length > 0 ? tests : (config.tests ?? []),
    results: results.length > 0 ? results : (config.results ?? []),
  };
  const configured = sources.tests.length + sources.results.length > 0;
  if (!configured) return { tests: [], results: [], marks: noMarks, problems: [], files: 0, configured };
  const found = await readTests(sources, root);
  const proof = prove({ documents, lock: record.committed.lock, unchanged }, found);
  const problems = [...found.problems, ...proof.problems];
  return { ...proof, problems, files: found.files, results: found.results, configured };
}
