import { baseForm, isBaseVerb, isParticiple, isPast, isThirdPerson, thirdPerson, verbBase } from './verbs.ts';
import { antonym } from './antonyms.ts';
import { undenied } from './undenied.ts';

const auxiliary = /\b(is|are|was|were|has|have|can|cannot|does|do|did)\b/i;

/** Whether a text is a clause of its own: it has a subject and a finite verb. */
export function isClause(text: string): boolean {
  return verbAt(text) !== undefined;
}

type Token = { word: string; index: number; before: string; after: string };

const notBeforeVerb =
  /^(?:the|an?|of|all|its|their|every|each|no|to|with|for|in|on|at|by|invalid|valid|new|wrong|failed|unsuccessful|successful|consecutive|successive|other|next|last|first|second|third|two|three|four|five|\d+)$/;

/** What can be the finite verb, the surest kind first: an auxiliary, a third person, a plural verb, a past tense. */
const verbKinds: ((token: Token) => boolean)[] = [
  ({ word }) => auxiliary.test(word),
  ({ word, before }) => isThirdPerson(word) && !notBeforeVerb.test(before),
  ({ word, before }) =>
    /[^su]s$|^(?:they|we|you|i)$/.test(before) &&
    !/^(?:its|this|his|hers|is|was|has|does|always|as|yours|ours|theirs)$/.test(before) &&
    isBaseVerb(word),
  ({ word, before, after }) => isPast(word) && !notBeforeVerb.test(before) && determined.test(after),
  // "contradicts an earlier line": a plural noun has no determiner right behind it.
  ({ word, before, after }) =>
    /^\p{Ll}{2,}[^su]s$/u.test(word) &&
    !notBeforeVerb.test(before) &&
    /^(?:the|an?|its|their|no|each|every|all|any)\s/i.test(after),
];

