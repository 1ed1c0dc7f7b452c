import { isClause } from '../text/clause.ts';
import { isPlural, lowerFirst, relativeClause } from '../text/noun-phrase.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import { stem, words } from '../text/words.ts';
import type { Demand, Facts, Wording } from '../types.ts';
import { finiteClause } from './conjugate.ts';
import { asAction, asSentence, asStep } from './imperative.ts';
import { lookAt } from './look-at.ts';
import { scenarioWording } from './scenario-wording.ts';
import { answers, start } from './start.ts';
import { titleFrom } from './title.ts';

/** The words of a draft: preconditions from states, steps from events, the result from the main clause. */
export function draftWording({ facts, polarity }: Demand): Wording {
  if (facts.scenario) return scenarioWording(facts.scenario);
  const clause = clauseOf(facts);
  const limit = limitOf(facts);
  return {
    title: titleOf(facts, clause),
    preconditions: preconditions(facts),
    steps: steps(facts, polarity, clause),
    expected_result: asSentence(limit ? `${clause} in at most ${limit}` : clause),
    test_data: facts.data,
  };
}

const limitOf = ({ measure }: Facts): string => (measure && 'limit' in measure ? measure.limit : '');
const momentOf = ({ measure }: Facts): string => (measure && 'moment' in measure ? measure.moment : '');

function clauseOf({ outcome }: Facts): string {
  return outcome.form === 'whole' ? outcome.predicate : finiteClause(outcome.actor, outcome.predicate, outcome.negated);
}

function titleOf(facts: Facts, clause: string): string {
  const { actor, predicate, form, negated } = facts.outcome;
  const told = facts.circumstances.map(({ text }) => text);
  const moment = momentOf(facts);
  if (facts.title) return titleFrom(facts.title, told);
  if (moment) return titleFrom(`${clause} ${moment.startsWith('just') ? '' : 'when '}${moment}`, told);
  const states =
    form === 'whole' ||
    actor === '' ||
    /^(?:be|stay|remain|have|contain|include|consist|default)\b|^\S+$/.test(predicate) ||
    facts.attempt !== '';
  const main = states ? clause : `${negated ? 'do not ' : ''}${predicate}`;
  const limit = limitOf(facts);
  return titleFrom(limit ? `${main} within ${limit}` : main, told);
}

function preconditions({ circumstances, role, outcome }: Facts): string[] {
  const states = circumstances
    .filter((one) => one.role === 'state')
    .map(({ text }) => asStep(isClause(text) ? text : `going on: ${text}`));
  const initial = outcome.initially ? [asStep(outcome.initially)] : [];
  if (role === '') return [...states, ...initial];
  const someone = role.replace(/^the\s+([aeio])/i, 'an $1').replace(/^the\s+/i, 'a ');
  return [...states, asStep(`there is ${someone}`)];
}

function steps(facts: Facts, polarity: Demand['polarity'], clause: string): string[] {
  const { outcome, attempt } = facts;
  const events = facts.circumstances.filter(({ role }) => role === 'event').map(({ text }) => asAction(text));
  const acting = attempt === '' ? [] : [attemptStep(facts, polarity)];
  const moment = momentOf(facts);
  const doing = [...events, ...acting];
  if (doing.length === 0) doing.push(start(facts));
  if (limitOf(facts)) return [...doing, asStep(`measure the time until ${clause}`)];
  if (moment) return [...doing, asStep(`wait until ${moment}`), lookAt(outcome.actor)];
  return attempt.startsWith('measure ') ? doing : [...doing, lookAt(seen(facts))];
}

/** What shows the outcome: the object of the action, or its subject where it is acted on. */
function seen({ outcome }: Facts): string {
  if (outcome.form === 'whole') return '';
  const { verb, object: acted, rest } = verbPhrase(outcome.predicate);
  // "sends the owner a message": the message is what shows.
  const object = /^(?:an?|the|its|their)\s/i.test(rest) ? verbPhrase(`give ${rest}`).object : acted;
  if (answers(outcome.actor) && /^(?:return|respond|reply|answer|send)\b/i.test(verb)) return 'the response';
  if (outcome.predicate.endsWith(', in this order')) return outcome.actor;
  const thing =
    /^(?:be|stay|remain|become|have|contain|support)\b/.test(outcome.predicate) ||
    !/^(?:the|an?|all|its|their|each|any|no|every (?!day|night|hour|week|minute|second|month|year))\b|^\p{Lu}[\p{Ll}]/u.test(
      object,
    )
      ? bareThings(outcome.predicate) || outcome.actor
      : isQuoteCut(object)
        ? outcome.actor
        : object;
  return thing
    .replace(/\s+(?:itself|themselves)$/i, '')
    .split(relativeClause, 1)
    .join()
    .replace(/(?<!\banything)\s+other than\s.*$/i, '')
    .replace(/\s+(?:placed|sent|received|created|made|submitted|issued|overdue|aged)\s+(?:at|on|in|by|of)\s.*$/i, '')
    .replace(/\s+(?:of|with)\s+(?:a \w+ of )?[-−]?\d.*$/, '');
}

const isQuoteCut = (text: string): boolean => (text.match(/["“”]/g)?.length ?? 0) % 2 === 1;

/** "validates email addresses": a bare plural can be looked at. */
function bareThings(predicate: string): string {
  const { verb, object } = verbPhrase(predicate);
  const particle = /^(?:out|in|up|down|off|on|over|back|away|two|three|four|five|several)\s|times$/;
  return verb !== 'be' &&
    !particle.test(object) &&
    /^\p{Ll}{3,}(?:\s\p{Ll}{3,}){0,2}$/u.test(object) &&
    isPlural(object)
    ? object
    : '';
}

/** Whether the attempt itself is what does not work; what only sets the scene is simply done. */
function isDenied({ role, attempt, outcome }: Pick<Facts, 'role' | 'attempt' | 'outcome'>): boolean {
  if (/^(?:try|enter|submit|give|measure)\b/.test(attempt)) return false;
  const [verb = ''] = words(attempt);
  return (
    role !== '' ||
    /\b(?:accept|allow|permit|possible)/.test(outcome.predicate) ||
    words(outcome.predicate).map(stem).includes(stem(verb))
  );
}

function attemptStep({ role, attempt, outcome, measure }: Facts, polarity: Demand['polarity']): string {
  const trying =
    polarity === 'negative' && !measure && isDenied({ role, attempt, outcome }) ? `try to ${attempt}` : attempt;
  return asStep(
    role === ''
      ? trying.replaceAll(/\b(?:their|his|her|my|your)(?: own)?\b/g, 'the')
      : `as ${lowerFirst(role.replace(/^(?:an?)\s/, 'the '))}, ${trying}`,
  );
}
