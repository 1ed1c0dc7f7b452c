import type { Demand, TestCase, Verdict, Wording } from '../types.ts';
import { askModel, draftedItems } from './ask-model.ts';
import type { AskRecord, Asking } from './ask-model.ts';

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
 * they pass every check and score higher, unchanged otherwise. Never rejects.
 */
export const writeCases = async ({
  judge,
  ...asking
}: Asking & { judge: Judge }): Promise<{ cases: TestCase[]; record: WriteRecord }> => {
  const { wordings, cut, record: asked } = await askModel(asking);
  const record: WriteRecord = { ...asked, accepted: 0, unanswered: 0, rejected_by_check: {}, rejected: [] };
  const better = new Map<string, TestCase>();
  for (const { demand, draft } of draftedItems(asking.demands, asking.drafts)) {
    const wording = wordings.get(demand.item.id);
    if (better.has(draft.id)) continue;
    if (wording === undefined) {
      record.unanswered += 1;
      continue;
    }
    const candidate: TestCase = { ...draft, ...wording, written_by: 'model' };
    const { failures, score, notes } = cut.has(demand.item.id) ? cutOff : judge(candidate, demand, draft);
    const [first] = failures;
    if (first === undefined && score > draft.quality_score) {
      better.set(draft.id, { ...candidate, quality_score: score, quality_notes: notes });
      record.accepted += 1;
      continue;
    }
    const check = first?.check ?? 'score';
    record.rejected_by_check[check] = (record.rejected_by_check[check] ?? 0) + 1;
    const reasons = failures.map(({ message }) => message);
    record.rejected.push({
      case_id: draft.id,
      reasons: reasons.length > 0 ? reasons : [`scores ${score}, the draft ${draft.quality_score}`],
      wording,
    });
  }
  return { cases: asking.drafts.map((draft) => better.get(draft.id) ?? draft), record };
};

const cutOff: Verdict = {
  failures: [{ check: 'schema', message: 'a text was ended by the length limit', repair: 'Write shorter texts.' }],
  score: 0,
  notes: [],
};
