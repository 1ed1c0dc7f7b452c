import { expect, it } from 'vitest';
import { headOf } from '../../fixtures/github-answers.ts';
import { commitFiles } from './commit-files.ts';
import { createOctokit } from '../octokit.ts';

it('writes nothing but what is below casewright/, whatever a pull request calls its files', async () => {
  const place = { owner: 'octo', repo: 'shop', number: 1, headRepository: 'octo/shop', headRef: 'topic' };
  const shas = { headSha: headOf(1), baseSha: headOf(2), configSha: headOf(2) };
  const target = { kind: 'pull_request' as const, ...place, ...shas, isDraft: false, labels: [] };
  for (const path of [
    '.github/workflows/a.yml',
    'casewright/../a',
    'casewright//a',
    'casewright/.GIT/config',
    '/casewright/a',
  ]) {
    const commit = commitFiles(createOctokit('x'), target, { changes: [{ path, text: 'x' }], message: 'x' });
    await expect(commit).rejects.toThrow('is not below casewright');
  }
});
