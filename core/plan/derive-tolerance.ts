import { numberPattern } from '../text/numbers.ts';
import { definite, headNoun, isPerson, isPlural } from '../text/noun-phrase.ts';
import { thirdPerson } from '../text/verbs.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { lastingState } from './derive-duration.ts';
import { findLimit } from './limit.ts';
import { outcomeOf } from './predicate.ts';
import { isTime } from './quantity.ts';
import type { Seed } from './seed.ts';
import { isSomebody } from './somebody.ts';
import type { Statement } from './statement.ts';
import { findDeadline, findDuration } from './timed.ts';

const tolerance = /[^\s,;]{0,12}\s?\S{0,5}\s?(?:±|\+\/-)\s?[\d.,]+\s?\S{0,6}/;
const quality =
  /\b(?:accuracy|precision|resolution|tolerance|error|deviation|margin|frequency|rate|throughput|speed) (?:of|below|under|better than)\b[^,;]{0,40}\d[^,;]{0,20}/i;
const speed =
  /\bat\s+(?:at least\s+)?\d[\d.,]*\s?(?:[kMG]?Hz|rpm|fps|km\/h|m\/s|[kM]bit\/s|[\p{L}]{1,20}\sper\s(?:second|minute|hour|day))(?![\p{L}])/iu;
const decimals = new RegExp(
  String.raw`\b(?:to|with)\s+(?:${numberPattern})\s+(?:decimal places?|decimals|significant (?:figures|digits)|digits)\b`,
  'i',
);
const numeric = new RegExp(String.raw`\d|\b(?:once|twice|${numberPattern})`, 'i');
const period = new RegExp(
  String.raw`\b(?:(?:at least|at most|no less than|not less than)\s+)?(?:once\s+)?every\s+(?:${numberPattern})\s?\p{L}+|\b(?:at|in)\s+(?:regular\s+)?intervals of\s+(?:(?:at most|at least|up to|no more than|not more than|less than)\s+)?(?:${numberPattern})\s?\p{L}+|\b(?:once|twice|(?:${numberPattern})\s+times)\s+(?:per|a|an|each|every)\s+\p{L}+`,
  'iu',
);

const capped = new RegExp(
  String.raw`^(?:limit|restrict|cap|cut|shorten|truncate)\s+(\S.{0,80}?)\s+to\s+((?:at most\s+|a maximum of\s+|no more than\s+)?(?:${numberPattern})\s?[\p{L}%]+)`,
  'iu',
);
const making =
  /^(?:write|create|generate|produce|render|print|compose|post|publish|export|emit|draft|issue)\s+(\S.{0,80}?)\s+(?:of|with|having|(?:that|which)\s(?:has|have|contains?|is|are))\s+$/i;

