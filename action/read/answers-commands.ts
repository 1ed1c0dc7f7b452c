import type { Snapshot } from './read-files.ts';

/**
 * Whether a workflow of the base answers `/casewright …` in comments, so that a comment may tell of it: one that is named
 * after casewright and listens to comments.
 */
export async function answersCommands(base: Snapshot): Promise<boolean> {
  const paths = [...(await base.files()).keys()].filter((path) =>
    /^\.github\/workflows\/[^/]*casewright[^/]*\.ya?ml$/i.test(path),
  );
  const files = await Promise.all(paths.slice(0, 5).map((path) => base.read(path)));
  return files.some((file) => file && 'text' in file && file.text.includes('issue_comment'));
}
