import type { FromSchema } from 'json-schema-to-ts';
import type { caseTypeSchema, coverageItemSchema, techniqueSchema } from './schema/coverage-item.ts';
import type { findingSchema, problemSchema, questionSchema, skippedSchema } from './schema/report.ts';
import type { requirementSchema } from './schema/requirement.ts';
import type { evidenceSchema, sourceSchema } from './schema/source.ts';
import type { suiteSchema } from './schema/suite.ts';
import type { testCaseSchema } from './schema/test-case.ts';

export type Source = FromSchema<typeof sourceSchema>;
export type Evidence = FromSchema<typeof evidenceSchema>;
export type Requirement = FromSchema<typeof requirementSchema>;
export type Criterion = Requirement['criteria'][number];
export type CoverageItem = FromSchema<typeof coverageItemSchema>;
export type CaseType = FromSchema<typeof caseTypeSchema>;
export type Technique = FromSchema<typeof techniqueSchema>;
export type TestCase = FromSchema<typeof testCaseSchema>;
export type Skipped = FromSchema<typeof skippedSchema>;
export type Question = FromSchema<typeof questionSchema>;
export type Finding = FromSchema<typeof findingSchema>;
export type Problem = FromSchema<typeof problemSchema>;
export type Suite = FromSchema<typeof suiteSchema>;
export type Summary = Suite['summary'];

/**
 * How the clean text of a statement lies in the raw file: `at` is an offset into the clean text, `start` the
 * offset of the same character in the raw file, `length` how many characters run in step. Sorted by `at`. With a `span`
 * the run is encoded (an escape, a folded scalar): as a whole it covers that many raw characters.
 */
export type TextRun = { at: number; start: number; length: number; span?: number };

/**
 * A parsed document. `text` is the raw file; `runs` maps the clean text of each requirement (key: its id) and of each
 * criterion (key: `<requirement id>/<criterion id>`) back to it, so that every quote can be a verbatim slice. Where the
 * format encodes text (`encoded`: CSV, JSON, YAML, XML) quotes are decoded and their offsets cover the encoded span.
 */
export type ParsedDocument = {
  path: string;
  text: string;
  encoded?: boolean;
  requirements: Requirement[];
  skipped: Skipped[];
  problems: Problem[];
  runs: Record<string, TextRun[]>;
};

/** The words of a case: what a model may write. Everything else of a case is decided by code. */
export type Wording = Pick<TestCase, 'title' | 'preconditions' | 'steps' | 'expected_result' | 'test_data'>;

/**
 * One coverage item with what drafting and checking need to know of it. Internal: derived from the requirement on every
 * run, never stored.
 */
export type Demand = {
  item: CoverageItem;
  /** Whether the expected result must be negated (`negative`), must not be (`positive`), or either (`any`). */
  polarity: 'positive' | 'negative' | 'any';
  /** Words of the condition that steps or preconditions must name. Empty when the item has no condition. */
  trigger: string;
  /** Words of the outcome that the expected result must name. */
  response: string;
  /** Values (with unit) that the case must exercise, such as `two` or `15 °C`. */
  values: string[];
  /** Numbers that are right although the requirement does not contain them: computed boundaries. */
  computed: string[];
  /** What the draft says, clause by clause. */
  facts: Facts;
};

/** A condition of an item, in the requirement's own words or rewritten for a boundary. */
export type Circumstance = {
  /** `state` holds before the steps, `event` is brought about by them. */
  role: 'state' | 'event';
  /** A clause with a finite verb, such as `the user submits an invalid password two times`. */
  text: string;
};

/** A main clause: `base` forms start with a base verb ("lock the account"), `whole` ones are sentences of their own. */
export type Outcome = {
  actor: string;
  predicate: string;
  form: 'base' | 'whole';
  negated: boolean;
  /** The state before the outcome, such as `the account is not locked`, where the requirement implies one. */
  initially?: string;
};

/** What one case is made of, clause by clause, in lower case and without final stops. Drafting turns it into English. */
export type Facts = {
  circumstances: Circumstance[];
  /** Who carries out `attempt`, such as `a user who is not an administrator`; empty for the tester. */
  role: string;
  /** What the tester does beside bringing the events about: base form, such as `delete a project`. May be empty. */
  attempt: string;
  outcome: Outcome;
  /** `limit`: the time within which the outcome must be seen; `moment`: when to look. */
  measure: { limit: string } | { moment: string } | undefined;
  /** The headline where outcome and circumstances do not make a good one. May be empty. */
  title: string;
  /** Values for `test_data`. */
  data: Record<string, string>;
  /** Given, When, Then as written; undefined for everything that is no scenario. */
  scenario?: { given: string[]; actions: string[]; results: string[] };
};

/** The result of planning one document. `demands` holds one entry per coverage item whose outcome is known. */
export type Plan = {
  requirements: Requirement[];
  coverage_items: CoverageItem[];
  questions: Question[];
  findings: Finding[];
  demands: Demand[];
};

/** What the lockfile knows of a requirement's earlier items: content key → n, and the next free n. */
export type EarlierItems = { numbers: Record<string, number>; next: number };

/** One reason why a case was turned down. `repair` says in words how to mend it. */
export type CheckFailure = { check: CheckName; message: string; repair: string };

export type CheckName =
  | 'schema'
  | 'evidence'
  | 'numbers'
  | 'identifiers'
  | 'novelty'
  | 'polarity'
  | 'trigger'
  | 'response'
  | 'vagueness'
  | 'filler'
  | 'form'
  | 'precondition'
  | 'duplicate'
  | 'leak'
  | 'score';

/** What the checks say of one case: failures turn it down; the score (0–10) and its notes rank it. */
export type Verdict = { failures: CheckFailure[]; score: number; notes: string[] };
