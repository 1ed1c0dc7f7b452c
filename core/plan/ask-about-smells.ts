import type { CoverageItem, Finding, Question, Requirement } from '../types.ts';
import { isTime } from './quantity.ts';
import { isUntestablyVague, openPoint, vagueTermsIn } from './smells.ts';
import { questionOf, type Testable } from './testable.ts';

type Input = {
  requirement: Requirement;
  parts: readonly Testable[];
  testable: Requirement['testable'];
  items: readonly CoverageItem[];
};

/** Findings of a requirement and the questions that would make it testable. Smells of what is no test matter are not reported. */
export function askAboutSmells({ requirement, parts, testable, items }: Input): {
  questions: Question[];
  findings: Finding[];
} {
  const questions: Question[] = [];
  const findings: Finding[] = [];
  if (testable === 'not_by_test') return { questions, findings };
  const ask = (one: Testable, text: string): void => {
    questions.push(questionOf(requirement, one, { id: `Q-${requirement.id}-q${questions.length + 1}`, text }));
  };
  const itemsOf = Map.groupBy(items, ({ criterion_id }) => criterion_id);
  for (const one of parts) {
    const own = itemsOf.get(one.criterion_id) ?? [];
    const blocks = own.map(({ id }) => id);
    const find = (rule: string, severity: Finding['severity'], message: string): void => {
      findings.push({
        rule,
        severity,
        message,
        requirement_id: requirement.id,
        ...(one.criterion_id === undefined ? {} : { criterion_id: one.criterion_id }),
        source: one.source,
        blocks: severity === 'hint' ? [] : blocks,
      });
    };
    const open = openPoint(one.used ?? one.text);
    if (open) {
      find('placeholder', 'error', `Not decided yet: ${open.phrase.text}`);
      ask(
        one,
        open.asked ? sentenceOf(open.asked) : `What shall stand in place of "${open.phrase.text}" in: ${one.text}`,
      );
    } else if (requirement.testable === 'needs_clarification' && one.criterion_id === undefined) {
      ask(one, one.text);
    }
    // A story explains with many words; its criteria are what is tested.
    const story = requirement.kind === 'user_story' && one.criterion_id === undefined;
    if (story && requirement.criteria.length > 0) continue;
    const blocking = !story && isUntestablyVague(one.text);
    for (const term of distinct(vagueTermsIn(one.text).map(({ text }) => text))) {
      find('vague_term', blocking ? 'error' : 'warning', `"${term}" cannot be measured`);
      if (blocking)
        ask(one, `What number, unit and condition make "${term}" testable in ${one.criterion_id ?? requirement.id}?`);
    }
    if (
      /\bwithin\s+\d/i.test(one.text) &&
      !/\bload\b|\bpercentile\b|\bconcurrent\b/i.test(one.text) &&
      !statesAmount(one.text) &&
      own.some(({ statement }) => / in at most /.test(statement))
    ) {
      find('load_not_stated', 'hint', 'The load and the point of measurement are not stated');
    }
  }
  if (requirement.kind === 'user_story' && requirement.criteria.length === 0 && testable === 'yes') {
    const [own] = parts;
    if (own) {
      findings.push({
        rule: 'no_acceptance_criteria',
        severity: 'warning',
        message: 'The story has no acceptance criteria',
        requirement_id: requirement.id,
        source: own.source,
        blocks: items.map(({ id }) => id),
      });
      ask(own, `Which acceptance criteria decide that ${requirement.id} is done?`);
    }
  }
  return { questions, findings };
}

/** "for 500 changed requirements", "while 300 users are signed in": so many things are the load. */
const statesAmount = (text: string): boolean =>
  [...text.matchAll(/(?<![\p{L}\d.,-])\d[\d.,]*\s+((?:[\p{Ll}-]+\s){0,2}?)(\p{Ll}{3,}s)\b/gu)].some(
    ([, described = '', noun = '']) =>
      !isTime(noun) && !/\b(?:of|in|to|for|after|and|or)\s/.test(described) && !isTime(described.split(' ')[0] ?? ''),
  );

const distinct = (terms: string[]): string[] => [...new Set(terms.map((term) => term.toLowerCase()))];

const sentenceOf = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[?.!]$/.test(upper) ? upper : `${upper}?`;
};
