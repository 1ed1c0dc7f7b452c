import {
  type Config,
  ConfigurationError,
  type FileChange,
  gate,
  type GateInput,
  type GateResult,
  problem,
  type Problem,
  prove,
  type Requirement,
  type RequirementChange,
  type Suite,
} from '../core/index.ts';
import type { Feedback } from './tell/feedback.ts';
import type { Gathered } from './read/gather.ts';
import type { Inputs, Language } from './inputs.ts';
import { partOfState, partOfSuite } from './shard/part-of.ts';
import { stateOf } from './read/read-record.ts';
import { isInShard, type Shard } from './shard/shard.ts';
import type { Written } from './write-suite.ts';

/** All that comment, summary, outputs, annotations and report files say. */
export type Report = {
  documents: ReportedDocument[];
  suite: Suite;
  /** The verdict on what the pull request found at its base; absent outside of one. */
  before?: GateResult;
  /** The verdict on what is committed at the head, and on the suite as it would be with the cases of this run. */
  committed: GateResult;
  proposed: GateResult;
  /** What was judged. */
  states: { committed: GateInput; proposed: GateInput };
  /** Whether the configuration says where tests and their results are: else nobody knows what is automated or passed. */
  testsKnown: { automated: boolean; passed: boolean };
  /** Ids that the head waives and the base does not. */
  newWaivers: string[];
  /** What nobody can judge, and what closes any gate for that; empty where none is set. */
  unjudged: Problem[];
  /** What `fail-on` demands; empty: nothing fails. `ratchet`: what it is compared with. */
  failOn: string[];
  require: string;
  ratchet?: string;
  /** Requirements with new cases, as `<document>:<id>`. */
  written: string[];
  /** Files to commit so that the repository holds the cases of this run. */
  changes: FileChange[];
  model?: string;
  reason?: string;
  /** A model was looked for, and none served: `reason` says why. */
  unserved?: boolean;
  leftOut: number;
  shard?: Shard;
  language: Language;
  /** Reactions to the earlier comment. */
  feedback?: Feedback;
  /** Whether the repository has a workflow that answers commands in comments. */
  answersCommands: boolean;
  /** What a command in a comment has just done, in plain words. */
  done?: string;
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

type Setting = { inputs: Inputs; config: Config; changes: FileChange[]; answersCommands: boolean };

/**
 * Puts a run together. Pure.
 * @throws ConfigurationError where a level is demanded that nobody can know
 */
export function buildReport(gathered: Gathered, { result, ...writer }: Written, setting: Setting): Report {
  const { touched, committed, tests, waivers } = gathered;
  const { inputs, config } = setting;
  const { failOn, require, shard, ratchet } = inputs;
  if (!tests.configured && (require === 'automated' || require === 'passed')) throw noTests(require);
  const documents = touched.map(({ document }) => document);
  const suites = new Map(result.suites.map((suite) => [suite.document, suite]));
  const proof = (state: GateInput) => prove(state, tests);
  const state = (input: GateInput): GateInput =>
    partOfState({ ...input, marks: input.marks ?? proof(input).marks, waivers }, shard);
  const now = stateOf(documents, committed, config.findings);
  const states = {
    committed: state(now),
    proposed: state(stateOf(documents, { lock: result.lock, suites }, config.findings)),
  };
  const earlier = gathered.ratchet && { before: state(gathered.ratchet) };
  const isMine = (document: string, id: string) => isInShard(shard, document, id);
  return {
    documents: touched.map(({ document, changes, removed }) => ({
      path: document.path,
      removed: removed.filter(({ id }) => isMine(document.path, id)),
      gone: document.text === '' && document.requirements.length === 0,
      ...(changes && { changes }),
    })),
    suite: partOfSuite(result.suite, shard),
    ...(gathered.before && { before: gate(state(gathered.before), { require, failOn: [] }) }),
    committed: gate(states.committed, { require, failOn, ...earlier }),
    proposed: gate(states.proposed, { require, failOn: [] }),
    states,
    testsKnown: { automated: tests.configured, passed: (config.results ?? []).length > 0 },
    newWaivers: gathered.newWaivers,
    unjudged: failOn.length > 0 ? gathered.closing : [],
    failOn,
    require,
    ...(ratchet !== undefined && { ratchet }),
    written: result.written,
    changes: setting.changes,
    ...writer,
    ...(shard && { shard }),
    language: inputs.language,
    answersCommands: setting.answersCommands,
    problems: [
      ...new Set([...gathered.problems, ...proof(now).problems, ...writer.problems, ...result.suite.problems]),
    ],
  };
}

function noTests(level: string): ConfigurationError {
  return new ConfigurationError([
    problem({
      code: 'no_tests',
      message: `require: ${level} needs to know where the tests are`,
      hint: 'Name them in casewright.yml under tests: (and JUnit XML files under results:), or use require: accepted.',
    }),
  ]);
}
