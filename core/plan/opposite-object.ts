import { antonym } from '../text/antonyms.ts';
import { negateClause } from '../text/clause.ts';
import { article, isPlural } from '../text/noun-phrase.ts';

/** "a message whose checksum is invalid" → "a message whose checksum is valid"; undefined where nothing restricts it. */
export function oppositeObject(object: string): string | undefined {
  const relative = /^(.*?)\s+(whose|that|which|who)\s+(.*)$/i.exec(object);
  if (relative?.[1] && relative[2] && relative[3]) {
    if (/whose/i.test(relative[2])) {
      const negated = negateClause(relative[3]);
      return negated && `${relative[1]} ${relative[2]} ${negated}`;
    }
    const pronoun = isPlural(relative[1]) ? 'they' : 'it';
    const negated = negateClause(`${pronoun} ${relative[3]}`);
    return negated && `${relative[1]} ${relative[2]} ${negated.slice(pronoun.length).trim()}`;
  }
  const lacking = /^(.+?)\s(without|with no)\s(?:(any|an?|the)\s)?(.+)$/i.exec(object);
  if (lacking?.[1] && lacking[4])
    return `${lacking[1]} with ${lacking[3] && !/any/i.test(lacking[3]) ? `${lacking[3]} ` : ''}${lacking[4]}`;
  const adjective = /^((?:an?|the|any)\s+)?([\p{Ll}-]+)(\s+.*)$/u.exec(object);
  const other = adjective?.[2] ? antonym(adjective[2]) : undefined;
  if (!adjective || !other) return undefined;
  const determiner = /^an?\s/i.test(adjective[1] ?? '')
    ? `${article(other)} `
    : (adjective[1] ?? '').replace(/^any/i, 'a');
  return `${determiner}${other}${adjective[3]}`;
}
