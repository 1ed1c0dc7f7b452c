import { parseCasesYaml } from '../export/parse-cases-yaml.ts';
import { emptyLock } from '../lock/lock.ts';
import { parseLock } from '../lock/parse-lock.ts';
import type { ParsedDocument } from '../types.ts';
import type { Committed } from './read-committed.ts';
import { lockPath, suitePath } from './suite-files.ts';

/** What `casewright/` holds, from texts that somebody has read, by path. What is not among them is empty. */
export function committedFrom(texts: ReadonlyMap<string, string>, documents: ParsedDocument[]): Committed {
  const committed: Committed = {
    lock: emptyLock,
    suites: new Map(),
    files: new Map(),
    texts: new Map(texts),
    problems: [],
  };
  const lockText = texts.get(lockPath);
  if (lockText !== undefined) {
    const { lock, problems } = parseLock({ path: lockPath, text: lockText });
    committed.lock = lock;
    committed.problems.push(...problems);
  }
  for (const document of documents) {
    const path = suitePath(document.path);
    const text = texts.get(path);
    if (text === undefined) continue;
    const { suite, file, problems } = parseCasesYaml({ path, text }, document);
    committed.problems.push(...problems);
    if (suite) committed.suites.set(document.path, suite);
    if (file) committed.files.set(document.path, file);
  }
  return committed;
}
