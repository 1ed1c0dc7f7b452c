import { negateClause } from '../text/clause.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** Nothing is said about the time outside a state: that is a question, not a case (worked example 6). */
export function openStates(statement: Statement): Seed[] {
  const { actor } = outcomeOf(statement);
  return statement.conditions
    .filter(({ keyword }) => keyword === 'while' || keyword === 'until')
    .map((condition) => {
      if (condition.keyword === 'until') {
        return {
          type: 'edge_case',
          technique: 'state_transition',
          statement: `as soon as ${lowerFirst(condition.phrase.text)}`,
          evidence: [condition.phrase],
          question: `What shall ${actor || 'the system'} do as soon as ${lowerFirst(condition.phrase.text)}?`,
        };
      }
      const opposite = negateClause(lowerFirst(condition.phrase.text));
      return {
        type: 'negative',
        technique: 'state_transition',
        statement: opposite ?? `not: ${condition.phrase.text}`,
        evidence: [condition.phrase],
        question: opposite
          ? `What shall ${actor || 'the system'} do when ${opposite}?`
          : `What shall ${actor || 'the system'} do outside of this: ${condition.phrase.text}?`,
      };
    });
}
