import { testCaseSchema } from '../schema/test-case.ts';
import { isClause } from '../text/clause.ts';
import { asStep } from './imperative.ts';

/** Longest title that still reads in a list. */
const longestTitle = testCaseSchema.properties.title.maxLength;

const phraseStart =
  /[,;]?\s(?=(?:when|if|unless|while|and|or|but|for|within|with|in|on|at|to|by|until|after|before|from|of|that|which|whose|so|,)\s)/g;

/** A title from its main part and as many circumstances as fit; what is left out stays in the steps. */
export function titleFrom(main: string, circumstances: readonly string[]): string {
  let title = asStep(main.replaceAll(/\s+/g, ' '));
  for (const [index, clause] of circumstances.entries()) {
    const joint = index > 0 || /\swhen .{1,30} have passed$/.test(title) ? 'and' : jointFor(title, clause);
    const longer = `${title} ${joint} ${clause}`;
    if (longer.length > longestTitle) break;
    title = longer;
  }
  if (title.length <= longestTitle) return title;
  const cut = title.slice(0, longestTitle - 1);
  // A phrase is left out as a whole, unless too little would be left.
  const phrase = [...cut.matchAll(phraseStart)].findLast(({ index }) => index >= longestTitle / 2)?.index;
  const end = phrase ?? Math.max(cut.lastIndexOf(' '), longestTitle / 2);
  return `${cut.slice(0, end).replace(/[\s,;:]+$/, '')}…`;
}

function jointFor(title: string, clause: string): string {
  if (isClause(clause) || /\bpass$/.test(clause)) return 'when';
  return /\bwithin \d[^,]*$/.test(title) ? 'after' : 'on';
}
