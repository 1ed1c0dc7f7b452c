import { definite, lowerFirst } from '../text/noun-phrase.ts';
import { isThirdPerson } from '../text/verbs.ts';
import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

const relative = /^((?:an?|any|each|every)\s+(?:[\p{L}-]+\s){0,2}?[\p{L}-]+)\s+(?:who|that|which)\s+([\p{L}-]+)\s+\S/iu;

/** What somebody is or has, in contrast to what happens. */
const lasting =
  /^(?:is|has|does|owes|owns|holds|contains|needs|belongs|exceeds|matches|carries|lacks|uses|wants|requires|consists|includes|equals|lies|remains|stays|lives|works|costs|weighs|depends|allows|supports|meets|violates|fits)$/i;

/** "A player who loses all lives returns to the menu": when a player loses all lives, the player returns to the menu. */
export function movedByEvent(statement: Statement): Statement {
  const { subject, form, modal, negated, conditions } = statement;
  if (!subject || form !== 'base' || negated || conditions.length > 0 || /^(?:can|may|should)$/.test(modal))
    return statement;
  const match = relative.exec(subject.text);
  if (!match?.[1] || !match[2] || !isThirdPerson(match[2]) || lasting.test(match[2]) || /\d/.test(subject.text))
    return statement;
  const start = subject.text.indexOf(match[2], match[1].length);
  const noun = lowerFirst(match[1]).replace(/^(?:any|each|every)\s/, 'a ');
  const event = { ...subject, text: `${noun} ${subject.text.slice(start)}` };
  return {
    ...statement,
    subject: { ...part(subject, 0, match[1].length), text: definite(lowerFirst(match[1])) },
    reacting: true,
    conditions: [{ keyword: 'when', phrase: event }],
  };
}
