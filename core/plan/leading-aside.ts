import { part, type Phrase } from './phrase.ts';
import type { Condition } from './statement.ts';

const leading = /^(by default|(?:on|at|in|for|from|via|under|with|through)\s[^,.;]{1,80}),\s+(?=\S)/i;
const linking = /^(?:for (?:example|instance)|in (?:addition|general|particular|this case|that case|other words))$/i;

/**
 * What stands in front of the subject without being a clause: "On logout, …" is a moment, "In standby mode, …" a state,
 * "By default, …" and "On the home page, …" go with the predicate.
 */
export function leadingAside(main: Phrase): { main: Phrase; aside?: Phrase; condition?: Condition } {
  const match = leading.exec(main.text);
  if (!match?.[1]) return { main };
  const rest = part(main, match[0].length);
  const aside = part(main, 0, match[1].length);
  if (linking.test(aside.text)) return { main: rest };
  if (/^in\b.*\b(?:mode|state)$/i.test(aside.text))
    return { main: rest, condition: { keyword: 'while', phrase: aside } };
  const moment = /^on\s+(?!(?:the|an?|this|each|every|all|its|their)\b)(?=(?:\S+\s?){1,4}$)/i.exec(aside.text);
  return moment
    ? { main: rest, condition: { keyword: 'when', phrase: part(aside, moment[0].length) } }
    : { main: rest, aside };
}
