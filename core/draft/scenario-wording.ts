import { isClause, verbAt } from '../text/clause.ts';
import type { Facts, Wording } from '../types.ts';
import { asAction, asSentence, asStep } from './imperative.ts';
import { lookAt } from './look-at.ts';
import { titleFrom } from './title.ts';

/** A scenario in the order of its clauses: what is given, what is done, what is looked at. */
export function scenarioWording(scenario: NonNullable<Facts['scenario']>): Wording {
  const given = scenario.given.map((text) =>
    asStep(isClause(text) || /^(?:I|we|they|you)\b/i.test(text) ? text : `there is ${text}`),
  );
  const thing = lastThing(scenario.given.join(' and '));
  const actions = scenario.actions.map((text) => asAction(resolved(text, thing)));
  const result = scenario.results.join(' and ');
  return {
    title: titleFrom(result, []),
    preconditions: given,
    steps: [...actions, lookAt(subjects(result))],
    expected_result: asSentence(result),
    test_data: {},
  };
}

/** The last thing that the given clauses name, so that "removes it" can say what: "a cart with one article" → "the article". */
function lastThing(given: string): string | undefined {
  const nouns = [...given.matchAll(/\b(?:an?|one|two|three|\d+|the)\s+(\p{Ll}[\p{Ll}-]+)(?=$|[\s,.])/gu)];
  const last = nouns.at(-1)?.[1];
  return last && `the ${last}`;
}

const resolved = (text: string, thing: string | undefined): string =>
  thing ? text.replace(/\b(?:it|them)\b(?=$|[\s,.])/i, thing) : text;

/** "the cart is empty and the order button is disabled" → "the cart and the order button". */
function subjects(result: string): string {
  const found = result
    .split(/,?\s+and\s+|,\s+/)
    .map((clause) => clause.slice(0, verbAt(clause)?.index ?? 0).trim())
    .filter((subject) => /^(?:the|an?|all|each|my|their|his|her|its)\s+\S/i.test(subject));
  return [...new Set(found)].slice(0, 3).join(' and ');
}
