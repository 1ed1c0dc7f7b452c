import { isPerson } from '../text/noun-phrase.ts';
import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

/** "The system shall allow users to reset their password" says that users can reset their password. */
export function enabledStatement(statement: Statement): Statement {
  if (statement.form !== 'base') return statement;
  const { text } = statement.predicate;
  const match =
    /^(?:allow|enable|permit)\s+(.+?)\s+to\s+(?=\S)/i.exec(text) ??
    /^let\s+((?:the\s+|an?\s+)?\S+)\s+(?=\S)/i.exec(text);
  if (!match?.[1] || !isPerson(match[1])) return statement;
  const start = text.indexOf(match[1]);
  return {
    ...statement,
    subject: part(statement.predicate, start, start + match[1].length),
    modal: 'can',
    predicate: part(statement.predicate, match[0].length),
  };
}
