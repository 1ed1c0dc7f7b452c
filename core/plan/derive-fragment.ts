import { isPlural, lowerFirst } from '../text/noun-phrase.ts';
import { isBaseVerb } from '../text/verbs.ts';
import { wholePhrase, type Phrase } from './phrase.ts';
import type { Seed } from './seed.ts';

/** Longer ones say enough to be exercised as a whole. */
const mostWords = 6;

/**
 * "Search by name", "Dark mode support", "Dashboard widgets": no sentence, so nothing says what happens. What can be done
 * is tried; for what is merely named there is a question.
 */
export function deriveFragment(sentence: Phrase): Seed[] | undefined {
  const { text } = wholePhrase(sentence.text);
  const words = text.split(/\s+/);
  if (words.length > mostWords || /[:,;"“”(){}\d]/.test(text) || !/^[\p{Script=Latin}\s/'’-]+$/u.test(text))
    return undefined;
  const evidence: Phrase[] = [{ text, from: sentence.from, to: sentence.from + text.length }];
  const written = lowerFirst(text).replace(/^the\s+/, '');
  // "Upload of files" is "upload files".
  const noun = /^(\p{Ll}+)\s+of\s+(.+)$/u.exec(written);
  const thing = noun?.[1] && noun[2] && isBaseVerb(noun[1]) ? `${noun[1]} ${noun[2]}` : written;
  const supported = /^(?:support (?:for|of)\s+(.+)|(.+)\s+support)$/i.exec(thing);
  const named = supported?.[1] ?? supported?.[2];
  if (named)
    return [done(evidence, { attempt: `use ${named}`, actor: named, predicate: 'be supported', statement: thing })];
  if (words.length > 1 && isBaseVerb(thing.split(' ')[0] ?? '') && hasObject(thing))
    return [done(evidence, { attempt: thing, actor: 'it', predicate: `be possible to ${thing}`, statement: thing })];
  return [
    {
      type: 'positive',
      technique: 'scenario',
      statement: thing,
      evidence,
      question: `What shall a user be able to do or see for "${text}"?`,
    },
  ];
}

/** "print labels", "search by name", "export the list" in contrast to "group chat", "search results page". */
const hasObject = (thing: string): boolean =>
  /^\p{Ll}+\s(?:.+\s)?(?:by|to|for|as|from|in|with|into|on|via|the|an?|all)\s/u.test(`${thing} `) ||
  (isPlural(thing) && !/\b(?:results|options|settings|details)$/.test(thing));

type Build = { attempt: string; actor: string; predicate: string; statement: string };

const done = (evidence: Phrase[], { attempt, actor, predicate, statement }: Build): Seed => ({
  type: 'positive',
  technique: 'scenario',
  statement,
  evidence,
  polarity: 'positive',
  trigger: attempt,
  response: statement,
  values: [],
  computed: [],
  facts: {
    circumstances: [],
    role: '',
    attempt,
    outcome: { actor, predicate, form: 'base', negated: false },
    measure: undefined,
    title: statement,
    data: {},
  },
});
