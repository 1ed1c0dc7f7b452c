import { describe, expect, it } from 'vitest';
import { isLater, stamped, unstamped } from './marker.ts';

const stamp = { headSha: 'a'.repeat(40), run: { id: 7, attempt: 2 } };

describe('the marker', () => {
  it('comes back from a comment, whatever became of its line ends', () => {
    const comment = stamped('one\ntwo', stamp);
    expect(unstamped(comment)).toEqual({ body: 'one\ntwo', stamp });
    expect(unstamped(`${comment.replaceAll('\n', '\r\n')}\r\n`)).toEqual({ body: 'one\ntwo', stamp });
  });

  // ACT-7
  it('carries the digest of what is proposed and the shard, and is known without them or with more', () => {
    const full = { ...stamp, cases: '0123456789abcdef', shard: '2/4' };
    const comment = stamped('one', full);
    expect(comment.split('\n')[0]).toBe(
      `<!-- casewright:comment head=${stamp.headSha} run=7.2 cases=0123456789abcdef shard=2/4 -->`,
    );
    expect(unstamped(comment)).toEqual({ body: 'one', stamp: full });
    expect(unstamped(comment.replace(' cases=0123456789abcdef', ''))?.stamp).toEqual({ ...stamp, shard: '2/4' });
    expect(unstamped(comment.replace(' -->', ' later=v2 -->'))?.stamp).toEqual(full);
  });

  it('counts only as the first line', () => {
    expect(unstamped(`> ${stamped('x', stamp)}`)).toBeUndefined();
    expect(unstamped('x')).toBeUndefined();
  });

  it('orders runs by id, then by attempt', () => {
    const at = (id: number, attempt: number) => ({ ...stamp, run: { id, attempt } });
    expect([
      isLater(at(8, 1), stamp),
      isLater(at(7, 3), stamp),
      isLater(stamp, stamp),
      isLater(at(6, 9), stamp),
    ]).toEqual([true, true, false, false]);
  });
});
