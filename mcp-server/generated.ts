import {
  type Config,
  type DocumentSuite,
  type GenerateResult,
  type Lock,
  type Problem,
  type Question,
  summarise,
  type Summary,
  type TestCase,
} from '../core/index.ts';
import type { Prepared } from './prepare-generation.ts';
import type { InputArguments } from './read-input.ts';

export type GenerateArguments = InputArguments & { ids?: string[]; model?: string };

/** `model`: who was asked, `rules` when nobody was; `reason`: why a model was not asked. */
export type Generated = {
  kind: 'generated';
  cases: TestCase[];
  questions: Question[];
  summary: Summary;
  model: string;
  reason?: string;
  /** Cases that a person keeps although their requirement changed. */
  stale: string[];
  problems: Problem[];
  /** What a commit of it would hold, with the documents as they were read, for an export. */
  record: {
    documents: { path: string; text: string }[];
    columns?: Config['columns'];
    suites: DocumentSuite[];
    lock: Lock;
  };
};

export const isGenerated = (result: object): result is Generated => 'kind' in result && result.kind === 'generated';

type Asked = Pick<Prepared, 'input' | 'isSelected' | 'config'> & { model: string; reason?: string };

/** What a caller gets of all that a run made: the part that it named. */
export function generatedOf(result: GenerateResult, { input, config, isSelected, model, reason }: Asked): Generated {
  const { suite } = result;
  const requirements = suite.requirements.filter(({ id, source }) => isSelected(source.path, bare(id, source.path)));
  const kept = new Set(requirements.map(({ id }) => id));
  const wanted = ({ requirement_id }: { requirement_id: string }) => kept.has(requirement_id);
  const cases = suite.test_cases.filter(wanted);
  const questions = suite.questions.filter(wanted);
  const counted = { requirements, coverage_items: suite.coverage_items.filter(wanted), test_cases: cases, questions };
  return {
    kind: 'generated',
    cases,
    questions,
    summary: summarise(counted, useOf(suite.summary)),
    model,
    ...(reason !== undefined && { reason }),
    stale: result.stale,
    problems: suite.problems,
    record: {
      documents: input.documents.map(({ path, text }) => ({ path, text })),
      ...(config.columns && { columns: config.columns }),
      suites: result.suites,
      lock: result.lock,
    },
  };
}

function useOf({
  model_calls,
  retries,
  first_attempt_valid,
  rejected_by_check,
}: Summary): Parameters<typeof summarise>[1] {
  return { model_calls, retries, first_attempt_valid, rejected_by_check };
}

/** The id as in its document: where several documents share one, theirs comes first. */
function bare(id: string, path: string): string {
  return id.startsWith(`${path}:`) ? id.slice(path.length + 1) : id;
}
