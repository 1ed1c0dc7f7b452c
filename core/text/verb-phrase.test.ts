import { expect, it } from 'vitest';
import { verbPhrase } from './verb-phrase.ts';

it.each([
  ['lock the account for 15 minutes', 'lock', 'the account', 'for 15 minutes'],
  ['forward a message whose checksum is invalid', 'forward', 'a message whose checksum is invalid', ''],
  ['turn off the light', 'turn off', 'the light', ''],
  ['turn away visitors without a badge', 'turn away', 'visitors', 'without a badge'],
  ['send the owner a notice', 'send', 'the owner', 'a notice'],
  ['show each visitor the way', 'show', 'each visitor', 'the way'],
  ['print the name of the owner', 'print', 'the name of the owner', ''],
  ['leave the branch untouched', 'leave', 'the branch', 'untouched'],
  ['keep the lids closed', 'keep', 'the lids', 'closed'],
  ['delete the parts of that order', 'delete', 'the parts of that order', ''],
])('verbPhrase(%s)', (predicate, verb, object, rest) => {
  expect(verbPhrase(predicate)).toMatchObject({ verb, object, rest });
});

it('knows what a thing is left or made', () => {
  expect(
    ['keep the lids closed', 'leave the page', 'make the field empty'].map((text) => verbPhrase(text).complement),
  ).toEqual(['closed', '', 'empty']);
});
