import type { Demand, TestCase, Verdict, Wording } from '../types.ts';
import { askModel, draftedItems } from './ask-model.ts';
import type { AskRecord, Asking } from './ask-model.ts';
import { combineParts } from './combine-parts.ts';
import type { WrittenIdea } from './compile-schema.ts';

export type Judge = (candidate: TestCase, demand: Demand, draft: TestCase) => Verdict;

export type WriteRecord = AskRecord & {
  accepted: number;
  /** Drafts for which no valid case came back. */
  unanswered: number;
  /** Turned down candidates by the first check that failed; `score`: fit, but no better than the draft. */
  rejected_by_check: Record<string, number>;
  /** Evidence: what was turned down, and why. */
  rejected: { case_id: string; reasons: string[]; wording: Wording }[];
};

/**
 * Lets the model reword the drafts of one requirement. Each draft comes back, in its place: in the model's words where
 * they pass every check and score higher, unchanged otherwise. Of what its parts can make with the draft, the best counts.
 * Never rejects. `ideas` are what the model would test beyond that; nobody has judged them yet.
 */
export const writeCases = async ({
  judge,
  ...asking
}: Asking & { judge: Judge }): Promise<{ cases: TestCase[]; ideas: WrittenIdea[]; record: WriteRecord }> => {
  const { parts, left, ideas, record: asked } = await askModel(asking);
  const record: WriteRecord = { ...asked, accepted: 0, unanswered: 0, rejected_by_check: {}, rejected: [] };
  const better = new Map<string, TestCase>();
  for (const { demand, draft } of draftedItems(asking.demands, asking.drafts)) {
    const written = parts.get(demand.item.id);
    if (better.has(draft.id) || left.has(demand.item.id)) continue;
    if (written === undefined) {
      record.unanswered += 1;
      continue;
    }
    const judged = combineParts(draft, written).map((wording) =>
      judgedCase({ ...draft, ...wording }, demand, { draft, judge }),
    );
    const best = bestOf(judged.filter(({ verdict }) => verdict.failures.length === 0));
    if (best !== undefined && best.verdict.score > draft.quality_score) {
      const { candidate, verdict } = best;
      better.set(draft.id, { ...candidate, quality_score: verdict.score, quality_notes: verdict.notes });
      record.accepted += 1;
      continue;
    }
    turnDown(record, draft, best ?? judged[0]);
  }
  return { cases: asking.drafts.map((draft) => better.get(draft.id) ?? draft), ideas, record };
};

type Judged = { candidate: TestCase; verdict: Verdict };

const judgedCase = (words: TestCase, demand: Demand, { draft, judge }: { draft: TestCase; judge: Judge }): Judged => {
  const candidate: TestCase = { ...words, written_by: 'model' };
  return { candidate, verdict: judge(candidate, demand, draft) };
};

/** The first of those with the highest score: it has most of the model's words. */
const bestOf = (judged: Judged[]): Judged | undefined =>
  judged.reduce<Judged | undefined>(
    (best, each) => (best === undefined || each.verdict.score > best.verdict.score ? each : best),
    undefined,
  );

const turnDown = (record: WriteRecord, draft: TestCase, judged: Judged | undefined): void => {
  const [first] = judged?.verdict.failures ?? [];
  const check = judged === undefined ? 'same' : (first?.check ?? 'score');
  record.rejected_by_check[check] = (record.rejected_by_check[check] ?? 0) + 1;
  if (judged === undefined) return;
  const { candidate, verdict } = judged;
  const { title, preconditions, steps, expected_result, test_data } = candidate;
  const reasons = verdict.failures.map(({ message }) => message);
  record.rejected.push({
    case_id: draft.id,
    reasons: reasons.length > 0 ? reasons : [`scores ${verdict.score}, the draft ${draft.quality_score}`],
    wording: { title, preconditions, steps, expected_result, test_data },
  });
};
