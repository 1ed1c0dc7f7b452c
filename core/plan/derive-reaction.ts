import type { Circumstance, Outcome } from '../types.ts';
import { isState } from '../text/clause.ts';
import { circumstance, demanded, demandingConditions, isDone, triggerOf, untilStates } from './circumstances.ts';
import { deriveDuration } from './derive-duration.ts';
import { deriveUntil } from './derive-until.ts';
import { deriveKeeping } from './derive-keeping.ts';
import { type Arrangement, lifting } from './liftings.ts';
import { keepsOnly, oppositeOutcome } from './opposite-outcome.ts';
import { reactionOutcome } from './reaction-outcome.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';
import { variants } from './vary-condition.ts';
import type { Variant } from './variant.ts';

/** What the system does, under which conditions: each condition met, and not met where the outcome is implied. */
export function deriveReaction(statement: Statement): Seed[] {
  const kept = deriveKeeping(statement);
  if (kept) return kept;
  const conditions = demandingConditions(statement);
  const exceptions = statement.conditions
    .filter(({ keyword }) => keyword === 'unless' || keyword === 'except')
    .map(lifting);
  const { outcome, limit, measuredFrom } = reactionOutcome(statement);
  const list: Circumstance[] = [
    ...conditions.map((condition) => arranged(condition, outcome, variantsOf(condition)[0])),
    ...untilStates(statement),
    ...measuredFrom,
  ];
  const standing = exceptions.flatMap((one) => one.standing[0]?.list ?? []);
  const first = variantsOf(conditions[0])[0];
  const kind = kindOf(statement, limit, first);
  const seeds: Seed[] = [
    reactionSeed(statement, { list: [...list, ...standing], outcome, limit, variant: first, kind }),
  ];
  for (const exception of exceptions) {
    for (const arrangement of exception.standing.slice(1)) {
      seeds.push(
        arranging(
          reactionSeed(statement, { list: [...list, ...arrangement.list], outcome, limit, variant: first, kind }),
          arrangement,
        ),
      );
    }
    for (const arrangement of exception.lifted) {
      const lifted = {
        list: [...list, ...arrangement.list],
        outcome: oppositeOutcome(outcome),
        limit: '',
        variant: undefined,
        kind: 'cause_effect' as const,
      };
      seeds.push(arranging(reactionSeed(statement, lifted), arrangement));
    }
  }
  for (const [index, condition] of conditions.entries()) {
    for (const variant of variantsOf(condition).slice(1)) {
      const silent = keepsOnly(statement) && !variant.exact && condition.keyword !== 'only if';
      if (!variant.met && (silent || !impliesOpposite(condition, variant))) continue;
      const varied = list.map((one, at) => (at === index ? arranged(condition, outcome, variant) : one));
      seeds.push(
        reactionSeed(statement, {
          list: [...varied, ...standing],
          outcome: variant.met ? outcome : oppositeOutcome(outcome),
          limit: variant.met ? limit : '',
          variant,
          kind: variant.exact ? 'boundary_value_analysis' : 'cause_effect',
        }),
      );
    }
  }
  return [
    ...seeds,
    ...deriveDuration(statement, list),
    ...deriveUntil(
      statement,
      conditions.map((condition) => arranged(condition, outcome, variantsOf(condition)[0])),
    ),
  ];
}

const arranging = (seed: KnownSeed, { values, computed }: Arrangement): KnownSeed => ({
  ...seed,
  values: [...seed.values, ...values],
  computed: [...seed.computed, ...computed],
});

/** A value on a boundary is brought about; a pronoun for the actor is named. */
function arranged(condition: Condition, outcome: Outcome, variant: Variant | undefined): Circumstance {
  const text = (variant?.text ?? condition.phrase.text).replace(/^(?:it|they)\b/i, outcome.actor || 'it');
  const one = circumstance(condition, text);
  return variant?.exact && /^(?:when|if|only if)$/.test(condition.keyword) && /\s(?:is|are)\s+[-−+]?\d/.test(text)
    ? { ...one, role: 'event' }
    : one;
}

const variantsOf = (condition: Condition | undefined): Variant[] => (condition ? variants(condition) : []);

/**
 * The opposite of a condition is a case only where the requirement implies its outcome: "only", a boundary, or a reaction
 * that must not happen by itself. "While" and "where" imply nothing about the time when they do not hold.
 */
function impliesOpposite(condition: Condition, variant: Variant): boolean {
  if (condition.keyword === 'while' || condition.keyword === 'where') return false;
  if (condition.keyword === 'only if' || variant.exact) return true;
  return (
    (condition.keyword === 'if' || condition.keyword === 'when') && isState(condition.phrase.text) && !isDone(condition)
  );
}

function kindOf(statement: Statement, limit: string, first: Variant | undefined): KnownSeed['technique'] {
  if (limit !== '' || first?.exact) return 'boundary_value_analysis';
  if (statement.conditions.some(({ keyword }) => /^(?:while|until)$/.test(keyword)) || changing(statement))
    return 'state_transition';
  return statement.conditions.length > 0 ? 'cause_effect' : 'equivalence_partitioning';
}

/** "moves to "paid"", "becomes overdue", "enters the safe state". */
const changing = ({ predicate, form }: Statement): boolean =>
  form === 'base' &&
  /^(?:(?:change|move|switch|go|transition|advance|revert)\s+(?:back\s+)?(?:from\s.{1,60}\s)?(?:in)?to\s|become\s|(?:enter|leave)\s.{0,40}\b(?:state|mode)\b|expire$)/i.test(
    predicate.text.replaceAll(/\s+/g, ' '),
  );

type Build = {
  list: Circumstance[];
  outcome: Outcome;
  limit: string;
  variant: Variant | undefined;
  kind: KnownSeed['technique'];
};

function reactionSeed(statement: Statement, { list, outcome, limit, variant, kind }: Build): KnownSeed {
  const met = variant === undefined || variant.met;
  const boundary = limit !== '' || variant?.exact;
  const measured = limit ? ` in at most ${limit}` : '';
  return {
    type: boundary ? 'boundary' : outcome.negated ? 'negative' : 'positive',
    technique: kind,
    statement: `${demanded(list, outcome)}${measured}`,
    evidence: [...statement.conditions.map(({ phrase }) => phrase), statement.predicate],
    polarity: outcome.negated ? 'negative' : 'positive',
    trigger: triggerOf(list),
    response: outcome.predicate.replace(/^be /, ''),
    values: [...(variant?.values ?? []), ...(limit ? [limit] : [])],
    computed: variant?.computed ?? [],
    facts: {
      circumstances: list,
      role: '',
      attempt: '',
      outcome,
      measure: met && limit !== '' ? { limit } : undefined,
      title: '',
      data: variant?.resolution ? { resolution: variant.resolution } : {},
    },
  };
}
