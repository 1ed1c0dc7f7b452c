import { alternatives } from '../text/alternatives.ts';
import { isState, negateClause } from '../text/clause.ts';
import { deriveEnumeration } from './derive-enumeration.ts';
import { deriveProhibition } from './derive-prohibition.ts';
import { deriveReaction } from './derive-reaction.ts';
import { allowed, keepsOnly } from './opposite-outcome.ts';
import { isKnown, type KnownSeed, type Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';

/** "If the id is missing, unknown or empty, …": each alternative once, and none of them where that implies the opposite. */
export function deriveAlternatives(statement: Statement): Seed[] | undefined {
  const { conditions, form } = statement;
  const deciding = conditions.filter(({ keyword }) => /^(?:if|when|only if|after)$/.test(keyword));
  const [condition] = deciding;
  const others = conditions.filter(({ keyword }) => /^(?:while|where)$/.test(keyword));
  if (form !== 'base' || !condition || deciding.length > 1 || others.length + 1 < conditions.length) return undefined;
  const texts = alternatives(condition.phrase.text);
  if (!texts || deriveEnumeration(statement)) return undefined;
  const demand = withoutOtherwise(statement);
  const saying = (text: string): Condition => ({ ...condition, phrase: { ...condition.phrase, text } });
  const seeds = texts.flatMap((text, index) => {
    const one = { ...demand, conditions: conditions.map((each) => (each === condition ? saying(text) : each)) };
    const [first, ...more] = (deriveProhibition(one) ?? deriveReaction(one)).filter(isKnown);
    // How long something lasts is looked at once.
    const lasting = index === 0 ? more.filter(({ facts }) => facts.measure && 'moment' in facts.measure) : [];
    return first ? [decided(first), ...lasting] : [];
  });
  const none = noneOf(statement, texts);
  const [last] = none
    ? deriveReaction({ ...none, conditions: [...others, ...none.conditions.map(({ phrase }) => saying(phrase.text))] })
    : [];
  return [...seeds, ...(last && isKnown(last) ? [{ ...decided(last), type: typeOfNone(statement, last.type) }] : [])];
}

const decided = (seed: KnownSeed): KnownSeed => ({ ...seed, technique: 'decision_table' });

/** The other branch of a demand is the negative one, that of a prohibition is what is allowed. */
function typeOfNone({ negated, otherwise }: Statement, written: KnownSeed['type']): KnownSeed['type'] {
  if (!otherwise || written === 'boundary') return written;
  return negated && !otherwise.negated ? 'positive' : 'negative';
}

function withoutOtherwise(statement: Statement): Statement {
  const { otherwise: _, ...demand } = statement;
  return demand;
}

/** What happens where no alternative holds: the other branch, or the opposite of a demand that only they bring about. */
function noneOf(statement: Statement, texts: readonly string[]): Statement | undefined {
  const { otherwise } = statement;
  const demand = withoutOtherwise(statement);
  const opposites = texts.map((text) => negateClause(text)).filter((text) => text !== undefined);
  if (opposites.length < texts.length) return undefined;
  const conditions = opposites.map((text): Condition => ({ keyword: 'if', phrase: { text, from: 0, to: 0 } }));
  if (otherwise)
    return {
      ...demand,
      conditions,
      subject: otherwise.subject && !/^(?:it|they)$/i.test(otherwise.subject.text) ? otherwise.subject : demand.subject,
      negated: otherwise.negated,
      predicate: otherwise.predicate,
    };
  const only = statement.conditions.some(({ keyword }) => keyword === 'only if');
  if (!only && (keepsOnly(statement) || !texts.every(isState))) return undefined;
  return {
    ...demand,
    conditions,
    negated: !demand.negated,
    predicate: { ...demand.predicate, text: demand.negated ? allowed(demand.predicate.text) : demand.predicate.text },
  };
}
