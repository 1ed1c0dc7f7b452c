/** Whether digits end in the check digit of payment cards. */
export const passesLuhn = (digits: string): boolean => {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : doubled(digit)), 0);
  return sum % 10 === 0;
};

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
