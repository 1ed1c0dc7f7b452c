/** A slice of a statement's clean text; `from` and `to` are offsets into it. */
export type Phrase = { text: string; from: number; to: number };

const outer = /[\s,;:]/;

/** The part of a phrase between two offsets relative to it, without outer white space and commas. */
export function part(phrase: Phrase, start: number, end: number = phrase.text.length): Phrase {
  // Counted by hand: this runs dozens of times for each statement, and an expression would look at every place.
  const { text: whole } = phrase;
  let first = Math.max(0, Math.min(start, whole.length));
  let last = Math.min(end, whole.length);
  while (first < last && outer.test(whole.charAt(first))) first++;
  while (last > first && outer.test(whole.charAt(last - 1))) last--;
  return { text: whole.slice(first, last), from: phrase.from + first, to: phrase.from + last };
}

/** A whole text as a phrase, without its final stop. */
export function wholePhrase(text: string): Phrase {
  const end = /(?<![\s.。!])[\s.。!]*$/.exec(text)?.index ?? text.length;
  return part({ text, from: 0, to: text.length }, 0, end);
}
