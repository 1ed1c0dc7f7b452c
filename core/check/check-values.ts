import { stem, words } from '../text/words.ts';
import { type Check, failure, groundOf } from './check-context.ts';

const placeholder =
  /^(?:\?+|\.{2,}|…|-+|_+|x{2,}|n\/?a|none|null|undefined|todo|tbd|string|text|value|values?|data|test ?data|example|sample|placeholder|name|foo|bar|something|anything|any|lorem ipsum.*)\.?$/i;
const debris = /[{}[\]<>|\\]/;
const sentence = /\b(?:is|are|was|were|shall|must|should|will|has|have|does|do|can|cannot)\b/i;

/**
 * Test data is a value that can be typed in, picked or sent. Those of the draft are left alone: the rules computed
 * them. A value that only repeats words of the requirement is no more concrete than the requirement.
 */
export const checkValues: Check = (candidate, context) => {
  if (!context.draft) return [];
  const kept = context.draft.test_data;
  const id = context.requirement.id.toLowerCase();
  const ground = new Set(words(groundOf(context)).map(stem));
  const added = Object.entries(candidate.test_data).filter(([name, value]) => kept[name] !== value);
  const wrong = added.flatMap(([name, value]) => {
    const why = value.toLowerCase().startsWith(id) ? 'is the id of the requirement' : whyNoValue(name, value, ground);
    return why === ''
      ? []
      : [failure('filler', `The test data ${name} ${why}: ${value}`, `Give ${name} a concrete value`)];
  });
  const values = added.map(([, value]) => value.toLowerCase());
  const repeated = values.some((value, index) => values.indexOf(value) !== index);
  return repeated
    ? [...wrong, failure('filler', 'Two names of the test data have one value', 'Give each its own')]
    : wrong;
};

// Only where the candidate replaces a draft: whoever writes a case by hand may use any words for values.
function whyNoValue(name: string, value: string, ground: ReadonlySet<string>): string {
  const said = words(value).map(stem);
  if (placeholder.test(value.trim()) || !/[\p{L}\p{N}]/u.test(value)) return 'is a placeholder';
  if (debris.test(value)) return 'holds marks of the answer itself';
  if (said.length > 2 && sentence.test(value)) return 'is a sentence';
  const named = new Set(words(name.replaceAll('_', ' ')).map(stem));
  const isPlain = said.every((word) => (ground.has(word) || named.has(word)) && !/\d/.test(word));
  return isPlain ? 'says no more than the requirement' : '';
}