const determined = /^(?:(?:the|an?|its|their|no)(?!\p{L})|["“'‘]|\d)/iu;

/** What follows one of these is said of the whole clause in front of it. */
const subordinate = /\s(?:after|before|when|while|until|unless|because|although|since|once)\s/i;

/** Offset and word of the finite verb; the first word is never taken for it. */
export function verbAt(text: string): { index: number; word: string } | undefined {
  // "a requirement changes after its cases were written": the main clause has a verb of its own.
  const main = text.slice(0, subordinate.exec(text)?.index);
  return (main.length < text.length ? finiteIn(main) : undefined) ?? finiteIn(text);
}

function finiteIn(text: string): { index: number; word: string } | undefined {
  const words = [...text.matchAll(/[\p{L}’'-]+/gu)];
  const tokens = words.slice(1).map((match, at): Token => ({
    word: match[0],
    index: match.index,
    before: words[at]?.[0].toLowerCase() ?? '',
    after: text.slice(match.index + match[0].length).trimStart(),
  }));
  const own = tokens.filter(({ before }) => !/^(?:who|which|that|whose)$/.test(before));
  for (const kind of verbKinds) {
    const found = own.find(kind);
    if (found) return { index: found.index, word: found.word };
  }
  return undefined;
}

/**
 * The same clause with the opposite truth value, in plain English: "the card is valid" → "the card is invalid",
 * "no heartbeat is received" → "a heartbeat is received". Undefined where a safe opposite cannot be written.
 */
export function negateClause(clause: string): string | undefined {
  // The opposite of "all fields are complete" is one field that is not.
  const every = /^(?:all|every|each|both)\s/i.exec(clause);
  if (every) return `not ${clause}`;
  const verb = verbAt(clause);
  const positive = undenied(clause, verb);
  if (positive !== undefined || !verb) return positive;
  const before = clause.slice(0, verb.index);
  const after = clause.slice(verb.index + verb.word.length);
  const word = verb.word.toLowerCase();
  if (/^lacks?$/.test(word)) return `${before}${word === 'lacks' ? 'has' : 'have'}${after}`;
  if (word === 'cannot') return `${before}can${after}`;
  const lifted = /^\s+(?:not|never)\b|^n[’']t\b/i.exec(after);
  if (lifted) {
    const rest = after.slice(lifted[0].length);
    if (word === 'did') return undefined;
    if (!/^(?:does|do)$/.test(word)) return `${before}${verb.word}${rest}`;
    const [, base, tail] = /^\s+([\p{L}-]+)(.*)$/su.exec(rest) ?? [];
    return base && word === 'does'
      ? `${before}${thirdPerson(baseForm(base) ?? base)}${tail ?? ''}`
      : `${before.trimEnd()}${rest}`;
  }
  if (/^(?:is|are|was|were)$/.test(word)) {
    const adjective = /^\s+([\p{L}-]+)(?=$|\s+(?:and|or|for|in|on|at|by|from)\b)/u.exec(after);
    const opposite = adjective?.[1] ? antonym(adjective[1]) : undefined;
    if (opposite && adjective) return `${before}${verb.word} ${opposite}${after.slice(adjective[0].length)}`;
  }
  if (/^(?:is|are|was|were|can)$/.test(word)) return `${before}${verb.word} not${after}`;
  if (/^(?:has|have)$/.test(word)) {
    const perfect = /^\s+(?:already\s+)?([\p{L}-]+)/u.exec(after);
    if (perfect?.[1] && baseForm(perfect[1]) && !/^(?:the|an?|at|more)$/.test(perfect[1])) {
      return `${before}${verb.word} not${after.replace(/^\s+already/, '')}`;
    }
    return `${before}${word === 'has' ? 'does' : 'do'} not have${after}`;
  }
  const base = verbBase(word);
  return `${before}${isPast(word) ? 'did' : word === base ? 'do' : 'does'} not ${base}${after}`;
}

/** "A and B" → its clauses, where each side is a clause of its own; one element otherwise. */
export function splitCombined(clause: string): { parts: string[]; joined: 'and' | 'or' } {
  for (const joined of ['or', 'and'] as const) {
    const [first = '', ...rest] = clause
      .split(new RegExp(`,?\\s+(?:and\\s+)?(?:${joined})\\s+`, 'i'))
      .map((text) => text.replace(/^either\s+|^both\s+/i, ''));
    if (rest.length === 0) continue;
    // "A, B and C": a comma joins like the last word, where each piece is a clause.
    const listed = first.split(/,\s+/);
    const parts = listed.every((text) => isClause(text)) ? [...listed, ...rest] : [first, ...rest];
    if (parts.every((text) => isClause(text))) return { parts, joined };
  }
  return { parts: [clause], joined: 'and' };
}

/** A condition that holds over time ("the door is open") in contrast to something that happens ("the user logs in"). */
export function isState(clause: string): boolean {
  const verb = verbAt(clause);
  if (!verb) return false;
  const after = clause.slice(verb.index + verb.word.length).trim();
  const word = verb.word.toLowerCase();
  if (/^(?:is|are|was|were)$/.test(word)) return !isHappening(after);
  if (/^(?:does|do)$/.test(word))
    return /^not\s+(?:exist|have|contain|hold|own|belong|match|equal|exceed)\b/.test(after);
  return /^(?:has|have|can|cannot|remains|stays|contains|holds|lies|belongs|exists|equals|exceeds|owns|differs?|lacks?)$/.test(
    word,
  );
}

const lasting = new Set(
  `locked unlocked closed open enabled disabled connected disconnected fitted installed configured registered activated deactivated
  signed logged authenticated authorised authorized encrypted blocked occupied required given used based located stored paired armed set known hidden
  satisfied identified associated defined integrated owned included calibrated embedded fixed exhausted designated exempt gone
  mounted equipped limited reserved supported assigned verified unverified expired selected parked engaged frozen broken damaged worn`.split(
    /\s+/,
  ),
);

/** "is received", "is pressed": a passive that names an event, in contrast to a state that lasts ("is locked"). */
function isHappening(afterBe: string): boolean {
  const word = /^(?:not\s+)?([\p{L}-]+)/u.exec(afterBe)?.[1]?.toLowerCase() ?? '';
  return isParticiple(word) && !lasting.has(word);
}
