import { withoutHidden } from '../../export/hidden.ts';

/** A text on one line, at most `length` characters of it, ended at a word. */
export const oneLine = (text: string, length: number): string => {
  // What lies far behind the end need not be looked at: a text may be a whole file.
  const line = withoutHidden(
    text
      .slice(0, 4 * length)
      .toWellFormed()
      .replace(/\s+/g, ' '),
  )
    .replace(/ {2,}/g, ' ')
    .trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${space > length / 2 ? cut.slice(0, space) : cut.replace(/\uFFFD$/, '')}…`;
};

/** The first sentence of a text, on one line. */
export const firstSentence = (text: string, length: number): string => {
  const line = oneLine(text, 4 * length);
  const sentence = /^.*?(?:[.!?](?=\s+[\p{Lu}\p{N}"“(])|[。！？])/u.exec(line)?.[0];
  return oneLine(sentence ?? line, length);
};
