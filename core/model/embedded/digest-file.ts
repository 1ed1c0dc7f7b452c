import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const known = new Map<string, string>();

/** SHA-256 of a file in hexadecimal; read again only where its size or time has changed. */
export const digestFile = async (path: string, signal?: AbortSignal): Promise<string> => {
  const { size, mtimeMs } = await stat(path);
  const key = JSON.stringify([path, size, mtimeMs]);
  const digest = known.get(key) ?? (await hashed(path, signal));
  known.set(key, digest);
  return digest;
};

const hashed = async (path: string, signal?: AbortSignal): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, signal === undefined ? {} : { signal });
  return hash.digest('hex');
};
