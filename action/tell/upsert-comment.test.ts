import { describe, expect, it, vi } from 'vitest';
import type { FakeGitHub } from '../../fixtures/fake-github.ts';
import { bot, github } from '../../fixtures/pull-request.ts';
import { createOctokit } from '../octokit.ts';
import { stamped } from './marker.ts';
import { upsertComment } from './upsert-comment.ts';

const place = { owner: 'octo', repo: 'shop', number: 1 };
const headSha = 'a'.repeat(40);
const patch = /^PATCH .*comments/;
const limit = {
  status: 403,
  body: '{"message":"You have exceeded a secondary rate limit."}',
  headers: { 'retry-after': '8' },
};

const textOf = (run: number, shard?: string) =>
  stamped(`text of ${run}`, { headSha, run: { id: run, attempt: 1 }, ...(shard !== undefined && { shard }) });
const commentOf = (id: number, ...more: Parameters<typeof textOf>) => ({ id, body: textOf(...more), user: bot });

/** What run `run` does, with pauses that only `sleep` sees. */
function upsert(
  { url }: FakeGitHub,
  run: number,
  { shard, sleep = async () => undefined }: { shard?: string; sleep?: (ms: number) => Promise<unknown> } = {},
) {
  const stamp = { headSha, run: { id: run, attempt: 1 }, ...(shard !== undefined && { shard }) };
  const octokit = createOctokit('token-of-a-test', { baseUrl: url });
  return upsertComment(octokit, place, { body: `text of ${run}`, stamp, create: true, sleep });
}

describe('upsertComment()', () => {
  it('looks again after a pause, and leaves alone what a later run wrote meanwhile', async () => {
    await using fake = await github(
      {},
      {},
      { comments: [commentOf(7, 99)], faults: [{ at: patch, times: 1, ...limit }] },
    );
    const pauses: number[] = [];
    const sleep = async (ms: number) => {
      pauses.push(ms);
      fake.comments[0] = commentOf(7, 101);
    };
    expect(await upsert(fake, 100, { sleep })).toMatchObject({ state: 'superseded', id: 7 });
    expect(pauses).toEqual([8000]);
    expect(fake.comments).toEqual([commentOf(7, 101)]);
    expect(fake.requests.filter((each) => patch.test(each))).toHaveLength(1);
  });

  it('tries three times in all, after trouble too', async () => {
    await using mended = await github(
      {},
      {},
      {
        comments: [commentOf(7, 99)],
        faults: [{ at: patch, times: 2, status: 502 }],
      },
    );
    expect(await upsert(mended, 100)).toMatchObject({ state: 'updated' });
    expect(mended.comments).toEqual([commentOf(7, 100)]);
    await using broken = await github({}, {}, { comments: [commentOf(7, 99)], faults: [{ at: patch, ...limit }] });
    await expect(upsert(broken, 100)).rejects.toThrow('secondary rate limit');
    expect(broken.requests.filter((each) => patch.test(each))).toHaveLength(3);
  });

  it('does not wait for a limit that ends in an hour', async () => {
    const headers = { 'retry-after': '3600' };
    await using fake = await github(
      {},
      {},
      { comments: [commentOf(7, 99)], faults: [{ at: patch, ...limit, headers }] },
    );
    const sleep = () => Promise.reject(new Error('waited'));
    await expect(upsert(fake, 100, { sleep })).rejects.toThrow('secondary rate limit');
  });

  it('knows what it created though the listing is older', async () => {
    await using fake = await github({}, {}, { faults: [{ at: /^GET .*comments/, status: 200, body: '[]' }] });
    expect(await upsert(fake, 100)).toEqual({ state: 'created', id: 1001 });
  });

  it('of two runs at once leaves one comment, that of the later run', async () => {
    for (const [slowRun, fastRun] of [
      [101, 100],
      [100, 101],
    ] as const) {
      const { promise: until, resolve } = Promise.withResolvers<void>();
      await using fake = await github({}, {}, { faults: [{ at: /^POST .*comments/, times: 1, until }] });
      // The fake answers a held request only after this, so the fast one gets the lower id.
      const slow = upsert(fake, slowRun);
      await vi.waitUntil(() => fake.requests.some((each) => /^POST .*comments/.test(each)), { timeout: 20_000 });
      await upsert(fake, fastRun);
      resolve();
      expect(await slow).toMatchObject({ id: 1001, state: slowRun === 101 ? 'updated' : 'superseded' });
      expect(fake.comments).toEqual([commentOf(1001, 101)]);
    }
  });

  it('removes comments of shards that there are no more, and none of a later run, other people or these shards', async () => {
    const stale = [commentOf(5, 90, '1/4'), commentOf(6, 90, '2/4')];
    const kept = [
      commentOf(7, 99, '1/2'),
      commentOf(8, 200, '3/4'),
      { ...commentOf(9, 90, '4/4'), user: { login: 'mallory', type: 'User' } },
    ];
    await using shard = await github({}, {}, { comments: [...stale, ...kept] });
    await upsert(shard, 100, { shard: '2/2' });
    expect(shard.comments).toEqual([...kept, commentOf(1001, 100, '2/2')]);
    await using whole = await github({}, {}, { comments: [...stale, ...kept] });
    await upsert(whole, 100);
    expect(whole.comments).toEqual([...kept.slice(1), commentOf(1001, 100)]);
  });
});
