import type { Circumstance, Outcome } from '../types.ts';
import { isState, negateClause } from '../text/clause.ts';
import { circumstance, demanded, demandingConditions, isDone, triggerOf, untilStates } from './circumstances.ts';
import { deriveDuration } from './derive-duration.ts';
import { deriveKeeping } from './derive-keeping.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { reactionOutcome } from './reaction-outcome.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';
import { variants, type Variant } from './vary-condition.ts';

/** What the system does, under which conditions: each condition met, and not met where the outcome is implied. */
export function deriveReaction(statement: Statement): Seed[] {
  const kept = deriveKeeping(statement);
  if (kept) return kept;
  const conditions = demandingConditions(statement);
  const lifting = statement.conditions.filter(({ keyword }) => keyword === 'unless' || keyword === 'except');
  const { outcome, limit, measuredFrom } = reactionOutcome(statement);
  const list: Circumstance[] = [
    ...conditions.map((condition) => arranged(condition, outcome, variantsOf(condition)[0])),
    ...untilStates(statement),
    ...measuredFrom,
  ];
  const lifted = lifting.map((condition) =>
    circumstance(
      condition,
      negateClause(lowerFirst(condition.phrase.text)) ?? `it is not the case that ${lowerFirst(condition.phrase.text)}`,
    ),
  );
  const first = variantsOf(conditions[0])[0];
  const base = reactionSeed(statement, {
    list: [...list, ...lifted],
    outcome,
    limit,
    variant: first,
    kind: kindOf(statement, limit, first),
  });
  const seeds: Seed[] = [base];
  for (const condition of lifting) {
    seeds.push(
      reactionSeed(statement, {
        list: [...list, circumstance(condition)],
        outcome: flip(outcome),
        limit: '',
        variant: undefined,
        kind: 'cause_effect',
      }),
    );
  }
  for (const [index, condition] of conditions.entries()) {
    for (const variant of variantsOf(condition).slice(1)) {
      if (!variant.met && !impliesOpposite(condition, variant)) continue;
      const varied = list.map((one, at) => (at === index ? arranged(condition, outcome, variant) : one));
      seeds.push(
        reactionSeed(statement, {
          list: [...varied, ...lifted],
          outcome: variant.met ? outcome : flip(outcome),
          limit: variant.met ? limit : '',
          variant,
          kind: variant.exact ? 'boundary_value_analysis' : 'cause_effect',
        }),
      );
    }
  }
  return [...seeds, ...deriveDuration(statement, list)];
}

/** A value on a boundary is brought about; a pronoun for the actor is named. */
function arranged(condition: Condition, outcome: Outcome, variant: Variant | undefined): Circumstance {
  const text = (variant?.text ?? condition.phrase.text).replace(/^(?:it|they)\b/i, outcome.actor || 'it');
  const one = circumstance(condition, text);
  return variant?.exact && /^(?:when|if|only if)$/.test(condition.keyword) && /\s(?:is|are)\s+[-−+]?\d/.test(text)
    ? { ...one, role: 'event' }
    : one;
}

const variantsOf = (condition: Condition | undefined): Variant[] => (condition ? variants(condition) : []);

const flip = (outcome: Outcome): Outcome => ({ ...outcome, negated: !outcome.negated });

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
  if (statement.conditions.some(({ keyword }) => keyword === 'while')) return 'state_transition';
  return statement.conditions.length > 0 ? 'cause_effect' : 'equivalence_partitioning';
}

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
