import type { Circumstance, Outcome } from '../types.ts';
import { splitCombined } from '../text/clause.ts';
import { deriveAlternatives } from './derive-alternatives.ts';
import { circumstance, demanded, triggerOf } from './circumstances.ts';
import { keepsOnly, oppositeOutcome } from './opposite-outcome.ts';
import { outcomeOf } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Condition, Statement } from './statement.ts';
import { variants } from './vary-condition.ts';
import type { Variant } from './variant.ts';

type Part = { condition: Condition; met: Variant; unmet: Variant };

/** The largest number of conditions for which every combination is tried. */
const full = 4;

/** Conditions joined by "and" or "or", or with another branch: a decision table (worked example 7). */
export function deriveDecision(statement: Statement): Seed[] | undefined {
  const alternatives = statement.otherwise ? deriveAlternatives(statement) : undefined;
  if (alternatives) return alternatives;
  const deciding = statement.conditions.filter(({ keyword }) => /^(?:if|when|only if)$/.test(keyword));
  const parts = deciding.flatMap((condition) => partsOf(condition));
  if (parts.includes(undefined) || (parts.length < 2 && !statement.otherwise)) return undefined;
  const known = parts.filter((one) => one !== undefined);
  const joined =
    deciding.map(({ phrase }) => splitCombined(phrase.text)).find(({ parts: split }) => split.length > 1)?.joined ??
    'and';
  const standing = statement.conditions
    .filter(({ keyword }) => /^(?:while|where)$/.test(keyword))
    .map((condition) => circumstance(condition));
  const main = outcomeOf(statement);
  const other: Outcome = statement.otherwise
    ? outcomeOf({
        ...statement,
        subject: pronounFree(statement),
        predicate: statement.otherwise.predicate,
        negated: statement.otherwise.negated,
      })
    : oppositeOutcome(main);
  const holdsIn = (row: readonly boolean[]): boolean => (joined === 'and' ? row.every(Boolean) : row.some(Boolean));
  const silent = !statement.otherwise && keepsOnly(statement) && deciding.every(({ keyword }) => keyword !== 'only if');
  const told = rows(known, joined, statement.otherwise !== undefined).filter(
    (row) => !silent || holdsIn(row) || row.some((met, index) => !met && known[index]?.unmet.exact),
  );
  return told.map((row) => {
    const holds = holdsIn(row);
    const chosen = known.map((one, index) => ({ condition: one.condition, variant: row[index] ? one.met : one.unmet }));
    // Of many conditions the deciding ones come first: a title holds no more.
    const sorted =
      chosen.length > 2 ? chosen.toSorted((left, right) => rank(left, joined) - rank(right, joined)) : chosen;
    const list: Circumstance[] = [
      ...standing,
      ...sorted.map(({ condition, variant }) => circumstance(condition, variant.text)),
    ];
    return rowSeed(statement, {
      list,
      chosen: chosen.map(({ variant }) => variant),
      outcome: holds ? main : other,
      holds,
      oneFactor: known.length > full,
      redundant: row.filter((value) => value === (joined === 'or')).length > 1,
    });
  });
}

const rank = ({ variant }: { variant: Variant }, joined: 'and' | 'or'): number =>
  Number(variant.met === (joined === 'and'));

function partsOf(condition: Condition): (Part | undefined)[] {
  return splitCombined(condition.phrase.text).parts.map((text) => {
    const list = variants({ ...condition, phrase: { ...condition.phrase, text } });
    const met = list.find((variant) => variant.met);
    const unmet = list.find((variant) => !variant.met);
    return met && unmet ? { condition, met, unmet } : undefined;
  });
}

/** Every combination where the other branch is stated and there are few; else all met and each one alone the other way. */
function rows(parts: readonly Part[], joined: 'and' | 'or', branches: boolean): boolean[][] {
  const count = parts.length;
  if (branches && count <= full)
    return Array.from({ length: 2 ** count }, (_, bits) =>
      parts.map((__, index) => ((bits >> (count - 1 - index)) & 1) === 0),
    );
  const usual = joined === 'and';
  return [
    parts.map(() => usual),
    ...parts.map((_, single) => parts.map((__, index) => (index === single ? !usual : usual))),
  ].toSorted((left, right) => score(right, joined) - score(left, joined));
}

const score = (row: readonly boolean[], joined: 'and' | 'or'): number =>
  Number(joined === 'and' ? row.every(Boolean) : row.some(Boolean));

function pronounFree(statement: Statement): Statement['subject'] {
  const other = statement.otherwise?.subject;
  return other && !/^(?:it|they|he|she)$/i.test(other.text) ? other : statement.subject;
}

type Row = {
  list: Circumstance[];
  chosen: Variant[];
  outcome: Outcome;
  holds: boolean;
  redundant: boolean;
  oneFactor: boolean;
};

/** Where the demand is a prohibition, its rows are the negative ones and the opposite is allowed. */
function typeOf({ negated }: Statement, { holds, outcome }: Pick<Row, 'holds' | 'outcome'>): KnownSeed['type'] {
  if (holds) return negated ? 'negative' : 'positive';
  return negated && !outcome.negated ? 'positive' : 'negative';
}

function rowSeed(statement: Statement, row: Row): KnownSeed {
  const { list, chosen, outcome, holds, redundant } = row;
  const exact = chosen.some((variant) => variant.exact && !variant.met);
  const data: Record<string, string> = {};
  for (const variant of chosen) if (variant.resolution) data['resolution'] = variant.resolution;
  if (row.oneFactor) data['combinations'] = 'one factor at a time';
  if (redundant) data['decision'] = 'redundant: decided by an earlier row';
  return {
    type: exact && !redundant && !holds ? 'boundary' : typeOf(statement, { holds, outcome }),
    technique: 'decision_table',
    statement: `${demanded(list, outcome)}${redundant ? ' (redundant)' : ''}${row.oneFactor ? ' (one factor at a time)' : ''}`,
    evidence: [
      ...statement.conditions.map(({ phrase }) => phrase),
      holds || !statement.otherwise ? statement.predicate : statement.otherwise.predicate,
    ],
    polarity: outcome.negated ? 'negative' : 'positive',
    trigger: triggerOf(list),
    response: outcome.predicate.replace(/^be /, ''),
    values: chosen.flatMap((variant) => variant.values),
    computed: chosen.flatMap((variant) => variant.computed),
    facts: {
      circumstances: list,
      role: '',
      attempt: '',
      outcome,
      measure: undefined,
      title: '',
      data,
    },
  };
}
