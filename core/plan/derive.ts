import { analyseStatement } from './analyse-statement.ts';
import { deriveDecision } from './derive-decision.ts';
import { enabledStatement } from './enabled-statement.ts';
import { deriveEnumeration } from './derive-enumeration.ts';
import { deriveInputLimit } from './derive-input-limit.ts';
import { deriveMeasure } from './derive-measure.ts';
import { deriveCapability, derivePermission } from './derive-permission.ts';
import { deriveProhibition } from './derive-prohibition.ts';
import { deriveReaction } from './derive-reaction.ts';
import { deriveScenario } from './derive-scenario.ts';
import { separateDemands } from './separate-demands.ts';
import { openStates } from './open-states.ts';
import { wholePhrase, type Phrase } from './phrase.ts';
import type { KnownSeed, Seed } from './seed.ts';
import { sentences } from './sentences.ts';
import { isOnlyVague } from './smells.ts';

/** The first rule that fits a sentence decides; the order goes from the most specific to the most general. */
const rules = [
  derivePermission,
  deriveInputLimit,
  deriveDecision,
  deriveCapability,
  deriveMeasure,
  deriveProhibition,
  deriveEnumeration,
];

const explaining =
  /^(?:this|that|these|it|because|rationale|note|notes|example|for example|e\.g\.|see|reason)\b(?![^.]*\b(?:shall|must)\b)/i;

const strongModal = /\b(?:shall|must)\b/i;
const anyModal = /\b(?:shall|must|should|will|may|can|cannot|only)\b/i;

/** Coverage items of one statement (a requirement or a criterion), in reading order. */
export function derive(text: string): Seed[] {
  const scenario = deriveScenario(text);
  if (scenario) return scenario;
  const seeds: Seed[] = [];
  const all = sentences(text);
  const demanding = all.some((sentence) => strongModal.test(sentence.text));
  for (const [index, sentence] of all.entries()) {
    // Beside a "shall", a sentence without a modal explains.
    if (demanding && !anyModal.test(sentence.text)) continue;
    if (isOnlyVague(sentence.text) || (index > 0 && explaining.test(sentence.text)) || /\?\s*$/.test(sentence.text))
      continue;
    seeds.push(...deriveSentence(sentence, index > 0));
  }
  return seeds;
}

function deriveSentence(sentence: Phrase, further: boolean): Seed[] {
  const statement = enabledStatement(analyseStatement(sentence));
  if (statement.form === 'finite' && !statement.subject) {
    // A later sentence that fits no pattern explains; the first one is the requirement itself.
    return further && statement.conditions.length === 0 ? [] : [wholeSeed(sentence)];
  }
  return separateDemands(statement).flatMap((one) => {
    const seeds = rules.map((rule) => rule(one)).find((found) => found !== undefined);
    return [...(seeds ?? deriveReaction(one)), ...openStates(one)];
  });
}

/** A sentence that was not understood (another language, a fragment) is exercised as a whole, never split. */
function wholeSeed(sentence: Phrase): KnownSeed {
  const { text } = wholePhrase(sentence.text);
  return {
    type: 'positive',
    technique: 'scenario',
    statement: text,
    evidence: [{ text, from: sentence.from, to: sentence.from + text.length }],
    polarity: 'any',
    trigger: '',
    response: text,
    values: [],
    computed: [],
    facts: {
      circumstances: [],
      role: '',
      attempt: '',
      outcome: { actor: '', predicate: text, form: 'whole', negated: false },
      measure: undefined,
      title: '',
      data: {},
    },
  };
}
