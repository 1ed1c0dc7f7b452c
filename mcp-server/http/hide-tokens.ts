import type { Log } from '../../core/index.ts';
import { digestOf, type Token } from './token-entry.ts';

const hidden = '[token]';

/** How the tokens begin that we make, of this server or of another one. */
const prefix = 'cwt_';

/** Paths of ours are shorter. */
const mostParts = 24;

/**
 * A log that shows no token, wherever a client has put it: in a path, in a correlation id. We know digests only, so what
 * could be a token is digested.
 */
export function hideTokens(log: Log, tokens: readonly Pick<Token, 'digest'>[]): Log {
  const known = new Set(tokens.map(({ digest }) => digest.toString('hex')));
  const isToken = (text: string): boolean => known.has(digestOf(text).toString('hex'));
  return {
    ...log,
    write: (level, message, fields = {}) =>
      log.write(
        level,
        message,
        Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [
            name,
            typeof value === 'string' ? withoutTokens(value, isToken) : value,
          ]),
        ),
      ),
  };
}

function withoutTokens(text: string, isToken: (text: string) => boolean): string {
  const plain = decoded(text);
  const found = [...new Set(candidates(plain))].filter(isToken);
  // Left as it was written where there is nothing to hide.
  if (found.length === 0 && !plain.includes(prefix)) return text;
  return found
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, each) => rest.replaceAll(each, hidden), plain)
    .replace(new RegExp(`${prefix}[\\w-]+`, 'g'), hidden);
}

/** Runs of the characters that a token may hold, also those between slashes and behind an equals sign. */
function* candidates(text: string): Generator<string> {
  for (const run of text.split(/[^\w.~+/=-]+/)) {
    const parts = run.split('/').slice(0, mostParts);
    for (const [from] of parts.entries())
      for (let to = from + 1; to <= parts.length; to += 1) {
        const joined = parts.slice(from, to).join('/');
        yield joined;
        yield joined.slice(joined.indexOf('=') + 1);
      }
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
