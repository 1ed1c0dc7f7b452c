import { isBaseVerb } from '../text/verbs.ts';
import { verbPhrase } from '../text/verb-phrase.ts';
import type { Facts } from '../types.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { article, lowerFirst } from '../text/noun-phrase.ts';
import { listedValues } from './listed-values.ts';
import type { Phrase } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import { isName, withSharedWords } from './shared-words.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const open = /^(?:support|accept|allow|permit|take|read|import)\b/i;
const listing =
  /^(?:be (?:available|offered|provided|shown|displayed|supported) (?:in|as|on)|support|accept|allow|permit|offer|provide|export|import|read|show|display|list|include|contain|record|log|print|report|store|take|return)\b/i;

/** One item for each listed value, and the question about what is not listed (worked example 2). */
export function deriveEnumeration(statement: Statement): Seed[] | undefined {
  if (
    statement.form !== 'base' ||
    statement.negated ||
    !listing.test(statement.predicate.text.replace(/^only\s+/i, ''))
  )
    return undefined;
  const list = listedValues(statement.predicate);
  const full = withSharedWords(list?.values.map(({ text }) => text) ?? []);
  if (
    !list ||
    !list.values.every((value) => isValue(value.text)) ||
    /^(?:including|such as|e\.g\.|for example|like)\b/i.test(list.values[1]?.text ?? '') ||
    (list.values.length === 2 &&
      !list.values.every(({ text }, index) => isName(text) || (index === 0 && full[1] !== list.values[1]?.text)))
  )
    return undefined;
  const outcome = outcomeOf(statement);
  const around = circumstances(statement);
  const noun = singular(list.lead);
  const seeds: Seed[] = list.values.map((value, index) => {
    const named = noun ? `the ${noun} ${value.text}` : (full[index] ?? value.text);
    const facts: Facts = {
      circumstances: around,
      role: '',
      attempt: open.test(list.verb) ? `use ${outcome.actor || 'the system'} with ${named}` : '',
      outcome: { ...outcome, predicate: `${list.verb} ${named}` },
      measure: undefined,
      title: '',
      data: open.test(list.verb) ? { value: value.text } : {},
    };
    return {
      type: 'positive',
      technique: 'equivalence_partitioning',
      statement: demanded(around, { ...outcome, predicate: `${list.verb} ${named}` }),
      evidence: [value],
      polarity: 'positive',
      trigger: triggerOf(around, open.test(list.verb) ? named : ''),
      response: `${list.verb} ${named}`,
      values: [value.text],
      computed: [],
      facts,
    };
  });
  if (open.test(list.verb) || list.only) {
    const names = list.values.map(({ text }) => text);
    const all = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
    const other = `${kindOf(noun, names)} other than ${all}`;
    const told = list.only
      ? { verb: list.verb, negated: true, span: statement.predicate }
      : statement.others && { verb: verbPhrase(statement.others.text).verb, negated: false, span: statement.others };
    if (told) return [...seeds, otherSeed(statement, other, told)];
    seeds.push({
      type: 'negative',
      technique: 'equivalence_partitioning',
      statement: `a value that is not listed (other than ${all})`,
      evidence: [statement.predicate],
      question: `What shall ${lowerFirst(outcome.actor) || 'the system'} do for ${other}?`,
    });
  }
  return seeds;
}

/** "and shall refuse any other", "only": what happens to what is not listed. */
function otherSeed(
  statement: Statement,
  other: string,
  { verb, negated, span }: { verb: string; negated: boolean; span: Phrase },
): Seed {
  const around = circumstances(statement);
  const outcome = { ...outcomeOf(statement), predicate: `${verb} ${other}`, negated };
  return {
    type: 'negative',
    technique: 'equivalence_partitioning',
    statement: demanded(around, outcome),
    evidence: [span],
    polarity: negated ? 'negative' : 'positive',
    trigger: triggerOf(around, other),
    response: outcome.predicate,
    values: [],
    computed: [],
    facts: {
      circumstances: around,
      role: '',
      attempt: `use ${outcome.actor || 'the system'} with ${other}`,
      outcome,
      measure: undefined,
      title: '',
      data: {},
    },
  };
}

/** "the fan levels" → "fan level"; empty where the list has no noun in front. */
function singular(lead: string): string {
  const noun = lead
    .replace(/^(?:(?:all|any|each|one)\s+of\s+)?(?:the\s+)?(?:(?:following|available|supported)\s+)*/i, '')
    .trim();
  if (!/^[\p{Ll}-]+(?:\s[\p{Ll}-]+)?s$/u.test(noun)) return '';
  return noun.replace(/ies$/, 'y').replace(/s$/, '');
}

function kindOf(noun: string, names: readonly string[]): string {
  if (noun) return `${article(noun)} ${noun}`;
  return names.every((name) => /^\p{Lu}[\p{Lu}\d]+$/u.test(name)) ? 'a format' : 'anything';
}

/** A value is a short noun phrase: a list of actions is one outcome, not an enumeration. */
function isValue(text: string): boolean {
  const tokens = text.split(/\s+/);
  const first = (tokens[0] ?? '').toLowerCase();
  if (tokens.length > 5 || /^[-−+]?\d/.test(first)) return false;
  return isName(text) || tokens.length === 1 || /^(?:the|an?|its|their)$/.test(first) || !isBaseVerb(first);
}
