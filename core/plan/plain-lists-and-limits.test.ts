import { expect, it } from 'vitest';
import { plannedLines } from '../../fixtures/planned-lines.ts';

it.each<[string, string[]]>([
  [
    'Every chapter must contain at least one signed page.',
    [
      'boundary: Create a chapter with one signed page / Look at the chapter with one signed page -> The chapter with one signed page is accepted.',
      'boundary: Try to create a chapter with no signed pages / Look at the chapter with no signed pages -> The chapter with no signed pages is not accepted.',
    ],
  ],
  [
    'The gate shall refuse trucks that weigh more than 40 t.',
    [
      'boundary: Enter trucks that weigh 40 t / Look at the gate -> The gate does not refuse trucks that weigh 40 t.',
      'boundary: Enter trucks that weigh 41 t / Look at the gate -> The gate refuses trucks that weigh 41 t.',
    ],
  ],
])('the noun behind the adjective is counted: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The sensor shall send a value at least every 2 s.',
    ['boundary: Measure how often the sensor sends a value -> The sensor sends a value at least every 2 s.'],
  ],
  [
    'The pump shall send a report at intervals of at most 10 minutes.',
    [
      'boundary: Measure how often the pump sends a report -> The pump sends a report at intervals of at most 10 minutes.',
    ],
  ],
])('a rhythm is measured as it is said: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The generated summary shall have at most 200 words.',
    ['boundary: Measure how many words the generated summary has -> The generated summary has at most 200 words.'],
  ],
  [
    'The station shall print tickets with at most 30 lines.',
    ['boundary: Measure the tickets -> The station prints tickets with at most 30 lines.'],
  ],
  [
    'The tool shall shorten the title to 80 characters.',
    ['boundary: Measure the title -> The tool shortens the title to 80 characters.'],
  ],
])('an output is measured, never entered: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The inbox shall list unread, starred and archived messages.',
    [
      'positive: Take the inbox / Look at unread messages -> The inbox lists unread messages.',
      'positive: Take the inbox / Look at starred messages -> The inbox lists starred messages.',
      'positive: Take the inbox / Look at archived messages -> The inbox lists archived messages.',
    ],
  ],
  [
    'The board shall show the number of open orders, late orders and paid orders.',
    [
      'positive: Cause the board to show the number of open orders / Look at the number of open orders -> The board shows the number of open orders.',
      'positive: Cause the board to show the number of late orders / Look at the number of late orders -> The board shows the number of late orders.',
      'positive: Cause the board to show the number of paid orders / Look at the number of paid orders -> The board shows the number of paid orders.',
    ],
  ],
  [
    'The tool shall export drawings as PNG, SVG and PDF.',
    [
      'positive: Cause the tool to export drawings as PNG / Look at drawings -> The tool exports drawings as PNG.',
      'positive: Cause the tool to export drawings as SVG / Look at drawings -> The tool exports drawings as SVG.',
      'positive: Cause the tool to export drawings as PDF / Look at drawings -> The tool exports drawings as PDF.',
    ],
  ],
])('each value of a list keeps the shared words: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The kiosk shall accept Visa, Maestro and Amex, and shall decline any other card.',
    [
      'positive: Use the kiosk with Visa / Look at Visa -> The kiosk accepts Visa.',
      'positive: Use the kiosk with Maestro / Look at Maestro -> The kiosk accepts Maestro.',
      'positive: Use the kiosk with Amex / Look at Amex -> The kiosk accepts Amex.',
      'negative: Use the kiosk with anything other than Visa, Maestro and Amex / Look at the kiosk -> The kiosk declines anything other than Visa, Maestro and Amex.',
    ],
  ],
  [
    'The scanner shall read only QR and EAN.',
    [
      'positive: Use the scanner with QR / Look at the scanner -> The scanner reads QR.',
      'positive: Use the scanner with EAN / Look at the scanner -> The scanner reads EAN.',
      'negative: Use the scanner with a format other than QR and EAN / Look at the format -> The scanner does not read a format other than QR and EAN.',
    ],
  ],
])('an answered rest is no question: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});

it.each<[string, string[]]>([
  [
    'The page shall list the tickets that were closed within the last 14 days.',
    [
      'boundary: (A ticket was closed 14 days ago) / Let the page react / Look at the ticket -> The page lists the ticket.',
      'boundary: (A ticket was closed 15 days ago) / Let the page react / Look at the ticket -> The page does not list the ticket.',
    ],
  ],
  [
    'The dashboard shall show all invoices paid in the past 12 months.',
    [
      'boundary: (An invoice was paid 12 months ago) / Let the dashboard react / Look at the invoice -> The dashboard shows the invoice.',
      'boundary: (An invoice was paid 13 months ago) / Let the dashboard react / Look at the invoice -> The dashboard does not show the invoice.',
    ],
  ],
])('what happened lately has boundaries: %s', (statement, expected) => {
  expect(plannedLines(statement)).toEqual({ lines: expected, failures: [] });
});
