import { lowerFirst } from '../text/noun-phrase.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import type { Outcome } from '../types.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { oppositeObject } from './opposite-object.ts';
import { outcomeOf } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "shall reject requests without an API key": what is turned down, and what is not (the only reason is named). */
export function deriveRejection(statement: Statement): Seed[] | undefined {
  if (statement.form !== 'base' || statement.negated || !statement.subject || statement.conditions.length > 0)
    return undefined;
  const text = statement.predicate.text.replaceAll(/\s+/g, ' ');
  if (
    /^be (?:turned (?:away|down)|sent back|rejected|refused|declined|discarded|denied|blocked|ignored|(?:answered|rejected|refused|declined|responded to|replied to) with\s(?:(?:an?\s)?(?:HTTP\s)?(?:status\s)?(?:code\s)?[45]\d\d\b.{0,40}|an error.{0,40}))$/i.test(
      text,
    )
  )
    return rejected(statement, text);
  if (!/^(?:reject|refuse|decline|discard|deny|block|ignore|turn (?:down|away))\s/i.test(text)) return undefined;
  const { verb } = verbPhrase(text);
  const object = text.slice(verb.length).trim();
  const opposite = oppositeObject(object);
  return opposite
    ? [
        seedFor(statement, { verb, object, negated: false }),
        seedFor(statement, { verb, object: opposite, negated: true }),
      ]
    : undefined;
}

/** "Passwords that have expired shall be refused". */
function rejected(statement: Statement, predicate: string): Seed[] | undefined {
  const thing = lowerFirst(statement.subject?.text ?? '');
  const opposite = oppositeObject(thing);
  if (!opposite) return undefined;
  return [thing, opposite].map((object, index) =>
    built(statement, {
      outcome: { actor: object, predicate, form: 'base', negated: index > 0 },
      object,
      attempt: `use ${object}`,
    }),
  );
}

function seedFor(
  statement: Statement,
  { verb, object, negated }: { verb: string; object: string; negated: boolean },
): KnownSeed {
  const { actor } = outcomeOf(statement);
  const outcome = { actor, predicate: `${verb} ${object}`, form: 'base' as const, negated };
  return built(statement, { outcome, object, attempt: `give ${lowerFirst(actor)} ${object}` });
}

function built(
  statement: Statement,
  { outcome, object, attempt }: { outcome: Outcome; object: string; attempt: string },
): KnownSeed {
  const around = circumstances(statement);
  return {
    type: outcome.negated ? 'positive' : 'negative',
    technique: 'equivalence_partitioning',
    statement: demanded(around, outcome),
    evidence: [statement.subject, statement.predicate].filter((phrase) => phrase !== undefined),
    polarity: outcome.negated ? 'negative' : 'positive',
    trigger: triggerOf(around, object),
    response: outcome.predicate.replace(/^be /, ''),
    values: [],
    computed: [],
    facts: { circumstances: around, role: '', attempt, outcome, measure: undefined, title: '', data: {} },
  };
}
