import { verbPhrase } from '../text/verb-phrase.ts';
import { negateClause } from '../text/clause.ts';
import { antonym } from '../text/antonyms.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { article, definite, isPlural } from '../text/noun-phrase.ts';
import { outcomeOf } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "shall not forward a message whose checksum is invalid": the forbidden one, and the one that is not (worked example 3). */
export function deriveProhibition(statement: Statement): Seed[] | undefined {
  if (statement.form !== 'base' || !statement.subject) return undefined;
  const only = /^only\s+/i.exec(statement.predicate.text);
  const { verb, object, rest } = verbPhrase(statement.predicate.text.slice(only?.[0].length ?? 0));
  if (only) {
    const other = rest === '' ? oppositeObject(object) : undefined;
    return other
      ? [
          seedFor(statement, { object, rest, verb, negated: false }),
          seedFor(statement, { object: other, rest, verb, negated: true }),
        ]
      : undefined;
  }
  if (!statement.negated) return undefined;
  if (object === '' || verb === 'be' || verb === 'have') return undefined;
  const opposite = rest === '' ? oppositeObject(object) : undefined;
  const forbidden = seedFor(statement, { object, rest, verb, negated: true });
  return opposite && statement.conditions.length === 0
    ? [forbidden, seedFor(statement, { object: opposite, rest, verb, negated: false })]
    : [forbidden];
}

/** "a message whose checksum is invalid" → "a message whose checksum is valid"; undefined where nothing restricts it. */
function oppositeObject(object: string): string | undefined {
  const relative = /^(.*?)\s+(whose|that|which|who)\s+(.*)$/i.exec(object);
  if (relative?.[1] && relative[2] && relative[3]) {
    if (/whose/i.test(relative[2])) {
      const negated = negateClause(relative[3]);
      return negated && `${relative[1]} ${relative[2]} ${negated}`;
    }
    const pronoun = isPlural(relative[1]) ? 'they' : 'it';
    const negated = negateClause(`${pronoun} ${relative[3]}`);
    return negated && `${relative[1]} ${relative[2]} ${negated.slice(pronoun.length).trim()}`;
  }
  const adjective = /^((?:an?|the|any)\s+)?([\p{Ll}-]+)(\s+.*)$/u.exec(object);
  const other = adjective?.[2] ? antonym(adjective[2]) : undefined;
  if (!adjective || !other) return undefined;
  const determiner = /^an?\s/i.test(adjective[1] ?? '')
    ? `${article(other)} `
    : (adjective[1] ?? '').replace(/^any/i, 'a');
  return `${determiner}${other}${adjective[3]}`;
}

type Build = { verb: string; object: string; rest: string; negated: boolean };

function seedFor(statement: Statement, { verb, object, rest, negated }: Build): KnownSeed {
  const around = circumstances(statement);
  const actor = outcomeOf(statement).actor;
  const restricted = definite(object) !== `the ${object}` && /\s(?:whose|that|which|who)\s/i.test(object);
  const result = `${verb} ${restricted ? definite(object) : object}${rest ? ` ${rest}` : ''}`;
  return {
    type: negated ? 'negative' : 'positive',
    technique: 'equivalence_partitioning',
    statement: restricted
      ? `${actor} meets ${object}`
      : demanded(around, { actor, predicate: result, form: 'base', negated }),
    evidence: [statement.predicate, ...statement.conditions.map(({ phrase }) => phrase)],
    polarity: negated ? 'negative' : 'positive',
    trigger: triggerOf(around, object),
    response: result,
    values: [],
    computed: [],
    facts: {
      circumstances: around,
      role: '',
      attempt:
        rest === '' && (restricted || oppositeObject(object))
          ? `give ${actor} ${object}`
          : `try to make ${actor} ${verb} ${object}${rest ? ` ${rest}` : ''}`,
      outcome: { actor, predicate: result, form: 'base', negated },
      measure: undefined,
      title: `${negated ? 'do not ' : ''}${verb} ${object}${rest ? ` ${rest}` : ''}`,
      data: {},
    },
  };
}
