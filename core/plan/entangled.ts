import { isClause } from '../text/clause.ts';
import type { Statement } from './statement.ts';

/** Whether the conditions of a statement were cut where several outcomes meet: then it is exercised as a whole. */
export const isEntangled = ({ conditions, subject }: Statement): boolean =>
  /\s(?:if|otherwise)\s/i.test(subject?.text ?? '') ||
  conditions.some(({ phrase, keyword }, index) => {
    if (/\b(?:otherwise|else)\b|;/i.test(phrase.text)) return true;
    const comma = phrase.text.lastIndexOf(', ');
    if (comma < 0 || !/^(?:if|when)$/.test(keyword)) return false;
    const last = phrase.text.slice(comma + 2);
    const next = conditions[index + 1];
    // "404 if A, 403 if B": what stands behind the comma belongs to the next condition.
    if (next?.keyword === keyword && next.phrase.from > phrase.to && !isClause(last.replace(/^(?:and|or)\s+/i, '')))
      return /^(?:and\s+|or\s+)?[^,]+$/i.test(last) && !/\s(?:and|or)\s/i.test(last);
    // "if A, it does Y": a clause that no "and" or "or" joins is an outcome.
    return /^(?:the|an?|it|they)\s/i.test(last) && isClause(last) && !/\s(?:and|or)\s/i.test(` ${last}`);
  });
