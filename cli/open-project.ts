import {
  changeProblems,
  type Config,
  ConfigurationError,
  findDocuments,
  type Gated,
  goneDocuments,
  noMarks,
  type ParsedDocument,
  planAgain,
  type Problem,
  prove,
  readCommitted,
  readRecord,
  readTests,
  type RepositoryRecord,
  type TestResult,
  unchangedDocuments,
} from '../core/index.ts';
import { loadConfig, readInput, wantedPaths } from './read-input.ts';
import { type CommonOptions, type Shell, showProblems } from './shell.ts';

/** The repository as it is: its documents planned, what is committed of them, and what its tests prove. */
export type Project = {
  config: Config;
  present: ParsedDocument[];
  record: RepositoryRecord;
  /** With those that are gone, which have no requirements. */
  documents: (Gated & { parsed: ParsedDocument })[];
  /** Documents that were not read because the lockfile knows them as they are. */
  unchanged: string[];
  problems: Problem[];
};

/**
 * Opens what is named, else what the configuration names, else what the lockfile knows. `trust`: what the lockfile knows
 * to be clean and unchanged is not read. @throws ConfigurationError
 */
export async function openProject(
  shell: Shell,
  named: string[],
  options: Pick<CommonOptions, 'config'> & { trust?: boolean },
): Promise<Project> {
  const config = await loadConfig(shell, options.config);
  const committed = await readCommitted([], shell.root);
  const { lock } = committed;
  if (committed.problems.length > 0) throw new ConfigurationError(committed.problems);
  const gone = new Set((await goneDocuments(lock, shell.root)).map(({ path }) => path));
  const known = lock.documents.map(({ document }) => document).filter((path) => !gone.has(path));
  const wanted = { named: named.length > 0 ? named : (config.paths ?? known), config };
  const nothingLeft = wanted.named.length === 0 && gone.size > 0;
  const paths = nothingLeft ? [] : wantedPaths(wanted).filter((path) => path !== '-');
  // A safety profile looks at each item, so it reads everything.
  const unchanged =
    options.trust && config.profile === undefined
      ? await unchangedDocuments(lock, (await findDocuments(paths, shell.root)).paths, shell.root)
      : [];
  const present = nothingLeft ? [] : await readInput(shell, { ...wanted, skip: new Set(unchanged) });
  const record = await readRecord(present, shell.root, committed);
  if (record.committed.problems.length > 0) throw new ConfigurationError(record.committed.problems);
  const documents = record.documents.map((parsed) => ({
    document: parsed.path,
    parsed,
    plan: planAgain(parsed, record.committed.lock, config.findings),
    suite: record.committed.suites.get(parsed.path),
  }));
  const problems = [...present.flatMap((each) => each.problems), ...changeProblems(record)];
  return { config, present, record, documents, unchanged, problems };
}

/** What the tests that are named, else those of the configuration, prove of a project. Shows what could not be read. */
export async function proveProject(
  shell: Shell,
  { config, documents, unchanged, record }: Project,
  { tests = [], results = [] }: { tests?: string[]; results?: string[] },
): Promise<ReturnType<typeof prove> & { files: number; configured: boolean; results: TestResult[] }> {
  const sources = {
    tests: tests.length > 0 ? tests : (config.tests ?? []),
    results: results.length > 0 ? results : (config.results ?? []),
  };
  const configured = sources.tests.length + sources.results.length > 0;
  if (!configured) return { tests: [], results: [], marks: noMarks, problems: [], files: 0, configured };
  const found = await readTests(sources, shell.root);
  const proof = prove({ documents, lock: record.committed.lock, unchanged }, found);
  await showProblems(shell, [...found.problems, ...proof.problems]);
  return {
    ...proof,
    files: found.files,
    results: found.results,
    configured,
  };
}
