import { negateClause, splitCombined } from '../text/clause.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { saysWhatFollows } from './derive-until.ts';
import { findWindow } from './moment.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** Nothing is said about the time outside a state: that is a question, not a case (worked example 6). */
export function openStates(statement: Statement): Seed[] {
  const { actor } = outcomeOf(statement);
  return [
    ...missingFeature(statement),
    ...statement.conditions
      .filter((condition) => /^(?:while|until)$/.test(condition.keyword) && !saysWhatFollows(statement, condition))
      .filter(({ keyword, phrase }) => !findWindow(`${keyword} ${phrase.text}`))
      .flatMap((condition): Seed[] => {
        if (condition.keyword === 'until') {
          return [
            {
              type: 'edge_case',
              technique: 'state_transition',
              statement: `as soon as ${lowerFirst(condition.phrase.text)}`,
              evidence: [condition.phrase],
              question: /^be\b/i.test(statement.predicate.text)
                ? `What shall happen with ${actor || 'the system'} as soon as ${lowerFirst(condition.phrase.text)}?`
                : `What shall ${actor || 'the system'} do as soon as ${lowerFirst(condition.phrase.text)}?`,
            },
          ];
        }
        // "while A and B": either one can end it, so each is asked for.
        const { parts, joined } = splitCombined(lowerFirst(condition.phrase.text));
        const opposites = parts.map((text) => negateClause(text));
        const known = opposites.filter((text) => text !== undefined);
        const said = known.length < parts.length ? [undefined] : joined === 'or' ? [known.join(' and ')] : known;
        return said.map((opposite) => ({
          type: 'negative',
          technique: 'state_transition',
          statement: opposite ?? `not: ${condition.phrase.text}`,
          evidence: [condition.phrase],
          question: opposite
            ? `What shall ${actor || 'the system'} do when ${opposite}?`
            : `What shall ${actor || 'the system'} do outside of this: ${condition.phrase.text}?`,
        }));
      }),
  ];
}

/** "Where F, when E": what E does without F is not said. */
function missingFeature(statement: Statement): Seed[] {
  const events = statement.conditions.filter(({ keyword }) => /^(?:when|if|after)$/.test(keyword));
  const features = statement.conditions.filter(({ keyword }) => keyword === 'where');
  const [feature] = features;
  const opposite = feature && negateClause(lowerFirst(feature.phrase.text));
  if (!feature || !opposite || features.length > 1 || events.length === 0) return [];
  const when = events.map(({ phrase }) => lowerFirst(phrase.text)).join(' and ');
  return [
    {
      type: 'negative',
      technique: 'cause_effect',
      statement: `${when}, but ${opposite}`,
      evidence: [feature.phrase],
      question: `What shall ${outcomeOf(statement).actor || 'the system'} do when ${when}, but ${opposite}?`,
    },
  ];
}
