import { expect, it } from 'vitest';
import { problem } from '../../core/index.ts';
import { renderRefusal } from './render-refusal.ts';

it('ends each sentence once', () => {
  const given = problem({ code: 'x', message: 'cannot read shop.md: it is broken.', hint: 'Mend it.' });
  expect(renderRefusal([given])).toBe('Not done: cannot read shop.md: it is broken. Mend it.');
});
