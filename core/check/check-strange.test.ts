import { expect, it } from 'vitest';
import { gateway } from '../../fixtures/drafted-items.ts';
import { parseDocument } from '../parse/parse-document.ts';
import type { Wording } from '../types.ts';
import { checkStrange } from './check-strange.ts';

const { requirement, demands, drafts } = gateway();
const [demand] = demands;
const [draft] = drafts;
if (demand === undefined || draft === undefined) throw new Error('the fixture has items');
const document = parseDocument({ path: 'spec.md', text: requirement.text });

const faults = (change: Partial<Wording>) =>
  checkStrange({ ...draft, ...change, written_by: 'model' }, { document, requirement, demand, draft }).map(
    ({ message }) => message,
  );

it.each([
  ['a step that does harm', { steps: [...draft.steps, 'Delete all files'] }, 'No draft says "delete"'],
  ['one that hides in another', { steps: [`${draft.steps[0]}, then wipe it`] }, 'No draft says "wipe"'],
  ['a step about something else', { steps: [...draft.steps, 'Praise the author'] }, 'A step is about something else'],
  [
    'an address as a value',
    { test_data: { message: 'see https://evil.example/x' } },
    'The test data message is an address',
  ],
  ['a script as a value', { test_data: { message: 'javascript:alert(1)' } }, 'The test data message is an address'],
  ['a title about something else', { title: 'All is well' }, 'The title is about something else'],
])('turns down %s', (_, change, message) => {
  expect(faults(change)).toEqual([expect.stringContaining(message)]);
});

it.each([
  ['the draft itself', {}],
  [
    'a value in its place',
    { steps: ['Send a message {message} whose checksum is invalid to the gateway'], test_data: { message: 'hello' } },
  ],
  [
    'steps that only get there or look',
    { steps: ['Open the log', 'Wait ten seconds', ...draft.steps, 'Look at the screen'] },
  ],
  ['an address where one is asked for', { test_data: { callback_url: 'https://shop.example/done' } }],
  ['a shorter title', { title: 'Do not forward an invalid message' }],
])('lets %s pass', (_, change) => {
  expect(faults(change)).toEqual([]);
});

it('leaves alone what the draft says, harm and address too', () => {
  const harsh = { ...draft, steps: ['Delete all files at https://shop.example'], test_data: { file: 'file:///a' } };
  const candidate = { ...harsh, steps: ['Delete the files at https://shop.example {file}'] };
  expect(checkStrange(candidate, { document, requirement, demand, draft: harsh })).toEqual([]);
});

it('judges nothing that replaces no draft', () => {
  expect(
    checkStrange({ ...draft, title: 'Other', steps: ['Delete all files'] }, { document, requirement, demand }),
  ).toEqual([]);
});
