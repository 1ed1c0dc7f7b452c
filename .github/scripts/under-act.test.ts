import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeGitHub } from '../../fixtures/fake-github.ts';
import { gitRepository } from '../../fixtures/git-repository.ts';
import { baseOf, headOf } from '../../fixtures/github-answers.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const act = process.env['CASEWRIGHT_ACT'] ?? 'act';
const isThere = spawnSync(act, ['--version']).status === 0;
const shop =
  '# Shop\n\n**REQ-7** When the user submits an invalid password three times, the system shall lock the account.\n';

/** A runner takes what the repository of an action holds at the tag: no `node_modules`, nothing built on the way. */
async function actionRepository(inputs: Record<string, string>) {
  const step = [
    '      - id: casewright',
    '        uses: ./',
    '        with:',
    ...Object.entries(inputs).map(([name, value]) => `          ${name}: ${value}`),
  ];
  const workflow = `on: pull_request
jobs:
  test-cases:
    runs-on: ubuntu-latest
    steps:
      # act puts the folder itself there and fetches nothing.
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
${step.join('\n')}
      - if: always()
        env:
          OUTPUTS: \${{ toJSON(steps.casewright.outputs) }}
          OUTCOME: \${{ steps.casewright.outcome }}
        run: |
          printf '%s' "$OUTPUTS" > "$SEEN/outputs.json"
          printf '%s' "$OUTCOME" > "$SEEN/outcome"
`;
  const repository = await gitRepository({ '.github/workflows/casewright.yml': workflow });
  for (const path of ['action.yml', 'package.json', 'dist/action', 'prompts'])
    await cp(join(root, path), join(repository.path, path), { recursive: true });
  repository.commit('an action');
  return repository;
}

/** Runs the workflow as a runner does; `act` reads no setting of whoever runs the tests. */
async function runUnderAct(repository: { path: string }, github: { url: string }) {
  const event = {
    action: 'synchronize',
    number: 1,
    pull_request: {
      number: 1,
      head: { sha: headOf(1), ref: 'topic', repo: { full_name: 'octo/shop' } },
      base: { sha: baseOf(1), ref: 'main', repo: { full_name: 'octo/shop' } },
    },
    repository: { name: 'shop', full_name: 'octo/shop', owner: { login: 'octo' } },
  };
  await using folder = await temporaryFolder({
    'event.json': JSON.stringify(event),
    'home/.keep': '',
    'seen/.keep': '',
  });
  const home = join(folder.path, 'home');
  const environment = {
    SEEN: join(folder.path, 'seen'),
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_REPOSITORY: 'octo/shop',
    OLLAMA_HOST: '127.0.0.1:9',
  };
  const args = [
    'pull_request',
    `--eventpath=${join(folder.path, 'event.json')}`,
    // On this machine itself: no container.
    '--platform=ubuntu-latest=-self-hosted',
    '--no-cache-server',
    `--action-cache-path=${join(home, 'actions')}`,
    '--secret=GITHUB_TOKEN=token-of-a-test',
    ...Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`),
  ];
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  const child = spawn(act, args, { cwd: repository.path, env: { PATH: path, HOME: home, XDG_CACHE_HOME: home } });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const [code]: (number | null)[] = await once(child, 'close');
  const read = (name: string) => readFile(join(folder.path, 'seen', name), 'utf8').catch(() => `missing:\n${log}`);
  return { code, log, outputs: await read('outputs.json'), outcome: await read('outcome') };
}

describe.skipIf(!isThere)(
  'under act, which speaks the protocol of a runner (CONTRIBUTING.md says how to get it)',
  () => {
    const commits = {
      [baseOf(1)]: { 'README.md': '# Shop\n' },
      [headOf(1)]: { 'README.md': '# Shop\n', 'docs/shop.md': shop },
    };

    it('comments on the pull request, and hands its outputs to the next step', async () => {
      await using github = await startFakeGitHub({ commits });
      await using repository = await actionRepository({ model: 'rules' });
      const { code, log, outputs, outcome } = await runUnderAct(repository, github);
      expect(log).not.toContain('::error');
      expect({ code, outcome }).toEqual({ code: 0, outcome: 'success' });
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).toContain('TC-REQ-7-1');
      expect(JSON.parse(outputs)).toMatchObject({
        requirements: '1',
        coverage: '0.0',
        'written-by-model': '0',
        'comment-id': String(github.comments[0]?.id),
        'report-json': expect.stringContaining('casewright'),
      });
    });

    it('fails the job where the gate closes, with all outputs set', async () => {
      await using github = await startFakeGitHub({ commits });
      await using repository = await actionRepository({ model: 'rules', 'fail-on': 'uncovered', comment: 'never' });
      const { code, log, outputs, outcome } = await runUnderAct(repository, github);
      expect({ code, outcome }).toEqual({ code: 1, outcome: 'failure' });
      expect(log).toContain('gate_closed');
      expect(github.comments).toEqual([]);
      expect(JSON.parse(outputs)).toMatchObject({ requirements: '1', uncovered: expect.stringMatching(/^[1-9]/) });
    });

    it('names an input that is wrong', async () => {
      await using github = await startFakeGitHub({ commits });
      await using repository = await actionRepository({ comment: 'sometimes' });
      const { code, log } = await runUnderAct(repository, github);
      expect(code).toBe(1);
      expect(log).toMatch(/wrong_input[^]*sometimes/);
      expect(github.requests).toEqual([]);
    });
  },
);