/** What the product delivers within a tolerance, in a rhythm or for a time: one case that measures it. */
export function deriveTolerance(statement: Statement): Seed[] | undefined {
  const { subject, negated, form, modal, predicate } = statement;
  if (!subject || form !== 'base' || negated || /^(?:can|may)$/.test(modal) || acts(statement)) return undefined;
  if (
    !numeric.test(predicate.text) ||
    findDeadline(predicate.text) ||
    statement.otherwise ||
    statement.conditions.some(({ keyword }) => keyword === 'until')
  )
    return undefined;
  const how = measuring(statement);
  if (!how) return undefined;
  const outcome = outcomeOf(statement);
  const around = circumstances(statement);
  return [
    {
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${demanded(around, outcome)} (measured)`,
      evidence: [...statement.conditions.map(({ phrase }) => phrase), subject, predicate],
      polarity: 'positive',
      trigger: triggerOf(around, how.attempt),
      response: outcome.predicate.replace(/^be /, ''),
      values: [],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: `measure ${how.attempt}`,
        outcome,
        measure: undefined,
        title: '',
        data: { limit: how.limit },
      },
    },
  ];
}

/** A client that retries is a program. */
const acts = (statement: Statement): boolean =>
  isSomebody(statement) && !/^clients?$/i.test(headNoun(statement.subject?.text ?? ''));

/** What a tester measures, in words, and the words of the limit. */
function measuring(statement: Statement): { attempt: string; limit: string } | undefined {
  const text = statement.predicate.text;
  const { actor } = outcomeOf(statement);
  const { verb, object } = verbPhrase(text);
  const acts = isPlural(actor) ? verb : thirdPerson(verb);
  const near = (/±|\+\/-/.test(text) ? tolerance.exec(text) : undefined) ?? quality.exec(text);
  if (near) {
    const thing = /^(?:the|an?|its|each|every|all)\s/i.test(object)
      ? object.replace(/^an?\s/i, 'the ')
      : `what ${actor} ${acts}`;
    const against = /^(?:measure|display|show|calculate|indicate|report|estimate|predict)$/i.test(verb);
    const what = verb === 'be' ? actor : thing;
    return { attempt: against ? `${what} and compare it with a reference` : what, limit: near[0].trim() };
  }
  const exact = decimals.exec(text);
  if (exact && verb === 'be')
    return {
      attempt: `how exactly ${actor} ${isPlural(actor) ? 'are' : 'is'} ${text.slice(2, exact.index).trim()}`,
      limit: exact[0],
    };
  const pace = speed.exec(text);
  if (pace && verb !== 'be') {
    const doing = `${acts} ${text.slice(verb.length, pace.index).trim()}`.trim();
    return { attempt: `how fast ${actor} ${doing}`, limit: pace[0].trim() };
  }
  const rhythm = period.exec(text);
  if (rhythm) {
    const doing = `${acts} ${text.slice(verb.length, rhythm.index).trim()}`.trim();
    return {
      attempt: `how often ${actor} ${verb === 'be' ? `is ${doing.slice(acts.length).trim()}` : doing}`,
      limit: rhythm[0].replace(/^(?:at|in)\s+(?:regular\s+)?intervals of\s+/i, ''),
    };
  }
  const cut = capped.exec(text);
  if (cut?.[1] && cut[2] && !isPerson(cut[1])) return { attempt: definite(cut[1]), limit: cut[2] };
  const duration = findDuration(text);
  const limit = findLimit(text);
  // "write comments of at most 500 characters": what is made is measured.
  const product = limit && !duration ? making.exec(text.slice(0, limit.from))?.[1] : undefined;
  if (limit && product && !isPerson(product))
    return { attempt: definite(product), limit: text.slice(limit.from, limit.to) };
  if (limit && !duration && verb !== 'be') {
    const at = limit.kind === 'range' ? limit.high : limit.at;
    const words = text.slice(limit.from, limit.to);
    if (/\bby\s+$/i.test(text.slice(0, limit.from))) return { attempt: `by how much ${actor} ${acts}`, limit: words };
    const doing = `${acts} ${text.slice(verb.length, limit.from).trim()}`.trim();
    // "show at most 9 numbers", "call a visitor at most three times": what comes out is counted.
    if (/^times?$/i.test(at.unit)) return { attempt: `how often ${actor} ${doing}`, limit: words };
    if (/^\p{Ll}{4,}s$/u.test(at.unit) && !isTime(at.unit) && limit.from <= verb.length + 1)
      return { attempt: `how many ${at.unit} ${actor} ${acts}`, limit: words };
  }
  // A state that lasts is looked at before and after; an action that lasts is timed.
  if (!duration || verb === 'be' || statement.conditions.some(({ keyword }) => keyword === 'while')) return undefined;
  if (lastingState(statement, text.slice(0, duration.from).trim()) || findLimit(text.slice(0, duration.from)))
    return undefined;
  const doing = `${acts} ${text.slice(verb.length, duration.from).trim()}`.trim();
  return { attempt: `how long ${actor} ${doing}`, limit: duration.at.text };
}
