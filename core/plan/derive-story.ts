import type { Circumstance, Facts } from '../types.ts';
import { negateClause, verbAt } from '../text/clause.ts';
import { baseForm, pastParticiple } from '../text/verbs.ts';
import { lowerFirst } from '../text/noun-phrase.ts';
import { part, wholePhrase, type Phrase } from './phrase.ts';
import { passive } from './predicate.ts';
import type { Seed } from './seed.ts';
import { trailingConditions } from './split-conditions.ts';

export type Story = { role: Phrase; want: Phrase; benefit: Phrase | undefined };

/** "As a customer, I want to cancel my order before it ships, so that I am not charged." */
function parseStory(text: string): Story | undefined {
  const match =
    /^\s*(?:in order (?:to|that)\s.{1,300}?\s)?as\s+(?:an?|the)?\s*(.+?),?\s+I\s+(?:want|need|would like|wish|can|must be able)(?:\s+to)?\s+(?:be able to\s+)?/isu.exec(
      text,
    );
  if (!match?.[1]) return undefined;
  const whole = wholePhrase(text);
  const start = match[0].length;
  const benefit = /,?\s+(?:so that|so|in order to|because)\s+/i.exec(whole.text.slice(start));
  const roleAt = whole.text.indexOf(match[1]);
  return {
    role: part(whole, roleAt, roleAt + match[1].length),
    want: part(whole, start, benefit ? start + benefit.index : whole.text.length),
    benefit: benefit ? part(whole, start + benefit.index + benefit[0].length) : undefined,
  };
}

/**
 * A story without criteria: one case from its want-clause, and questions for what it leaves open. With criteria the
 * story sentence adds no item (worked example 9).
 */
export function deriveStory(text: string): Seed[] | undefined {
  const story = parseStory(text);
  if (!story) return undefined;
  const role = `the ${story.role.text.replace(/^(?:an?|the)\s+/i, '')}`;
  const { conditions, main } = trailingConditions(story.want);
  const attempt = impersonal(lowerFirst(story.want.text));
  const action = impersonal(lowerFirst(main.text));
  const seen = passive(action);
  const around: Circumstance[] = [];
  const facts: Facts = {
    circumstances: around,
    role,
    attempt,
    outcome: seen
      ? { ...seen, form: 'base', negated: false }
      : { actor: role, predicate: `be able to ${action}`, form: 'base', negated: false },
    measure: undefined,
    title: '',
    data: {},
  };
  const seeds: Seed[] = [
    {
      type: 'positive',
      technique: 'scenario',
      statement: `${role} wants to ${attempt}`,
      evidence: [story.role, story.want],
      polarity: 'positive',
      trigger: attempt,
      response: seen ? facts.outcome.predicate.replace(/^be /, '') : action,
      values: [],
      computed: [],
      facts,
    },
    {
      type: 'negative',
      technique: 'scenario',
      statement: `${role} cannot ${attempt}`,
      evidence: [story.want],
      question: `What shall ${role} see when it is not possible to ${action}?`,
    },
  ];
  for (const condition of conditions) {
    const opposite =
      condition.keyword === 'before' ? pastOf(condition.phrase.text) : negateClause(condition.phrase.text);
    if (!opposite) continue;
    seeds.push({
      type: 'edge_case',
      technique: 'scenario',
      statement: `${role} wants to ${action} although ${opposite}`,
      evidence: [condition.phrase],
      question: `What shall happen when ${role} tries to ${action} although ${opposite}?`,
    });
  }
  return seeds;
}

/** "it ships" → "it has already shipped". */
function pastOf(clause: string): string | undefined {
  const verb = verbAt(clause);
  const base = verb && baseForm(verb.word);
  if (!verb || !base || base === 'be') return undefined;
  return `${clause.slice(0, verb.index)}has already ${pastParticiple(base)}${clause.slice(verb.index + verb.word.length)}`;
}

/** A story speaks as "I"; a case speaks of things. */
function impersonal(text: string): string {
  return text
    .replaceAll(/\bmy\b/gi, 'the')
    .replaceAll(/\b(?:I am|I['’]m)\b/g, 'the user is')
    .replaceAll(/\bI\b/g, 'the user')
    .replaceAll(/\bme\b/g, 'the user')
    .replaceAll(/\bthe own\b/g, 'the');
}
