import { expect, it } from 'vitest';
import type { Standing } from './heartbeat.ts';
import { progressTeller } from './progress-teller.ts';

it('counts requirements as they finish, in any order, and names the one that is under way in one safe line', () => {
  const told: Standing[] = [];
  const report = progressTeller((standing) => void told.push(standing));
  const about = (index: number, requirement_id = `REQ-${index}`) => ({
    document: 'a.md',
    requirement_id,
    index,
    total: 2,
  });
  report({ ...about(2, 'REQ-2\n\u001b[31m!'), phase: 'model', characters: 120 });
  report({ ...about(2), phase: 'done', characters: 0 });
  report({ ...about(1), phase: 'done', characters: 0 });
  expect(told).toEqual([
    { done: 0, total: 2, message: 'REQ-2 ! (2 of 2): the model has written 120 characters' },
    { done: 1, total: 2, message: 'REQ-2 (2 of 2): finished' },
    { done: 2, total: 2, message: 'REQ-1 (1 of 2): finished' },
  ]);
});
