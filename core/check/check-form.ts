import { type Check, failure } from './check-context.ts';

const named = /\{[\p{L}\p{N}_ -]{1,60}\}/gu;
const debris = /[{}[\]|\\]|"\s*:|^\W*["'`,:;]|<\/?\w+>/u;
const quotes = /["“”]/g;
const echo = /^(?:[dept]|steps?|test[_ ]data|preconditions?|expected[_ ]result|title)\s*[:=]/i;

/** Texts that a person can read: no remains of JSON or of the prompt, quotes in pairs, a beginning that is a word. */
export const checkForm: Check = (candidate, { draft, requirement }) => {
  if (!draft && candidate.written_by !== 'model') return [];
  const texts = [candidate.title, ...candidate.preconditions, ...candidate.steps, candidate.expected_result];
  const own = new Set(draft ? [draft.title, ...draft.preconditions, ...draft.steps, draft.expected_result] : []);
  return texts
    .filter((text) => !own.has(text) && isBroken(text, requirement.text))
    .map((text) => failure('form', `This is no sentence: ${text}`, 'Write plain sentences'));
};

// What the requirement writes itself, brackets or a pipe, may be repeated.
function isBroken(text: string, ground: string): boolean {
  const plain = text.replaceAll(named, 'x');
  const found = debris.exec(plain)?.[0];
  if (echo.test(plain)) return true;
  if (found !== undefined && !ground.includes(found.trim())) return true;
  return (plain.match(quotes)?.length ?? 0) % 2 === 1 || !/^[\p{L}\p{N}"“]/u.test(plain);
}
