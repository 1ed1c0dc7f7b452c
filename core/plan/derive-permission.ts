import { baseForm } from '../text/verbs.ts';
import type { Facts, Outcome } from '../types.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { definite, isPerson, lowerFirst, oneOf } from '../text/noun-phrase.ts';
import { outcomeOf, passive } from './predicate.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

type Action = { role: string; attempt: string };

/** "Only administrators may delete a project" (also in the passive): one who may, one who may not. */
export function derivePermission(statement: Statement): Seed[] | undefined {
  const only = onlyAction(statement);
  if (!only) return undefined;
  const outsider = `a user who is not ${only.role}`;
  return [attemptSeed(statement, only, false), attemptSeed(statement, { role: outsider, attempt: only.attempt }, true)];
}

function onlyAction(statement: Statement): Action | undefined {
  const subject = statement.subject?.text ?? '';
  const predicate = statement.predicate.text.replaceAll(/\s+/g, ' ');
  if (/^only\s/i.test(subject) && statement.form === 'base')
    return { role: oneOf(subject.replace(/^only\s+/i, '')), attempt: predicate };
  const byWhom = /^(?:only\s+)?be\s+(?:only\s+)?(\S+)(\s.*?)?\s+(?:only\s+)?by\s+(.+)$/i.exec(predicate);
  if (byWhom?.[1] && byWhom[3] && /\bonly\b/i.test(predicate)) {
    const verb = baseForm(byWhom[1]);
    if (verb)
      return {
        role: oneOf(byWhom[3]),
        attempt: `${verb} ${lowerFirst(subject)}${byWhom[2] ?? ''}`.replace(/\s+only\b/, ''),
      };
  }
  return undefined;
}

/** "Users can cancel an order", "An order that has not shipped can be cancelled", "allow users to reset their password". */
export function deriveCapability(statement: Statement): Seed[] | undefined {
  const action = capableAction(statement);
  if (!action) return undefined;
  return [attemptSeed(statement, action, action.denied)];
}

function capableAction(statement: Statement): (Action & { denied: boolean }) | undefined {
  const subject = statement.subject?.text ?? '';
  const predicate = statement.predicate.text.replaceAll(/\s+/g, ' ');
  if (statement.form !== 'base' || subject === '') return undefined;
  const prevents = /^prevent\s+(.+?)\s+from\s+(\S+)(.*)$/i.exec(predicate);
  const prevented = prevents?.[2] ? baseForm(prevents[2]) : undefined;
  if (prevents?.[1] && prevented && isPerson(prevents[1]))
    return { role: oneOf(prevents[1]), attempt: `${prevented}${prevents[3]}`, denied: !statement.negated };
  const passiveVerb = /^be\s+(\S+)(.*)$/i.exec(predicate);
  const verb = passiveVerb?.[1] ? baseForm(passiveVerb[1]) : undefined;
  if (/^(?:can|may)$/.test(statement.modal) && verb)
    return { role: '', attempt: `${verb} ${lowerFirst(subject)}${passiveVerb?.[2] ?? ''}`, denied: statement.negated };
  // What a person gets is what the system does: "the user receives an e-mail".
  if (
    !statement.negated &&
    !/^(?:can|may)$/.test(statement.modal) &&
    /^(?:receive|see|get|be|have|hear)\b/i.test(predicate)
  )
    return undefined;
  if (isPerson(subject)) return { role: oneOf(subject), attempt: predicate, denied: statement.negated };
  return undefined;
}

/** One case in which somebody tries something and it works, or does not. */
function attemptSeed(statement: Statement, action: Action, denied: boolean): KnownSeed {
  const technique = statement.conditions.length > 0 ? 'cause_effect' : 'equivalence_partitioning';
  const around = circumstances(statement);
  const role = /^(?:a|an|the) (?:user|person|customer)$/.test(action.role) && !denied ? '' : action.role;
  const facts: Facts = {
    circumstances: around,
    role,
    attempt: lowerFirst(action.attempt),
    outcome: { ...attempted(statement, action), negated: denied },
    measure: undefined,
    title:
      action.role === ''
        ? `${denied ? 'do not ' : ''}${lowerFirst(action.attempt)}`
        : `${action.role} ${denied ? 'cannot' : 'can'} ${lowerFirst(action.attempt)}`,
    data: {},
  };
  return {
    type: denied ? 'negative' : 'positive',
    technique,
    statement: `${action.role || 'a user'} ${denied ? 'tries' : 'is able'} to ${facts.attempt}`,
    evidence: [statement.subject, statement.predicate, ...statement.conditions.map(({ phrase }) => phrase)].filter(
      (phrase) => phrase !== undefined,
    ),
    polarity: denied ? 'negative' : 'positive',
    trigger: triggerOf(around, facts.attempt),
    response: facts.outcome.predicate.replace(/^be /, ''),
    values: [],
    computed: [],
    facts,
  };
}

/** What can be seen afterwards: "the project is deleted". */
function attempted(statement: Statement, action: Action): Outcome {
  const whole = { form: 'base', negated: false } as const;
  if (action.role === '')
    return { ...whole, actor: definite(statement.subject?.text ?? ''), predicate: outcomeOf(statement).predicate };
  const seen = passive(action.attempt);
  // What somebody perceives shows in that person, not in the thing.
  if (seen && !/^(?:see|view|read|find|hear|know|get|receive|access)\b/i.test(action.attempt))
    return { ...whole, ...seen };
  return { ...whole, actor: definite(action.role.replace(/ who is not .*$/, '')), predicate: action.attempt };
}
