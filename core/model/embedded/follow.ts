import type { Fetch } from '../fetch-without-timeout.ts';

/** Whom a download asks. */
export type Source = {
  fetch: Fetch;
  /** Of the hub, without a slash at the end. */
  hub: string;
  /** For models that ask for one; it is sent to the hub alone. */
  token?: string | undefined;
  signal?: AbortSignal | undefined;
};

type Asked = {
  method: 'GET' | 'HEAD';
  headers?: Record<string, string>;
  /** A redirect that says enough itself and is not followed. */
  enough?: (answer: Response) => boolean;
};

const mostRedirects = 5;

/**
 * An answer and the address that gave it. Redirects are followed here and not by `fetch`: to https or the same host, and
 * the token stays at the hub. @throws the connection's errors, and an Error for a redirect that is not followed
 */
export const follow = async (start: string, asked: Asked, source: Source): Promise<{ answer: Response; url: URL }> => {
  const { method, headers, enough } = asked;
  let url = new URL(start);
  for (let turn = 0; turn <= mostRedirects; turn += 1) {
    const sent = { ...headers, ...keyFor(url, source) };
    // One after the other: each answer says where the next is.
    const answer = await source.fetch(url, {
      method,
      redirect: 'manual',
      headers: sent,
      signal: source.signal ?? null,
    });
    const location = placeOf(answer);
    if (location === null || enough?.(answer) === true) return { answer, url };
    await answer.body?.cancel();
    url = nextPlace(url, location);
  }
  throw new Error(`it redirects more than ${mostRedirects} times`);
};

/** Where an answer redirects to. */
export const placeOf = ({ status, headers }: Response): string | null =>
  status >= 300 && status < 400 ? headers.get('location') : null;

/** @throws an Error where a redirect leads out of encryption, or from one host of the network to another. */
export const nextPlace = (from: URL, location: string): URL => {
  const to = new URL(location, from);
  if (to.protocol === 'https:' || (to.protocol === from.protocol && to.hostname === from.hostname)) return to;
  throw new Error(`it redirects to ${to.protocol}//${to.host}`);
};

const keyFor = ({ origin }: URL, { hub, token }: Source): Record<string, string> =>
  token !== undefined && origin === new URL(hub).origin ? { authorization: `Bearer ${token}` } : {};
