import { expect, it } from 'vitest';
import { finiteClause } from './conjugate.ts';
import { asAction } from './imperative.ts';

it.each([
  ['the system', 'lock the account', false, 'the system locks the account'],
  ['the system', 'lock the account', true, 'the system does not lock the account'],
  [
    'the controller',
    'sound the buzzer and show a warning',
    false,
    'the controller sounds the buzzer and shows a warning',
  ],
  [
    'the controller',
    'sound the buzzer and show a warning',
    true,
    'the controller does not sound the buzzer or show a warning',
  ],
  ['the doors', 'stay locked', false, 'the doors stay locked'],
  ['users', 'see the orders', true, 'users do not see the orders'],
  ['the order', 'be cancelled', true, 'the order is not cancelled'],
  ['the account', 'be no longer locked', false, 'the account is no longer locked'],
  ['the alarm', 'immediately stop', false, 'the alarm immediately stops'],
  ['the regulator', 'supply 5 V', false, 'the regulator supplies 5 V'],
  ['the machine', 'rinse, spin and drain', false, 'the machine rinses, spins and drains'],
  ['the system', 'check it, then store it', false, 'the system checks it, then stores it'],
  ['', 'show the balance', false, 'shows the balance'],
  ['the job', 'write the log and end', false, 'the job writes the log and ends'],
  ['the tool', 'print a hint and exit with code 3', false, 'the tool prints a hint and exits with code 3'],
  ['the tool', 'print a hint and exit with code 3', true, 'the tool does not print a hint or exit with code 3'],
  ['the page', 'show the start and end of the trip', false, 'the page shows the start and end of the trip'],
])('finiteClause(%s, %s, %s)', (actor, predicate, negated, clause) => {
  expect(finiteClause(actor, predicate, negated)).toBe(clause);
});

it.each([
  ['the user submits an invalid password two times', 'Submit an invalid password two times'],
  ['the driver presses the start button', 'As the driver, press the start button'],
  ['they select a plan', 'Select a plan'],
  ['a file is uploaded', 'Upload a file'],
  ['a heartbeat is received after 499 ms', 'Let a heartbeat arrive after 499 ms'],
  ['the door opens', 'Cause the door to open'],
  ['10 minutes of inactivity pass', 'Let 10 minutes of inactivity pass'],
  ['the temperature is 91 °C', 'Bring the temperature to 91 °C'],
  ['no heartbeat is received', 'Make sure that no heartbeat is received'],
  ['the user does not confirm', 'Do not confirm'],
  ['the customer has signed in', 'Sign in'],
  ['a parcel has been put in', 'Put a parcel in'],
  ['receipt of a stop command', 'Let a stop command arrive'],
  ['receiving a request', 'Let a request arrive'],
  ['login', 'Bring about login'],
  ['I tap Save', 'Tap Save'],
  ['motion is detected', 'Let motion be detected'],
  ['not all fields are filled', 'Make sure that not all fields are filled'],
])('asAction(%s)', (clause, step) => {
  expect(asAction(clause)).toBe(step);
});
