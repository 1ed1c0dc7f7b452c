import { describe, expect, it } from 'vitest';
import { bodyOf, committedFiles, github, lock, plain, shop } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';
import { apiProblem } from './api-error.ts';
import { createOctokit } from './octokit.ts';
import { openRepository } from './read/read-files.ts';
import { headOf } from '../fixtures/github-answers.ts';

const head = { ...plain, 'shop.md': shop };
const place = { owner: 'octo', repo: 'shop' };
const rules = { model: 'rules' };

describe.concurrent('the summary', () => {
  it('says why the job failed, where nothing else is said', async () => {
    await using fake = await github(plain, head);
    const down = await runAction(fake, { inputs: { model: 'ollama:<b>x</b>' } });
    expect(down.code).toBe(1);
    expect(down.summary).toMatch(/### casewright: the job fails[^]*127/);
    expect(down.summary).not.toContain('<b>');
    const wrong = await runAction(fake, { inputs: { language: 'tlh' } });
    expect(wrong.summary).toContain('- `wrong_input`: the input language is');
  });

  it('does not say twice what the report says', async () => {
    await using fake = await github(plain, head);
    const closed = await runAction(fake, { inputs: { ...rules, 'fail-on': 'any' } });
    expect(closed).toMatchObject({ code: 1, log: expect.stringContaining('gate_closed') });
    expect(closed.summary).not.toContain('the job fails');
  });

  it('is there though no report file can be written, as are comment, outputs and annotations', async () => {
    await using fake = await github(plain, head, { mayCheck: true });
    const inputs = { ...rules, 'report-dir': 'blocked/reports', 'fail-on': 'any' };
    const run = await runAction(fake, { inputs, workspace: { blocked: 'a file' } });
    expect(run.code).toBe(1);
    expect(run.log).toContain('report_failed: cannot write the report files');
    expect(run.log).toContain('gate_closed');
    expect(run.log).not.toContain('internal_error');
    expect(run.summary).toMatch(/REQ-7[^]*- `report_failed`: /);
    expect(run.outputs).toMatchObject({ requirements: '2', 'comment-id': '1001' });
    expect(run.outputs).not.toHaveProperty('report-json');
    expect(fake.checks[0]?.output.annotations).not.toHaveLength(0);
    expect(bodyOf(fake)).toContain('REQ-7');
  });
});

describe.concurrent('a limit of GitHub', () => {
  it('is not taken for a lack of permission', async () => {
    const faults = [
      {
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' },
      },
      { message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '900' } },
    ];
    for (const { message, headers } of faults) {
      const fault = { at: /^POST .*comments/, status: 403, body: JSON.stringify({ message }), headers };
      await using fake = await github(plain, head, { faults: [fault] });
      const run = await runAction(fake, { inputs: rules });
      expect(run.code).toBe(0);
      expect(run.log).toMatch(/::warning::.*rate limit.* GitHub limits how much a token may ask for/);
      expect(run.log + run.summary).not.toContain('forks');
    }
  });
});

describe.concurrent('the check run', () => {
  it('is no success where the demanded level is not reached', async () => {
    const drafted = { ...head, ...(await committedFiles({ 'shop.md': shop })) };
    await using fake = await github(plain, drafted, { mayCheck: true });
    await runAction(fake, { inputs: { ...rules, require: 'accepted' } });
    await runAction(fake, { inputs: rules });
    expect(fake.checks.map(({ conclusion }) => conclusion)).toEqual(['neutral', 'success']);
  });

  it('says in its first line that it does not show all annotations', async () => {
    const many = [...Array(120).keys()].map((n) => lock.replace('REQ-7', `REQ-${n}`).replace('three', `${n + 2}`));
    await using fake = await github(plain, { 'many.md': many.join('\n') }, { mayCheck: true });
    await runAction(fake, { inputs: { ...rules, 'fail-on': 'any' } });
    const [check] = fake.checks;
    expect(check?.output.annotations).toHaveLength(200);
    expect(check?.output.summary).toMatch(/^The first 200 of \d+ annotations are shown/);
  });
});

describe.concurrent('tests that are too much for one answer', () => {
  const files = Object.fromEntries([...Array(20).keys()].map((n) => [`t/${n}.test.ts`, `// REQ-${n}\n`]));
  const tooMuch = JSON.stringify({ data: null, errors: [{ message: 'Resource limits for this query exceeded.' }] });
  const fault = { at: /graphql/, status: 200, body: tooMuch };

  it('are read by half as many', async () => {
    await using fake = await github({}, files, { faults: [{ ...fault, times: 1 }] });
    const repository = openRepository(createOctokit('token-of-a-test', { baseUrl: fake.url }), place);
    const texts = await repository.readTexts(await repository.at(headOf(1)).files());
    expect(Object.fromEntries(texts)).toEqual(files);
    expect(fake.requests.filter((each) => each.includes('graphql'))).toHaveLength(3);
  });

  it('even so are a refusal by GitHub, and no defect', async () => {
    await using fake = await github({}, files, { faults: [fault] });
    const repository = openRepository(createOctokit('token-of-a-test', { baseUrl: fake.url }), place);
    const error: unknown = await repository
      .readTexts(await repository.at(headOf(1)).files())
      .catch((each: unknown) => each);
    expect(apiProblem(error, 'read tests')).toMatchObject({
      code: 'github_failed',
      message: expect.stringMatching(/GitHub answered with errors: .*Resource limits for this query exceeded$/),
    });
    expect(fake.requests.filter((each) => each.includes('graphql'))).toHaveLength(2);
  });
});
