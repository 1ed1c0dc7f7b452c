import { article, headNoun, lowerFirst } from '../text/noun-phrase.ts';
import { numberValue } from '../text/numbers.ts';
import { isBaseVerb, isThirdPerson } from '../text/verbs.ts';
import { part, type Phrase } from './phrase.ts';
import { findLimit, type Limit } from './limit.ts';
import { isTime, type Quantity } from './quantity.ts';
import { isSomebody } from './somebody.ts';
import type { Statement } from './statement.ts';

/** An input with a limit. `with` names the input at a value: "a target temperature of 15 °C". */
export type LimitedInput = {
  limit: Limit;
  /** The words of the limit, as evidence. */
  span: Phrase;
  /** Who is limited: the one who accepts it, the supplied thing itself ("the password"), or the person who supplies it. */
  by: 'acceptor' | 'thing' | 'person';
  /** "shall not accept more than 5 files": what lies inside the words of the limit is not accepted. */
  turned: boolean;
  /** "in steps of 100 rpm": the step to the next value, where it is stated. */
  step: number | undefined;
  with: (at: Quantity) => string;
};

const accepting = /^(?:accept|allow|permit|take|receive|reject|refuse|decline|admit|turn (?:down|away))\b/i;
/** What a system can hold: nobody says what it does beyond that. */
export const capacity =
  /^(?:withstand|tolerate|resist|endure|operate|function|support|handle|serve|store|manage|hold|keep|process)\b/i;
const describing = /^(?:have|be|contain|consist|exceed|include|lie|need|require|hold)\b/i;
/** What people type in or hand over. */
export const supplied =
  /^(?:password|passphrase|username|name|nickname|e-?mail|address|age|amount|quantity|order|upload|file|image|photo|attachment|comment|title|description|message|input|value|field|code|pin|number|request|rating|review|tag|discount|coupon|text|id|identifier|key|token|query|term|date|price|temperature|setpoint|weight|parcel|payload|size|length|user|applicant|driver|customer|summary|subject|body|note|bio|caption|label|headline|keyword|phone|iban|url|link|answer|reply|form|field|entry|application|playlist|basket|cart|booking|reservation)s?$/i;
const delivered =
  /\b(?:time|latency|delay|consumption|usage|accuracy|error|deviation|noise|throughput|availability|jitter|rate|load|memory use|response)\b/i;

/** The limited input that a statement speaks of; undefined where the limit is on what the system delivers. */
export function limitedInput(statement: Statement): LimitedInput | undefined {
  if (statement.form !== 'base' || statement.made) return undefined;
  const predicate = statement.predicate.text;
  const subject = statement.subject?.text ?? '';
  // "must not exceed 10 MB": the negation is part of the comparator.
  const shift = statement.negated ? 'not '.length : 0;
  const limit = findLimit(statement.negated ? `not ${predicate}` : predicate);
  if (!limit) return undefined;
  const time = isTime((limit.kind === 'range' ? limit.low : limit.at).unit);
  const from = Math.max(limit.from - shift, 0);
  const to = limit.to - shift;
  const span = part(statement.predicate, from, to);
  const turned = statement.negated && limit.from >= shift;
  const stated = /\s*\bin (?:steps|increments) of\s+(\S+)(?:\s+\S+)?/i.exec(predicate);
  const step = numberValue(stated?.[1] ?? '');
  const after = predicate.slice(to).replace(stated?.[0] ?? '', '');
  const settable =
    /^be\s+(?:set\s+(?:between|from|to\s+(?:between|at|up|a|no))|adjustable|configurable|selectable|settable|adjusted|configured|raised|increased|lowered|reduced|changed)\b/i.test(
      predicate,
    );
  const own = describing.test(predicate) || from === 0;
  const at = limit.kind === 'range' ? limit.low : limit.at;
  // "Each team has exactly one owner", "a cart holds at most 5 items": how many things a thing has, as a fact.
  const counted =
    /^(?:must|should)$/.test(statement.modal) &&
    /^(?:an?|each|every)\s/i.test(subject) &&
    /^(?:list|contain|name|include|mention|specify)\b/i.test(predicate);
  const counting =
    (counted ||
      (/^(?:present|can|may)$/.test(statement.modal) &&
        /^(?:have|contain|hold|need|require|include|consist)\b/i.test(predicate))) &&
    isCount(at.unit) &&
    !delivered.test(subject);
  if (counting && isSomebody(statement))
    return { limit, span, turned, step, by: 'person', with: (at) => [at.text, after.trim()].filter(Boolean).join(' ') };
  const aged = own && /\b(?:old|older|age)\b/i.test(`${subject} ${predicate}`);
  if (
    aged ||
    counting ||
    (settable && !time) ||
    (own && !time && supplied.test(headNoun(subject)) && !delivered.test(subject))
  ) {
    return { limit, span, turned, step, by: 'thing', with: (at) => thingWith(subject, at, after) };
  }
  const object = (at: Quantity): string =>
    objectWith(predicate.slice(0, from).replace(stated?.[0] ?? '', ''), at, after);
  // "archive messages older than 90 days": the limit chooses what is acted on.
  const choosing =
    /^\S+\s+\S.*\s$/.test(predicate.slice(0, from)) &&
    /\b(?:older|younger|larger|longer|smaller|shorter|greater|heavier|higher|lower) than\b/i.test(span.text) &&
    !describing.test(predicate);
  if (accepting.test(predicate) || (capacity.test(predicate) && !time) || choosing)
    return { limit, span, turned, step, by: 'acceptor', with: object };
  // Whoever "can buy between 1 and 9 tickets" supplies the number, person or not.
  const supplies = isSomebody(statement) || (/^(?:can|may)$/.test(statement.modal) && !/^be\b/.test(predicate));
  return supplies && !time && !/^times?$/i.test(at.unit)
    ? { limit, span, turned, step, by: 'person', with: object }
    : undefined;
}

