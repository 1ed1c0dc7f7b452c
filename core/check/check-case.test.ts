import { describe, expect, it } from 'vitest';
import { planFixture, type Drafted } from '../../fixtures/plan-text.ts';
import type { CheckName, TestCase, Wording } from '../types.ts';
import { checkCase } from './check-case.ts';

const { document, drafts } = planFixture('worked-examples.md');

function find(id: string): Drafted {
  const one = drafts.find((drafted) => drafted.case.id === id);
  if (!one) throw new Error(`No draft ${id}`);
  return one;
}

function judge(id: string, wording: Partial<Wording>, rest: Partial<TestCase> = {}) {
  const { case: drafted, requirement, demand, verdict } = find(id);
  const draft = { ...drafted, quality_score: verdict.score };
  const candidate: TestCase = { ...draft, ...wording, ...rest };
  return {
    draft: verdict,
    verdict: checkCase(candidate, { document, requirement, demand, draft, exampleWords: ['lamp', 'dimmer'] }),
  };
}

const failed = (id: string, wording: Partial<Wording>, rest: Partial<TestCase> = {}): CheckName[] =>
  judge(id, wording, rest).verdict.failures.map(({ check }) => check);

describe('checkCase() prefers wording that improves on the draft', () => {
  it.each<[string, string, Wording]>([
    [
      'concrete data that feeds the steps',
      'TC-REQ-7-1',
      {
        title: 'Lock the account after the third invalid password',
        preconditions: ['The account "{user}" exists and is not locked'],
        steps: [
          'Submit the invalid password {wrong_password} for {user} a first, second and third time',
          'Look at the account of {user}',
        ],
        expected_result: 'The system locks the account.',
        test_data: { user: 'anna', wrong_password: 'wrong-1' },
      },
    ],
    [
      'data and a sharper observation',
      'TC-GW-11-1',
      {
        title: 'Do not forward a message whose checksum is invalid',
        preconditions: ['The gateway is connected to a receiver'],
        steps: [
          'Send the gateway the message {message} whose checksum {checksum} is invalid',
          'Look at the messages that the receiver got',
        ],
        expected_result: 'The gateway does not forward the message.',
        test_data: { message: 'hello', checksum: '0000' },
      },
    ],
    [
      'an opposite verb that says the same',
      'TC-HVAC-3-3',
      {
        title: 'Turn down a target temperature of 15 °C',
        preconditions: ['The target temperature is 20 °C'],
        steps: ['Enter a target temperature of 15 °C', 'Look at the target temperature on the controller'],
        expected_result: 'The controller rejects the target temperature of 15 °C.',
        test_data: { value: '15 °C', start: '20 °C' },
      },
    ],
    [
      'named people',
      'TC-SEC-9-2',
      {
        title: 'A user who is not an administrator cannot delete a project',
        preconditions: ['The user {user} is not an administrator', 'The project {project} exists'],
        steps: [
          'Sign in as {user}, who is not an administrator',
          'Try to delete the project {project}',
          'Look at the project {project}',
        ],
        expected_result: 'The project is not deleted.',
        test_data: { user: 'ben', project: 'Apollo' },
      },
    ],
    [
      'a step in place of a generic one',
      'TC-ATM-5-2',
      {
        title: 'Return the card when the balance is 19.99 EUR',
        preconditions: ['The card is valid', 'The balance of {account} is 19.99 EUR'],
        steps: ['Insert the card of {account}', 'Ask for a note', 'Look at the card'],
        expected_result: 'The machine returns the card.',
        test_data: { account: 'DE-1' },
      },
    ],
    [
      'an article with a name',
      'TC-US1-AC2-1',
      {
        title: 'Remove the only article from the cart',
        preconditions: ['The cart holds one article, {article}'],
        steps: ['Remove {article} from the cart', 'Look at the cart and the order button'],
        expected_result: 'The cart is empty and the order button is disabled.',
        test_data: { article: 'green mug' },
      },
    ],
  ])('%s (%s)', (_, id, wording) => {
    const { draft, verdict } = judge(id, wording);
    expect(verdict.failures).toEqual([]);
    expect(verdict.score).toBeGreaterThan(draft.score);
  });
});

