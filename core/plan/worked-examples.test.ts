import { describe, expect, it } from 'vitest';
import { planFixture } from '../../fixtures/plan-text.ts';

const { plan, drafts, document } = planFixture('worked-examples.md');

/** One line an item: type, technique, what is expected; a question mark in front of what nobody answers. */
function lines(id: string): string[] {
  return plan.coverage_items
    .filter((item) => item.requirement_id === id)
    .map((item) => {
      const draft = drafts.find(({ demand }) => demand.item.id === item.id);
      const question = plan.questions.find(({ coverage_item }) => coverage_item === item.id);
      return `${item.type} ${item.technique}: ${draft?.case.expected_result ?? `? ${question?.text}`}`;
    });
}

const draft = (id: string) => drafts.find((one) => one.case.id === id)?.case;
const quotes = (id: string) => plan.coverage_items.find((item) => item.id === id)?.evidence.map(({ quote }) => quote);

describe('planDocument() derives the worked examples', () => {
  // PLN-1, PLN-2, PLN-3, PLN-4, PLN-5, PLN-6
  it.each([
    [
      'REQ-7',
      [
        'positive cause_effect: The system locks the account.',
        'boundary boundary_value_analysis: The system does not lock the account.',
        'boundary boundary_value_analysis: The account is still locked.',
        'boundary boundary_value_analysis: The account is no longer locked.',
      ],
    ],
    [
      'EXP-2',
      [
        'positive equivalence_partitioning: The export service supports CSV.',
        'positive equivalence_partitioning: The export service supports JSON.',
        'positive equivalence_partitioning: The export service supports XML.',
        'negative equivalence_partitioning: ? What shall the export service do for a format other than CSV, JSON and XML?',
      ],
    ],
    [
      'GW-11',
      [
        'negative equivalence_partitioning: The gateway does not forward the message.',
        'positive equivalence_partitioning: The gateway forwards the message.',
      ],
    ],
    [
      'HVAC-3',
      [
        'boundary boundary_value_analysis: The controller accepts the target temperature of 16 °C.',
        'boundary boundary_value_analysis: The controller accepts the target temperature of 30 °C.',
        'boundary boundary_value_analysis: The controller does not accept the target temperature of 15 °C.',
        'boundary boundary_value_analysis: The controller does not accept the target temperature of 31 °C.',
        'positive equivalence_partitioning: The controller accepts the target temperature of 23 °C.',
      ],
    ],
    ['SRCH-1', ['boundary boundary_value_analysis: The search page shows the results in at most 2 s.']],
    [
      'DOOR-4',
      [
        'positive state_transition: All doors stay locked.',
        'edge_case state_transition: ? Shall the door controller also make all doors locked when they are not?',
        'negative state_transition: ? What shall the door controller do when the vehicle is stationary?',
      ],
    ],
    [
      'ATM-5',
      [
        'positive decision_table: The machine dispenses the note.',
        'boundary decision_table: The machine returns the card.',
        'negative decision_table: The machine returns the card.',
        'negative decision_table: The machine returns the card.',
      ],
    ],
    ['US1-AC2', ['positive scenario: The cart is empty and the order button is disabled.']],
    [
      'US-12',
      [
        'positive equivalence_partitioning: The order is cancelled.',
        'boundary boundary_value_analysis: A cancelled order is refunded in at most 3 days.',
        'negative equivalence_partitioning: The order is not cancelled.',
      ],
    ],
    [
      'SEC-9',
      [
        'positive equivalence_partitioning: The project is deleted.',
        'negative equivalence_partitioning: The project is not deleted.',
      ],
    ],
    [
      'MON-2',
      [
        'positive cause_effect: The monitor restarts the task.',
        'boundary boundary_value_analysis: The monitor does not restart the task.',
      ],
    ],
    ['UX-1', []],
    ['FR-021', []],
    ['DOC-3', []],
  ])('%s', (id, expected) => {
    expect(lines(id)).toEqual(expected);
  });

  it('quotes the words that demand each item', () => {
    expect(quotes('REQ-7#1')).toEqual([
      'the user submits an invalid password three times',
      'lock the account for 15 minutes',
    ]);
    expect(quotes('REQ-7#3')).toContain('for 15 minutes');
    expect(['EXP-2#1', 'EXP-2#2', 'EXP-2#3'].map(quotes)).toEqual([['CSV'], ['JSON'], ['XML']]);
    expect(quotes('US1-AC2#1')).toEqual([
      'a cart with one article',
      'the customer removes it',
      'the cart is empty and the\norder button is disabled',
    ]);
  });

  // PLN-7
  it('quotes nothing that does not stand in the document', () => {
    for (const { quote, start, end } of plan.coverage_items.flatMap((item) => item.evidence)) {
      expect(document.text.slice(start, end)).toBe(quote);
    }
    expect(plan.coverage_items.filter((item) => item.evidence.length === 0)).toEqual([]);
  });

  it('steps in the last digit as written', () => {
    expect(draft('TC-HVAC-3b1-3')?.test_data).toEqual({ value: '15.9 °C', resolution: '0.1 °C (assumed)' });
    expect(draft('TC-HVAC-3-4')?.test_data).toEqual({ value: '31 °C', resolution: '1 °C (assumed)' });
    expect(draft('TC-ATM-5-2')?.preconditions).toEqual(['The card is valid', 'The balance is 19.99 EUR']);
    expect(draft('TC-MON-2-2')?.steps[0]).toBe('Let a heartbeat arrive after 499 ms');
  });

  it('marks the redundant row of a decision table and lowers its priority', () => {
    expect(draft('TC-ATM-5-4')).toMatchObject({
      priority: 'medium',
      test_data: { decision: 'redundant: decided by an earlier row' },
    });
    expect(draft('TC-ATM-5-3')).toMatchObject({ priority: 'high', test_data: {} });
  });

  // PLN-5, PLN-6
  it('asks for what would make a vague or open requirement testable, and leaves the inspected one alone', () => {
    const asked = (id: string) =>
      plan.questions.filter((question) => question.requirement_id === id).map(({ text }) => text);
    expect(asked('UX-1')).toEqual([
      'What number, unit and condition make "quickly" testable in UX-1?',
      'What number, unit and condition make "user friendly" testable in UX-1?',
    ]);
    expect(asked('FR-021')).toEqual(['How long?']);
    expect(asked('DOC-3')).toEqual([]);
    const testable = (id: string) => plan.requirements.find((requirement) => requirement.id === id)?.testable;
    expect(['UX-1', 'FR-021', 'DOC-3'].map(testable)).toEqual([
      'needs_clarification',
      'needs_clarification',
      'not_by_test',
    ]);
    expect(plan.findings.find(({ requirement_id }) => requirement_id === 'UX-1')).toMatchObject({
      rule: 'vague_term',
      severity: 'error',
    });
  });

  it('asks for outcomes and criteria of a story that has none', () => {
    const asked = plan.questions.filter((question) => question.requirement_id === 'US-13').map(({ text }) => text);
    expect(asked).toEqual([
      'What shall the customer see when it is not possible to cancel the order?',
      'What shall happen when the customer tries to cancel the order although it has already shipped?',
      'Which acceptance criteria decide that US-13 is done?',
    ]);
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ rule: 'no_acceptance_criteria', requirement_id: 'US-13' }),
    );
  });
});

