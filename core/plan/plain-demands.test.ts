import { expect, it } from 'vitest';
import { plannedLines } from '../../fixtures/planned-lines.ts';

it.each<[string, string[]]>([
  [
    'The dispatcher shall forward an alarm to the next station.',
    [
      'positive: Cause the dispatcher to forward an alarm to the next station / Look at the alarm -> The dispatcher forwards an alarm to the next station.',
    ],
  ],
  [
    'The editor shall not overwrite a locked file.',
    [
      'negative: Give the editor a locked file / Look at the locked file -> The editor does not overwrite a locked file.',
      'positive: Give the editor an unlocked file / Look at the unlocked file -> The editor overwrites an unlocked file.',
    ],
  ],
  [
    'Editors can publish an article.',
    [
      'positive: (There is an editor) / As the editor, publish an article / Look at the article -> The article is published.',
    ],
  ],
  [
    'The operator shall confirm the alarm.',
    [
      'positive: (There is an operator) / As the operator, confirm the alarm / Look at the alarm -> The alarm is confirmed.',
    ],
  ],
  [
    'The player shall be able to pause the game.',
    ['positive: (There is a player) / As the player, pause the game / Look at the game -> The game is paused.'],
  ],
])('a part of the system is no person: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The crawler shall not open a link that appears in a comment.',
    [
      'negative: Give the crawler a link that appears in a comment / Look at the link -> The crawler does not open the link.',
    ],
  ],
  [
    'The mailer shall not repeat an address that a visitor typed.',
    [
      'negative: Give the mailer an address that a visitor typed / Look at the address -> The mailer does not repeat the address.',
    ],
  ],
  [
    'The dock shall not release a bike that has a fault.',
    [
      'negative: Give the dock a bike that has a fault / Look at the bike -> The dock does not release the bike.',
      'positive: Give the dock a bike that does not have a fault / Look at the bike -> The dock releases the bike.',
    ],
  ],
])('only a reason has a counterpart that is allowed: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If the printer is offline, the spooler shall retain the job.',
    ['positive: (The printer is offline) / Let the spooler react / Look at the job -> The spooler retains the job.'],
  ],
  [
    'While the valve is blocked, the pump shall still show the pressure.',
    [
      'positive: (The valve is blocked) / Let the pump react / Look at the pressure -> The pump shows the pressure.',
      '? What shall the pump do when the valve is not blocked?',
    ],
  ],
  [
    'If the licence is expired and the trial is over, the editor shall keep the drawing.',
    [
      'positive: (The licence is expired) / (The trial is over) / Let the editor react / Look at the drawing -> The editor keeps the drawing.',
    ],
  ],
  [
    'The vault shall keep the key only if the seal is intact.',
    [
      'positive: (The seal is intact) / Let the vault react / Look at the key -> The vault keeps the key.',
      'negative: (The seal is not intact) / Let the vault react / Look at the key -> The vault does not keep the key.',
    ],
  ],
])('what is kept is not demanded to be lost otherwise: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'If the lid is open and the drum is full, the washer shall not spin.',
    [
      'negative: (The lid is open) / (The drum is full) / Let the washer react / Look at the washer -> The washer does not spin.',
      'positive: (The lid is closed) / (The drum is full) / Let the washer react / Look at the washer -> The washer spins.',
      'positive: (The lid is open) / (The drum is not full) / Let the washer react / Look at the washer -> The washer spins.',
    ],
  ],
  [
    'If the guest is absent or the room is locked, the system shall not announce the visit.',
    [
      'negative: (The guest is absent) / (The room is unlocked) / Let the system react / Look at the visit -> The system does not announce the visit.',
      'negative: (The guest is present) / (The room is locked) / Let the system react / Look at the visit -> The system does not announce the visit.',
      'positive: (The guest is present) / (The room is unlocked) / Let the system react / Look at the visit -> The system announces the visit.',
    ],
  ],
  [
    'The backup shall delete no files.',
    ['negative: Try to make the backup delete any files / Look at the files -> The backup does not delete any files.'],
  ],
  [
    'If the mode is quiet, the phone shall play no sound.',
    [
      'negative: (The mode is quiet) / Try to make the phone play any sound / Look at the sound -> The phone does not play any sound.',
    ],
  ],
])('a prohibition is the negative item: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'When the upload ends, the client shall close the file and exit.',
    ['positive: Cause the upload to end / Look at the file -> The client closes the file and exits.'],
  ],
  [
    'If the belt jams, the line shall sound the horn and stop within 2 s.',
    [
      'boundary: Cause the belt to jam / Measure the time until the line sounds the horn and stops -> The line sounds the horn and stops in at most 2 s.',
    ],
  ],
  [
    'The report shall show the start and end of each shift.',
    [
      'positive: Cause the report to show the start and end of each shift / Look at the start -> The report shows the start and end of each shift.',
    ],
  ],
  [
    'If the check fails, the tool shall leave the branch untouched.',
    ['positive: Cause the check to fail / Look at the branch -> The tool leaves the branch untouched.'],
  ],
  [
    'The depot shall print the labels of that shipment.',
    [
      'positive: Cause the depot to print the labels of that shipment / Look at the labels of that shipment -> The depot prints the labels of that shipment.',
    ],
  ],
])('verbs agree, and what is looked at is the thing: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The desk shall turn down a claim without a receipt.',
    [
      'negative: Give the desk a claim without a receipt / Look at the claim -> The desk turns down a claim without a receipt.',
      'positive: Give the desk a claim with a receipt / Look at the claim -> The desk does not turn down a claim with a receipt.',
    ],
  ],
])('a turning down is a rejection: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});
