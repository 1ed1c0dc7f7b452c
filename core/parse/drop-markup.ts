import { joinTexts, sliceText, type MappedText } from './mapped-text.ts';

/** Every repetition is bounded or stops at its own mark, so that no text makes these slow. */
const markdown =
  /(?<ticks>`{1,3})([^`]{1,2000})\k<ticks>|\*\*([^*]{1,2000})\*\*|(?<![\w*])\*([^*\s][^*]{0,2000})\*(?![\w*])|(?<!\w)__([^_]{1,2000})__(?!\w)|(?<!\w)_([^_\s][^_]{0,2000})_(?!\w)|!?\[([^\][\n]{1,300})\]\([^()\s]{0,500}\)|\\([!-/:-@[-`{-~])/dg;
const restructured =
  /``([^`]{1,2000})``|:[\w:.-]{1,40}:`([^`<]{1,2000})(?:<[^`>]{0,500}>)?`|\*\*([^*]{1,2000})\*\*|(?<![\w*])\*([^*\s][^*]{0,2000})\*(?![\w*])|`([^`<]{1,2000})(?:<[^`>]{0,500}>)?`_{0,2}|\|([^|\s][^|\n]{0,100})\|_{0,2}/dg;

const markups = { markdown, restructured };

/** A text without its inline markup; what stays still knows where it lies. */
export function dropMarkup(mapped: MappedText, markup: keyof typeof markups): MappedText {
  const parts: MappedText[] = [];
  let done = 0;
  for (const match of mapped.text.matchAll(markups[markup])) {
    const named = match.groups?.['ticks'] === undefined ? 1 : 2;
    const inner = match.indices?.find((range, index) => index >= named && range !== undefined);
    if (!inner) continue;
    const [from, to] = inner;
    parts.push(sliceText(mapped, done, match.index));
    parts.push(sliceText(mapped, from, from + mapped.text.slice(from, to).trimEnd().length));
    done = match.index + match[0].length;
  }
  return done === 0 ? mapped : joinTexts([...parts, sliceText(mapped, done)]);
}
