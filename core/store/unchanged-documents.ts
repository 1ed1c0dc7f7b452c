import type { Lock } from '../lock/lock.ts';
import { readDocument } from './read-document.ts';
import { suitePath } from './suite-files.ts';

/**
 * Those of `paths` that need not be parsed to be judged: neither the document nor its suite file changed since the lockfile
 * found nothing wrong with them. For local runs: whoever does not trust the lockfile reads everything.
 */
export async function unchangedDocuments(lock: Lock, paths: string[], root: string): Promise<string[]> {
  const clean = new Map(lock.documents.filter(({ clean: is }) => is).map((each) => [each.document, each]));
  const checked = await Promise.all(
    paths.map(async (path) => {
      const locked = clean.get(path);
      if (locked === undefined) return [];
      const [document, suite] = await Promise.all([readDocument(path, root), readDocument(suitePath(path), root)]);
      if ('problem' in document || 'problem' in suite) return [];
      return document.digest === locked.digest && suite.digest === locked.suite ? [path] : [];
    }),
  );
  return checked.flat();
}
