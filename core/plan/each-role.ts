import { isPerson } from '../text/noun-phrase.ts';
import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

/** "Admins, editors and authors can …": each role once. */
export function eachRole(statement: Statement): Statement[] | undefined {
  const { subject } = statement;
  if (!subject || !/,|\s(?:and|or)\s/i.test(subject.text) || /\s(?:who|that|which|whose|of|with)\s/i.test(subject.text))
    return undefined;
  const roles = [...subject.text.matchAll(/[^,]+?(?=,?\s+(?:and|or)\s|,\s|$)/gi)].map((match) =>
    part(subject, match.index, match.index + match[0].length),
  );
  const bare = roles.map((role) => part(role, /^(?:and|or)\s+/i.exec(role.text)?.[0].length ?? 0));
  return bare.length > 1 && bare.every(({ text }) => isPerson(text))
    ? bare.map((role) => ({ ...statement, subject: role }))
    : undefined;
}
