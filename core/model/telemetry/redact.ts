import { ibanLength, longestIban } from './iban.ts';
import { passesLuhn } from './luhn.ts';
import { internationalLength } from './phone-shapes.ts';
import { isBasicToken, isBearerToken, looksRandom } from './secret-shapes.ts';

type Rule = { what: string; pattern: RegExp; by?: (groups: string[], mark: string) => string };

const only =
  (test: (match: string) => boolean): NonNullable<Rule['by']> =>
  ([match = ''], mark) =>
    test(match) ? mark : match;

const second =
  (test: (secret: string) => boolean): NonNullable<Rule['by']> =>
  ([match = '', before = '', secret = ''], mark) =>
    test(secret) ? before + mark : match;

const isCard = (match: string): boolean => passesLuhn(match.replace(/\D/g, ''));

// Every pattern begins where a run of its own letters begins, and takes the run in one go. So no letter is read more
// than a fixed number of times, whatever the text is.
const rules: Rule[] = [
  {
    what: 'private-key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s]*(?:-----END [A-Z ]{0,30}-----)?/g,
  },
  { what: 'credentials', pattern: /(:\/\/)([^\s/?#[\]"'<>]+)@/g, by: ([, before = ''], mark) => `${before}${mark}@` },
  {
    what: 'api-key',
    pattern:
      /(?<![A-Za-z0-9_-])(?:(?:gh[oprsu]|hf|npm|gsk)_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AKID[A-Za-z0-9]{28,}|AIza[\w-]{30,}|bce-v3\/[\w/-]{16,}|[0-9a-f]{32}\.[A-Za-z0-9]{16})(?![\w-])/g,
    by: only((match) => /\d/.test(match) || /[a-z][A-Z]/.test(match.slice(4))),
  },
  {
    what: 'api-key',
    pattern: /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{16,}/g,
    by: only((match) => /\d/.test(match) || /[a-z][A-Z]/.test(match)),
  },
  { what: 'token', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g },
  { what: 'token', pattern: /(\bbasic\s{1,3})([A-Za-z0-9+/]{6,}={0,2})(?![A-Za-z0-9+/=])/gi, by: second(isBasicToken) },
  { what: 'token', pattern: /(\bbearer\s{1,3})([A-Za-z0-9._~+/=-]{8,})/gi, by: second(isBearerToken) },
  {
    what: 'api-key',
    pattern:
      /((?:api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|secret|token|passw(?:or)?d|pwd|credentials?|authorization)[A-Za-z_-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?)([A-Za-z0-9+/_.~-]{16,}={0,2})/gi,
    by: second(looksRandom),
  },
  { what: 'email', pattern: /(?<![\p{L}\p{N}_.+%-])[\p{L}\p{N}_.+%-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu },
  {
    what: 'card',
    pattern:
      /(?<![\w.+-])(?:(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6\d{3}|35\d\d)([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|3[47]\d\d([ -]?)\d{6}\2\d{5}|3[068]\d\d([ -]?)\d{6}\3\d{4}|4\d{12})(?![\w-]|\.\d)/g,
    by: ([match = ''], mark) => {
      if (isCard(match)) return mark;
      // Three more digits may be of the card or of what comes after it.
      const rest = /(?<=\d{4}[ -]\d{4})[ -]\d{3}$/.exec(match)?.[0] ?? '';
      return rest !== '' && isCard(match.slice(0, -rest.length)) ? mark + rest : match;
    },
  },
  { what: 'phone', pattern: /(?<![\w.+-])(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[.-]\d{4}(?![\w-]|\.\d)/g },
  { what: 'phone', pattern: /(?<![\w.+-])1[3-9]\d(?:[ -]\d{4}){2}(?![\w-]|\.\d)/g },
  {
    what: 'phone',
    pattern: /(?<![\w+.])\+\d{1,15}(?:(?:[ .-]|[ -]?\(|\)[ -]?)\d{1,12}){0,7}(?![\w]|\.\d)/g,
    by: ([match = ''], mark) => {
      const length = internationalLength(match);
      return length === 0 ? match : mark + match.slice(length);
    },
  },
  {
    what: 'phone',
    pattern:
      /((?:\b(?:tel|phone|mobile|fax)(?:ephone)?\b|手机号?码?|电话)[^\d\n]{0,8}?)(\(?\d[\d ()/-]{5,18}\d)(?!\d|[.,]\d)/gi,
    by: second((number) => number.replace(/\D/g, '').length >= 7 && !/^\d{4}-\d\d-\d\d/.test(number)),
  },
];

/**
 * The text without secrets and without what identifies a person: keys, tokens, credentials in URLs, e-mail addresses,
 * phone numbers, payment cards, IBANs. Numbers, units, dates, ids and digests stay. Takes time in proportion to the text.
 */
export const redact = (text: string): string =>
  rules.reduce(
    (left, { what, pattern, by = (_, mark) => mark }) =>
      left.replace(pattern, (...groups: unknown[]) => by(groups.map(asText), markOf(what))),
    withoutIbans(text),
  );

const markOf = (what: string): string => `[redacted ${what}]`;

// An IBAN may end where the next one begins, and what looks like the begin of one may be a word before it.
const withoutIbans = (text: string): string => {
  let left = '';
  let read = 0;
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?=[A-Z0-9 ])/g)) {
    const length = index < read ? 0 : ibanLength(text.slice(index, index + longestIban));
    if (length === 0) continue;
    left += text.slice(read, index) + markOf('iban');
    read = index + length;
  }
  return left + text.slice(read);
};

/** The value with every text in it redacted, and whatever is named like a secret. */
export const redactAll = (value: unknown, name = ''): unknown => {
  if (typeof value === 'string') return secretName.test(name) ? '[redacted]' : redact(value);
  if (Array.isArray(value)) return value.map((each: unknown) => redactAll(each, name));
  if (value instanceof Error) return { name: value.name, message: redact(value.message) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactAll(each, key)]));
};

const secretName =
  /^(?:authorization|cookie|password|passwd|secret|token|.*(?:api|access|private)[_-]?key|.*_(?:secret|token|password))$/i;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
