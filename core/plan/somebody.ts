import { isPerson, mayBePart } from '../text/noun-phrase.ts';
import type { Statement } from './statement.ts';

/**
 * Whether people are the subject. "The planner shall derive …" demands something of a part of the system; "readers can
 * borrow …" and "only editors may …" speak of people.
 */
export function isSomebody({ subject, modal, whole }: Statement): boolean {
  if (!subject || !isPerson(subject.text)) return false;
  const component =
    modal === 'shall' && mayBePart(subject.text) && !/\bshall be (?:able|allowed|permitted)\b/i.test(whole.text);
  return !component;
}
