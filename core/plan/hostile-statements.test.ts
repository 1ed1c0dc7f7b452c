import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const length = 100_000;
const filled = (lead: string, piece: string): string =>
  `${lead}${piece.repeat(Math.ceil(length / piece.length))}`.slice(0, length);

it.each([
  ['blanks', filled('The system shall ', ' ')],
  ['conditions', filled('If ', 'a is b, ')],
  ['demands', filled('The system shall stop', ' and the door shall close')],
  ['limits', filled('The form shall accept ', '1 to 8 guests and ')],
  ['comparators', filled('Coins ', 'no more than ')],
  ['tolerances', filled('The oven shall hold ', '± 5 V ')],
  ['rhythms', filled('The lamp shall flash ', 'every 5 ')],
  ['counts', filled('A voucher can be used ', 'up to 3 times ')],
  ['times of day', filled('Orders can be placed ', 'between 08:00 and ')],
  ['dates', filled('Orders are accepted until ', '31 May ')],
  ['sequences', filled('The washer shall first', ' lock the lid, then')],
  ['relative clauses', filled('Users who ', 'cannot go who ')],
  ['asides', filled('On ', 'x ')],
  ['missing things', filled('The gate shall reject ', 'a car without ')],
  ['choices', filled('The lamp can be set to ', 'red, ')],
  ['roles', filled('Only admins', ' and editors, authors')],
  ['actors', filled('A note is sent by the ', 'big ')],
  ['clauses without commas', filled('If ', 'the lid is open the ')],
  ['outcomes', filled('The API returns 404 if the id is wrong', ', 403 if the key is wrong')],
  ['several otherwise', filled('It is red if it is hot', ' and green otherwise')],
  ['schedules', filled('The report is sent ', 'every day at ')],
  ['restrictions', filled('A chest can be opened ', 'only with a key ')],
  ['events of a subject', filled('A player who ', 'loses a player who ')],
  ['passives', filled('Interest is ', 'calculated daily and credited ')],
  ['one word', filled('', 'a')],
  ['another script', filled('', '系统')],
  // Whatever is not linear runs into the time-out of the test.
])('plans 100 kB of %s', (_, text) => {
  expect(planText(`## Requirements\n\n- R-1: ${text}\n`).plan.requirements).toHaveLength(1);
});
