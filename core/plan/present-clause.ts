import { isPlural } from '../text/noun-phrase.ts';
import { baseForm, isBaseVerb, isParticiple, isThirdPerson } from '../text/verbs.ts';
import { part, type Phrase } from './phrase.ts';
import { findLimit } from './limit.ts';
import { trailingConditions } from './split-conditions.ts';
import type { Statement } from './statement.ts';

/** A main clause: what is left of a sentence without its conditions. */
export type Clause = Pick<Statement, 'subject' | 'modal' | 'negated' | 'form' | 'predicate'>;

/** An aside in parentheses holds no main verb; blanks keep the offsets. */
export const withoutAsides = (text: string): string =>
  text.replaceAll(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length));

/** Present tense ("A cancelled order is refunded") and imperatives ("Show the balance"). */
export function presentClause(clause: Phrase): Clause {
  const unknown: Clause = {
    subject: undefined,
    modal: 'none',
    negated: /\b(?:not|never|no)\b/i.test(clause.text),
    form: 'finite',
    predicate: clause,
  };
  const tokens = [...withoutAsides(clause.text).matchAll(/[\p{L}][\p{L}’'-]*/gu)];
  const first = tokens[0];
  if (!first) return unknown;
  // "GET /health returns …" is no command.
  const isCall = /^\p{Lu}{3,7}\s+\//u.test(clause.text);
  if (
    !isCall &&
    isBaseVerb(first[0]) &&
    !isParticiple(first[0]) &&
    tokens.length > 1 &&
    /^(?:the|an?|all|each|every|its?|their)$/i.test(tokens[1]?.[0] ?? '')
  ) {
    return { subject: undefined, modal: 'none', negated: false, form: 'base', predicate: clause };
  }
  // "Print labels", "Filter by colour": a heading, no sentence.
  if (!isCall && tokens.length <= 3 && isBaseVerb(first[0]) && !/\b(?:is|are|has|have)\b/i.test(clause.text))
    return unknown;
  // "Displays an error when …": the product is meant.
  if (
    !isCall &&
    isThirdPerson(first[0]) &&
    first.index === 0 &&
    /^\s+(?:the|an?|all|each|its?|their)\s/i.test(clause.text.slice(first[0].length))
  )
    return { subject: undefined, modal: 'present', negated: false, form: 'base', predicate: toBase(clause) };
  // The verb of a condition at the end is not the main one.
  const end = trailingConditions(clause).main.text.length;
  const finiteAt = (index: number): boolean => {
    const token = tokens[index];
    const around = { before: tokens[index - 1]?.[0] ?? '', after: tokens[index + 1]?.[0] ?? '' };
    return index > 0 && token !== undefined && isFiniteAt(clause.text, token, around);
  };
  const limited = endOfLimitedSubject(clause.text);
  const at =
    limited ??
    (tokens.find((token, index) => token.index < end && finiteAt(index)) ?? tokens.find((_, index) => finiteAt(index)))
      ?.index;
  if (at === undefined) return unknown;
  const finite = part(clause, at);
  const negated = /^(?:is|are|was|were|does|do|has|have)(?:\s+(?:not|never)|n[’']t)\b/i.test(finite.text);
  return { subject: part(clause, 0, at), modal: 'present', negated, form: 'base', predicate: toBase(finite) };
}

/** "Children under 6 travel free": what follows the limit of a plural noun is its verb. Undefined for any other clause. */
function endOfLimitedSubject(text: string): number | undefined {
  const limit = findLimit(text.slice(0, 120));
  if (!limit || limit.from === 0 || limit.from > 60) return undefined;
  const noun = text
    .slice(0, limit.from)
    .trim()
    .replace(/\s+(?:of|aged|with|over)$/i, '');
  const word = /^\s+(?:(?:years?|days?)\s+old\s+)?(?=(\p{Ll}+)(?:\s|$))/u.exec(text.slice(limit.to));
  const verb = word?.[1];
  if (!word || !verb || !isPlural(noun) || /\s(?:is|are|has|have|can|may)\s/i.test(` ${noun} `)) return undefined;
  const other =
    /^(?:or|and|who|that|which|with|without|in|on|of|for|from|to|at|by|as|if|when|while|per|than|under|over|each|not|only|also|after|before|until|between)$/.test(
      verb,
    );
  return isBaseVerb(verb) || auxiliary.test(verb) || !(other || /(?:ed|ing)$/.test(verb) || isParticiple(verb))
    ? limit.to + word[0].length
    : undefined;
}

/**
 * "accepts a quantity" → "accept  a quantity": the base form with its offsets kept, padded where it is shorter, so that
 * every slice of it still lies over the same characters of the statement.
 */
export function toBase(finite: Phrase): Phrase {
  const negation = /^(?:(?:does|do)(?:\s+not|n[’']t)\s+)(?=\S)/i.exec(finite.text);
  if (negation) return part(finite, negation[0].length);
  const [, first = '', not = '', tail = ''] =
    /^([^\s,;]+)((?:\s+(?:not|never)|n[’']t)?)(.*)$/su.exec(finite.text) ?? [];
  const base = baseForm(first) ?? first;
  const later = tail.replaceAll(
    /((?:,|\s+and|\s+or)\s+(?:then\s+|finally\s+)?)(\p{Ll}+)(?=\s+(?:(?:the|an?|its|their|all|no)\b|["“\d]))/gu,
    (all, joint: string, word: string) =>
      isThirdPerson(word) ? `${joint}${(baseForm(word) ?? word).padEnd(word.length)}` : all,
  );
  const head = base.padEnd(first.length + not.length);
  return { text: `${head}${later}`, from: finite.to - head.length - later.length, to: finite.to };
}

/** Whether a word is the finite verb of the main clause, judged with the words around it. */
function isFiniteAt(
  text: string,
  token: RegExpExecArray,
  { before, after }: { before: string; after: string },
): boolean {
  const word = token[0].toLowerCase();
  // A path ("POST /orders") holds no verb.
  if (token.index > 0 && /[/_.@`\\-]/.test(text.charAt(token.index - 1))) return false;
  // The verb of a relative clause belongs to the subject.
  if (/^(?:who|which|that|whose|whom)$/i.test(before)) return false;
  const front = text.slice(0, token.index);
  const relative = /\b(?:who|which|that)\b/i.exec(front);
  const inside = relative ? front.slice(relative.index + relative[0].length) : '';
  const passedOne =
    /\b(?:is|are|has|have|was|were)\b/i.test(inside) || isThirdPerson(/^\s+(\p{L}+)\s/u.exec(inside)?.[1] ?? '');
  if (auxiliary.test(word)) return true;
  if (relative && !passedOne) return false;
  const noun = /^(?:the|an?|of|all|its|their|every|each|no|and|or|with|to|in|on|for|by|at|from)$/i.test(before);
  if (noun) return false;
  // "tests run", "changes do", "reports are": what looks like a verb is the plural noun in front of it.
  if (isThirdPerson(word)) return !auxiliary.test(after) && !isBaseVerb(after);
  return (
    isBaseVerb(word) &&
    after !== '' &&
    /[^sui']s$/i.test(before) &&
    !/^(?:is|was|has|does|always|its|this|his)$/i.test(before)
  );
}

const auxiliary = /^(?:is|are|was|were|has|have|does|do)$/i;
