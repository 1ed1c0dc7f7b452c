import { isPlural } from '../text/noun-phrase.ts';
import { isParticiple } from '../text/verbs.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { part } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { quantity, quantityPattern as q, isTime, resolutionNote, stepped, type Quantity } from './quantity.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const recent = new RegExp(
  String.raw`^(?<verb>[\p{L}-]+)\s+(?:(?:the|all|all the|only)\s+)?(?<noun>(?:[\p{Ll}-]+\s){1,3}?)(?:(?:that|which|who)\s+(?:was|were|has been|have been)\s+)?(?<done>[\p{L}-]+)\s+(?:within|in|during)\s+the\s+(?:last|past)\s+${q('n')}$`,
  'iu',
);

/** "shall list the orders that were placed within the last 30 days": one placed 30 days ago is listed, one placed 31 days ago is not. */
export function deriveRecent(statement: Statement): Seed[] | undefined {
  const { predicate, form, negated, subject, otherwise } = statement;
  if (form !== 'base' || negated || otherwise || !subject || !/\b(?:last|past)\s/i.test(predicate.text))
    return undefined;
  const match = recent.exec(predicate.text.replaceAll(/\s/g, ' '));
  const { verb = '', noun = '', done = '', n = '', nunit = '', ngap } = match?.groups ?? {};
  const at = quantity(n, nunit, ngap);
  if (!match || !at || !isTime(at.unit) || !isParticiple(done) || !isPlural(noun.trim())) return undefined;
  const thing = noun
    .trim()
    .replace(/ies$/, 'y')
    .replace(/(?<=[^su])s$/, '');
  const span = part(predicate, match[0].search(/(?:within|in|during)\s+the\s+(?:last|past)\s/i));
  return [at, stepped(at, 1)].map((age, index) =>
    pointSeed(statement, { verb, thing, done, age, bound: at, span, inside: index === 0 }),
  );
}

type Build = {
  verb: string;
  thing: string;
  done: string;
  age: Quantity;
  bound: Quantity;
  span: KnownSeed['evidence'][number];
  inside: boolean;
};

function pointSeed(statement: Statement, { verb, thing, done, age, bound, span, inside }: Build): KnownSeed {
  const outcome = { ...outcomeOf(statement), predicate: `${verb} the ${thing}`, negated: !inside };
  const state = {
    role: 'state' as const,
    text: `a ${thing} was ${done} ${age.text} ago`.replace(/^a (?=[aeio])/, 'an '),
  };
  const around = [...circumstances(statement), state];
  return {
    type: 'boundary',
    technique: 'boundary_value_analysis',
    statement: demanded(around, outcome),
    evidence: [statement.predicate, span],
    polarity: inside ? 'positive' : 'negative',
    trigger: triggerOf(around),
    response: outcome.predicate,
    values: [age.text],
    computed: [String(age.value)],
    facts: {
      circumstances: around,
      role: '',
      attempt: '',
      outcome,
      measure: undefined,
      title: '',
      data: inside ? { value: age.text } : { value: age.text, resolution: resolutionNote(bound) },
    },
  };
}
