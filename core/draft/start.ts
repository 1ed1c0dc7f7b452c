import { isPlural, lowerFirst, oneOf } from '../text/noun-phrase.ts';
import { baseForm, isParticiple } from '../text/verbs.ts';
import type { Facts } from '../types.ts';
import { asStep } from './imperative.ts';

const call = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+\S*\//i;
const answering = /\b(?:API|endpoint|web service)$/i;

/** "POST /orders", "the API": what shows is its response. */
export const answers = (actor: string): boolean => call.test(actor) || answering.test(actor);
const opened =
  /\b(?:page|screen|view|dialog|form|report|document|menu|list|dashboard|window|file|e-?mail|export|receipt)s?$/i;
const shown =
  /^(?:have|contain|include|consist|carry|list|comprise|bear|correspond|comply|conform|belong|need|require)\b/i;

/** The step that starts an outcome which nothing but the situation itself brings about. */
export function start({ circumstances, outcome }: Facts): string {
  const { actor, predicate, form, negated } = outcome;
  if (form === 'whole') return described(predicate);
  if (call.test(actor)) return asStep(`call ${actor}`);
  if (answering.test(actor)) return asStep(`send a request to ${actor}`);
  if (circumstances.length > 0)
    return asStep(actor && !/^be\b/.test(predicate) ? `let ${actor} react` : 'let the system react');
  const place = /\b(?:on|in) (the [\p{Ll}\s-]{1,40}?(?:page|screen|tab|view|dialog|menu))\b/u.exec(predicate)?.[1];
  if (place) return asStep(`open ${place}`);
  const thing = actor || 'the system';
  if (/^default\s+to\b/i.test(predicate)) return asStep(`leave ${thing} as it is`);
  const done =
    /^be\s+(?:(?:always|automatically|immediately|only|still|no longer)\s+)?([\p{L}-]+)/iu.exec(predicate)?.[1] ?? '';
  const base = isParticiple(done) ? baseForm(done) : undefined;
  if (base) return asStep(`let the system ${base} ${lowerFirst(thing)}`);
  if (/^be\b/i.test(predicate)) return asStep(`go to ${thing}`);
  if (shown.test(predicate)) return asStep(`${opened.test(thing) ? 'open' : 'take'} ${sample(thing)}`);
  return asStep(negated ? `try to make ${thing} ${predicate}` : `cause ${thing} to ${predicate}`);
}

/** "each invoice" → "an invoice"; a thing by name stays. */
function sample(thing: string): string {
  if (/^(?:each|every|any|all)\s/i.test(thing)) return oneOf(thing.replace(/^(?:all (?:the\s)?|\S+\s)/i, ''));
  return isPlural(thing) && /^\p{Ll}/u.test(thing) && !/^(?:the|these|those)\s|\sand\s/.test(thing)
    ? `several ${thing}`
    : thing;
}

/** Words that open a condition in languages whose sentences are kept whole; some say other things between other words. */
const situation =
  /(?:(?:^|[,，]\s*)(?:wenn|falls|sobald|solange|während|quand|lorsque|si|dès que|cuando|quando|se|als|wanneer|zodra|när|om|når|hvis|gdy|jeśli|kun|jos|если|когда|при|当|如果|若)|\s(?:wenn|falls|sobald|quand|lorsque|si|cuando|quando|wanneer|zodra|gdy|jeśli|если|когда))(?=[\s\p{Script=Han}])\s?[^,，.。]{3,160}/iu;

/** What is not taken apart is quoted where it tells a situation, so that a tester need not look it up. */
function described(text: string): string {
  const found = situation.exec(text)?.[0].replace(/^[,，\s]+/, '');
  // Numbers that stand without a space in another script are not known to be such.
  if (found && /\p{Script=Han}\d|\d\p{Script=Han}/u.test(found)) return 'Bring about what the requirement describes';
  return found && found.length < text.length - 5 && !/\b(?:the|shall)\b/i.test(text)
    ? `Bring about this situation: “${found}”`
    : 'Bring about what the requirement describes';
}
