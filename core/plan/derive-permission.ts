import { baseForm } from '../text/verbs.ts';
import type { Facts, Outcome } from '../types.ts';
import { circumstances, triggerOf } from './circumstances.ts';
import { definite, isPerson, lowerFirst, oneOf } from '../text/noun-phrase.ts';
import { isSomebody } from './somebody.ts';
import { findLimit } from './limit.ts';
import { oppositeObject } from './opposite-object.ts';
import { outcomeOf, passive } from './predicate.ts';
import { eachRole } from './each-role.ts';
import { variants } from './vary-condition.ts';
import type { KnownSeed, Seed } from './seed.ts';
import type { Statement } from './statement.ts';

type Action = { role: string; attempt: string };

/** "Only administrators may delete a project" (also in the passive): one who may, one who may not. */
export function derivePermission(statement: Statement): Seed[] | undefined {
  const only = onlyAction(statement);
  if (!only || findLimit(statement.subject?.text ?? '')) return undefined;
  const thing = only.role.replace(/^an?\s+/i, '');
  if (!thing.split(/,\s|\s(?:and|or)\s/).some(isPerson)) return thingPermission(statement, only);
  const roles = only.role.split(/,?\s+(?:and|or)\s+|,\s+/).map(oneOf);
  const outsider = roles.length > 1 ? `a user who is neither ${roles.join(' nor ')}` : `a user who is not ${only.role}`;
  const known = roles.length > 1 ? roles : [only.role];
  return [
    ...known.map((role) => attemptSeed(statement, { role, attempt: only.attempt }, false)),
    attemptSeed(statement, { role: outsider, attempt: only.attempt }, true),
  ];
}

/** "Only signed firmware may be installed", "only paired devices may connect": the kind that may, and the kind that may not. */
function thingPermission(statement: Statement, { role, attempt }: Action): Seed[] {
  const named = lowerFirst(statement.subject?.text ?? '').replace(/^only\s+/i, '');
  const written = /^only\s/i.test(statement.subject?.text ?? '');
  const inside = written ? named : role;
  const outside = oppositeObject(inside) ?? `anything other than ${inside}`;
  const done = /^be\s+(\S+)(.*)$/i.exec(attempt);
  const verb = done?.[1] ? baseForm(done[1]) : undefined;
  return [inside, outside].map((kind, index) => {
    const subject = statement.subject && { ...statement.subject, text: kind };
    const action = verb ? `${verb} ${kind}${done?.[2] ?? ''}` : `let ${kind} ${attempt}`;
    return attemptSeed({ ...statement, ...(subject && { subject }) }, { role: '', attempt: action }, index > 0);
  });
}

function onlyAction(statement: Statement): Action | undefined {
  const subject = statement.subject?.text ?? '';
  const predicate = statement.predicate.text.replaceAll(/\s+/g, ' ');
  if (/^only\s/i.test(subject) && statement.form === 'base') {
    const named = subject.replace(/^only\s+/i, '');
    return { role: /\s(?:and|or)\s/i.test(named) ? lowerFirst(named) : oneOf(named), attempt: predicate };
  }
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
  const several = eachRole(statement);
  if (several) return several.flatMap((one) => deriveCapability(one) ?? []);
  const action = capableAction(statement);
  if (!action) return undefined;
  const own = attemptSeed(statement, { ...action, attempt: action.attempt.replace(/^only\s+/i, '') }, action.denied);
  // "Members who owe fees cannot borrow books": the others can.
  const other =
    action.denied && statement.conditions.length === 0 && /\s(?:who|that|which|whose)\s/i.test(action.role)
      ? oppositeObject(action.role)
      : undefined;
  if (other) return [own, attemptSeed(statement, { role: other, attempt: action.attempt }, false)];
  // "may only view their own payslips": not those of somebody else.
  const foreign = /^only\s+(.+?)\s(?:their|his|her|its) own\s(\S+)(.*)$/i.exec(action.attempt);
  if (foreign && !action.denied && action.role !== '') {
    const attempt = `${foreign[1]} the ${foreign[2]} of another user${foreign[3]}`;
    return [own, attemptSeed(statement, { role: action.role, attempt }, true)];
  }
  return [own, ...oneLessAttempt(statement, action)];
}

/** "cannot log in after 5 failed attempts": after four it is still possible. */
function oneLessAttempt(statement: Statement, action: Action & { denied: boolean }): Seed[] {
  const [condition] = statement.conditions;
  if (!condition || statement.conditions.length > 1 || !/^(?:after|when|if)$/.test(condition.keyword)) return [];
  const variant = variants(condition).find(({ met, exact }) => !met && exact);
  if (!variant) return [];
  const varied = { ...condition, phrase: { ...condition.phrase, text: variant.text } };
  const seed = attemptSeed({ ...statement, conditions: [varied] }, action, !action.denied);
  return [
    {
      ...seed,
      type: 'boundary',
      technique: 'boundary_value_analysis',
      statement: `${seed.statement} when ${variant.text}`,
      values: variant.values,
      computed: variant.computed,
    },
  ];
}

function capableAction(statement: Statement): (Action & { denied: boolean }) | undefined {
  const subject = statement.subject?.text ?? '';
  const predicate = statement.predicate.text.replaceAll(/\s+/g, ' ');
  if (statement.form !== 'base' || subject === '' || statement.reacting) return undefined;
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
  if (isSomebody(statement)) return { role: oneOf(subject), attempt: predicate, denied: statement.negated };
  return undefined;
}

/** One case in which somebody tries something and it works, or does not. */
function attemptSeed(statement: Statement, action: Action, denied: boolean): KnownSeed {
  const technique = statement.conditions.some(({ keyword }) => /^(?:until|while)$/.test(keyword))
    ? 'state_transition'
    : statement.conditions.length > 0
      ? 'cause_effect'
      : 'equivalence_partitioning';
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
    return {
      ...whole,
      actor: acting(lowerFirst(statement.subject?.text ?? '')),
      predicate: outcomeOf(statement).predicate,
    };
  const seen = passive(action.attempt);
  // What somebody perceives shows in that person, not in the thing.
  if (seen && !/^(?:see|view|read|find|hear|know|get|receive|access)\b/i.test(action.attempt))
    return { ...whole, ...seen };
  return {
    ...whole,
    actor: definite(action.role.replace(/ who is (?:not|neither) .*$/, '')),
    predicate: action.attempt,
  };
}

/** "anything other than …" takes no article. */
const acting = (subject: string): string => (/^anything\b/.test(subject) ? subject : definite(subject));
