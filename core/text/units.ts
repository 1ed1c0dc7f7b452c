import { numbersIn, spaced } from './numbers.ts';

const names: Record<string, string> = {
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  ms: 'ms',
  msec: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  min: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  h: 'h',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  year: 'year',
  years: 'year',
  '%': '%',
  percent: '%',
  '°c': '°C',
  '°f': '°F',
  k: 'K',
  kb: 'kB',
  mb: 'MB',
  gb: 'GB',
  tb: 'TB',
  v: 'V',
  mv: 'mV',
  a: 'A',
  ma: 'mA',
  w: 'W',
  kw: 'kW',
  mm: 'mm',
  cm: 'cm',
  m: 'm',
  km: 'km',
  'km/h': 'km/h',
  'm/s': 'm/s',
  g: 'g',
  kg: 'kg',
  bar: 'bar',
  pa: 'Pa',
  hz: 'Hz',
  khz: 'kHz',
  mhz: 'MHz',
  rpm: 'rpm',
  eur: 'EUR',
  '€': 'EUR',
  usd: 'USD',
  $: 'USD',
  gbp: 'GBP',
  '£': 'GBP',
};

/** Numbers with a unit of measurement, as `15 min`: number words and spellings of a unit come out the same. */
export function measuresIn(said: string): string[] {
  const text = spaced(said);
  const found: string[] = [];
  for (const match of text.matchAll(
    /([€$£])?\s?([-−+]?[\p{L}\d](?:[\p{L}\d.,]*[\p{L}\d])?)\s?(°\s?[CFK]|%|km\/h|m\/s|[€$£]|\p{L}+)?/gu,
  )) {
    const written = (match[1] ?? match[3] ?? '').toLowerCase().replaceAll(/\s/g, '');
    const glued = /^([-−+]?[\d.,]*\d)(\p{L}+)$/u.exec(match[2] ?? '');
    const spelling = glued?.[2]?.toLowerCase() ?? written;
    const unit = Object.hasOwn(names, spelling) ? names[spelling] : undefined;
    const value = numbersIn(glued?.[1] ?? match[2] ?? '')[0];
    if (unit !== undefined && value !== undefined) found.push(`${value} ${unit}`);
  }
  return [...new Set(found)];
}
