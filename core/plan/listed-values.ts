import { part, type Phrase } from './phrase.ts';
import { isName } from './shared-words.ts';

const available = /^be (?:available|offered|provided|shown|displayed|supported) (?:in|as|on)\b/i;

/** `only`: nothing else is. */
type Listed = { verb: string; lead: string; values: Phrase[]; only: boolean };

/** The values of a list at the end of a predicate: "support CSV, JSON and XML", "read only UTF-8". */
export function listedValues(written: Phrase): Listed | undefined {
  const front = /^only\s+/i.exec(written.text)?.[0].length ?? 0;
  const predicate = part(written, front);
  const verb = (available.exec(predicate.text) ?? /^\S+/.exec(predicate.text))?.[0] ?? '';
  const colon = predicate.text.indexOf(': ');
  const inner = colon > 0 ? null : /^\s+only\s+/i.exec(predicate.text.slice(verb.length));
  const start = colon > 0 ? colon + 1 : verb.length + (inner?.[0].length ?? 0);
  const only = front > 0 || inner !== null;
  const body = predicate.text.slice(start);
  const pieces: Phrase[] = [];
  let at = 0;
  for (const separator of body.matchAll(/,\s*(?:and|or)\s+|,\s+|\s+(?:and|or)\s+/gi)) {
    pieces.push(part(predicate, start + at, start + separator.index));
    at = separator.index + separator[0].length;
  }
  pieces.push(part(predicate, start + at));
  const [first, ...rest] = pieces;
  if (!first || (rest.length === 0 && !(only && isName(first.text)))) return undefined;
  const intro =
    colon > 0
      ? undefined
      : /^(?:(?:all|any|each|one)\s+of\s+)?(?:the\s+)?(?:(?:following|available|supported)\s+)?(?:[\p{Ll}-]+\s+){0,2}?(?:formats?|types?|languages?|currencies|methods?|modes?|protocols?|options?|values?|colou?rs?|states?|roles?|browsers?|levels?|sizes?|columns?|fields?|attributes?|properties|parameters?|headers?|keys?|tabs?|sections?)\s+(?=\S)/u.exec(
          first.text,
        );
  const values = [intro ? part(first, intro[0].length) : first, ...rest];
  const lead = colon > 0 ? predicate.text.slice(verb.length, colon).trim() : (intro?.[0].trim() ?? '');
  return { verb, lead, values, only };
}
