import { findLimit } from './limit.ts';
import { part } from './phrase.ts';
import { toBase } from './present-clause.ts';
import type { Modal, Statement } from './statement.ts';

const further = /,?\s+(?:and|but)\s+(?:it\s+)?(?:shall|must|will)\s+(not\s+|never\s+)?(?=\S)/i;
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
