import type { TestCase, Verdict } from '../types.ts';
import type { Check, CheckContext } from './check-context.ts';
import { checkFaithfulResult } from './check-faithful-result.ts';
import { checkFaithfulSteps } from './check-faithful-steps.ts';
import { checkFiller } from './check-filler.ts';
import { checkForm } from './check-form.ts';
import { checkIdentifiers } from './check-identifiers.ts';
import { checkLeak } from './check-leak.ts';
import { checkNovelty } from './check-novelty.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPolarity } from './check-polarity.ts';
import { checkPreconditions } from './check-preconditions.ts';
import { checkResponse } from './check-response.ts';
import { checkEvidence, checkSchema } from './check-schema.ts';
import { checkStrange } from './check-strange.ts';
import { checkTrigger } from './check-trigger.ts';
import { checkValues } from './check-values.ts';
import { checkVagueness } from './check-vagueness.ts';
import { scoreCase } from './score-case.ts';

export type { CheckContext } from './check-context.ts';

const checks: readonly Check[] = [
  checkEvidence,
  checkNumbers,
  checkIdentifiers,
  checkNovelty,
  checkLeak,
  checkPolarity,
  checkTrigger,
  checkResponse,
  checkFaithfulResult,
  checkFaithfulSteps,
  checkVagueness,
  checkFiller,
  checkForm,
  checkPreconditions,
  checkValues,
  checkStrange,
];

/**
 * Judges one case: all failures, and a score of 0–10 with the reason of each lost point. A case of the wrong shape is
 * not looked at further. Drafts and model text go through the same checks.
 */
export function checkCase(candidate: TestCase, context: CheckContext): Verdict {
  const malformed = checkSchema(candidate, context);
  if (malformed.length > 0) return { failures: malformed, score: 0, notes: ['-10 the case is malformed'] };
  const { score, notes } = scoreCase(candidate, context);
  return { failures: checks.flatMap((check) => check(candidate, context)), score, notes };
}
