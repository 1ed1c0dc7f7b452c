/** A slice of a statement's clean text; `from` and `to` are offsets into it. */
export type Phrase = { text: string; from: number; to: number };

/** The part of a phrase between two offsets relative to it, without outer white space and commas. */
export function part(phrase: Phrase, start: number, end: number = phrase.text.length): Phrase {
  const raw = phrase.text.slice(start, end);
  const lead = /^[\s,;:]*/.exec(raw)?.[0].length ?? 0;
  const tail = /(?<![\s,;:])[\s,;:]*$/.exec(raw.slice(lead))?.[0].length ?? 0;
  const text = raw.slice(lead, raw.length - tail);
  const from = phrase.from + start + lead;
  return { text, from, to: from + text.length };
}

/** A whole text as a phrase, without its final stop. */
export function wholePhrase(text: string): Phrase {
  const end = /(?<![\s.。!])[\s.。!]*$/.exec(text)?.index ?? text.length;
  return part({ text, from: 0, to: text.length }, 0, end);
}
