import {
  type Config,
  ConfigurationError,
  decodeDocument,
  type DocumentFormat,
  findDocuments,
  parseDocument,
  type ParsedDocument,
  problem,
  readConfig,
  readRequirements,
} from '../core/index.ts';
import type { Shell } from './shell.ts';

const standardInput = 'stdin.md';

/** The configuration of this run. @throws ConfigurationError */
export async function loadConfig(shell: Shell, path: string | undefined): Promise<Config> {
  const { config, problems } = await readConfig(path, shell.root);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/**
 * What a command reads: what its line names, else what the configuration names. `skip`: paths that need not be read; `as`:
 * the format of standard input.
 */
export type Wanted = {
  named: string[];
  config: Config;
  skip?: ReadonlySet<string>;
  as?: DocumentFormat | undefined;
};

/** The names that count. @throws ConfigurationError where there is none */
export function wantedPaths({ named, config }: Wanted): string[] {
  const paths = named.length > 0 ? named : (config.paths ?? []);
  if (paths.length > 0) return paths;
  const hint = 'Name files, folders or globs, or list them under paths: in casewright.yml.';
  throw new ConfigurationError([problem({ code: 'no_path', message: 'nothing was named to read', hint })]);
}

/** How tables are read. */
export function columnsOf({ columns }: Config): { columns?: Record<string, string> } {
  return columns ? { columns } : {};
}

/** Reads and parses what is wanted. @throws ConfigurationError with all that could not be read */
export async function readInput(shell: Shell, wanted: Wanted): Promise<ParsedDocument[]> {
  const paths = wantedPaths(wanted);
  const found = await findDocuments(
    paths.filter((path) => path !== '-'),
    shell.root,
  );
  const columns = columnsOf(wanted.config);
  const needed = found.paths.filter((path) => !wanted.skip?.has(path));
  const { documents, problems: unread } = await readRequirements({ ...found, paths: needed }, shell.root, columns);
  const problems = [...found.problems, ...unread];
  if (paths.includes('-')) {
    const file = decodeDocument(standardInput, await readStandardInput());
    if ('problem' in file) problems.push(file.problem);
    else documents.push(parseDocument({ ...file, ...columns, ...(wanted.as && { format: wanted.as }) }));
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return documents;
}

/** Without a requirement there is nothing to do. Says what was looked at. */
export function nothingFound(documents: ParsedDocument[]): ConfigurationError {
  const names = documents.map(({ path }) => path).join(', ');
  const empty = documents.every(({ text }) => text.trim() === '');
  const skipped = documents.flatMap((each) => each.skipped).slice(0, 3);
  const passedOver = skipped.map(({ source, reason }) => `${source.path}:${source.line} ${reason}`).join('; ');
  return new ConfigurationError([
    problem({
      code: empty ? 'empty_document' : 'no_requirement',
      message: empty ? `${names}: there is no text in it` : `no requirement found in ${names}`,
      hint: `${passedOver && `Passed over: ${passedOver}. `}A requirement has an id (REQ-1, FR-001), is a user story ("As a …, I want …"), a Given/When/Then scenario, or a sentence with shall or must.`,
    }),
  ]);
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
