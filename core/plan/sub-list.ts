import type { Requirement } from '../types.ts';
import type { Piece, Testable } from './testable.ts';

const conditional =
  /\s(?:if|when|whenever|unless|while|until|after|before)(?:\s+(any|one|either|all|each|both)(?:\s+of)?(?:\s+(?:the|these))?(?:\s+following)?(?:\s+conditions?)?(?:\s+(?:is|are)\s+(?:met|true|fulfilled|satisfied))?|\s+the following(?:\s+conditions?)?(?:\s+(?:is|are)\s+(?:met|true|fulfilled|satisfied))?)?\s*:\s*$/i;
const leading = /^([^:]{1,250}\b(?:shall|must|should|will|can|may|able to|allowed to))\s*:\s*(\S?)/i;
const modal = /\b(?:shall|must|should|will|may|can|cannot)\b/i;

/** A list in prose has few entries; a longer one is a table of its own. */
const mostEntries = 8;

/**
 * A sub-list as parts of its parent. "… reject a record if:" with two conditions is one decision; "The gateway shall:"
 * with two actions is that sentence twice. Anything else stays as it is.
 */
export function joinSubList(requirement: Requirement, own: Testable, criteria: readonly Testable[]): Testable[] {
  const separate = [own, ...criteria];
  if (requirement.kind === 'user_story' || criteria.length === 0 || own.text.length > 300) return separate;
  const fragments = criteria.every(({ text }) => text.length <= 200 && !modal.test(text) && !/[.!?]\s+\S/.test(text));
  if (!fragments) return separate;
  const condition = conditional.exec(own.text);
  if (condition && criteria.length <= mostEntries) return [decision(own, criteria, condition)];
  const led = leading.exec(own.text);
  const lead = led?.[1];
  if (!lead) return separate;
  const entries = criteria.map((one) =>
    composed(one, [
      { key: own.key, text: lead, at: 0 },
      { key: one.key, text: one.text, at: lead.length + 1 },
    ]),
  );
  // The first entries may stand in the sentence itself.
  return led[2] ? [own, ...entries] : entries;
}

function decision(own: Testable, criteria: readonly Testable[], condition: RegExpExecArray): Testable {
  const word = /^\s[^\s:]+/.exec(condition[0])?.[0] ?? '';
  const joint = /all|each|both/i.test(condition[1] ?? '') ? ' and ' : ' or ';
  const lead = own.text.slice(0, condition.index) + word;
  const pieces: Piece[] = [{ key: own.key, text: lead, at: 0 }];
  let at = lead.length + 1;
  for (const { key, text } of criteria) {
    const bare = text.replace(/[\s.,;]*(?:\b(?:and|or))?[\s.,;]*$/i, '');
    pieces.push({ key, text: bare, at });
    at += bare.length + joint.length;
  }
  return {
    ...own,
    text: `${lead} ${pieces
      .slice(1)
      .map(({ text }) => text)
      .join(joint)}`,
    pieces,
  };
}

const composed = (one: Testable, pieces: Piece[]): Testable => ({
  ...one,
  text: pieces.map(({ text }) => text).join(' '),
  pieces,
});
