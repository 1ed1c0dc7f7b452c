import { deriveEnumeration } from './derive-enumeration.ts';
import type { Statement } from './statement.ts';

const rest =
  /^(?:reject|refuse|decline|deny|ignore|discard|block|turn (?:down|away))\s+(?:(?:any|all|every|each)\s+(?:of\s+)?(?:the\s+)?others?(?:\s+[\p{L}-]+){0,2}|(?:any|every)thing else|the rest)$/iu;

/** "shall read A, B and C, and shall refuse any other": the second demand answers what happens to all that the first does not list. */
export function withRefusedRest(demands: readonly Statement[]): Statement[] {
  const closing = demands.find(
    ({ predicate, negated, form }) => form === 'base' && !negated && rest.test(predicate.text),
  );
  if (!closing) return [...demands];
  const others = demands.filter((one) => one !== closing).map((one) => ({ ...one, others: closing.predicate }));
  return others.some((one) => deriveEnumeration(one) !== undefined) ? others : [...demands];
}
