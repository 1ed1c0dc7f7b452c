import {
  gate,
  type GateResult,
  planAgain,
  type Problem,
  type Requirement,
  type RequirementChange,
  type Suite,
} from '../core/index.ts';
import type { GatheredWaivers } from './gather-waivers.ts';
import type { Gathered } from './gather.ts';
import type { Inputs } from './inputs.ts';
import type { Written } from './write-suite.ts';

/** All that comment, summary, outputs and the report file say. */
export type Report = {
  documents: ReportedDocument[];
  suite: Suite;
  /** The verdict on what is committed at the head, and on the suite as it would be with the cases of this run. */
  committed: GateResult;
  proposed: GateResult;
  /** Ids that the head waives and the base does not. */
  newWaivers: string[];
  /** What `fail-on` demands; empty: nothing fails. */
  failOn: string[];
  /** Requirements with new cases, as `<document>:<id>`. */
  written: string[];
  model?: string;
  reason?: string;
  leftOut: number;
  /** Files that were not read, and other trouble. */
  problems: Problem[];
};

export type ReportedDocument = {
  path: string;
  /** By id as in the document. Absent outside of a pull request. */
  changes?: ReadonlyMap<string, RequirementChange>;
  removed: Requirement[];
  gone: boolean;
};

/** Puts a run together. Pure. */
export function buildReport(
  { touched, committed, problems }: Gathered,
  { result, ...writer }: Written,
  { failOn, require, ...waived }: Pick<Inputs, 'failOn' | 'require'> & GatheredWaivers,
): Report {
  const documents = touched.map(({ document }) => document);
  const proposed = new Map(result.suites.map((suite) => [suite.document, suite]));
  const judge = (lock: typeof result.lock, suites: typeof committed.suites) => {
    const gated = documents.map((document) => ({
      document: document.path,
      plan: planAgain(document, lock),
      suite: suites.get(document.path),
    }));
    return gate({ documents: gated, lock, waivers: waived.waivers }, { require, failOn });
  };
  return {
    documents: touched.map(({ document, changes, removed }) => ({
      path: document.path,
      removed,
      gone: document.text === '' && document.requirements.length === 0,
      ...(changes && { changes }),
    })),
    suite: result.suite,
    committed: judge(committed.lock, committed.suites),
    proposed: judge(result.lock, proposed),
    failOn,
    written: result.written,
    ...writer,
    newWaivers: waived.added,
    problems: [...new Set([...problems, ...waived.problems, ...result.suite.problems])],
  };
}
