import { baseForm, isParticiple, verbBase } from '../text/verbs.ts';
import { verbAt } from '../text/clause.ts';
import { article, isPerson, lowerFirst } from '../text/noun-phrase.ts';

/** First letter upper case, final stop gone: the form of a step. */
export function asStep(text: string): string {
  const trimmed = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/[.,;:\s]+$/, '');
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

/** First letter upper case and a final stop: the form of an expected result. */
export function asSentence(text: string): string {
  const step = asStep(text);
  return /[.!?]["”’]?$/.test(step) ? step : `${step}.`;
}

const tester =
  /^(?:they|we|you|he|she|I)$|^(?:(?:the|a|an|any|each|every|some)\s+)?(?:(?:registered|logged-in|signed-in)\s+)?(?:users?|persons?|testers?|someone|customers?)$/i;

/**
 * What a tester does to bring an event about: "the user submits an invalid password two times" → "Submit an invalid
 * password two times", "a file is uploaded" → "Upload a file", "the door opens" → "Cause the door to open".
 */
export function asAction(clause: string): string {
  const step = action(clause.trim());
  // A single word says nothing to a tester.
  return /\s/.test(step) ? step : asStep(`bring it about that ${clause}`);
}

function action(text: string): string {
  const passing = /^(.*\d.*)\s+pass$/.exec(text);
  if (passing?.[1]) return asStep(`let ${passing[1]} pass`);
  const valued = /^(.+?)\s+(?:is|are)\s+([-−+]?\d.*)$/.exec(text);
  if (
    valued?.[1] &&
    valued[2] &&
    /\b(?:upload|file|message|order|request|payload|transfer|payment|image|document|attachment)$/i.test(valued[1])
  )
    return asStep(`submit ${indefinite(valued[1])} of ${valued[2]}`);
  if (valued?.[1] && valued[2]) return asStep(`bring ${valued[1]} to ${valued[2]}`);
  const verb = verbAt(text);
  if (!verb) return asStep(gerund(text) ?? `bring about ${text}`);
  const subject = text.slice(0, verb.index).trim();
  const after = text.slice(verb.index + verb.word.length).trim();
  const word = verb.word.toLowerCase();
  const base = verbBase(word);
  if (/^(?:is|are|was|were)$/.test(word)) return asStep(passiveAction(subject, after) ?? `make sure that ${text}`);
  const perfect = /^(?:has|have)$/.test(word) ? perfectAction(subject, after) : undefined;
  if (perfect) return asStep(perfect);
  const absent = /^(?:no\s.*|nothing|nobody|no one|none)$/i.exec(subject);
  if (absent || /^(?:has|have|can|cannot)$/.test(word)) return asStep(`make sure that ${text}`);
  const denied = /^(?:does|do|did)$/.test(word) && /^not\s+/.exec(after);
  const act = denied ? after.slice(denied[0].length) : [base, after].filter(Boolean).join(' ');
  if (!isPerson(subject) && !tester.test(subject))
    return asStep(denied ? `make sure that ${subject} does not ${act}` : `cause ${lowerFirst(subject)} to ${act}`);
  const role = tester.test(subject) ? '' : `as ${lowerFirst(subject)}, `;
  return asStep(denied ? `${role}do not ${act}` : `${role}${act}`);
}

const indefinite = (thing: string): string => {
  const bare = thing.replace(/^(?:the|an?)\s+/i, '');
  return `${article(bare)} ${bare}`;
};

/** "the customer has signed in" → "as the customer, sign in"; "a parcel has been put in" → "put a parcel in". */
function perfectAction(subject: string, after: string): string | undefined {
  const [, been = '', participle = '', rest = ''] = /^(been\s+)?([\p{L}-]+)(.*)$/su.exec(after) ?? [];
  if (been) return passiveAction(subject, `${participle}${rest}`);
  const base = baseForm(participle);
  if (!base || base === 'be' || !isParticiple(participle)) return undefined;
  return isPerson(subject)
    ? `${tester.test(subject) ? '' : `as ${lowerFirst(subject)}, `}${base}${rest}`
    : `cause ${lowerFirst(subject)} to ${base}${rest}`;
}

function passiveAction(subject: string, after: string): string | undefined {
  const [, not = '', participle = '', rest = ''] = /^(not\s+)?([\p{L}-]+)(.*)$/su.exec(after) ?? [];
  const base = baseForm(participle);
  // "is paid, cancelled or refunded" is no single action.
  if (not || !base || /^,|\sor\s+\p{L}+ed\b/u.test(rest) || !isParticiple(participle) || /^(?:no|not)\s/i.test(subject))
    return undefined;
  if (base === 'receive') return `let ${subject} arrive${rest}`;
  if (base === 'detect') return `let ${subject} be detected${rest}`;
  // What nobody does to a thing has no passive: "is gone" tells where it is.
  if (/^(?:lose|find|reach|expire|go|come|become|arrive|rise|fall|occur|happen|exist|remain|stay)$/.test(base))
    return undefined;
  return `${base} ${subject}${rest}`;
}

/** "receiving a request" → "let a request arrive"; "login" stays a noun. */
function gerund(text: string): string | undefined {
  const receipt = /^(?:the\s+)?(?:receipt|arrival) of\s+(.+)$/i.exec(text);
  if (receipt?.[1]) return `let ${receipt[1]} arrive`;
  if (/^(?:the|an?)\s+(?:request|order|call|payment|transfer|booking|purchase)$/i.test(text)) return `make ${text}`;
  const [, word = '', rest = ''] = /^([\p{L}]+ing)\b(.*)$/su.exec(text) ?? [];
  const base = word ? baseForm(word) : undefined;
  if (!base) return undefined;
  return /^receive$/.test(base) ? `let${rest} arrive` : `${base}${rest}`;
}
