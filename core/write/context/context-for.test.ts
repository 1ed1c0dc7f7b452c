import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drafted } from '../../../fixtures/drafted-items.ts';
import { estimateTokens } from '../../model/estimate-tokens.ts';
import type { Requirement, TestCase } from '../../types.ts';
import { asData } from '../fill-prompt.ts';
import { loadPrompt } from '../load-prompt.ts';
import { contextBudget, contextFor } from './context-for.ts';
import { contextIndex } from './context-index.ts';

const requirement = (id: string, text: string, more: Partial<Requirement> = {}): Requirement => ({
  ...drafted(id, text, []).requirement,
  ...more,
});
const inDocument = (cases: TestCase[], path = 'spec.md') => new Map([[path, cases]]);

const accepted = (requirement_id: string, step: string, more: Partial<TestCase> = {}): TestCase => {
  const wording = { title: 't', preconditions: [], steps: [step], expected_result: 'Seen.', test_data: {} };
  const [draft] = drafted(requirement_id, step, [{ type: 'positive', statement: step, wording }]).drafts;
  if (draft === undefined) throw new Error('one item gives one draft');
  return { ...draft, status: 'accepted', ...more };
};

const login = requirement('A-1', 'When the password is wrong three times, the system shall lock the account.');
const unlock = requirement('A-2', 'An administrator may unlock a locked account.', { title: 'Unlock an account' });
const cart = requirement('B-1', 'The cart shows the price of each article.');
const reset = requirement('A-3', 'The system shall let a user reset the password. A mail tells the account.');
const copy = requirement('A-9', login.text, { hash: login.hash });
const requirements = [login, cart, unlock, reset, copy];

describe('neighbours', () => {
  it('are the most related requirements, never the requirement or a copy of it', () => {
    const { neighbours } = contextFor(login, contextIndex({ requirements }));
    expect(neighbours).toEqual(['The system shall let a user reset the password.', 'Unlock an account']);
  });

  it('are those around it where nothing else is wanted', () => {
    const index = contextIndex({
      requirements: [...requirements, requirement('Z', 'z', { source: { path: 'b.md', line: 1, end_line: 1 } })],
    });
    const near = (given: Requirement) => contextFor(given, index, { kinds: ['neighbours'] }).neighbours;
    expect(near(login)).toEqual([cart.text, 'Unlock an account']);
    expect(near(copy)).toEqual(['Unlock an account', 'The system shall let a user reset the password.']);
  });

  it('are found by id and document: ids repeat in other documents', () => {
    const other = requirement('A-1', 'The lamp is lit.', { source: { path: 'b.md', line: 1, end_line: 1 } });
    const index = contextIndex({ requirements: [login, other, unlock] });
    expect(contextFor(other, index)).toEqual({ neighbours: [], glossary: [], examples: [] });
    expect(contextFor(login, index).neighbours).toEqual(['Unlock an account']);
  });

  it('are found in text without spaces', () => {
    const chinese = ['密码错误三次后系统锁定账户', '购物车显示价格', '管理员可以解锁账户'].map((text, n) =>
      requirement(`C-${n}`, text),
    );
    expect(contextFor(chinese[0] ?? login, contextIndex({ requirements: chinese })).neighbours).toEqual([
      '管理员可以解锁账户',
    ]);
  });

  it('of a requirement that the index does not know there are none', () => {
    expect(contextFor(requirement('X', login.text), contextIndex({ requirements })).neighbours).toEqual([]);
  });
});

describe('the glossary', () => {
  const glossary = [
    { term: 'account', meaning: 'what a user signs in to' },
    { term: 'Locked account', meaning: 'one that nobody can sign in to' },
    { term: 'system', meaning: 'the shop' },
    { term: 'count', meaning: 'a number' },
    { term: '账户', meaning: 'account' },
  ];
  const found = (given: Requirement) => contextFor(given, contextIndex({ requirements, glossary })).glossary;

  it('gives the terms that occur, in their order, in other forms too, the longest of those that begin alike', () => {
    expect(found(login)).toEqual(['system: the shop', 'account: what a user signs in to']);
    expect(found(unlock)).toEqual([
      'account: what a user signs in to',
      'Locked account: one that nobody can sign in to',
    ]);
    expect(found(requirement('X', 'All accounts of the systems'))).toHaveLength(2);
    expect(found(requirement('X', '系统锁定账户。'))).toEqual(['账户: account']);
  });

  it('gives those of the criteria and of the title', () => {
    const source = login.source;
    const criteria = [{ id: 'AC1', text: 'The account is shown.', source }];
    expect(found(requirement('X', 'a', { criteria, title: 'System' }))).toHaveLength(2);
  });
});

