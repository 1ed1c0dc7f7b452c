import { expect, it } from 'vitest';
import { planText } from '../../fixtures/plan-text.ts';

const subjects = [
  'The system',
  'Users',
  'Only managers',
  'Files larger than 10 MB',
  'A guest',
  'Each order',
  'The API and the UI',
  'Nurses and doctors',
  'A message that has no sender',
  'Passengers under 12',
];
const modals = ['shall', 'must not', 'can', 'may only', 'should', 'cannot', 'will'];
const predicates = [
  'show the total',
  'be deleted',
  'be between 3 and 20 characters',
  'send a mail within 5 s',
  'keep the door locked for 10 minutes',
  'reject requests without a token',
  'support CSV, JSON and XML',
  'be set to red, green or blue',
  'move from "a" to "b"',
  'log in up to 3 times per day',
  'first open the lid, then stop',
  'run at 50 Hz',
  'hold 5 V ± 0.1 V',
  'be sampled every 20 ms',
  'store data for at least 30 days',
  'have exactly two owners',
  'be placed between 08:00 and 18:00',
  'be returned within 14 days of delivery',
  'approve or reject a claim',
  'contain at least one digit and at most 5 letters',
  'be sent by the server',
  'operate from -10 °C to 40 °C',
];
const conditions = [
  '',
  ' when the lid is open',
  ' if the code is wrong and the lid is closed',
  ' unless the key is turned',
  ' until the timer expires',
  ' while the pump is running',
  ' only if the card is valid',
  ' after three failed attempts',
  ' when the level exceeds 80 %',
  ' before 1 May',
  ' as soon as the tank reaches 5 litres',
];

/** Not all of them make sense; each of them has to be survived. Every eleventh, so that each part meets each other. */
const statements = subjects
  .flatMap((subject) => modals.flatMap((modal) => predicates.map((predicate) => `${subject} ${modal} ${predicate}`)))
  .map((clause, index) => `${clause}${conditions[index % conditions.length] ?? ''}.`);

const planned = planText(`## Requirements\n\n${statements.map((text, index) => `- R-${index}: ${text}\n`).join('')}`);

it('writes drafts that pass every check for whatever is combined', () => {
  const failing = planned.drafts.filter(({ verdict }) => verdict.failures.length > 0);
  expect(failing.map(({ requirement, verdict }) => [requirement.text, verdict.failures])).toEqual([]);
});

it('gives each case of a requirement a title of its own', () => {
  const byRequirement = Map.groupBy(planned.drafts, ({ requirement }) => requirement.text);
  const twice = [...byRequirement].flatMap(([text, drafts]) => {
    const titles = drafts.map((draft) => draft.case.title);
    return new Set(titles).size < titles.length ? [[text, ...titles].join(' | ')] : [];
  });
  expect(twice).toEqual([]);
});

it.each([
  'If the card is valid, the gate opens, if it is expired, it beeps, otherwise it stays closed.',
  'When the lid is opened or the timer expires, the mixer stops, and if the motor is hot, the fan keeps running.',
  'When the card is valid, the gate opens; when it is expired, the gate stays closed.',
  'The system shall retry if the call fails, if the response is empty, or if the connection is lost.',
])('keeps "%s" whole rather than split wrongly', (text) => {
  const { plan, drafts } = planText(`## Requirements\n\n- R-1: ${text}\n`);
  expect(plan.coverage_items.map(({ technique }) => technique)).toEqual(['scenario']);
  expect(drafts[0]?.case.expected_result).toBe(text);
});

it('gives each of several outcomes the conditions under which it is reached', () => {
  const text =
    'The API returns 404 if the resource does not exist, 403 if the caller lacks permission, and 200 otherwise.';
  const { drafts } = planText(`## Requirements\n\n- R-1: ${text}\n`);
  expect(drafts.map(({ case: { preconditions, expected_result } }) => [...preconditions, expected_result])).toEqual([
    ['The resource does not exist', 'The API returns 404.'],
    ['The resource exists', 'The caller lacks permission', 'The API returns 403.'],
    ['The resource exists', 'The caller has permission', 'The API returns 200.'],
  ]);
});
