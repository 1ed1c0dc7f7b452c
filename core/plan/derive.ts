import { isThirdPerson } from '../text/verbs.ts';
import { activeStatement } from './active-statement.ts';
import { analyseStatement } from './analyse-statement.ts';
import { deriveAfterwards } from './derive-afterwards.ts';
import { deriveAllowance } from './derive-allowance.ts';
import { deriveAlternatives } from './derive-alternatives.ts';
import { deriveDecision } from './derive-decision.ts';
import { enabledStatement } from './enabled-statement.ts';
import { deriveElapsed } from './derive-elapsed.ts';
import { deriveEnumeration } from './derive-enumeration.ts';
import { deriveFragment } from './derive-fragment.ts';
import { deriveGroupLimit } from './derive-group-limit.ts';
import { deriveInputLimit } from './derive-input-limit.ts';
import { deriveMeasure } from './derive-measure.ts';
import { deriveOutcomes } from './derive-outcomes.ts';
import { deriveCapability, derivePermission } from './derive-permission.ts';
import { deriveProhibition } from './derive-prohibition.ts';
import { deriveReaction } from './derive-reaction.ts';
import { deriveRepetition } from './derive-repetition.ts';
import { deriveScenario } from './derive-scenario.ts';
import { deriveRestriction } from './derive-restriction.ts';
import { deriveSchedule } from './derive-schedule.ts';
import { deriveSubjectLimit } from './derive-subject-limit.ts';
import { deriveSubjectWindow } from './derive-subject-window.ts';
import { deriveTolerance } from './derive-tolerance.ts';
import { deriveSequence } from './derive-sequence.ts';
import { deriveChoice } from './derive-choice.ts';
import { deriveRejection } from './derive-rejection.ts';
import { deriveRecent } from './derive-recent.ts';
import { deriveRequired } from './derive-required.ts';
import { deriveWindow } from './derive-window.ts';
import { toBase } from './present-clause.ts';
import { isMade } from './made-things.ts';
import { isEntangled } from './entangled.ts';
import { movedByEvent } from './moved-by-event.ts';
import { withRefusedRest } from './refused-rest.ts';
import { separateDemands } from './separate-demands.ts';
import { isForeign } from './foreign.ts';
import { openStates } from './open-states.ts';
import { twofold } from './twofold.ts';
import { withoutNo } from './without-no.ts';
import { wholePhrase, type Phrase } from './phrase.ts';
import type { KnownSeed, Seed } from './seed.ts';
import { sentences } from './sentences.ts';
import type { Statement } from './statement.ts';
import { isOnlyVague } from './smells.ts';

/** The first rule that fits a sentence decides; the order goes from the most specific to the most general. */
const rules = [
  derivePermission,
  deriveRepetition,
  deriveSubjectWindow,
  deriveWindow,
  deriveElapsed,
  deriveAfterwards,
  deriveRecent,
  deriveSubjectLimit,
  deriveGroupLimit,
  deriveRequired,
  deriveInputLimit,
  deriveDecision,
  deriveSequence,
  deriveSchedule,
  deriveRestriction,
  deriveChoice,
  deriveTolerance,
  deriveAllowance,
  deriveCapability,
  deriveMeasure,
  deriveRejection,
  deriveAlternatives,
  deriveProhibition,
  deriveEnumeration,
];

const explaining =
  /^(?:this|that|these|it|because|rationale|note|notes|example|for example|e\.g\.|see|reason)\b(?![^.]*\b(?:shall|must)\b)/i;

const strongModal = /\b(?:shall|must)\b/i;
const anyModal = /\b(?:shall|must|should|will|may|can|cannot|only)\b/i;

/** Coverage items of one statement (a requirement or a criterion), in reading order. `made`: what the system itself makes. */
export function derive(text: string, made: ReadonlySet<string> = new Set()): Seed[] {
  if (isForeign(text)) return [wholeSeed({ text, from: 0, to: text.length })];
  const scenario = deriveScenario(text);
  if (scenario) return scenario;
  const seeds: Seed[] = [];
  let named: Phrase | undefined;
  const all = sentences(text);
  const demanding = all.some((sentence) => strongModal.test(sentence.text));
  for (const [index, sentence] of all.entries()) {
    // Beside a "shall", a sentence without a modal explains.
    if (demanding && !anyModal.test(sentence.text)) continue;
    if (isOnlyVague(sentence.text) || (index > 0 && explaining.test(sentence.text)) || /\?\s*$/.test(sentence.text))
      continue;
    const outcomes = deriveOutcomes(sentence);
    if (outcomes) {
      seeds.push(...outcomes);
      continue;
    }
    const [first, second] = twofold(sentence) ?? [sentence];
    const statement = meant(analysed(first), named);
    named = statement.subject ?? named;
    const context = { further: index > 0, made };
    seeds.push(...deriveSentence(first, statement, context));
    if (second)
      seeds.push(...deriveSentence(second, likewise(analysed(second), statement), { ...context, further: true }));
  }
  return seeds;
}

const analysed = (sentence: Phrase): Statement =>
  movedByEvent(activeStatement(enabledStatement(analyseStatement(sentence))));

/** The second action of a sentence has the subject and the modal of the first. */
function likewise(second: Statement, { subject, modal, conditions }: Statement): Statement {
  const verb = /^[\p{L}-]+/u.exec(second.predicate.text)?.[0] ?? '';
  const bare = isThirdPerson(verb) ? { ...second, predicate: toBase(second.predicate) } : second;
  const leading = conditions.filter(({ phrase }) => phrase.to < (subject?.from ?? 0));
  return { ...bare, subject, modal, form: 'base', conditions: [...leading, ...second.conditions] };
}

/** "It shall …" speaks of what the sentence before named. */
function meant(statement: Statement, named: Phrase | undefined): Statement {
  const { subject } = statement;
  return named && subject && /^(?:it|they)$/i.test(subject.text)
    ? { ...statement, subject: { ...subject, text: named.text } }
    : statement;
}

type Context = { further: boolean; made: ReadonlySet<string> };

function deriveSentence(sentence: Phrase, statement: Statement, { further, made }: Context): Seed[] {
  if (statement.form === 'finite' && !statement.subject) {
    // A later sentence that fits no pattern explains; the first one is the requirement itself.
    if (further && statement.conditions.length === 0) return [];
    return deriveFragment(sentence) ?? [wholeSeed(sentence)];
  }
  if (isEntangled(statement)) return [wholeSeed(sentence)];
  return withRefusedRest(separateDemands(statement)).flatMap((demand) => {
    const plain = withoutNo(demand);
    const one: Statement = isMade(plain, made) ? { ...plain, made: true } : plain;
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