/** "items", "owners": things that are counted, not a unit of measurement. */
const isCount = (unit: string): boolean =>
  /^\p{Ll}[\p{Ll}-]{2,}(?:\s[\p{Ll}-]+)?$/u.test(unit) &&
  !isTime(unit) &&
  !/^(?:percent|degrees?|metres?|meters?|litres?|liters?|grams?|volts?|watts?|amperes?|bar|rpm|bpm|fps|dpi|kph|mph|psi)$/i.test(
    unit,
  );

/** "accept a target temperature" + 15 °C → "a target temperature of 15 °C". */
function objectWith(before: string, at: Quantity, after: string): string {
  const linking = /\s*(?:\b(?:of|in|with|having|that (?:is|are|has|have)|which (?:is|are))\s*)*$/i;
  // "a comment (max 500 characters)": the limit leaves its parentheses.
  const aside = /\(\s*$/.test(before) && /^\s*\)/.test(after);
  const noun = before
    .replace(/^(?:turn (?:down|away)|\S+)\s*/i, '')
    .replace(aside ? /\s*\(\s*$/ : linking, '')
    .trim();
  // "an archive that holds" 1001 files: the limit is the object of the inner verb.
  const inner = /\s(?:that|which|who)\s(?:\p{L}+ly\s)?(\p{L}+)$/iu.exec(noun)?.[1] ?? '';
  const isHolding = isThirdPerson(inner) || isBaseVerb(inner);
  const rest = (aside ? after.replace(/^\s*\)/, '') : after).trim().replace(/^inclusive(?:ly)?\b\s*/i, '');
  return [noun === '' ? at.text : `${noun}${isHolding ? '' : ' of'} ${at.text}`, rest].filter(Boolean).join(' ');
}

/** "A password" + 11 characters → "a password with 11 characters"; "the file size" + 11 MB → "a file with a size of 11 MB". */
function thingWith(subject: string, at: Quantity, after: string): string {
  const noun = lowerFirst(subject).replace(/^(?:each|every|all)\s+/i, '');
  const bare = noun.replace(/^(?:the|an?)\s+/i, '');
  const sized = /^(?!(?:page|batch|font|window|pool|heap|cache|buffer)\s)(.+) (size|length|weight|age)$/i.exec(bare);
  const of =
    /^((?:(?:total|overall|gross|net|maximum) )?(?:size|length|weight|age|volume)|number of characters) of (?:the |an? |each |every )?(.+)$/i.exec(
      bare,
    );
  const [thing, measure] = sized ? [sized[1], sized[2]] : [of?.[2], of?.[1]];
  if (thing && measure) return `${article(thing)} ${thing} with ${article(measure)} ${measure} of ${at.text}`;
  const measured =
    /^(?:size|length|age|amount|quantity|temperature|weight|number|price|rating|discount|value)s?$/i.test(
      headNoun(subject),
    );
  const named = noun === bare ? `${article(bare)} ${bare.replace(/([^su])s$/, '$1')}` : noun;
  const rest = after.trim().replace(/^(?:long|old|in (?:length|size))\b\s*/i, '');
  return [`${named} ${measured || (at.unit !== '' && !isCount(at.unit)) ? 'of' : 'with'} ${at.text}`, rest]
    .filter(Boolean)
    .join(' ')
    .replaceAll(/\s+,/g, ',');
}
