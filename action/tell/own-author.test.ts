import { describe, expect, it } from 'vitest';
import type { Fault } from '../../fixtures/fake-github.ts';
import { bot, github } from '../../fixtures/pull-request.ts';
import { createOctokit } from '../octokit.ts';
import { ownAuthor } from './own-author.ts';

const ask = async (fault: Omit<Fault, 'at'>) => {
  await using fake = await github({}, {}, { viewer: 'ada', faults: [{ at: /graphql/, ...fault }] });
  return await ownAuthor(createOctokit('token-of-a-test', { baseUrl: fake.url }));
};
const errors = (...list: object[]) => ({ status: 200, body: JSON.stringify({ data: null, errors: list }) });

describe('ownAuthor()', () => {
  it('takes the token for the workflow’s only where the question is forbidden', async () => {
    const message = 'Resource not accessible by integration';
    const forbidden = [errors({ type: 'FORBIDDEN', message }), { status: 403, body: JSON.stringify({ message }) }];
    for (const fault of [...forbidden, { status: 404 }]) expect((await ask(fault))(bot)).toBe(true);
  });

  it('gives up after any other trouble: a wrong guess would be a second comment', async () => {
    const limited = { status: 403, body: '{"message":"API rate limit exceeded"}' };
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' };
    await expect(ask(errors({ message: 'Timeout on validation of query' }))).rejects.toThrow('Timeout');
    await expect(ask({ ...limited, headers })).rejects.toThrow('rate limit');
  });
});
