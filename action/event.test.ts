import { describe, expect, it } from 'vitest';
import { readTrigger } from './event.ts';

const sha = (digit: string) => digit.repeat(40);
const environment = { GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: sha('c'), GITHUB_EVENT_NAME: 'push' };
const pull = { number: 3, head: { sha: sha('a') }, base: { sha: sha('b') } };

describe('readTrigger()', () => {
  it('takes head and base of a pull request, not the merge commit', () => {
    for (const name of ['pull_request', 'pull_request_target', 'pull_request_review']) {
      const { trigger } = readTrigger({ ...environment, GITHUB_EVENT_NAME: name }, { pull_request: pull });
      expect(trigger).toMatchObject({
        kind: 'pull_request',
        number: 3,
        headSha: sha('a'),
        baseSha: sha('b'),
        configSha: sha('b'),
      });
    }
  });

  it('takes the commit of every other event, and the configuration of a merge queue from its base', () => {
    expect(readTrigger(environment, {}).trigger).toMatchObject({
      kind: 'commit',
      headSha: sha('c'),
      configSha: sha('c'),
    });
    expect(readTrigger(environment, { merge_group: { base_sha: sha('d') } }).trigger).toMatchObject({
      configSha: sha('d'),
    });
  });

  it('says what is missing', () => {
    const message = (given: Record<string, string>, payload?: unknown) =>
      readTrigger(given, payload).problems[0]?.message;
    expect(message({})).toContain('GITHUB_REPOSITORY');
    expect(message({ GITHUB_REPOSITORY: 'octo/shop' })).toContain('GITHUB_SHA');
    expect(message({ ...environment, GITHUB_EVENT_NAME: 'pull_request' }, { pull_request: {} })).toContain(
      'GITHUB_EVENT_PATH',
    );
  });
});
