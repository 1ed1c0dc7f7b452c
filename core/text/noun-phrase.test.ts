import { expect, it } from 'vitest';
import { article, definite, headNoun, isPerson, isPlural, lowerFirst, oneOf } from './noun-phrase.ts';

it('finds the head of a phrase', () => {
  expect(['the owner of a project', 'an order that has shipped', 'the search page'].map(headNoun)).toEqual([
    'owner',
    'order',
    'page',
  ]);
  expect(['a registered user', 'the door controller', 'the owner of a project', 'they'].map(isPerson)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

it('writes phrases with the right article and number', () => {
  expect(['an order that has shipped', 'my cart', 'users', 'all doors', 'USB'].map(definite)).toEqual([
    'the order',
    'the cart',
    'the users',
    'all doors',
    'USB',
  ]);
  expect(['administrators', 'The owner', 'users who have paid'].map(oneOf)).toEqual([
    'an administrator',
    'the owner',
    'a user who has paid',
  ]);
  expect(['hour', 'user', 'unit', 'invoice', 'SMS', 'update'].map(article)).toEqual(['an', 'a', 'a', 'an', 'an', 'an']);
  expect(['The user', 'USB port', 'A user'].map(lowerFirst)).toEqual(['the user', 'USB port', 'a user']);
});

it('tells plural from singular', () => {
  expect(['the doors', 'the cart and the button', 'two files', 'they'].map(isPlural)).toEqual([true, true, true, true]);
  expect(['the status', 'all air', 'an access', 'the system', 'every user'].map(isPlural)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
