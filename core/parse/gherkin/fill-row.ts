import { joinTexts, sliceText, type MappedText } from '../mapped-text.ts';
import { standIn } from './step-text.ts';

/** What one scenario may grow to: a placeholder that stands for a whole book stays a placeholder. */
const longest = 20_000;

/** The text with each `<name>` replaced by the value of the row; the value lies where the placeholder stands. */
export function fillRow(text: MappedText, values: ReadonlyMap<string, string>): MappedText {
  const parts: MappedText[] = [];
  let done = 0;
  let length = text.text.length;
  for (const match of text.text.matchAll(/<([^<>\n]{1,200})>/g)) {
    const value = values.get(match[1] ?? '');
    if (value === undefined || length + value.length > longest) continue;
    length += value.length;
    parts.push(sliceText(text, done, match.index));
    done = match.index + match[0].length;
    parts.push(standIn(value === '' ? '""' : value, sliceText(text, match.index, done)));
  }
  if (parts.length === 0) return text;
  parts.push(sliceText(text, done));
  return joinTexts(parts);
}
