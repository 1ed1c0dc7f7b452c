import {
  type Committed,
  committedFrom,
  type Config,
  followChanges,
  type GateInput,
  lockPath,
  type ParsedDocument,
  planAgain,
  type Problem,
  suitePath,
} from '../../core/index.ts';
import type { Snapshot } from './read-files.ts';

/** What `casewright/` holds of these documents at one commit. */
export async function readRecord(snapshot: Snapshot, documents: ParsedDocument[]): Promise<Committed> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const paths = [lockPath, ...documents.map((each) => suitePath(each.path))];
  const files = await Promise.all(paths.map((path) => snapshot.read(path)));
  for (const file of files) {
    if (file && 'text' in file) texts.set(file.path, file.text);
    if (file && 'problem' in file) problems.push(file.problem);
  }
  const committed = committedFrom(texts, documents);
  return { ...committed, problems: [...problems, ...committed.problems] };
}

/** With documents and requirements followed to where they are now. */
export function followed(committed: Committed, documents: ParsedDocument[]): ReturnType<typeof followChanges> {
  const isGone = ({ text }: ParsedDocument) => text === '';
  return followChanges(committed, {
    present: documents.filter((each) => !isGone(each)),
    gone: documents.filter(isGone),
  });
}

/** The documents as the gate judges them, with their record at the same commit. */
export async function readState(snapshot: Snapshot, documents: ParsedDocument[]): Promise<GateInput> {
  const { committed } = followed(await readRecord(snapshot, documents), documents);
  return stateOf(documents, committed);
}

export function stateOf(
  documents: ParsedDocument[],
  { lock, suites }: Pick<Committed, 'lock' | 'suites'>,
  findings?: Config['findings'],
): GateInput {
  const gated = documents.map((document) => ({
    document: document.path,
    plan: planAgain(document, lock, findings),
    suite: suites.get(document.path),
  }));
  return { documents: gated, lock };
}

/** Texts of files by path; what is not there is left out. */
export async function readAll(snapshot: Snapshot, paths: string[]): Promise<Map<string, string>> {
  const files = await Promise.all(paths.map((path) => snapshot.read(path)));
  return new Map(files.flatMap((file) => (file && 'text' in file ? [[file.path, file.text] as const] : [])));
}
