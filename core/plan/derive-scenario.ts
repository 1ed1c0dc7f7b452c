import type { Facts } from '../types.ts';
import { part, type Phrase } from './phrase.ts';
import type { KnownSeed } from './seed.ts';

type Step = { keyword: 'given' | 'when' | 'then'; phrase: Phrase };

/** The clauses of a Given/When/Then text, else undefined. "And" and "But" continue the clause before them. */
function scenarioSteps(text: string): Step[] | undefined {
  const whole: Phrase = { text, from: 0, to: text.length };
  const marks = [...text.matchAll(/(?:^|[\s,;.:])(given|when|then|and|but)\b(?=\s)/gi)].filter(
    (mark) =>
      /^\p{Lu}/u.test(mark[1] ?? '') ||
      /given|then/i.test(mark[1] ?? '') ||
      mark.index === 0 ||
      /^\s*when/i.test(mark[0]),
  );
  const steps: Step[] = [];
  let keyword: Step['keyword'] | undefined;
  let start = 0;
  const close = (end: number): void => {
    const phrase = part(whole, start, end);
    const stop = /[\s.]*$/.exec(phrase.text)?.index ?? phrase.text.length;
    if (keyword && phrase.text !== '') steps.push({ keyword, phrase: part(phrase, 0, stop) });
  };
  for (const mark of marks) {
    const word = (mark[1] ?? '').toLowerCase();
    const at = mark.index + mark[0].length - word.length;
    // A lower-case "and" joins words inside a clause; only a capitalised one starts a step.
    if ((word === 'and' || word === 'but') && !/^[AB]/.test(mark[1] ?? '')) continue;
    if (!keyword && !/^(?:given|when)$/.test(word)) continue;
    if (word === 'when' && keyword === 'then' && !mark[1]?.startsWith('W')) continue;
    close(at);
    if (word === 'given' || word === 'when' || word === 'then') keyword = word;
    start = at + word.length;
  }
  close(text.length);
  const has = (name: Step['keyword']): boolean => steps.some((step) => step.keyword === name);
  // "WHEN e THEN the system SHALL r" is EARS as some tools write it, not a scenario.
  const ears = !has('given') && /\b(?:shall|must)\b/i.test(text);
  return has('then') && (has('when') || has('given')) && !ears ? steps : undefined;
}

/** A scenario is one case: Given, When and Then already name precondition, action and result (worked example 8). */
export function deriveScenario(text: string): KnownSeed[] | undefined {
  const steps = scenarioSteps(text);
  if (!steps) return undefined;
  const of = (keyword: Step['keyword']): string[] =>
    steps.filter((step) => step.keyword === keyword).map(({ phrase }) => phrase.text.replaceAll(/\s+/g, ' '));
  const scenario: NonNullable<Facts['scenario']> = { given: of('given'), actions: of('when'), results: of('then') };
  const result = scenario.results.join(' and ');
  return [
    {
      type: 'positive',
      technique: 'scenario',
      statement: `given ${scenario.given.join(' and ') || 'nothing special'}, when ${scenario.actions.join(' and ') || 'this holds'}, then ${result}`,
      evidence: steps.map(({ phrase }) => phrase),
      polarity: 'any',
      trigger: [...scenario.given, ...scenario.actions].join('; '),
      response: result,
      values: [],
      computed: [],
      facts: {
        circumstances: [],
        role: '',
        attempt: '',
        outcome: { actor: '', predicate: result, form: 'whole', negated: false },
        measure: undefined,
        title: '',
        data: {},
        scenario,
      },
    },
  ];
}
