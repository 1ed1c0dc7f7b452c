import { lowerFirst } from '../text/noun-phrase.ts';
import { baseForm } from '../text/verbs.ts';
import { deriveCapability } from './derive-permission.ts';
import { deriveReaction } from './derive-reaction.ts';
import { isKnown, type Seed } from './seed.ts';
import type { Statement } from './statement.ts';

const means = 'with|via|through|using|over';
const behind = new RegExp(String.raw`^(\S+.{0,80}?)\s+only\s+(${means})\s+(.{2,60})$`, 'i');
const front = new RegExp(String.raw`^only\s+(be\s+\S+)\s+(${means})\s+(.{2,60})$`, 'i');

/** "can be opened only with a matching key": with it, and without. */
export function deriveRestriction(statement: Statement): Seed[] | undefined {
  const { predicate, form, negated, conditions, otherwise, subject } = statement;
  if (form !== 'base' || negated || otherwise || conditions.length > 0 || !subject) return undefined;
  const text = predicate.text.replaceAll(/\s+/g, ' ');
  const match = behind.exec(text) ?? front.exec(text);
  if (!match?.[1] || !match[2] || !match[3] || /\d|,|\s(?:and|or)\s/.test(match[3])) return undefined;
  const [, doing, by, what] = match;
  const without = /^with$/i.test(by) ? `without ${what}` : `other than ${by} ${what}`;
  return [`${by} ${what}`, without].flatMap((how, index): Seed[] => {
    const denied = index > 0;
    const one = { ...statement, negated: denied, predicate: { ...predicate, text: `${doing} ${how}` } };
    const [seed] = deriveCapability(one) ?? deriveReaction(one);
    if (!seed || !isKnown(seed)) return [];
    const verb = /^be\s+(\S+)$/i.exec(doing)?.[1];
    const base = verb && baseForm(verb);
    const attempt = seed.facts.attempt || (base ? `${base} ${lowerFirst(subject.text)} ${how}` : '');
    const type = denied ? 'negative' : 'positive';
    return [{ ...seed, type, technique: 'equivalence_partitioning', facts: { ...seed.facts, attempt } }];
  });
}
