import { createHash } from 'node:crypto';
import { ConfigurationError, problem, type Problem } from '../../core/index.ts';

/** A bearer token, by the name of who has it. The token itself is kept nowhere. */
export type Token = { name: string; digest: Buffer };

const shortest = 16;
// `local` is whoever calls without a token: what it starts must not become somebody's who has one.
const namePattern = /^(?!local$)[\w.-]{1,64}$/;
// RFC 6750, b64token: nothing else can stand in the header.
const tokenPattern = /^[\w.~+/-]+=*$/;

export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * One entry of a list. Neither the result nor a problem holds the token. `place` is told in words: a problem with a
 * `source` would be shown with its line, and the token with it.
 */
export function readEntry({ name, secret }: { name: string; secret: string }, place: string): Token | Problem {
  const wrong = (what: string, hint: string): Problem =>
    problem({ code: 'invalid_token', message: `${place}: the token ${what}`, hint });
  if (!namePattern.test(name))
    return wrong(
      'has no proper name',
      'A name has 1 to 64 letters, digits, dots, hyphens or underscores, and is not local.',
    );
  if (secret.startsWith('sha256:')) {
    if (!/^sha256:[\da-f]{64}$/i.test(secret))
      return wrong(`of ${name} has no proper hash`, 'After sha256: stand 64 hexadecimal digits.');
    return { name, digest: Buffer.from(secret.slice('sha256:'.length), 'hex') };
  }
  if (secret.length < shortest)
    return wrong(
      `of ${name} is too short: at least ${shortest} characters`,
      'casewright mcp --new-token NAME makes a good one.',
    );
  if (!tokenPattern.test(secret))
    return wrong(
      `of ${name} holds a character that no bearer token may hold`,
      'Use letters, digits and - . _ ~ + / only, and = at the end.',
    );
  return { name, digest: digestOf(secret) };
}

/** @throws ConfigurationError for a name that could not stand in a file of tokens */
export function requireTokenName(name: string): void {
  if (namePattern.test(name)) return;
  const hint =
    'A name has 1 to 64 letters, digits, dots, hyphens or underscores, such as ci or anna.laptop, and is not local.';
  throw new ConfigurationError([
    problem({ code: 'invalid_name', message: `--new-token ${JSON.stringify(name)} is no name`, hint }),
  ]);
}
