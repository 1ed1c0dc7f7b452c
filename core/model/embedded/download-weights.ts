import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cancelled, type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import { digestFile } from './digest-file.ts';
import { follow, nextPlace, placeOf, type Source } from './follow.ts';
import { makeFolder } from '../make-folder.ts';

export type DownloadProgress = { received: number; total: number | undefined };

export type Downloading = Source & { onProgress?: ((progress: DownloadProgress) => void) | undefined };

type Wanted = { name: string; path: string; repository: string; file: string };

/** What the hub says of a file: where its bytes are, and their digest and number where it knows them. */
type File = { url: string; digest: string | undefined; total: number | undefined };

/** Downloads a file, going on where an earlier run stopped; it has its name only once its digest is right. */
export const downloadWeights = async (wanted: Wanted, how: Downloading): Promise<ModelFailure | undefined> => {
  const { name, path, repository, file } = wanted;
  const url = `${how.hub}/${repository}/resolve/main/${file}`;
  const part = `${path}.part`;
  try {
    const source = await locate(url, how);
    if (typeof source === 'number') return refused(source, url, name);
    // Cut weights would be taken for whole ones.
    if (source.digest === undefined && source.total === undefined) {
      return modelFailure('weights_unverified', { model: name, url });
    }
    await makeFolder(dirname(path));
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
const locate = async (start: string, how: Downloading): Promise<File | number> => {
  const { answer, url } = await follow(start, { method: 'HEAD', enough: tellsOfFile }, how);
  if (answer.status >= 400) return answer.status;
  const place = placeOf(answer);
  const size = Number(
    answer.headers.get('x-linked-size') ?? (place === null ? answer.headers.get('content-length') : 0),
  );
  return {
    url: (place === null ? url : nextPlace(url, place)).href,
    digest: digestIn(answer),
    total: size > 0 ? size : undefined,
  };
};

const digestIn = ({ headers }: Response): string | undefined =>
  /^"?([0-9a-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '')?.[1];

const tellsOfFile = (answer: Response): boolean =>
  digestIn(answer) !== undefined || answer.headers.has('x-linked-size');

const receive = async ({ url, total }: File, part: string, how: Downloading): Promise<void> => {
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  if (have > 0 && have === total) return;
  const range: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
  const { answer } = await follow(url, { method: 'GET', headers: range }, how);
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
