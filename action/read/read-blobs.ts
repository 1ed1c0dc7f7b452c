import { createHash } from 'node:crypto';
import type { Entry } from './list-tree.ts';

/** A few at a time come sooner one by one, side by side: GraphQL has a client wait a second between two requests. */
const fewest = 10;

type TextsOf = (entries: Iterable<Entry>) => Promise<ReadonlyMap<string, string | undefined>>;
type Waiting = { entry: Entry; give: (bytes: Promise<Buffer>) => void };

/**
 * Reads blobs byte by byte, each once. Many that are asked for in one go are read as texts by `textsOf`, and by `readBlob`
 * only where that has not given the very bytes: one request for each blob would use up what a token may ask for in an hour.
 */
export function openBlobs(
  textsOf: TextsOf,
  readBlob: (sha: string) => Promise<Buffer>,
): (entry: Entry) => Promise<Buffer> {
  const known = new Map<string, Promise<Buffer>>();
  let waiting: Waiting[] = [];
  const send = () => {
    const all = waiting;
    waiting = [];
    // What GraphQL refuses is asked for one by one, where a refusal counts.
    const texts = all.length < fewest ? undefined : textsOf(all.map(({ entry }) => entry)).catch(() => undefined);
    for (const { entry, give } of all) {
      give(
        texts === undefined
          ? readBlob(entry.sha)
          : texts.then((found) => exactly(found?.get(entry.sha), entry.sha) ?? readBlob(entry.sha)),
      );
    }
  };
  return (entry) => {
    const before = known.get(entry.sha);
    if (before) return before;
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    known.set(entry.sha, promise);
    if (waiting.length === 0) setImmediate(send);
    waiting.push({ entry, give: resolve });
    return promise;
  };
}

/** The bytes of a text, if they are those of the blob: GraphQL cuts, converts and replaces. The name of a blob is its hash. */
function exactly(text: string | undefined, sha: string): Buffer | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text);
  const hash = createHash(sha.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes);
  return hash.digest('hex') === sha ? bytes : undefined;
}
