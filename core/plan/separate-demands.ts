import { findLimit } from './limit.ts';
import { part } from './phrase.ts';
import { isParticiple } from '../text/verbs.ts';
import { presentClause, toBase } from './present-clause.ts';
import type { Modal, Statement } from './statement.ts';

const further =
  /,?\s+(?:and|but)\s+(?:it\s+|they\s+)?(?:shall|must|will|can(?=not\s)|may(?=\snot\s))\s*(not\s+|never\s+)?(?=\S)/i;
const another =
  /,?\s+(?:and|but)\s+(?=(?:the|an?|its|each|every|all)\s)([^,;]{1,60}?)\s+(shall|must|will|can(?:not)?|may)\s+(not\s+|never\s+)?(?=\S)/i;

/**
 * "shall delete the session and shall not keep the cache", "the title must … and the summary must …", "1 to 8 guests
 * and 1 to 30 nights" are several demands under the same conditions.
 */
export function separateDemands(statement: Statement): Statement[] {
  if (statement.form !== 'base') return [statement];
  const [first, ...rest] = bySubject(statement) ??
    byPresent(statement) ??
    byFirstVerb(statement) ??
    byParticiple(statement) ??
    byClause(statement) ??
    byModal(statement) ??
    byLimit(statement) ?? [statement];
  return first && rest.length > 0 ? [first, ...rest.flatMap(separateDemands)] : [statement];
}

function byModal(statement: Statement): Statement[] | undefined {
  const match = further.exec(statement.predicate.text);
  return match
    ? [
        { ...statement, predicate: part(statement.predicate, 0, match.index) },
        {
          ...statement,
          negated: Boolean(match[1]),
          predicate: part(statement.predicate, match.index + match[0].length),
        },
      ]
    : undefined;
}

function bySubject(statement: Statement): Statement[] | undefined {
  const match = another.exec(statement.predicate.text);
  if (!match?.[1] || !match[2]) return undefined;
  const written = match[2].toLowerCase();
  const modal = (['shall', 'must', 'will', 'may'] as const).find((name) => name === written) ?? ('can' satisfies Modal);
  const start = match.index + match[0].indexOf(match[1]);
  return [
    { ...statement, predicate: part(statement.predicate, 0, match.index) },
    {
      ...statement,
      subject: part(statement.predicate, start, start + match[1].length),
      modal,
      negated: Boolean(match[3]) || written === 'cannot',
      predicate: part(statement.predicate, match.index + match[0].length),
    },
  ];
}

/** "Email is required and must be valid": the first half was read into the subject. */
function byPresent(statement: Statement): Statement[] | undefined {
  const subject = statement.subject;
  const match =
    subject &&
    /^(\S+(?:\s\S+){0,5}?)\s+(is|are|can|may|should|will)\s+(?:(not)\s+)?[^,]{1,60}\s+(?:and|but)$/i.exec(subject.text);
  if (!subject || !match?.[1] || !match[2] || /\b(?:who|that|which|whose)\b/i.test(match[1])) return undefined;
  const own = part(subject, 0, match[1].length);
  const end = subject.text.length - (/\s+\S+$/.exec(subject.text)?.[0].length ?? 0);
  const verb = subject.text.indexOf(match[2], match[1].length);
  const written = match[2].toLowerCase();
  const modal = (['is', 'are', 'can', 'may', 'should', 'will'] as const).find((name) => name === written) ?? 'is';
  return [
    {
      ...statement,
      subject: own,
      modal: modal === 'is' || modal === 'are' ? 'present' : modal,
      negated: Boolean(match[3]),
      predicate:
        modal === 'is' || modal === 'are'
          ? toBase(part(subject, verb, end))
          : part(subject, verb + modal.length + (match[3] ? match[3].length + 1 : 0), end),
    },
    { ...statement, subject: own },
  ];
}

/** "The size defaults to 20 and can be raised": any other verb in front of the second half. */
function byFirstVerb(statement: Statement): Statement[] | undefined {
  const { subject } = statement;
  const joint = subject && /,?\s+(?:and|but)$/i.exec(subject.text);
  if (!subject || !joint || subject.text.length > 200) return undefined;
  const first = presentClause(part(subject, 0, joint.index));
  return first.subject && first.form === 'base'
    ? [
        { ...statement, ...first },
        { ...statement, subject: first.subject },
      ]
    : undefined;
}

/** "the engine starts, and the lamp goes off": a second subject with a verb of its own. */
function byClause(statement: Statement): Statement[] | undefined {
  const { predicate, modal, otherwise } = statement;
  if (modal !== 'present' || otherwise) return undefined;
  const match = /,\s+and\s+(?=(?:the|an?)\s[^,;]{3,80}$)/i.exec(predicate.text);
  const second = match && presentClause(part(predicate, match.index + match[0].length));
  return match && second?.subject && second.form === 'base'
    ? [
        { ...statement, predicate: part(predicate, 0, match.index) },
        { ...statement, ...second },
      ]
    : undefined;
}

/** "is calculated daily and credited at the end of each month": two things happen, each in its own way. */
function byParticiple(statement: Statement): Statement[] | undefined {
  const { predicate, conditions, otherwise } = statement;
  const match = /^be\s+([\p{L}-]+)\s+([^,]{2,60}?),?\s+and\s+([\p{L}-]+)\s+\S/iu.exec(predicate.text);
  if (!match?.[1] || !match[3] || conditions.length > 0 || otherwise || /\s(?:and|or)\s/i.test(match[2] ?? ''))
    return undefined;
  if (![match[1], match[3]].every(isParticiple)) return undefined;
  const at = match[0].lastIndexOf(match[3]);
  const second = part(predicate, at);
  return [
    { ...statement, predicate: part(predicate, 0, /,?\s+and\s+$/i.exec(match[0].slice(0, at))?.index ?? at) },
    { ...statement, predicate: { ...second, text: `be ${second.text}` } },
  ];
}

/** A second limit behind the first one; blanks keep the offsets where the verb is shared. */
function byLimit(statement: Statement): Statement[] | undefined {
  const { text } = statement.predicate;
  const limit = findLimit(text);
  const joint = limit && /^,?\s+and\s+/i.exec(text.slice(limit.to));
  if (!limit || !joint || statement.negated) return undefined;
  const start = limit.to + joint[0].length;
  const second = findLimit(text.slice(start));
  if (!second || second.from > 40) return undefined;
  const first = { ...statement, predicate: part(statement.predicate, 0, limit.to) };
  const rest = part(statement.predicate, start);
  if (/^(?:be|is|are|has|have|contains?|includes?|consists?)\s/i.test(rest.text))
    return [first, { ...statement, predicate: toBase(rest) }];
  const verb = /^\S+/.exec(text)?.[0] ?? '';
  return second.from === 0
    ? [
        first,
        { ...statement, predicate: { ...statement.predicate, text: `${verb.padEnd(start)}${text.slice(start)}` } },
      ]
    : undefined;
}
