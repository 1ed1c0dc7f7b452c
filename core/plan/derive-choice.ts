import { isPlural, lowerFirst } from '../text/noun-phrase.ts';
import { isBaseVerb } from '../text/verbs.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { deriveCapability } from './derive-permission.ts';
import { part, type Phrase } from './phrase.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Statement } from './statement.ts';

/** "The lamp can be set to red, green or blue", "Supported payment methods are card and invoice": each choice once. */
export function deriveChoice(statement: Statement): Seed[] | undefined {
  if (statement.form !== 'base' || statement.negated || statement.otherwise) return undefined;
  return kinds(statement) ?? actions(statement) ?? choices(statement);
}

/** The pieces of "red, green or blue"; undefined where one of them is no short value. */
function pieces(list: Phrase): Phrase[] | undefined {
  const found: Phrase[] = [];
  let at = 0;
  for (const separator of list.text.matchAll(/,?\s+(?:and|or)\s+|,\s+/gi)) {
    found.push(part(list, at, separator.index));
    at = separator.index + separator[0].length;
  }
  found.push(part(list, at));
  const short = ({ text }: Phrase): boolean => {
    const words = text.split(/\s+/);
    return (
      text !== '' &&
      words.length <= 3 &&
      !/\d/.test(words[0] ?? '') &&
      (words.length === 1 || !isBaseVerb(words[0] ?? ''))
    );
  };
  return found.length > 1 && found.every(short) ? found : undefined;
}

const last = (values: readonly Phrase[]): string =>
  `${values
    .slice(0, -1)
    .map(({ text }) => text)
    .join(', ')} and ${values.at(-1)?.text ?? ''}`;

function kinds(statement: Statement): Seed[] | undefined {
  const subject = statement.subject?.text ?? '';
  const kind = /^(?:the\s+)?(supported|available|allowed|valid|possible|permitted|accepted)\s+([\p{L}\s-]+)$/iu.exec(
    subject,
  );
  const be = /^be\s+(?:either\s+)?/i.exec(statement.predicate.text);
  const values = kind && be && isPlural(subject) ? pieces(part(statement.predicate, be[0].length)) : undefined;
  if (!kind?.[1] || !kind[2] || !values) return undefined;
  const noun = kind[2].replace(/ies$/, 'y').replace(/s$/, '');
  const allowed = kind[1].toLowerCase();
  const around = circumstances(statement);
  const seeds = values.map((value): Seed => {
    const named = `the ${noun} ${value.text}`;
    return {
      type: 'positive',
      technique: 'equivalence_partitioning',
      statement: `${named} is ${allowed}`,
      evidence: [value],
      polarity: 'positive',
      trigger: triggerOf(around, named),
      response: `${named} ${allowed}`,
      values: [value.text],
      computed: [],
      facts: {
        circumstances: around,
        role: '',
        attempt: `use ${named}`,
        outcome: { actor: named, predicate: `be ${allowed}`, form: 'base', negated: false },
        measure: undefined,
        title: '',
        data: { value: value.text },
      },
    };
  });
  return [...seeds, others(statement, values, `What shall happen with a ${noun} other than ${last(values)}?`)];
}

const others = (statement: Statement, values: readonly Phrase[], question: string): Seed => ({
  type: 'negative',
  technique: 'equivalence_partitioning',
  statement: `a value that is not listed (other than ${last(values)})`,
  evidence: [statement.predicate],
  question,
});

/** "Managers can approve or reject a request": each action once. */
function actions(statement: Statement): Seed[] | undefined {
  if (!/^(?:can|may)$/.test(statement.modal) && !/\bable to\b/i.test(statement.whole.text)) return undefined;
  const { predicate } = statement;
  const lead = /^(\p{Ll}+(?:,\s\p{Ll}+){0,5}),?\s(?:and|or)\s(\p{Ll}+)\s+(?=\S)/u.exec(predicate.text);
  const verbs = lead?.[1] && lead[2] ? [...lead[1].split(/,\s/), lead[2]] : [];
  if (!lead || !verbs.every(isBaseVerb) || /\s(?:and|or)\s/.test(predicate.text.slice(lead[0].length)))
    return undefined;
  const object = predicate.text.slice(lead[0].length);
  const seeds = verbs.flatMap(
    (verb) => deriveCapability({ ...statement, predicate: { ...predicate, text: `${verb} ${object}` } }) ?? [],
  );
  return seeds.length >= verbs.length ? seeds : undefined;
}

function choices(statement: Statement): Seed[] | undefined {
  if (!/^(?:can|may)$/.test(statement.modal) && !/\bable to\b/i.test(statement.whole.text)) return undefined;
  const { predicate } = statement;
  const lead =
    /^[^,]{1,80}?\s(between|to|as|by|in|via|with|from|into)\s+(?!(?:with|via|by|to|from|as|on|in|using)\s)(?=\S)/i.exec(
      predicate.text,
    );
  const found = lead ? pieces(part(predicate, lead[0].length)) : undefined;
  if (!lead?.[1] || !found || /\b(?:number|range|\d)\b/i.test(lead[0])) return undefined;
  // "with an address and a password": both together.
  if (/^with$/i.test(lead[1]) && !/\sor\s/i.test(predicate.text.slice(lead[0].length))) return undefined;
  const between = /between/i.test(lead[1]);
  // "between standard and express delivery": the noun at the end belongs to each.
  const shared = between ? (/^\S+(\s+.+)$/.exec(found.at(-1)?.text ?? '')?.[1] ?? '') : '';
  const seeds = found.flatMap((value, index): Seed[] => {
    const named = `${value.text}${index < found.length - 1 && !/\s/.test(value.text) ? shared : ''}`;
    const front = between ? lead[0].replace(/\s*between\s+$/i, ' ') : lead[0];
    const one = { ...statement, predicate: { ...predicate, text: `${front}${named}` } };
    const [seed] = deriveCapability(one) ?? [];
    if (!seed || !isKnown(seed)) return [];
    return [{ ...seed, technique: 'equivalence_partitioning', evidence: [predicate, value], values: [value.text] }];
  });
  if (seeds.length < found.length) return undefined;
  const setting = /^be\s+(?:set|configured|changed|switched|adjusted)\s/i.test(predicate.text);
  const thing = lowerFirst(statement.subject?.text ?? '');
  return setting
    ? [
        ...seeds,
        others(statement, found, `What shall happen when ${thing} is set to anything other than ${last(found)}?`),
      ]
    : seeds;
}
