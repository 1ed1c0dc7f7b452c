import { definite, isPerson, lowerFirst, oneOf } from '../text/noun-phrase.ts';
import { baseForm } from '../text/verbs.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { findLimit } from './limit.ts';
import { part, type Phrase } from './phrase.ts';
import { passive } from './predicate.ts';
import { stepped } from './quantity.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

type Often = { most: string; beyond: string; computed: string; from: number; to: number };

/** "can be reprinted up to 3 times within 24 hours", "can be used only once": as often as allowed, and once more. */
export function deriveRepetition(statement: Statement): Seed[] | undefined {
  const { subject, form, negated, modal, predicate } = statement;
  if (!subject || form !== 'base' || negated || !/^(?:can|may|present|shall|must)$/.test(modal)) return undefined;
  const often = findOften(predicate.text);
  if (!often || often.from === 0) return undefined;
  const before = predicate.text.slice(0, often.from).trim().replaceAll(/\s+/g, ' ');
  const after = predicate.text.slice(often.to).trim();
  const acted = /^be\s+([\p{L}-]+)$/u.exec(before)?.[1];
  const verb = acted ? baseForm(acted) : undefined;
  const doing = verb ? `${verb} ${lowerFirst(subject.text)}` : before;
  const seen = verb ? { actor: definite(lowerFirst(subject.text)), predicate: before } : passive(before);
  if (!seen || (!verb && (!isPerson(subject.text) || !/^(?:can|may)$/.test(modal)))) return undefined;
  const action = {
    doing,
    after,
    seen,
    role: verb ? '' : oneOf(subject.text),
    span: part(predicate, often.from, often.to),
  };
  return [
    seedFor(statement, action, { times: often.most, computed: [], allowed: true }),
    seedFor(statement, action, { times: often.beyond, computed: [often.computed], allowed: false }),
  ];
}

function findOften(text: string): Often | undefined {
  const limit = findLimit(text);
  if (limit?.kind === 'bound' && limit.bound === 'at_most' && /^times?$/i.test(limit.at.unit)) {
    const beyond = stepped(limit.at, 1);
    return { most: limit.at.text, beyond: beyond.text, computed: String(beyond.value), from: limit.from, to: limit.to };
  }
  const word = /\b(?:only|at most|no more than|not more than|up to)\s+(once|twice)\b/i.exec(text);
  if (!word?.[1]) return undefined;
  const once = word[1].toLowerCase() === 'once';
  const span = { from: word.index, to: word.index + word[0].length };
  return { most: word[1], beyond: once ? 'twice' : 'three times', computed: once ? '2' : '3', ...span };
}

type Action = { doing: string; after: string; seen: { actor: string; predicate: string }; role: string; span: Phrase };

function seedFor(
  statement: Statement,
  { doing, after, seen, role, span }: Action,
  { times, computed, allowed }: { times: string; computed: string[]; allowed: boolean },
): KnownSeed {
  const often = [times, after].filter(Boolean).join(' ');
  const around = circumstances(statement);
  const anybody = /^(?:a|an|the) (?:user|person|customer)$/.test(role) && allowed;
  const outcome = {
    form: 'base' as const,
    ...seen,
    predicate: `${seen.predicate} ${often}`,
    negated: !allowed,
  };
  return {
    type: 'boundary',
    technique: 'boundary_value_analysis',
    statement: `${doing} ${often} (${allowed ? 'at the limit' : 'once beyond the limit'})`,
    evidence: [statement.predicate, span],
    polarity: allowed ? 'positive' : 'negative',
    trigger: triggerOf(around, `${doing} ${often}`),
    response: outcome.predicate.replace(/^be /, ''),
    values: [times],
    computed,
    facts: {
      circumstances: around,
      role: anybody ? '' : role,
      attempt: `${doing} ${often}`,
      outcome,
      measure: undefined,
      title: `${allowed ? '' : 'do not '}${doing} ${often}`,
      data: {},
    },
  };
}
