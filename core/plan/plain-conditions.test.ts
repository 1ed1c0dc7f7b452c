import { expect, it } from 'vitest';
import { plannedLines } from '../../fixtures/planned-lines.ts';

it.each<[string, string[]]>([
  [
    'If a voucher has an unknown code, the till shall print the known codes.',
    [
      'positive: (A voucher has an unknown code) / Let the till react / Look at the known codes -> The till prints the known codes.',
      'negative: (A voucher does not have an unknown code) / Let the till react / Look at the known codes -> The till does not print the known codes.',
    ],
  ],
  [
    'When a sensor reports an invalid value, the display shall show the last valid value.',
    [
      'positive: Cause a sensor to report an invalid value / Look at the last valid value -> The display shows the last valid value.',
    ],
  ],
])('a condition and its outcome may use opposite words: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If a contract does not state who must sign, the office shall return the contract.',
    [
      'positive: Make sure that a contract does not state who must sign / Look at the contract -> The office returns the contract.',
    ],
  ],
  [
    'If a form lists fields which shall be filled, the portal shall mark the fields.',
    [
      'positive: Cause a form to list fields which shall be filled / Look at the fields -> The portal marks the fields.',
    ],
  ],
])('a modal of an inner clause is no demand: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If an order has no address, the shop shall hold the order.',
    [
      'positive: (An order has no address) / Let the shop react / Look at the order -> The shop holds the order.',
      'negative: (An order has an address) / Let the shop react / Look at the order -> The shop does not hold the order.',
    ],
  ],
  [
    'If a device is neither paired nor trusted, the hub shall refuse the device.',
    [
      'positive: (A device is neither paired nor trusted) / Let the hub react / Look at the device -> The hub refuses the device.',
      'negative: (A device is paired or trusted) / Let the hub react / Look at the device -> The hub does not refuse the device.',
    ],
  ],
  [
    'The desk shall refuse forms that carry no signatures.',
    [
      'negative: Give the desk forms that carry no signatures / Look at the desk -> The desk refuses forms that carry no signatures.',
      'positive: Give the desk forms that carry signatures / Look at the desk -> The desk does not refuse forms that carry signatures.',
    ],
  ],
  [
    'If the licence is no longer valid, the editor shall show a notice.',
    [
      'positive: (The licence is no longer valid) / Let the editor react / Look at the notice -> The editor shows a notice.',
      'negative: (The licence is still valid) / Let the editor react / Look at the notice -> The editor does not show a notice.',
    ],
  ],
])('a denial by "no", "neither" or "nobody" has a clean opposite: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If a log grows to more than 10 times its limit, the service shall rotate the log.',
    [
      'boundary: Cause a log to grow to 11 times its limit / Look at the log -> The service rotates the log.',
      'boundary: Cause a log to grow to 10 times its limit / Look at the log -> The service does not rotate the log.',
    ],
  ],
  [
    'If a worker fails at least three times, the pool shall replace the worker.',
    [
      'boundary: As a worker, fail three times / Look at the worker -> The pool replaces the worker.',
      'boundary: As a worker, fail two times / Look at the worker -> The pool does not replace the worker.',
    ],
  ],
])('so many times or more has boundaries: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If a newer entry overrules an older entry, the ledger shall mark the older entry.',
    [
      'positive: Cause a newer entry to overrule an older entry / Look at the older entry -> The ledger marks the older entry.',
    ],
  ],
  [
    'When the rate drops after the offer was sent, the bank shall keep the offer.',
    ['positive: Cause the rate to drop after the offer was sent / Look at the offer -> The bank keeps the offer.'],
  ],
  [
    'When a parcel is gone, the depot shall send the sender a notice.',
    [
      'positive: (A parcel is gone) / Let the depot react / Look at the notice -> The depot sends the sender a notice.',
      'negative: (A parcel is not gone) / Let the depot react / Look at the notice -> The depot does not send the sender a notice.',
    ],
  ],
])('the main verb of a condition is found, known or not: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If a label is missing, wrong or torn, the robot shall eject the parcel.',
    [
      'positive: (A label is missing) / Let the robot react / Look at the parcel -> The robot ejects the parcel.',
      'positive: (A label is wrong) / Let the robot react / Look at the parcel -> The robot ejects the parcel.',
      'positive: (A label is torn) / Let the robot react / Look at the parcel -> The robot ejects the parcel.',
      'negative: (A label is not missing) / (A label is not wrong) / (A label is not torn) / Let the robot react / Look at the parcel -> The robot does not eject the parcel.',
    ],
  ],
  [
    'If a message contains a link, a macro or an attachment, the gateway shall quarantine the message.',
    [
      'positive: (A message contains a link) / Let the gateway react / Look at the message -> The gateway quarantines the message.',
      'positive: (A message contains a macro) / Let the gateway react / Look at the message -> The gateway quarantines the message.',
      'positive: (A message contains an attachment) / Let the gateway react / Look at the message -> The gateway quarantines the message.',
      'negative: (A message does not contain a link) / (A message does not contain a macro) / (A message does not contain an attachment) / Let the gateway react / Look at the message -> The gateway does not quarantine the message.',
    ],
  ],
  [
    'If the account is closed or has a debt, the bank shall not pay the bonus.',
    [
      'negative: (The account is closed) / Try to make the bank pay the bonus / Look at the bonus -> The bank does not pay the bonus.',
      'negative: (The account has a debt) / Try to make the bank pay the bonus / Look at the bonus -> The bank does not pay the bonus.',
      'positive: (The account is open) / (The account does not have a debt) / Let the bank react / Look at the bonus -> The bank pays the bonus.',
    ],
  ],
  [
    'If the seat is broken or wet, the map shall show grey; otherwise it shall show green.',
    [
      'positive: (The seat is broken) / Let the map react / Look at the map -> The map shows grey.',
      'positive: (The seat is wet) / Let the map react / Look at the map -> The map shows grey.',
      'negative: (The seat is not broken) / (The seat is dry) / Let the map react / Look at the map -> The map shows green.',
    ],
  ],
  [
    'If a card is blocked or expired, the reader shall open no door.',
    [
      'negative: (A card is blocked) / Try to make the reader open any door / Look at the door -> The reader does not open any door.',
      'negative: (A card is expired) / Try to make the reader open any door / Look at the door -> The reader does not open any door.',
      'positive: (A card is not blocked) / (A card is not expired) / Let the reader react / Look at the door -> The reader opens a door.',
    ],
  ],
])('each alternative of a condition is exercised once: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});
