import { readFile, stat } from 'node:fs/promises';
import { ConfigurationError, problem, type Problem } from '../../core/index.ts';
import { readEntry, type Token } from './token-entry.ts';

type Found = Token | Problem;

export const tokenVariable = 'CASEWRIGHT_HTTP_TOKEN';

/** The tokens of the environment and of the file. `warnings` do not keep the server from starting. @throws ConfigurationError */
export async function readTokens(
  environment: Readonly<Record<string, string | undefined>>,
  file?: string,
): Promise<{ tokens: Token[]; warnings: Problem[] }> {
  const fromFile = file === undefined ? { found: [], warnings: [] } : await inFile(file);
  const found = [...inVariable(environment[tokenVariable] ?? ''), ...fromFile.found];
  const tokens = found.filter((each) => 'digest' in each);
  const problems = [...found.filter((each) => 'code' in each), ...duplicates(tokens)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { tokens, warnings: fromFile.warnings };
}

/** `TOKEN`, or several as `NAME:TOKEN`. */
function inVariable(value: string): Found[] {
  const entries = value.split(/[\s,]+/).filter((each) => each !== '');
  return entries.map((entry, index) => {
    const colon = entry.startsWith('sha256:') ? -1 : entry.indexOf(':');
    const name = colon === -1 ? 'default' : entry.slice(0, colon);
    return readEntry({ name, secret: entry.slice(colon + 1) }, `${tokenVariable}, entry ${index + 1}`);
  });
}

async function inFile(path: string): Promise<{ found: Found[]; warnings: Problem[] }> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { found: [cannotRead(path)], warnings: [] };
  const { mode } = await stat(path);
  const found = text.split(/\r\n|\r|\n/).flatMap((line, index): Found[] => {
    const [name = '', secret, ...rest] = line
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\s+/);
    if (name === '' || name.startsWith('#')) return [];
    const place = `${path}:${index + 1}`;
    if (secret === undefined || (rest.length > 0 && !rest[0]?.startsWith('#'))) return [notTwo(place)];
    return [readEntry({ name, secret }, place)];
  });
  if (found.length === 0) found.push(nothing(path));
  return { found, warnings: (mode & 0o077) === 0 ? [] : [readable(path)] };
}

function duplicates(tokens: Token[]): Problem[] {
  const names = tokens.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const same = tokens.filter(({ digest }, index) => tokens.findIndex((each) => each.digest.equals(digest)) !== index);
  return [
    ...[...twice].map((name) =>
      problem({
        code: 'duplicate_name',
        message: `there are several tokens named ${name}`,
        hint: 'Give each token a name of its own: what a caller starts belongs to its name.',
      }),
    ),
    ...same
      .filter(({ name }) => !twice.has(name))
      .map(({ name }) =>
        problem({
          code: 'duplicate_token',
          message: `the token of ${name} belongs to somebody else, too`,
          hint: 'casewright mcp --new-token NAME makes one for each.',
        }),
      ),
  ];
}

const notTwo = (place: string): Problem =>
  problem({
    code: 'invalid_token',
    message: `${place}: this is no name and token`,
    hint: 'Write NAME TOKEN or NAME sha256:HEX, one a line; # begins a comment.',
  });

const nothing = (path: string): Problem =>
  problem({
    code: 'no_tokens',
    message: `--token-file ${path} holds no token`,
    hint: 'Write NAME TOKEN or NAME sha256:HEX, one a line; casewright mcp --new-token NAME makes a line.',
  });

const cannotRead = (path: string): Problem =>
  problem({ code: 'cannot_read', message: `--token-file ${path} cannot be read`, hint: 'Name a file that exists.' });

const readable = (path: string): Problem =>
  problem({
    code: 'readable_tokens',
    severity: 'warning',
    message: `others than its owner may read --token-file ${path}`,
    hint: `Run chmod 600 ${path}.`,
  });
