type Day = { year: number; month: number; day: number };

/** A time of day (in minutes) or a date. */
type Moment = { text: string } & ({ kind: 'time'; at: number } | { kind: 'date'; at: Day });

/** Times of day and dates between which, until which … something holds. `from` and `to` span the words. */
export type Window = { first: Point | undefined; last: Point | undefined; from: number; to: number };

/** The outermost moment inside a window, and the first one outside. */
type Point = { inside: string; outside: string; kind: Moment['kind'] };

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const monthName = `(?:${months.join('|')})`;
const momentPattern = String.raw`(?:\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}(?:st|nd|rd|th)?\s${monthName}\b(?:\s\d{4}\b)?|${monthName}\s\d{1,2}\b(?!:)(?:st|nd|rd|th)?(?:,\s\d{4}\b)?|\d{4}-\d{2}-\d{2}\b)`;

const range = new RegExp(
  String.raw`\b(?:between|from)\s+(${momentPattern})\s+(?:and|to|until|till)\s+(${momentPattern})|(?<![\d:])(${momentPattern})\s?[–-]\s?(${momentPattern})`,
  'i',
);
const bound = new RegExp(String.raw`\b(until|till|before|after|from|since)\s+(${momentPattern})`, 'i');

/** The first window that a text states. */
export function findWindow(text: string): Window | undefined {
  if (!/\d/.test(text)) return undefined;
  const ranged = range.exec(text);
  const low = readMoment(ranged?.[1] ?? ranged?.[3] ?? '');
  const high = readMoment(ranged?.[2] ?? ranged?.[4] ?? '');
  if (ranged && low && high && low.kind === high.kind)
    return {
      first: { kind: low.kind, inside: low.text, outside: beside(low, -1) },
      last: { kind: high.kind, inside: high.text, outside: beside(high, 1) },
      from: ranged.index,
      to: ranged.index + ranged[0].length,
    };
  const single = bound.exec(text);
  const at = readMoment(single?.[2] ?? '');
  if (!single || !at) return undefined;
  const { kind, text: written } = at;
  const span = { from: single.index, to: single.index + single[0].length };
  switch ((single[1] ?? '').toLowerCase()) {
    case 'before':
      return { first: undefined, last: { kind, inside: beside(at, -1), outside: written }, ...span };
    case 'after':
      return { first: { kind, inside: beside(at, 1), outside: written }, last: undefined, ...span };
    case 'from':
    case 'since':
      return { first: { kind, inside: written, outside: beside(at, -1) }, last: undefined, ...span };
    default:
      return { first: undefined, last: { kind, inside: written, outside: beside(at, 1) }, ...span };
  }
}

/** A year in which a date without one is counted on; it has no leap day, so that 1 March follows 28 February. */
const anyYear = 2001;

function daysIn({ year, month }: Day): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const isDay = (date: Day): boolean => date.day >= 1 && date.day <= daysIn(date);

/** The day before or after. */
function besideDay({ year, month, day }: Day, step: 1 | -1): Day {
  const moved = { year, month, day: day + step };
  if (isDay(moved)) return moved;
  const index = month - 1 + step;
  const other = { year: year + Math.floor(index / 12), month: ((index + 12) % 12) + 1, day: 1 };
  return step > 0 ? other : { ...other, day: daysIn(other) };
}

function readMoment(text: string): Moment | undefined {
  const time = /^(\d{1,2})(?::(\d{2}))?(?:\s?([ap])\.?m\.?)?$/i.exec(text);
  if (time?.[1] && (time[2] || time[3])) {
    const half = /p/i.test(time[3] ?? '') ? 12 : 0;
    const hour = time[3] ? (Number(time[1]) % 12) + half : Number(time[1]);
    const at = hour * 60 + Number(time[2] ?? 0);
    return at <= 24 * 60 ? { kind: 'time', at, text } : undefined;
  }
  const at = readDay(text);
  return at && isDay(at) ? { kind: 'date', at, text } : undefined;
}

function readDay(text: string): Day | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const name = /[A-Za-z]{3,}/.exec(text)?.[0].toLowerCase() ?? '';
  const index = months.findIndex((one) => one.toLowerCase() === name);
  const year = /\b\d{4}\b/.exec(text)?.[0];
  const day = /\d{1,2}/.exec(year ? text.replace(year, '') : text)?.[0];
  return index >= 0 && day ? { year: year ? Number(year) : anyYear, month: index + 1, day: Number(day) } : undefined;
}

/** The moment one minute or one day beside, written in the manner of the original. */
function beside(moment: Moment, step: 1 | -1): string {
  return moment.kind === 'time'
    ? writeTime((moment.at + step + 24 * 60) % (24 * 60), moment.text)
    : writeDate(besideDay(moment.at, step), moment.text);
}

function writeTime(at: number, like: string): string {
  const half = /\s?[ap]\.?m\.?$/i.exec(like)?.[0];
  const hour = Math.floor(at / 60);
  const minute = String(at % 60).padStart(2, '0');
  if (!half) return `${String(hour).padStart(/^\d:/.test(like) ? 1 : 2, '0')}:${minute}`;
  const letter = hour >= 12 ? 'p' : 'a';
  const written = half.replace(/[ap]/i, (old) => (old === old.toUpperCase() ? letter.toUpperCase() : letter));
  return `${hour % 12 || 12}:${minute}${written}`;
}

function writeDate({ year, month, day }: Day, like: string): string {
  if (/^\d{4}-/.test(like)) return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const named = months[month - 1] ?? '';
  const dated = /\b\d{4}\b/.test(like);
  if (/^[A-Z]/i.test(like)) return `${named} ${day}${dated ? `, ${year}` : ''}`;
  return `${day} ${named}${dated ? ` ${year}` : ''}`;
}