describe('draftCase() writes the worked examples', () => {
  it.each([
    ['TC-REQ-7-2', ['The account is not locked'], ['Submit an invalid password two times', 'Look at the account']],
    [
      'TC-REQ-7-3',
      [],
      [
        'Submit an invalid password three times',
        'Wait until just before 15 minutes have passed',
        'Look at the account',
      ],
    ],
    ['TC-GW-11-1', [], ['Give the gateway a message whose checksum is invalid', 'Look at the message']],
    ['TC-GW-11-2', [], ['Give the gateway a message whose checksum is valid', 'Look at the message']],
    ['TC-HVAC-3-3', [], ['Enter a target temperature of 15 °C', 'Look at the target temperature']],
    ['TC-DOOR-4-1', ['The vehicle is moving'], ['Try to unlock all doors', 'Look at all doors']],
    [
      'TC-US1-AC2-1',
      ['There is a cart with one article'],
      ['Remove the article', 'Look at the cart and the order button'],
    ],
    ['TC-US-12-3', [], ['Try to cancel an order that has shipped', 'Look at the order']],
    [
      'TC-SEC-9-2',
      ['There is a user who is not an administrator'],
      ['As the user who is not an administrator, try to delete a project', 'Look at the project'],
    ],
  ])('%s', (id, preconditions, steps) => {
    expect(draft(id)).toMatchObject({ preconditions, steps, written_by: 'rules', status: 'draft' });
  });

  it('passes every check by itself', () => {
    expect(
      drafts
        .filter(({ verdict }) => verdict.failures.length > 0)
        .map(({ case: { id }, verdict }) => [id, verdict.failures]),
    ).toEqual([]);
  });

  it('gives each case of a requirement a title of its own', () => {
    for (const { id } of plan.requirements) {
      const titles = drafts.filter(({ requirement }) => requirement.id === id).map(({ case: { title } }) => title);
      expect(new Set(titles).size, `${id}: ${titles.join(' | ')}`).toBe(titles.length);
    }
  });
});
