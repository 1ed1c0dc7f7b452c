import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cancelled, type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import type { Fetch } from '../fetch-without-timeout.ts';
import { digestFile } from './digest-file.ts';

export type DownloadProgress = { received: number; total: number | undefined };

export type Downloading = {
  /** Follows no redirect of its own accord. */
  fetch: Fetch;
  /** Of the hub, without a slash at the end. */
  hub: string;
  /** For models that ask for one; it is sent to the hub alone. */
  token?: string | undefined;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
};

type Wanted = { name: string; path: string; repository: string; file: string };

/** What the hub says of a file: where its bytes are, and their digest and number where it knows them. */
type Source = { url: string; headers: Record<string, string>; digest: string | undefined; total: number | undefined };

/** Downloads a file, going on where an earlier run stopped; it has its name only once its digest is right. */
export const downloadWeights = async (wanted: Wanted, how: Downloading): Promise<ModelFailure | undefined> => {
  const { name, path, repository, file } = wanted;
  const url = `${how.hub}/${repository}/resolve/main/${file}`;
  const part = `${path}.part`;
  try {
    const source = await locate(url, how);
    if (typeof source === 'number') return refused(source, url, name);
    await mkdir(dirname(path), { recursive: true });
    await receive(source, part, how);
    const found = await digestFile(part, how.signal);
    if (source.digest !== undefined && found !== source.digest) {
      await rm(part, { force: true });
      return modelFailure('checksum_differs', { model: name, found, expected: source.digest });
    }
    await rename(part, path);
    return undefined;
  } catch (error) {
    if (how.signal?.aborted === true) return cancelled();
    return modelFailure('download_failed', { model: name, url, detail: reasonOf(error) });
  }
};

// The hub answers with a redirect to the bytes, and tells their SHA-256 only in the headers of that answer.
const locate = async (url: string, { fetch, token, signal }: Downloading): Promise<Source | number> => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', headers, signal: signal ?? null });
  if (answer.status >= 400) return answer.status;
  const location = answer.headers.get('location');
  const to = location === null ? new URL(url) : new URL(location, url);
  if (to.protocol !== new URL(url).protocol) throw new Error(`it redirects to ${to.protocol}//${to.host}`);
  const sameHost = to.origin === new URL(url).origin;
  const size = Number(
    answer.headers.get('x-linked-size') ?? (location === null ? answer.headers.get('content-length') : null) ?? 0,
  );
  return {
    url: to.href,
    headers: sameHost ? headers : {},
    digest: /^"?([0-9a-f]{64})"?$/.exec(answer.headers.get('x-linked-etag') ?? '')?.[1],
    total: size > 0 ? size : undefined,
  };
};

const receive = async ({ url, headers, total }: Source, part: string, how: Downloading): Promise<void> => {
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  if (have > 0 && have === total) return;
  const range: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
  const answer = await how.fetch(url, { headers: { ...headers, ...range }, signal: how.signal ?? null });
  if (answer.status === 416) {
    await rm(part, { force: true });
    throw new Error('the file has changed meanwhile');
  }
  if (!answer.ok || answer.body === null) throw new Error(`HTTP ${answer.status}`);
  const goesOn = answer.status === 206;
  let received = goesOn ? have : 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      received += chunk.length;
      how.onProgress?.({ received, total });
      yield chunk;
    }
  };
  const file = createWriteStream(part, { flags: goesOn ? 'a' : 'w' });
  await pipeline(Readable.from(answer.body), counted, file);
  if (total !== undefined && received !== total) throw new Error(`${received} of ${total} bytes came`);
};

const refused = (status: number, url: string, model: string): ModelFailure => {
  if (status === 404) return modelFailure('weights_missing', { model, path: url });
  if (status === 401 || status === 403) {
    return modelFailure('access_denied', { engine: 'Hugging Face', url, detail: String(status) });
  }
  return modelFailure('download_failed', { model, url, detail: `HTTP ${status}` });
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
};