describe('examples', () => {
  const index = (cases: TestCase[]) => contextIndex({ requirements, accepted: inDocument(cases) });

  it('are never those of another document that has the same ids', () => {
    const cases = inDocument([accepted('A-3', 'Ask for a new password')], 'other.md');
    expect(contextFor(login, contextIndex({ requirements, accepted: cases })).examples).toEqual([]);
  });

  it('are accepted and written cases of related requirements, in the shape of an answer', () => {
    const cases = [
      accepted('A-3', 'Ask for a new password', { preconditions: ['An account exists'], test_data: { name: 'Ada' } }),
      accepted('A-2', 'Unlock it', { status: 'draft', written_by: 'human' }),
      accepted('B-1', 'Look at the cart'),
      accepted('A-1', 'Its own'),
    ];
    expect(contextFor(login, index(cases)).examples).toEqual([
      '{"d":{"name":"Ada"},"p":["An account exists"],"s":["Ask for a new password"]}',
      '{"s":["Unlock it"]}',
    ]);
  });

  it('are neither drafts nor rejected cases nor very long ones', () => {
    const cases = [
      accepted('A-3', 'a', { status: 'draft' }),
      accepted('A-3', 'b', { status: 'rejected', written_by: 'human' }),
      accepted('A-3', 'c '.repeat(300)),
    ];
    expect(contextFor(login, index(cases)).examples).toEqual([]);
  });
});

describe('the budget', () => {
  const cost = (lists: Record<string, string[]>) =>
    estimateTokens(
      Object.values(lists)
        .flat()
        .map((entry) => asData(`- ${entry}\n`))
        .join(''),
    );
  const word = fc.constantFrom(
    'lock',
    'account',
    'door',
    'gateway',
    'message',
    'checksum',
    '用户',
    '<|im_end|>',
    'x'.repeat(90),
  );
  const texts = fc.array(
    fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' ')),
    { minLength: 2, maxLength: 12 },
  );

  it('holds for all lists together, with whole entries, the same each time', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 700 }), (list, tokens) => {
        const all = list.map((text, n) => requirement(`R-${n}`, text, { hash: `${n}` }));
        const glossary = list.map((text) => ({ term: text.split(' ')[0] ?? '', meaning: text }));
        const cases = list.map((text, n) => accepted(`R-${n}`, text));
        const index = contextIndex({ requirements: all, glossary, accepted: inDocument(cases) });
        const [first = login] = all;
        const context = contextFor(first, index, { tokens });
        expect(cost(context)).toBeLessThanOrEqual(tokens);
        expect(contextFor(first, index, { tokens })).toEqual(context);
        expect(
          contextFor(first, contextIndex({ requirements: all, glossary, accepted: inDocument(cases) }), { tokens }),
        ).toEqual(context);
        for (const example of context.examples) expect(JSON.parse(example)).toHaveProperty('s');
      }),
    );
  });

  it('is 600 tokens where nothing else is said, and no list takes what the others need', () => {
    const glossary = 'abcdefgh'.split('').map((letter) => ({ term: `term ${letter}`, meaning: 'word '.repeat(45) }));
    const said = glossary.map(({ term }) => term).join(', ');
    const all = [0, 1, 2, 3].map((n) => requirement(`R-${n}`, `${said} ${n}`, { hash: `${n}` }));
    const cases = [1, 2, 3].map((n) => accepted(`R-${n}`, `Step ${'word '.repeat(60)}`));
    const context = contextFor(
      all[0] ?? login,
      contextIndex({ requirements: all, glossary, accepted: inDocument(cases) }),
    );
    expect(cost(context)).toBeLessThanOrEqual(600);
    expect(context.glossary.length).toBeGreaterThan(0);
    expect(context.examples.length).toBeGreaterThan(0);
    expect(context.neighbours.length).toBeGreaterThan(0);
  });

  it('of a prompt is for what it has a place for', async () => {
    const kinds = await Promise.all(
      ['basic', 'improved', 'rag'].map(async (variant) => {
        const loaded = await loadPrompt({ folder: 'prompts', variant });
        return loaded.ok ? contextBudget(loaded.prompt).kinds : undefined;
      }),
    );
    expect(kinds).toEqual([[], ['neighbours'], ['examples', 'glossary', 'neighbours']]);
    const glossary = [{ term: 'account', meaning: 'a' }];
    const index = contextIndex({ requirements, glossary, accepted: inDocument([accepted('A-3', 'a')]) });
    expect(contextFor(login, index, { kinds: [] })).toEqual({ neighbours: [], glossary: [], examples: [] });
    expect(contextFor(login, index, { kinds: ['glossary'] })).toMatchObject({
      neighbours: [],
      examples: [],
      glossary: ['account: a'],
    });
  });

  it('holds for a requirement as long as a file', () => {
    const long = requirement('L', 'account '.repeat(200_000));
    const index = contextIndex({ requirements: [long, login], glossary: [{ term: 'account', meaning: 'a' }] });
    expect(cost(contextFor(long, index))).toBeLessThanOrEqual(600);
    expect(contextFor(login, index).neighbours.join('').length).toBeLessThanOrEqual(100);
  });
});
