import { isRateLimit, statusOf } from '../api-error.ts';
import type { Octokit } from '../octokit.ts';
import type { Entry } from './list-tree.ts';

/** GitHub cuts the text of larger blobs. */
const largestText = 512_000;
const atOnce = 100;
/** And whoever wrote the head decides how large its files are. */
const mostBytes = 2_000_000;
/** Where GitHub cannot answer for so few, it is in trouble. */
const fewest = 10;

type Blob = { text: string | null; isTruncated: boolean } | null;

/**
 * Reads many files by GraphQL, a hundred in one request: one by one they would use up what a token may ask for in an hour. Where
 * that is too much for one answer, half as many. Good for tests, where only names and comments count; documents are read byte
 * by byte. Refusals by GitHub are thrown.
 */
export async function readTexts(
  octokit: Octokit,
  place: { owner: string; repo: string },
  entries: ReadonlyMap<string, Entry>,
): Promise<Map<string, string>> {
  const wanted = [...entries].filter(([, { size, mode }]) => size <= largestText && mode.startsWith('100'));
  const texts = new Map<string, string>();
  let size = atOnce;
  for (let from = 0; from < wanted.length;) {
    const batch = withinBytes(wanted.slice(from, from + size));
    const oids = batch.map(([, { sha }]) => sha);
    const blobs = await readBatch(octokit, place, oids).catch((error: unknown) => {
      if (batch.length <= fewest || !isTooMuch(error)) throw error;
    });
    if (blobs === undefined) {
      size = Math.max(Math.floor(batch.length / 2), fewest);
      continue;
    }
    batch.forEach(([path], index) => {
      const blob = blobs[index];
      if (blob && blob.text !== null && !blob.isTruncated) texts.set(path, blob.text);
    });
    from += batch.length;
  }
  return texts;
}

/** The first of them, as many as are asked for in one request. */
function withinBytes(entries: [string, Entry][]): [string, Entry][] {
  let sum = 0;
  const end = entries.findIndex(([, { size }]) => (sum += size) > mostBytes);
  return end < 0 ? entries : entries.slice(0, Math.max(end, 1));
}

/** What GitHub says of a question that is too large: that a resource is exhausted, or that it took too long (502, 504). */
function isTooMuch(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500 && !isRateLimit(error);
}

async function readBatch(octokit: Octokit, place: { owner: string; repo: string }, oids: string[]): Promise<Blob[]> {
  const fields = oids.map((oid, index) => `b${index}: object(oid: "${oid}") { ... on Blob { text isTruncated } }`);
  const query = `query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(' ')} } }`;
  // A smaller question helps more than the same one again.
  const request = oids.length > fewest ? { retries: 1 } : {};
  const { repository } = await octokit.graphql<{ repository: Record<string, Blob> }>(query, { ...place, request });
  return oids.map((_, index) => repository[`b${index}`] ?? null);
}
