import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

const further = /,?\s+(?:and|but)\s+(?:it\s+)?(?:shall|must|will)\s+(not\s+|never\s+)?(?=\S)/i;

/** "shall delete the session and shall not keep the cache" are two demands under the same conditions. */
export function separateDemands(statement: Statement): Statement[] {
  const match = statement.form === 'base' ? further.exec(statement.predicate.text) : null;
  if (!match) return [statement];
  const first = { ...statement, predicate: part(statement.predicate, 0, match.index) };
  const second = {
    ...statement,
    negated: Boolean(match[1]),
    predicate: part(statement.predicate, match.index + match[0].length),
  };
  return [first, ...separateDemands(second)];
}
