import { isClause, verbAt } from '../text/clause.ts';
import { isPerson } from '../text/noun-phrase.ts';
import { numbersIn } from '../text/numbers.ts';
import { baseForm } from '../text/verbs.ts';
import { contentStems, overlap, stem } from '../text/words.ts';
import type { CheckFailure, TestCase } from '../types.ts';
import { type Check, type CheckContext, failure, statementOf } from './check-context.ts';
import { novelWords } from './check-novelty.ts';
import { statedShare } from './check-response.ts';

const upper = /\b(?:at most|within|no more than|not more than|less than|up to|no later than|or less|or fewer)\b/i;
const lower = /\b(?:at least|after|more than|no less than|longer than|not before|or more)\b/i;
const universal = /\b(?:all|every|each|both)\b/i;
const existential = /\b(?:one of|some of|some|any of|at least one)\b/i;
const negation =
  /\b(?:not|never|cannot|no longer|no|none|nothing|neither|unable|fails? to|refus\w+|den(?:y|ies|ied)|declin\w+|prevent\w*)\b|n[’']t\b/i;

/** What the draft's result says exactly, a rewording says too: numbers, limit, quantifier, each clause, who acts. */
export const checkFaithfulResult: Check = (candidate, context) => {
  const { draft } = context;
  if (!draft) return [];
  return [
    ...numberFailures(candidate, draft, context),
    ...scopeFailures(candidate.expected_result, draft.expected_result),
    ...outcomeFailures(candidate, context),
  ];
};

function numberFailures(candidate: TestCase, draft: TestCase, context: CheckContext): CheckFailure[] {
  const result = numbersIn(candidate.expected_result);
  // The boundary of another item is a right number in the wrong case.
  const own = new Set(numbersIn([draft.title, draft.expected_result, statementOf(context)].join('\n')));
  const foreign = numbersIn(`${candidate.title}\n${candidate.expected_result}`).filter((number) => !own.has(number));
  const lost = numbersIn(draft.expected_result).filter((number) => !result.includes(number));
  return [
    ...foreign.map((number) =>
      failure('numbers', `${number} belongs to another item`, `Leave ${number} out of this case`),
    ),
    ...lost.map((number) => failure('numbers', `The result no longer says ${number}`, `Keep ${number} in the result`)),
  ];
}

function scopeFailures(result: string, reference: string): CheckFailure[] {
  const turned = upper.test(reference) && (!upper.test(result) || lower.test(result));
  const everything = universal.test(reference);
  const scope = everything ? !universal.test(result) || existential.test(result) : universal.test(result);
  const parts = clauses(reference);
  const missing =
    parts.length > 1
      ? parts.filter((part) => !clauses(result).some((one) => overlap(contentStems(part), one) >= 0.6))
      : [];
  return [
    ...(turned
      ? [failure('response', 'The limit of the result was turned or lost', 'Keep the limit as the draft says it')]
      : []),
    ...(scope
      ? [
          failure(
            'response',
            'The result speaks of more or fewer things than the draft',
            'Keep "all" and "one" as they are',
          ),
        ]
      : []),
    ...missing.map((part) => failure('response', `The result no longer says: ${part}`, `Say: ${part}`)),
  ];
}

function outcomeFailures(candidate: TestCase, context: CheckContext): CheckFailure[] {
  const { expected_result: result } = candidate;
  const { demand } = context;
  const added = statedShare(demand, result) === 1 ? novelWords(candidate, context) : [];
  const verb = verbAt(result);
  const perceiving = /^(?:be|see|get|receive|have|can|cannot|do|view)$/;
  const stranger =
    verb &&
    isPerson(result.slice(0, verb.index).trim()) &&
    !isPerson(demand.facts.outcome.actor) &&
    !perceiving.test(baseForm(verb.word) ?? verb.word);
  return [
    ...(added.length > 0
      ? [failure('novelty', `The result adds: ${added.join(', ')}`, 'Keep to the outcome that the requirement states')]
      : []),
    ...(stranger
      ? [
          failure(
            'response',
            'Somebody else brings the outcome about',
            `Say that ${demand.facts.outcome.actor || 'the system'} does it`,
          ),
        ]
      : []),
    ...(demand.facts.outcome.negated && deniesElsewhere(result, demand.response)
      ? [
          failure(
            'polarity',
            'The negation does not deny the outcome',
            'Say in the expected result that the outcome does not happen',
          ),
        ]
      : []),
  ];
}

/** "Locks the account without a password" denies the password, not the locking. */
function deniesElsewhere(result: string, response: string): boolean {
  const main = contentStems(response)[0] ?? '';
  const verb = [...result.matchAll(/[\p{L}-]+/gu)].find((match) => stem(match[0].toLowerCase()) === main)?.index;
  const denial = negation.exec(result)?.index;
  return verb !== undefined && (denial === undefined || denial > verb);
}

function clauses(text: string): string[] {
  const parts = text.split(/,?\s+and\s+/i);
  return parts.length > 1 && parts.every(isClause) ? parts : [text];
}
