/** Length of the number to call at the beginning of a match that starts with `+`; 0 if it is a quantity. */
export const internationalLength = (match: string): number => {
  const ends = [...match.matchAll(/\d(?!\d)/g)].map(({ index }) => index + 1);
  return ends.findLast((end) => isInternational(match.slice(0, end))) ?? 0;
};

const isInternational = (number: string): boolean => {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 8 || digits.length > 15 || digits.startsWith('0')) return false;
  const groups = number.slice(1).split(/[ ().-]+/);
  // A decimal number has one point, and thousands are groups of noughts.
  if (number.includes('.') && (groups.length < 4 || number.includes(' '))) return false;
  return groups.length === 1 ? digits.length >= 10 : !groups.slice(1).some((group) => /^0{2,}$/.test(group));
};
