import { describe, expect, it } from 'vitest';
import { parseDocument } from '../parse/parse-document.ts';
import type { FindingOptions } from './finding-options.ts';
import { planDocument } from './plan-document.ts';

function findings(text: string, options: FindingOptions = {}, around = '') {
  const document = parseDocument({ path: 'a.md', text: `${around}\n\nREQ-1 ${text}\n` });
  return planDocument(document, {}, options).findings.map(({ rule, severity, message, blocks }) => ({
    rule,
    severity,
    message,
    blocks: blocks.length,
  }));
}
const rules = (text: string, options: FindingOptions = {}, around = '') =>
  findings(text, options, around).map(({ rule }) => rule);

describe('findings', () => {
  it.each([
    ['The pump shall stop as far as possible.', 'escape_clause'],
    ['The service shall use best effort to deliver the message.', 'escape_clause'],
    ['The export shall support formats including but not limited to CSV.', 'open_ended'],
    ['The user and/or the owner shall confirm the order.', 'open_ended'],
    ['The pump shall stop within 5.', 'missing_unit'],
    ['The pump shall start after 3 and the lamp glows.', 'missing_unit'],
    ['The pump shall start and the valve shall open.', 'two_requirements'],
    ['If the card is valid and the balance is at least 20 EUR, the machine shall dispense the note.', 'missing_else'],
    ['The BCM shall unlock the door.', 'undefined_term'],
    ['The gateway shall forward the message from the ECU to the BCM.', 'undefined_term'],
  ])('in "%s": %s', (text, rule) => {
    expect(rules(text)).toContain(rule);
  });

  it.each([
    'The pump shall stop within 5 s.',
    'The pump shall stop within 5 seconds of the alarm.',
    'The HTTP service shall answer with JSON.',
    'If no heartbeat is received for 500 ms, the monitor shall restart the task.',
    'If the card is valid and the balance is at least 20 EUR, the machine shall dispense the note; otherwise it shall return the card.',
    'The door is locked by the controller, and it stays locked.',
    'The order shall change from DRAFT to SUBMITTED when the buyer confirms it.',
    'The pump shall stay in SAFE until it is reset.',
    'The client shall send a PATCH request.',
    'The service shall log each refusal with level WARN.',
    'The valve shall be OPEN or CLOSED.',
  ])('in "%s": none', (text) => {
    expect(rules(text).filter((rule) => rule !== 'load_not_stated')).toEqual([]);
  });

  it('know a term that the document explains', () => {
    const text = 'The BCM shall unlock the door.';
    expect(rules(text, {}, 'The body control module (BCM) is a computer.')).toEqual([]);
  });

  it('name the items that they block', () => {
    expect(findings('The pump shall stop within 5.')).toContainEqual({
      rule: 'missing_unit',
      severity: 'warning',
      message: '"within 5" has no unit: 5 of what?',
      blocks: expect.any(Number),
    });
  });

  it('are as loud as a team wants, with its own words', () => {
    const text = 'The modern lamp is switched on snappily when the BCM starts.';
    expect(rules(text)).toEqual(['vague_term', 'undefined_term']);
    const options: FindingOptions = {
      levels: { undefined_term: 'off', passive: 'error', vague_term: 'hint' },
      vague: ['snappily'],
      allowed: ['Modern'],
    };
    expect(findings(text, options).map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['passive', 'error', '"is switched" does not say who acts'],
      ['vague_term', 'hint', '"snappily" cannot be measured'],
    ]);
  });

  it('take no time over hostile text', { timeout: 20_000 }, () => {
    for (const piece of ['if a or b ', 'IS ', 'within 5 ', 'is ed ', 'and/or ', 'shall '])
      expect(findings(piece.repeat(20_000))).toBeInstanceOf(Array);
  });
});
