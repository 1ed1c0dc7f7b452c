import { expect, it } from 'vitest';
import { findDeadline, findDuration } from './timed.ts';

it('finds deadlines and durations, and no count of things', () => {
  expect(findDeadline('show the results within 2 s')?.at.text).toBe('2 s');
  expect(findDeadline('be refunded in less than 3 days')?.at.text).toBe('3 days');
  expect(findDuration('lock the account for 15 minutes')?.at.text).toBe('15 minutes');
  expect(findDuration('search for two users')).toBeUndefined();
});
