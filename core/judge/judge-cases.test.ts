import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draftCase } from '../draft/draft-case.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { planDocument } from '../plan/plan-document.ts';
import type { GivenCase } from './complete-case.ts';
import { judgeCases } from './judge-cases.ts';
import type { PlannedInput } from './target.ts';

function planned(text: string, path = 'a.md'): PlannedInput {
  const document = parseDocument({ path, text });
  return { document, plan: planDocument(document) };
}

const lock = planned(
  'REQ-7 When the user submits an invalid password three times, the system shall lock the account.\n\nREQ-8 The export service SHALL support CSV and XML.\n',
);
const good: GivenCase = {
  title: 'Three invalid passwords lock the account',
  preconditions: ['A registered user exists', 'The account is not locked'],
  steps: ['Open the login page', 'Submit an invalid password three times', 'Look at the account'],
  expected_result: 'The account is locked.',
};

const judge = (one: GivenCase, input = lock) => judgeCases([one], [input]).verdicts[0];

describe('judgeCases', () => {
  // CHK-2, CHK-3
  it('passes a sound case in other words than the draft, with set-up of its own', () => {
    expect(judge(good)).toMatchObject({
      passed: true,
      matched_by: 'best_match',
      id: 'TC-REQ-7-1',
      coverage_items: ['REQ-7#1'],
    });
  });

  it.each<[string, GivenCase, string, RegExp]>([
    [
      'an invented number',
      { ...good, expected_result: 'The account is locked for 30 minutes.' },
      'numbers',
      /Leave 30 out/,
    ],
    [
      'an invented name',
      { ...good, steps: ['Submit "qwerty" as an invalid password three times'] },
      'identifiers',
      /test_data/,
    ],
    [
      'the opposite outcome',
      { ...good, coverage_items: ['REQ-7#1'], expected_result: 'The account is not locked.' },
      'polarity',
      /it happens/,
    ],
    [
      'a negated condition',
      { ...good, coverage_items: ['REQ-7#1'], steps: ['Do not submit an invalid password three times'] },
      'trigger',
      /Keep the condition/,
    ],
    [
      'another outcome',
      { ...good, coverage_items: ['REQ-7#1'], expected_result: 'A mail with a captcha arrives.' },
      'response',
      /lock the account/,
    ],
    [
      'a result nobody can judge',
      { ...good, expected_result: 'The account is locked as expected.' },
      'vagueness',
      /what can be seen/,
    ],
    ['a quote that is not there', { ...good, evidence: ['the user sleeps'] }, 'evidence', /word for word/],
    ['no steps', { ...good, coverage_items: ['REQ-7#1'], steps: [] }, 'schema', /Mend steps/],
    ['an item that does not exist', { ...good, coverage_items: ['REQ-7#9'] }, 'coverage_item', /Name one of: REQ-7#1/],
    ['a requirement that does not exist', { ...good, requirement_id: 'REQ-99' }, 'coverage_item', /Name a requirement/],
    [
      'something nobody demands',
      { title: 'Pay', steps: ['Pay by card'], expected_result: 'Done.' },
      'coverage_item',
      /use the words/,
    ],
  ])('turns down a case with %s and says how to mend it', (_, one, check, repair) => {
    const verdict = judge(one);
    expect(verdict?.passed).toBe(false);
    expect(verdict?.failures).toContainEqual({
      check,
      message: expect.any(String),
      repair: expect.stringMatching(repair),
    });
  });

  it.each(['REQ-7 locks the account', 'REQ-7#1: three invalid passwords', '[REQ-7] Three invalid passwords'])(
    'takes the id of its own requirement in a title such as "%s" for no invention',
    (title) => {
      expect(judge({ ...good, title })?.failures).toEqual([]);
    },
  );

  // CHK-1
  it('finds quotes wherever they stand and accepts them with or without place', () => {
    const quote = 'the user submits an invalid\npassword three times';
    const wrapped = planned(`REQ-7 When ${quote}, the system shall lock the account.\n`);
    expect(
      judge({ ...good, evidence: ['the user submits an invalid password three times', { quote }] }, wrapped),
    ).toMatchObject({
      passed: true,
    });
  });

  it('asks the question instead where the document does not say what should happen', () => {
    const verdict = judge({ ...good, coverage_items: ['REQ-8#3'] });
    expect(verdict?.failures).toMatchObject([
      { check: 'coverage_item', repair: expect.stringMatching(/^Ask instead of testing: What shall/) },
    ]);
  });

  it('does not ask for what nobody sees in the words of a document', () => {
    const hidden = planned('REQ-1 When the bell rings, the sys\u00adtem shall o\u200bpen the \ufeffdoor.\n');
    const seen = {
      title: 'Bell',
      steps: ['Ring the bell', 'Look at the door'],
      expected_result: 'The system opens the door.',
    };
    expect(judge({ ...seen, coverage_items: ['REQ-1#1'] }, hidden)).toMatchObject({ passed: true, failures: [] });
  });

  it('asks which document is meant where several have the item, and turns down an item of another requirement', () => {
    const two = ['one.md', 'two.md'].map((path) => {
      const document = parseDocument({
        path,
        text: 'FR-1 When the bell rings, the door shall open.\n\nFR-2 The lamp shall glow.\n',
      });
      return { document, plan: planDocument(document) };
    });
    const ring = {
      title: 'The bell rings',
      steps: ['Ring the bell', 'Look at the door'],
      expected_result: 'The door opens.',
    };
    const judged = judgeCases(
      [
        { ...ring, coverage_items: ['FR-1#1'] },
        { ...ring, coverage_items: ['two.md:FR-1#1'] },
        { ...ring, coverage_items: ['one.md:FR-1#1'], requirement_id: 'one.md:FR-2' },
      ],
      two,
    );
    expect(judged.verdicts.map(({ passed, failures }) => [passed, failures[0]?.repair])).toMatchObject([
      [false, 'Name one of: one.md:FR-1#1, two.md:FR-1#1'],
      [true, undefined],
      [false, expect.stringMatching(/^Leave requirement_id out/)],
    ]);
    expect(judged.covered).toEqual(['two.md:FR-1#1']);
  });

  it('covers only the items for which a case passes, and counts a repetition once', () => {
    const both = { ...good, coverage_items: ['REQ-7#1', 'REQ-7#2'] };
    const { verdicts, covered, uncovered, items } = judgeCases([both, good], [lock]);
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, false]);
    expect(verdicts[1]?.failures).toMatchObject([{ check: 'duplicate', message: 'It says the same as case 1' }]);
    expect([covered, uncovered.map(({ id }) => id), items]).toEqual([
      ['REQ-7#1'],
      ['REQ-7#2', 'REQ-8#1', 'REQ-8#2'],
      4,
    ]);
  });

  it('finds the right item of every draft of the worked examples from its words alone', () => {
    const text = readFileSync(`${import.meta.dirname}/../../fixtures/worked-examples.md`, 'utf8');
    const input = planned(text, 'worked-examples.md');
    const requirements = new Map(input.plan.requirements.map((each) => [each.id, each]));
    const drafts = input.plan.demands.flatMap((demand) => {
      const requirement = requirements.get(demand.item.requirement_id);
      return requirement ? [draftCase(demand, requirement)] : [];
    });
    const words = drafts.map(({ title, preconditions, steps, expected_result, test_data, requirement_id }) => {
      return { title, preconditions, steps, expected_result, test_data, requirement_id };
    });
    const { verdicts, uncovered } = judgeCases(words, [input]);
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
    expect(uncovered).toEqual([]);
    expect(verdicts.map(({ coverage_items }) => coverage_items[0])).toEqual(
      drafts.map(({ coverage_items }) => coverage_items[0]),
    );
  });

  it('looks closely only at items that a case could be for', () => {
    const input = planned('REQ-1 When the button is pressed, the door shall open.\n\nREQ-2 The lamp shall be blue.\n');
    const demands = input.plan.demands.map((demand) => {
      if (demand.item.requirement_id !== 'REQ-2') return demand;
      return new Proxy(demand, {
        get: (target, name) => {
          if (name === 'facts') throw new Error('drafted a case for another item');
          return Reflect.get(target, name);
        },
      });
    });
    const { verdicts, uncovered } = judgeCases(
      [{ title: 'Open the door', steps: ['Press the button'], expected_result: 'The door opens.' }],
      [{ ...input, plan: { ...input.plan, demands } }],
    );
    expect(verdicts).toMatchObject([{ coverage_items: ['REQ-1#1'] }]);
    expect(uncovered.map(({ requirement_id }) => requirement_id)).toContain('REQ-2');
  });

  it('judges 100 cases against 1,000 items', { timeout: 30_000 }, () => {
    const many = planned(
      Array.from(
        { length: 500 },
        (_, n) => `R-${n} When the user presses the button B${n}, the system shall open the door D${n}.`,
      ).join('\n\n'),
    );
    const cases = Array.from({ length: 100 }, (_, n) => ({
      title: `Open D${n}`,
      steps: [`Press the button B${n}`, `Look at the door D${n}`],
      expected_result: `The system opens the door D${n}.`,
    }));
    const { verdicts } = judgeCases(cases, [many]);
    expect(verdicts.map(({ passed, coverage_items }) => [passed, coverage_items[0]])).toEqual(
      cases.map((_, n) => [true, `R-${n}#1`]),
    );
  });
});
