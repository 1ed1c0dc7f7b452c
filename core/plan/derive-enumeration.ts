import { isBaseVerb } from '../text/verbs.ts';
import type { Facts } from '../types.ts';
import { circumstances, demanded, triggerOf } from './circumstances.ts';
import { article, lowerFirst } from '../text/noun-phrase.ts';
import { part, type Phrase } from './phrase.ts';
import { outcomeOf } from './predicate.ts';
import type { Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const open = /^(?:support|accept|allow|permit|take|read|import)\b/i;
const available = /^be (?:available|offered|provided|shown|displayed|supported) (?:in|as|on)\b/i;
const listing =
  /^(?:be (?:available|offered|provided|shown|displayed|supported) (?:in|as|on)|support|accept|allow|permit|offer|provide|export|import|read|show|display|list|include|contain|record|log|print|report|store|take|return)\b/i;

/** The values of a list at the end of a predicate: "support CSV, JSON and XML". */
function listedValues(predicate: Phrase): { verb: string; lead: string; values: Phrase[]; joined: string } | undefined {
  const verb = (available.exec(predicate.text) ?? /^\S+/.exec(predicate.text))?.[0] ?? '';
  const colon = predicate.text.indexOf(': ');
  const start = colon > 0 ? colon + 1 : verb.length;
  const body = predicate.text.slice(start);
  const pieces: Phrase[] = [];
  let at = 0;
  let joined = 'and';
  for (const separator of body.matchAll(/,\s*(?:and|or)\s+|,\s+|\s+(?:and|or)\s+/gi)) {
    pieces.push(part(predicate, start + at, start + separator.index));
    at = separator.index + separator[0].length;
    if (/\bor\b/i.test(separator[0])) joined = 'or';
  }
  pieces.push(part(predicate, start + at));
  const [first, ...rest] = pieces;
  if (!first || rest.length === 0) return undefined;
  const intro =
    colon > 0
      ? undefined
      : /^(?:(?:all|any|each|one)\s+of\s+)?(?:the\s+)?(?:(?:following|available|supported)\s+)?(?:[\p{Ll}-]+\s+){0,2}?(?:formats?|types?|languages?|currencies|methods?|modes?|protocols?|options?|values?|colou?rs?|states?|roles?|browsers?|levels?|sizes?|columns?|fields?|attributes?|properties|parameters?|headers?|keys?|tabs?|sections?)\s+(?=\S)/u.exec(
          first.text,
        );
  const values = [intro ? part(first, intro[0].length) : first, ...rest];
  const lead = colon > 0 ? predicate.text.slice(verb.length, colon).trim() : (intro?.[0].trim() ?? '');
  return { verb, lead, values, joined };
}

/** One item for each listed value, and the question about what is not listed (worked example 2). */
export function deriveEnumeration(statement: Statement): Seed[] | undefined {
  if (statement.form !== 'base' || statement.negated || !listing.test(statement.predicate.text)) return undefined;
  const list = listedValues(statement.predicate);
  if (
    !list ||
    !list.values.every((value) => isValue(value.text)) ||
    /^(?:including|such as|e\.g\.|for example|like)\b/i.test(list.values[1]?.text ?? '') ||
    (list.values.length === 2 && !list.values.every(({ text }) => isName(text)))
  )
    return undefined;
  const outcome = outcomeOf(statement);
  const around = circumstances(statement);
  const noun = singular(list.lead);
  const seeds: Seed[] = list.values.map((value) => {
    const named = noun ? `the ${noun} ${value.text}` : value.text;
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
  if (open.test(list.verb)) {
    const names = list.values.map(({ text }) => text);
    const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    seeds.push({
      type: 'negative',
      technique: 'equivalence_partitioning',
      statement: `a value that is not listed (other than ${all})`,
      evidence: [statement.predicate],
      question: `What shall ${lowerFirst(outcome.actor) || 'the system'} do for ${kindOf(noun, names)} other than ${all}?`,
    });
  }
  return seeds;
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

const isName = (text: string): boolean =>
  /^(?:["“'‘`].+["”'’`]|\p{Lu}[\p{L}\d.+#-]*(?:\s\p{Lu}[\p{L}\d.+#-]*)?)$/u.test(text);

/** A value is a short noun phrase: a list of actions is one outcome, not an enumeration. */
function isValue(text: string): boolean {
  const tokens = text.split(/\s+/);
  const first = (tokens[0] ?? '').toLowerCase();
  if (tokens.length > 5 || /\d/.test(first)) return false;
  return isName(text) || tokens.length === 1 || /^(?:the|an?|its|their)$/.test(first) || !isBaseVerb(first);
}
