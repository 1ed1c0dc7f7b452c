import { verbPhrase } from '../text/verb-phrase.ts';
import type { Circumstance } from '../types.ts';
import { triggerOf } from './circumstances.ts';
import { passive, outcomeOf } from './predicate.ts';
import { antonym } from '../text/antonyms.ts';
import { isPlural } from '../text/noun-phrase.ts';
import { isParticiple, pastParticiple } from '../text/verbs.ts';
import { findDuration } from './timed.ts';
import type { KnownSeed } from './seed.ts';
import { part } from './phrase.ts';
import type { Statement } from './statement.ts';

/** "lock the account for 15 minutes": still locked just before, no longer locked when the time has passed. */
export function deriveDuration(statement: Statement, list: Circumstance[]): KnownSeed[] {
  const duration = findDuration(statement.predicate.text);
  if (!duration || statement.negated || statement.form !== 'base') return [];
  const lasting = lastingState(statement, statement.predicate.text.slice(0, duration.from).trim());
  if (!lasting) return [];
  const evidence = [
    ...statement.conditions.map(({ phrase }) => phrase),
    part(statement.predicate, duration.from, duration.to),
  ];
  const atLeast = /at least|more than/i.test(statement.predicate.text.slice(duration.from, duration.to));
  const moment = (before: boolean): KnownSeed => ({
    type: 'boundary',
    technique: 'boundary_value_analysis',
    statement: `${before ? 'just before' : 'when'} ${duration.at.text} have passed`,
    evidence,
    polarity: before ? 'positive' : 'negative',
    trigger: triggerOf(list),
    response: lasting.state,
    values: [duration.at.text],
    computed: [],
    facts: {
      circumstances: list,
      role: '',
      attempt: '',
      outcome: {
        actor: lasting.actor,
        predicate: `be ${before ? 'still' : 'no longer'} ${lasting.state}`,
        form: 'base',
        negated: false,
      },
      measure: { moment: `${before ? 'just before ' : ''}${duration.at.text} have passed` },
      title: '',
      data: { duration: duration.at.text },
    },
  });
  // "at least 15 minutes" does not say when it ends.
  return atLeast ? [moment(true)] : [moment(true), moment(false)];
}

/** What can be seen to last: "the account" · "locked". */
export function lastingState(statement: Statement, predicate: string): { actor: string; state: string } | undefined {
  const kept = /^(?:remain|stay|be)\s+([\p{L}-]+(?:\s+\S+){0,5})$/iu.exec(predicate);
  const actor = outcomeOf(statement).actor;
  if (kept?.[1]) return { actor, state: kept[1] };
  const keeps = /^(?:keep|hold|leave)\s+(.+?)\s+([\p{L}-]+)$/iu.exec(predicate);
  if (keeps?.[1] && keeps[2] && isCondition(keeps[2])) return { actor: keeps[1], state: keeps[2] };
  const { verb, object, rest } = verbPhrase(predicate);
  // "keep audit records": a bare plural is known well enough to be looked at again.
  const bare = /^[\p{Ll}-]+(?:\s[\p{Ll}-]+){0,3}$/u.test(object) && isPlural(object);
  const seen = passive(predicate) ?? (bare ? { actor: object } : undefined);
  const lasts =
    /^(?:keep|lock|block|disable|enable|suspend|open|close|hide|reserve|hold|pause|mute|ban|activate|deactivate|illuminate|suppress|quarantine|cache|store|retain|freeze|stop|show|display|direct|redirect|supply|limit|reduce|route)$/i;
  return seen && lasts.test(verb)
    ? { actor: seen.actor, state: `${pastParticiple(verb.toLowerCase())}${rest ? ` ${rest}` : ''}` }
    : undefined;
}

/** "keep the door locked" in contrast to "keep audit records". */
const isCondition = (word: string): boolean =>
  isParticiple(word) ||
  antonym(word) !== undefined ||
  /^(?:warm|cold|cool|dry|quiet|shut|still|steady|constant|stable)$/i.test(word);
