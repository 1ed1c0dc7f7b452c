import { isClause } from '../text/clause.ts';
import { mainModal } from './main-modal.ts';
import type { Condition, Keyword } from './statement.ts';
import { part, type Phrase } from './phrase.ts';

const keywords: [RegExp, Keyword][] = [
  [/^(?:only (?:if|when|while|after|once)|if and only if|provided(?: that)?|(?:for )?as long as)$/, 'only if'],
  [/^(?:except (?:if|when|while))$/, 'except'],
  [/^(?:when|whenever|upon|on|once|as soon as|each time|every time)$/, 'when'],
  [/^(?:if|given(?: that)?|in case(?: that| of)?|in the event (?:that|of))$/, 'if'],
  [/^(?:while|whilst|during)$/, 'while'],
  [/^where$/, 'where'],
  [/^(?:unless)$/, 'unless'],
  [/^(?:until|till)$/, 'until'],
  [/^after$/, 'after'],
  [/^(?:before|prior to)$/, 'before'],
];

const leadingKeyword =
  /^(?:and\s+|but\s+)?(only (?:if|when|while|after|once)|if and only if|provided(?: that)?|(?:for )?as long as|except (?:if|when)|whenever|when|upon|once|as soon as|each time|every time|if|given(?: that)?|in case (?:that|of)|in case|in the event (?:that|of)|while|whilst|during|where|unless|until|till|after|before|prior to|on(?= (?:receipt|receiving|start|startup|power|reset|entry|exit|expiry|failure|loss|detection|request)))\s+/i;

const trailingKeyword =
  /(?:,\s*|\s+)(only (?:if|when|while|after|once)|if and only if|provided(?: that)?|(?:for )?as long as|except (?:if|when|while)|whenever|when|upon|(?<!\bat\s)once|as soon as|each time|every time|if|in case (?:that|of)|in case|in the event (?:that|of)|while|whilst|during|unless|until|till|after|before|prior to)\s+/gi;

/** The keyword class of a condition word as written. */
function keywordOf(written: string): Keyword {
  const lower = written.toLowerCase().replaceAll(/\s+/g, ' ');
  return keywords.find(([pattern]) => pattern.test(lower))?.[1] ?? 'if';
}

const modalWord = /\b(?:shall|must|should|will|may|can|cannot|can't|won't)\b/i;

/**
 * Takes the conditions off the front of a sentence: "While P, when T, the S shall R" gives P and T and the main clause.
 * The comma that ends a condition is the last one before the subject of the main verb, so that lists inside a
 * condition stay whole.
 */
export function leadingConditions(sentence: Phrase): { conditions: Condition[]; main: Phrase } {
  const conditions: Condition[] = [];
  let rest = sentence;
  for (let match = leadingKeyword.exec(rest.text); match; match = leadingKeyword.exec(rest.text)) {
    const body = part(rest, match[0].length);
    const end = endOfCondition(body.text);
    if (end === undefined) break;
    conditions.push({ keyword: keywordOf(match[1] ?? 'if'), phrase: part(body, 0, end.at) });
    rest = part(body, end.next);
  }
  return { conditions, main: rest };
}

function endOfCondition(text: string): { at: number; next: number } | undefined {
  const then = /,?\s*\bthen\b,?\s+/i.exec(text);
  const commas = [...text.matchAll(/,\s+/g)].map((match) => ({ at: match.index, next: match.index + match[0].length }));
  // A further condition ends this one: "While P, when T, …".
  const further = commas.find(({ next }) => leadingKeyword.test(text.slice(next)));
  if (further && (!then || further.at < then.index)) return further;
  if (then) return { at: then.index, next: then.index + then[0].length };
  const strong = mainModal(text, /\b(?:shall|must)\b/i) ?? mainModal(text, modalWord);
  const before = strong ? commas.filter(({ at }) => at < strong.index) : commas.slice(0, 1);
  const last = before.at(-1);
  if (last) return last;
  if (!strong) return endAtSecondClause(text);
  // No comma at all: the subject starts at the last determiner before the modal.
  const determiner = [...text.slice(0, strong.index).matchAll(/\s(?=(?:the|an?|it|they)\s)/gi)].at(-1);
  return determiner ? { at: determiner.index, next: determiner.index + 1 } : undefined;
}

/** "If the code is correct the box opens": without comma and modal, where a clause follows a clause. */
function endAtSecondClause(text: string): { at: number; next: number } | undefined {
  if (text.length > 200) return undefined;
  for (const { index } of text.matchAll(/\s(?=(?:the|an?|it|they)\s)/gi)) {
    if (isClause(text.slice(0, index)) && isClause(text.slice(index + 1))) return { at: index, next: index + 1 };
  }
  return undefined;
}

/** Takes the conditions off the end of a main clause: "… return the card if the card is invalid". */
export function trailingConditions(clause: Phrase): { conditions: Condition[]; main: Phrase } {
  const marks = [...clause.text.matchAll(trailingKeyword)].filter((mark) => isCondition(clause.text, mark));
  const first = marks[0];
  if (!first) return { conditions: [], main: clause };
  const conditions = marks.map((mark, index) => ({
    keyword: keywordOf(mark[1] ?? 'if'),
    phrase: part(clause, mark.index + mark[0].length, marks[index + 1]?.index ?? clause.text.length),
  }));
  // "for 30 s or until …": the joint goes with what it joins.
  const end = /(?:,?\s+(?:or|and))?\s*$/i.exec(clause.text.slice(0, first.index))?.index ?? first.index;
  return { conditions, main: part(clause, 0, end) };
}

function isCondition(text: string, mark: RegExpMatchArray): boolean {
  const before = text.slice(0, mark.index);
  const after = text.slice((mark.index ?? 0) + mark[0].length);
  const keyword = (mark[1] ?? '').toLowerCase();
  if (!/\p{L}/u.test(before) || !/\p{L}|\d/u.test(after)) return false;
  if ((before.match(/["“”]/g)?.length ?? 0) % 2 === 1) return false;
  // "check if", "determine whether": the clause is an object, not a condition.
  if (
    keyword === 'if' &&
    /\b(?:check|checks|verify|verifies|determine|determines|ask|asks|see|decide|decides|detect|detects)$/i.test(before)
  )
    return false;
  // "within 2 s after the request": the point the time is measured from.
  if (
    /^(?:after|before|when|upon|once)$/.test(keyword) &&
    /\b(?:within|in|at most|less than|at least|no later than|immediately)\b[^,]*\d[^,]*$/i.test(before)
  )
    return false;
  // "once every 500 ms", "once a day": how often, not when.
  if (
    keyword === 'once' &&
    /^(?:every|each|per|daily|more|again|an?\s(?:second|minute|hour|day|night|week|month|year|shift))\b/i.test(after)
  )
    return false;
  // "keep the files for 30 days before removal": a span of time up to a thing.
  if (/^(?:before|prior to)$/.test(keyword) && /\bfor\s+\S+\s+\S+$/i.test(before) && !isClause(after)) return false;
  // "5 minutes before departure" belongs to the predicate.
  if (/^(?:after|before)$/.test(keyword) && /\d+\s*\p{L}+$/u.test(before) && !/\bfor\s+\S+\s+\S+$/i.test(before))
    return false;
  return true;
}
