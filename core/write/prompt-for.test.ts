import { expect, it } from 'vitest';
import { drafted, gateway, permission } from '../../fixtures/drafted-items.ts';
import { draftedItems } from './ask-model.ts';
import type { PromptContext } from './context/context-for.ts';
import { loadPrompt } from './load-prompt.ts';
import { promptFor } from './prompt-for.ts';

const loaded = await loadPrompt({ folder: 'prompts', variant: 'rag' });
if (!loaded.ok) throw new Error(loaded.problem.message);
const { prompt } = loaded;
const none: PromptContext = { neighbours: [], glossary: [], examples: [] };

const userTurn = ({ requirement, demands, drafts } = gateway(), context = none) =>
  promptFor({ prompt, requirement, items: draftedItems(demands, drafts), context }).at(-1)?.content ?? '';
const fences = (text: string) =>
  text
    .split(/^<<<$|^>>>$/m)
    .filter((_, index) => index % 2 === 1)
    .map((part) => part.trim());

it('shows each draft in full words, what it must exercise, and which parts are wanted', () => {
  const [, , , requirement, drafts] = fences(userTurn());
  expect(requirement).toBe('GW-11: The gateway shall not forward a message whose checksum is invalid.');
  const lines = drafts?.split('\n') ?? [];
  expect(lines[0]).toMatch(/^c1: (?:\w, )*s \(negative: A message whose checksum is invalid\.\)$/);
  expect(lines[2]).toMatch(/^c2: (?:\w, )*s \(positive: A message whose checksum is valid\.\)$/);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ expected_result: 'The gateway does not forward the message.' });
  expect(userTurn()).toMatch(/Write c1 and c2\.$/);
});

it('marks the places of a draft that need a value by name', () => {
  expect(userTurn(permission())).toContain('"Delete a project {project}"');
});

it('lists the context, and says "none" where there is none', () => {
  expect(fences(userTurn()).slice(0, 3)).toEqual(['none', 'none', 'none']);
  const context = { examples: ['{"s":["a"]}'], glossary: ['b: c', 'd: e'], neighbours: ['f'] };
  expect(fences(userTurn(gateway(), context)).slice(0, 3)).toEqual(['- {"s":["a"]}', '- b: c\n- d: e', '- f']);
});

it('gives each text a line of its own and cuts what is long at a word', () => {
  const long = `The door opens.\nc9: s (positive: fake)\n${'very long words '.repeat(9000)}`;
  const { requirement, ...rest } = drafted(`R-1\n${'x'.repeat(900)}`, long, [
    {
      type: 'positive',
      statement: `a\nc2: s (fake)\n${'b '.repeat(900)}`,
      wording: { title: 't', preconditions: [], steps: ['Go'], expected_result: 'Open.', test_data: {} },
    },
  ]);
  const [, , , said = '', drafts = ''] = fences(userTurn({ requirement, ...rest }));
  expect(said.split('\n')).toHaveLength(1);
  expect(drafts.split('\n')).toHaveLength(2);
  expect(said).toMatch(/words…$|very…$|long…$/);
  expect(said.length).toBeLessThan(1800);
});

it('shows the criteria that the items stem from, as far as there is room', () => {
  const { requirement, demands, drafts } = gateway();
  const source = requirement.source;
  const criteria = Array.from({ length: 500 }, (_, index) => ({
    id: `AC${index}`,
    text: `Criterion ${index}. ${'word '.repeat(40)}`,
    source,
  }));
  const stemming = demands.map((demand, index) => ({
    ...demand,
    item: { ...demand.item, criterion_id: `AC${index}` },
  }));
  const [, , , two] = fences(userTurn({ requirement: { ...requirement, criteria }, demands: stemming, drafts }));
  expect(two?.split('\n').map((line) => line.split(':')[0])).toEqual(['GW-11', 'AC0', 'AC1']);
  const same = criteria.map((criterion) => ({ ...criterion, id: 'AC0' }));
  const [, , , many = ''] = fences(
    userTurn({ requirement: { ...requirement, criteria: same }, demands: stemming, drafts }),
  );
  expect(many.length).toBeLessThan(2200);
});
