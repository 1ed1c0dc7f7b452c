/** An upper bound for the tokens of a text: a third of its ASCII characters, and one for each other character. */
export const estimateTokens = (text: string): number => {
  const ascii = text.replace(/\P{ASCII}/gu, '').length;
  return Math.ceil(ascii / 3) + Array.from(text).length - ascii;
};
