import { isBaseVerb } from '../text/verbs.ts';
import { findLimit } from './limit.ts';
import type { Statement } from './statement.ts';

const denying =
  /^([\p{L}-]+\s+)no(\s+(?!longer\b|more\b|less\b|fewer\b|later\b|earlier\b|sooner\b|higher\b|lower\b|other\b|than\b)\p{L})/iu;

/** "shall write no file" forbids as "shall not write any file" does. */
export function withoutNo(statement: Statement): Statement {
  const { predicate, negated, form } = statement;
  const { text } = predicate;
  if (form !== 'base' || negated || !denying.test(text) || findLimit(text)) return statement;
  // "write no file and print a message": a second verb would be denied as well.
  const further = [...text.matchAll(/(?:,|\s(?:and|but|or))\s+(\p{L}+)(?=\s|$)/giu)];
  if (further.some(([, word]) => isBaseVerb(word ?? ''))) return statement;
  return { ...statement, negated: true, predicate: { ...predicate, text: text.replace(denying, '$1any$2') } };
}
