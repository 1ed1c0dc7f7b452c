import { isPerson, lowerFirst } from '../text/noun-phrase.ts';
import { baseForm, isParticiple } from '../text/verbs.ts';
import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

/** "A receipt is sent by the server" says that the server sends a receipt. Only where nothing but the actor follows. */
export function activeStatement(statement: Statement): Statement {
  const { subject, predicate, form, modal, otherwise } = statement;
  if (!subject || form !== 'base' || otherwise || /^(?:can|may)$/.test(modal) || isPerson(subject.text))
    return statement;
  const match = /^be\s+([\p{L}-]+)\s+by\s+((?:the|an?)\s[\p{L}\s-]{1,40})$/iu.exec(predicate.text);
  const verb = match?.[1] && isParticiple(match[1]) ? baseForm(match[1]) : undefined;
  // A limit keeps its place in the text; a number or a relative clause could belong to either side.
  if (!match?.[2] || !verb || /\b(?:only|no|not|who|that|which|or)\b|\d/i.test(`${subject.text} ${match[2]}`))
    return statement;
  const start = predicate.text.length - match[2].length;
  return {
    ...statement,
    subject: part(predicate, start),
    predicate: { ...predicate, text: `${verb} ${lowerFirst(subject.text)}` },
  };
}
