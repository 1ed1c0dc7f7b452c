import { type GateInput, type Suite, summarise } from '../../core/index.ts';
import { isInShard, type Shard } from './shard.ts';

/** The requirements of a shard with all that hangs on them. */
export function partOfState(state: GateInput, shard: Shard | undefined): GateInput {
  if (shard === undefined || shard === 'merge') return state;
  const documents = state.documents.map(({ document, plan, suite }) => {
    const isMine = (id: string) => isInShard(shard, document, id);
    const hangsOnMine = ({ requirement_id }: { requirement_id: string }) => isMine(requirement_id);
    return {
      document,
      plan: {
        ...plan,
        requirements: plan.requirements.filter(({ id }) => isMine(id)),
        coverage_items: plan.coverage_items.filter(hangsOnMine),
        questions: plan.questions.filter(hangsOnMine),
        findings: plan.findings.filter(hangsOnMine),
      },
      suite: suite && { ...suite, test_cases: suite.test_cases.filter(hangsOnMine) },
    };
  });
  return { ...state, documents };
}

/** The same of a suite of several documents. What belongs to no requirement is told by the first shard. */
export function partOfSuite(suite: Suite, shard: Shard | undefined): Suite {
  if (shard === undefined || shard === 'merge') return suite;
  const mine = new Set(
    suite.requirements
      .filter(({ id, source }) => isInShard(shard, source.path, ownId(id, source.path)))
      .map(({ id }) => id),
  );
  const hangsOnMine = ({ requirement_id }: { requirement_id: string }) => mine.has(requirement_id);
  const part = {
    ...suite,
    requirements: suite.requirements.filter(({ id }) => mine.has(id)),
    coverage_items: suite.coverage_items.filter(hangsOnMine),
    test_cases: suite.test_cases.filter(hangsOnMine),
    questions: suite.questions.filter(hangsOnMine),
    findings: suite.findings.filter(hangsOnMine),
    skipped: shard.part === 1 ? suite.skipped : [],
  };
  const { model_calls, retries, first_attempt_valid, rejected_by_check } = suite.summary;
  return { ...part, summary: summarise(part, { model_calls, retries, first_attempt_valid, rejected_by_check }) };
}

/** In a suite of several documents an ambiguous id has its document before it. */
export function ownId(id: string, path: string): string {
  return id.startsWith(`${path}:`) ? id.slice(path.length + 1) : id;
}
