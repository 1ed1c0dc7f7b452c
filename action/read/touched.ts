import type { Committed, ParsedDocument, Problem, Requirement, RequirementChange } from '../../core/index.ts';

/** A document with what the pull request did to its requirements. Without a pull request there are no `changes`. */
export type Touched = {
  document: ParsedDocument;
  changes?: ReadonlyMap<string, RequirementChange>;
  /** Requirements that the base has and the head has not. */
  removed: Requirement[];
};

/** `earlier`: the same documents as they were where the pull request left its base; under their names of then. */
export type Documents = {
  touched: Touched[];
  committed: Committed;
  earlier?: ParsedDocument[];
  problems: Problem[];
  /** Why documents are missing here that the gate should have judged: they close it. */
  unjudged: Problem[];
};

/** A README without requirements, before and now, is none of our business. */
export function concernsRequirements({ document, removed }: Touched, { lock, suites }: Committed): boolean {
  const { path, requirements } = document;
  const locked = lock.requirements.some((each) => each.document === path);
  return requirements.length > 0 || removed.length > 0 || locked || (suites.get(path)?.test_cases.length ?? 0) > 0;
}

export function goneDocument(path: string): ParsedDocument {
  return { path, text: '', requirements: [], skipped: [], problems: [], runs: {} };
}
