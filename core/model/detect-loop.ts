const tail = 200;
const longestPeriod = 50;
const longestBlank = 40;

// Arrays are bounded by the schema and end by themselves, and breaking off throws away the other cases of the answer:
// only a repetition as stubborn as this is worth it. The checks turn down milder ones case by case.
const repeatedItem = /("(?:[^"\\]|\\.)+")(?:\s*,\s*\1){4}/i;

/**
 * Whether a streamed answer has run into a loop, judged by its text so far: the end repeats with a short period, is
 * blank, or one array repeats the same string five times. Costs the same however long the text is.
 */
export const isLooping = (text: string): boolean => {
  const end = text.slice(-tail);
  if (end.length >= longestBlank && end.slice(-longestBlank).trim() === '') return true;
  if (end.length === tail && hasShortPeriod(end)) return true;
  return repeatedItem.test(text.slice(-5 * tail));
};

const hasShortPeriod = (text: string): boolean => {
  for (let period = 1; period <= longestPeriod; period += 1) {
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
};
