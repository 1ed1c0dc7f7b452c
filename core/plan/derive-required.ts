import { antonym } from '../text/antonyms.ts';
import { article, definite, headNoun, lowerFirst } from '../text/noun-phrase.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { supplied } from './limited-input.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "Email is required and must be valid": given or left out, valid or not. */
export function deriveRequired(statement: Statement): Seed[] | undefined {
  const { subject, form, negated, modal } = statement;
  if (form !== 'base' || negated || !subject || /^(?:can|may)$/.test(modal)) return undefined;
  if (!supplied.test(headNoun(subject.text)) || /\s(?:who|that|which|whose)\s/i.test(subject.text)) return undefined;
  const state =
    /^be\s+(?:an?\s+)?(required|mandatory|compulsory|obligatory|valid|unique|complete)(?:\s+(?:field|value|input))?$/i
      .exec(statement.predicate.text.trim())?.[1]
      ?.toLowerCase();
  if (!state) return undefined;
  const bare = lowerFirst(subject.text).replace(/^(?:the|an?|each|every)\s+/i, '');
  const thing = definite(lowerFirst(subject.text));
  if (/^(?:valid|unique|complete)$/.test(state)) {
    const opposite = antonym(state);
    const bad = opposite ? `${opposite} ${bare}` : `${bare} that is not ${state}`;
    return [
      seedFor(statement, {
        title: `a ${state} ${bare}`,
        attempt: `enter a ${state} ${bare}`,
        thing,
        what: `a ${state} ${bare}`,
        accepted: true,
      }),
      seedFor(statement, {
        title: `${article(bad)} ${bad}`,
        attempt: `enter ${article(bad)} ${bad}`,
        thing,
        what: bad,
        accepted: false,
      }),
    ];
  }
  return [
    seedFor(statement, {
      title: `an input with ${thing}`,
      attempt: `enter ${thing}`,
      thing: 'the input',
      what: `${thing} given`,
      accepted: true,
    }),
    seedFor(statement, {
      title: `an input without ${thing}`,
      attempt: `enter everything but ${thing}`,
      thing: 'the input',
      what: `no ${bare} given`,
      accepted: false,
    }),
  ];
}

type Build = { title: string; attempt: string; thing: string; what: string; accepted: boolean };

function seedFor(statement: Statement, { title, attempt, thing, what, accepted }: Build): KnownSeed {
  const around = circumstances(statement);
  return {
    type: accepted ? 'positive' : 'negative',
    technique: 'equivalence_partitioning',
    statement: `${what}: ${thing} shall ${accepted ? '' : 'not '}be accepted`,
    evidence: [statement.subject, statement.predicate].filter((phrase) => phrase !== undefined),
    polarity: accepted ? 'positive' : 'negative',
    trigger: triggerOf(around, attempt),
    response: `${thing} accepted`,
    values: [],
    computed: [],
    facts: {
      circumstances: around,
      role: '',
      attempt,
      outcome: { actor: thing, predicate: 'be accepted', form: 'base', negated: !accepted },
      measure: undefined,
      title: `${accepted ? '' : 'do not '}accept ${title}`,
      data: {},
    },
  };
}
