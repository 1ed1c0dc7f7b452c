import { isClause, verbAt } from '../text/clause.ts';
import { isNegated, oppositesUsed } from '../text/polarity.ts';
import { baseForm } from '../text/verbs.ts';
import { contentStems, overlap, stem, words } from '../text/words.ts';
import { type Check, type CheckContext, failure, groundOf } from './check-context.ts';

const mostNew = 3;
const passing = /\b(?:opens?|starts?|clicks?|enters?|submits?|presses|types?|selects?|sends?)\b/i;

/**
 * A precondition is a state before the first step: a whole clause about what the requirement is about, which neither tells
 * what the system under test does nor gives away the outcome.
 */
export const checkPreconditions: Check = (candidate, context) => {
  const { draft } = context;
  if (!draft) return [];
  const kept = new Set(draft.preconditions);
  const ground = new Set(words(groundOf(context)).map(stem));
  return candidate.preconditions
    .filter((text) => !kept.has(text) && text.replaceAll(/ \{[^{}]*\}/g, '') !== '')
    .filter((text) => !draft.preconditions.some((own) => text.replaceAll(/ \{[^{}]*\}/g, '') === own))
    .flatMap((text) => {
      const why = whyNoState(text, { context, ground });
      return why === ''
        ? []
        : [failure('precondition', `${why}: ${text}`, 'Say what is the case before the first step')];
    });
};

function whyNoState(text: string, { context, ground }: { context: CheckContext; ground: ReadonlySet<string> }): string {
  if (!isClause(text)) return 'A precondition is no state';
  if (passing.test(text)) return 'A precondition is an action';
  const stems = contentStems(text.replaceAll(/\{[^{}]*\}/g, ' '));
  if (!stems.some((word) => ground.has(word))) return 'A precondition is about something else';
  if (stems.filter((word) => !ground.has(word)).length > mostNew)
    return 'A precondition brings in what nobody spoke of';
  if (behaves(text, context)) return 'A precondition tells what the system does';
  const same = context.draft?.preconditions.find((own) => overlap(contentStems(own), text) >= 0.6);
  const turned = same !== undefined && (isNegated(same) !== isNegated(text) || oppositesUsed(same, text).length > 0);
  return turned ? 'A precondition was turned round' : '';
}

/** Subject and verb of the outcome: what the test is to find out cannot be given. */
function behaves(text: string, { demand }: CheckContext): boolean {
  const { actor, predicate, form } = demand.facts.outcome;
  const verb = form === 'whole' ? verbAt(predicate)?.word : /^(?:not\s+)?(\p{L}+)/u.exec(predicate)?.[1];
  const own = verbAt(text);
  if (verb === undefined || own === undefined || /^(?:is|are|be|has|have|was|were)$/.test(own.word)) return false;
  const base = (word: string) => baseForm(word) ?? word;
  const subject = text.slice(0, own.index);
  const speaks =
    form === 'whole' || contentStems(actor).some((word) => contentStems(subject).includes(word)) || actor === '';
  return speaks && base(own.word) === base(verb);
}
