import type { Octokit } from '../octokit.ts';
import type { Entry } from './list-tree.ts';

/** GitHub cuts the text of larger blobs. */
const largestText = 512_000;
const atOnce = 100;

type Blob = { text: string | null; isTruncated: boolean } | null;

/**
 * Reads many files by GraphQL, a hundred in one request: one by one they would use up what a token may ask for in an hour.
 * Good for tests, where only names and comments count; documents are read byte by byte. Refusals by GitHub are thrown.
 */
export async function readTexts(
  octokit: Octokit,
  place: { owner: string; repo: string },
  entries: ReadonlyMap<string, Entry>,
): Promise<Map<string, string>> {
  const wanted = [...entries].filter(([, { size, mode }]) => size <= largestText && mode.startsWith('100'));
  const texts = new Map<string, string>();
  for (let from = 0; from < wanted.length; from += atOnce) {
    const batch = wanted.slice(from, from + atOnce);
    const blobs = await readBatch(
      octokit,
      place,
      batch.map(([, { sha }]) => sha),
    );
    batch.forEach(([path], index) => {
      const blob = blobs[index];
      if (blob && blob.text !== null && !blob.isTruncated) texts.set(path, blob.text);
    });
  }
  return texts;
}

async function readBatch(octokit: Octokit, place: { owner: string; repo: string }, oids: string[]): Promise<Blob[]> {
  const fields = oids.map((oid, index) => `b${index}: object(oid: "${oid}") { ... on Blob { text isTruncated } }`);
  const query = `query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(' ')} } }`;
  const { repository } = await octokit.graphql<{ repository: Record<string, Blob> }>(query, place);
  return oids.map((_, index) => repository[`b${index}`] ?? null);
}