// CHK-2, CHK-3
describe('checkCase() turns down what is subtly wrong', () => {
  const steps = ['Submit an invalid password three times', 'Look at the account'];
  it.each<[string, string, Partial<Wording>, CheckName]>([
    [
      'a number that nobody gave',
      'TC-REQ-7-3',
      { expected_result: 'The account is still locked after 30 minutes.' },
      'numbers',
    ],
    [
      'another unit',
      'TC-REQ-7-3',
      {
        steps: [
          'Submit an invalid password three times',
          'Wait until just before 15 seconds have passed',
          'Look at the account',
        ],
      },
      'numbers',
    ],
    [
      'an outcome in place of its denial',
      'TC-REQ-7-2',
      { expected_result: 'The system locks the account.' },
      'polarity',
    ],
    [
      'a denial in place of the outcome',
      'TC-REQ-7-1',
      { expected_result: 'The system does not lock the account.' },
      'polarity',
    ],
    ['the opposite verb', 'TC-REQ-7-1', { expected_result: 'The system unlocks the account.' }, 'polarity'],
    [
      'the positive outcome of a prohibition',
      'TC-GW-11-1',
      { expected_result: 'The gateway forwards the message.' },
      'polarity',
    ],
    ['a lost trigger', 'TC-REQ-7-1', { steps: ['Open the settings', 'Look at the account'] }, 'trigger'],
    ['the value of the neighbour', 'TC-REQ-7-2', { steps }, 'trigger'],
    [
      'the opposite condition',
      'TC-GW-11-2',
      { steps: ['Give the gateway a message whose checksum is invalid', 'Look at the message'] },
      'trigger',
    ],
    [
      'a negated condition',
      'TC-ATM-5-1',
      { preconditions: ['The card is not valid', 'The balance is 20 EUR'] },
      'trigger',
    ],
    ['another outcome', 'TC-REQ-7-1', { expected_result: 'The system shows a message.' }, 'response'],
    [
      'an invented outcome',
      'TC-REQ-7-1',
      { expected_result: 'The system locks the account and sends an e-mail notification.' },
      'novelty',
    ],
    [
      'an invented name in the result',
      'TC-REQ-7-1',
      { expected_result: 'The system locks the account with the code ERR_LOCKED.' },
      'identifiers',
    ],
    [
      'an invented literal in a step',
      'TC-REQ-7-1',
      { steps: ['Submit an invalid password three times on "Login v2"', 'Look at the account'] },
      'identifiers',
    ],
    [
      'a placeholder without a value',
      'TC-REQ-7-1',
      { steps: ['Submit the invalid password {password} three times', 'Look at the account'] },
      'identifiers',
    ],
    [
      'invented data in the result',
      'TC-REQ-7-1',
      { expected_result: 'The system locks the account of {user}.', test_data: { user: 'anna' } },
      'identifiers',
    ],
    [
      'the same step five times',
      'TC-REQ-7-1',
      { steps: Array.from({ length: 5 }, () => 'Submit an invalid password three times') },
      'filler',
    ],
    [
      'a result that nobody can judge',
      'TC-REQ-7-1',
      { expected_result: 'The system locks the account as expected.' },
      'vagueness',
    ],
    [
      'a step that gives the result away',
      'TC-REQ-7-1',
      { steps: [steps[0] ?? '', 'The system locks the account', 'Look at the account'] },
      'filler',
    ],
    ['a demand as a precondition', 'TC-EXP-2-1', { preconditions: ['The export service shall support CSV'] }, 'filler'],
    ['the result as a precondition', 'TC-EXP-2-1', { preconditions: ['The export service supports CSV'] }, 'filler'],
    ['a step that is no action', 'TC-EXP-2-1', { steps: ['The export service uses CSV'] }, 'filler'],
    [
      'a number in words that nobody gave',
      'TC-REQ-7-3',
      { expected_result: 'The account is still locked after thirty minutes.' },
      'numbers',
    ],
    [
      'a count with a unit that it never had',
      'TC-REQ-7-1',
      { expected_result: 'The system locks the account for 3 minutes.' },
      'numbers',
    ],
    [
      'the boundary of another item',
      'TC-HVAC-3-2',
      { expected_result: 'The controller accepts the target temperature of 31 °C.' },
      'numbers',
    ],
    [
      'a step turned into its denial',
      'TC-REQ-7-1',
      { steps: ['Do not submit an invalid password three times', 'Look at the account'] },
      'trigger',
    ],
    ['one more outcome', 'TC-REQ-7-1', { expected_result: 'The system locks and deletes the account.' }, 'novelty'],
    ['somebody else as the actor', 'TC-REQ-7-1', { expected_result: 'The user locks the account.' }, 'response'],
    [
      'a negation of something else',
      'TC-REQ-7-2',
      { expected_result: 'The system locks the account without an invalid password.' },
      'polarity',
    ],
    [
      'another moment',
      'TC-REQ-7-3',
      { steps: ['Submit an invalid password three times', 'Wait until 15 minutes have passed', 'Look at the account'] },
      'trigger',
    ],
    [
      'a limit turned round',
      'TC-SRCH-1-1',
      { expected_result: 'The search page shows the results in at least 2 s.' },
      'response',
    ],
    ['a lost limit', 'TC-SRCH-1-1', { expected_result: 'The search page shows the results.' }, 'numbers'],
    ['one in place of all', 'TC-DOOR-4-1', { expected_result: 'One of the doors stays locked.' }, 'response'],
    ['the opposite attempt', 'TC-DOOR-4-1', { steps: ['Try to lock all doors', 'Look at all doors'] }, 'trigger'],
    ['all in place of one', 'TC-SEC-9-1', { expected_result: 'All projects are deleted.' }, 'response'],
    [
      'another role',
      'TC-SEC-9-2',
      {
        preconditions: ['There is an administrator'],
        steps: ['As the administrator, try to delete a project', 'Look at the project'],
      },
      'trigger',
    ],
    [
      'two clauses mixed up',
      'TC-US1-AC2-1',
      { expected_result: 'The order button is empty and the cart is disabled.' },
      'response',
    ],
    ['the same look twice', 'TC-REQ-7-1', { steps: [...steps, 'Look at the account again'] }, 'filler'],
    [
      'a sentence as test data',
      'TC-REQ-7-1',
      {
        steps: ['Submit an invalid password {password} three times', 'Look at the account'],
        test_data: { password: 'The system locks the account.' },
      },
      'filler',
    ],
    ["words of the prompt's example", 'TC-REQ-7-1', { steps: [...steps, 'Look at the lamp'] }, 'leak'],
    ['a title over 90 characters', 'TC-REQ-7-1', { title: `Lock the account ${'again '.repeat(15)}` }, 'schema'],
    ['no step', 'TC-REQ-7-1', { steps: [] }, 'schema'],
  ])('%s', (_, id, wording, check) => {
    expect(failed(id, wording)).toContain(check);
  });

  // CHK-1
  it('a quote that does not stand in the document', () => {
    const { case: drafted } = find('TC-REQ-7-1');
    const [first] = drafted.evidence;
    if (!first) throw new Error('TC-REQ-7-1 has no evidence');
    expect(
      failed('TC-REQ-7-1', {}, { evidence: [{ ...first, quote: 'the user submits an invalid password four times' }] }),
    ).toContain('evidence');
  });

  it('says how to mend each failure', () => {
    const { failures } = judge('TC-REQ-7-1', {
      expected_result: 'The system does not lock the account for 99 days.',
    }).verdict;
    expect(failures.map(({ message, repair }) => [message, repair])).toContainEqual([
      'The number 99 is not in the requirement',
      'Leave 99 out or take the number from the requirement',
    ]);
    expect(failures.every(({ repair }) => repair.length > 10)).toBe(true);
  });
});

describe('scoreCase()', () => {
  it('names each lost point', () => {
    const { verdict } = find('TC-SRCH-1-1');
    expect(verdict.score).toBeLessThan(10);
    expect(verdict.notes.every((note) => /^-\d+(\.\d)? \S/.test(note))).toBe(true);
    const lost = verdict.notes.reduce((sum, note) => sum + Number(/^-([\d.]+)/.exec(note)?.[1]), 0);
    expect(verdict.score).toBeCloseTo(10 - lost, 5);
  });
});
