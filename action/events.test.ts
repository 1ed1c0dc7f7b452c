import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { startFakeGitHub } from '../fixtures/fake-github.ts';
import { baseOf, headOf } from '../fixtures/github-answers.ts';
import { bodyOf, bot, github, plain, shop } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const head = { ...plain, 'shop.md': shop };
const payload = (more: object = {}) => ({
  number: 1,
  pull_request: {
    number: 1,
    draft: false,
    labels: [],
    head: { sha: headOf(1), ref: 'topic', repo: { full_name: 'octo/shop' } },
    base: { sha: baseOf(1), ref: 'main' },
    ...more,
  },
});

describe.concurrent('a pull request from elsewhere', () => {
  const ended = (more: object = {}) => ({
    workflow_run: {
      event: 'pull_request',
      head_sha: headOf(1),
      head_branch: 'topic',
      head_repository: { full_name: 'mona/shop' },
      pull_requests: [],
      ...more,
    },
  });
  const event = (body: object) => ({ name: 'workflow_run', sha: baseOf(1), payload: body });

  it('gets its comment from the workflow that runs afterwards, which believes nothing but GitHub', async () => {
    await using fake = await github(plain, head, { open: { 1: { repository: 'mona/shop', ref: 'topic' } } });
    const run = await runAction(fake, { event: event(ended()) });
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('REQ-7');
    expect(fake.requests.some((each) => each.includes('artifacts'))).toBe(false);
  });

  it.each([
    ['another commit', { head_sha: headOf(2) }],
    ['another repository', { head_repository: { full_name: 'eve/shop' } }],
    ['another branch', { head_branch: 'main' }],
    ['no repository', { head_repository: null }],
  ])('gets none where the event names %s', async (_, more) => {
    await using fake = await github(plain, head, { open: { 1: { repository: 'mona/shop', ref: 'topic' } } });
    const run = await runAction(fake, { event: event(ended(more)) });
    expect(run.code).toBe(0);
    expect(run.summary).toContain('No open pull request has this head');
    expect(fake.writes()).toEqual([]);
  });

  it('is read at its head and judged by the configuration of the base under pull_request_target, too', async () => {
    await using fake = await github(
      { ...plain, 'casewright.yml': 'paths: [docs]\n' },
      { ...head, 'docs/a.md': shop, 'casewright.yml': 'paths: [shop.md]\n' },
    );
    const run = await runAction(fake, { event: { name: 'pull_request_target', sha: baseOf(1), payload: payload() } });
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('docs/a.md');
    expect(bodyOf(fake)).not.toContain('<code>shop.md</code>');
  });
});

describe.concurrent('a pull request that is not to be looked at', () => {
  const draft = { name: 'pull_request', sha: 'f'.repeat(40), payload: payload({ draft: true }) };
  const labelled = {
    name: 'pull_request',
    sha: 'f'.repeat(40),
    payload: payload({ labels: [{ name: 'skip-casewright' }] }),
  };

  // ACT-12
  it('because it is a draft is told so, and nothing is read', async () => {
    await using fake = await github(plain, head);
    const run = await runAction(fake, { event: draft, inputs: { 'fail-on': 'any' } });
    expect(run.code).toBe(0);
    expect(run.summary).toContain('draft');
    expect(run.log).toContain('::notice::');
    expect(fake.writes()).toEqual([]);
  });

  it('is looked at all the same with comment: always', async () => {
    await using fake = await github(plain, head);
    await runAction(fake, { event: draft, inputs: { comment: 'always' } });
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  // ACT-13
  it('because of a label says that no gate was checked, also in its earlier comment', async () => {
    const earlier = { id: 5, body: `<!-- casewright:comment head=${'a'.repeat(40)} run=1.1 -->\nold`, user: bot };
    await using fake = await github(plain, head, { comments: [earlier] });
    const run = await runAction(fake, { event: labelled });
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('No gate was checked');
    expect(run.summary).toContain('skip-casewright');
  });
});

describe.concurrent('the way to GitHub', () => {
  it('may lead to GitHub Enterprise Server', async () => {
    await using fake = await github(plain, head, { prefix: '/api/v3' });
    const run = await runAction(fake, { env: { GITHUB_GRAPHQL_URL: `${fake.url}/graphql` } });
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('REQ-7');
  });

  it('may lead through a proxy, the one to Ollama never does', async () => {
    await using fake = await github(plain, head);
    const seen: string[] = [];
    const target = new URL(fake.url);
    const tunnel = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    tunnel.on('connect', (request, socket: net.Socket, first) => {
      seen.push(`CONNECT ${request.url}`);
      const through = net.connect(Number(target.port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.write(first);
        through.pipe(socket).pipe(through);
      });
      socket.on('error', () => through.destroy());
    });
    tunnel.listen(0, '127.0.0.1');
    await once(tunnel, 'listening');
    const address = tunnel.address();
    const proxy = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    try {
      const env = {
        GITHUB_API_URL: 'http://github.test',
        GITHUB_GRAPHQL_URL: 'http://github.test/graphql',
        http_proxy: proxy,
        https_proxy: proxy,
        HTTP_PROXY: proxy,
        NODE_USE_ENV_PROXY: '1',
      };
      const run = await runAction(fake, { env, inputs: { 'ollama-host': 'ollama.test:9' } });
      expect(run.code).toBe(0);
      expect(bodyOf(fake)).toMatch(/ollama\.test:9/);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((each) => each.includes('ollama'))).toEqual([]);
    } finally {
      tunnel.closeAllConnections();
      tunnel.close();
    }
  });
});

describe.concurrent('more files than GitHub lists', () => {
  it('are all compared by their trees', async () => {
    const noise = Object.fromEntries(
      [...Array(3005).keys()].map((n) => [`a/${String(n).padStart(4, '0')}.txt`, String(n)]),
    );
    await using fake = await startFakeGitHub({
      commits: { [baseOf(1)]: { ...plain, 'old.md': shop }, [headOf(1)]: { ...plain, ...noise, 'zoo/shop.md': shop } },
    });
    const run = await runAction(fake);
    expect(run.code).toBe(0);
    expect(bodyOf(fake)).toContain('zoo/shop.md');
    expect(bodyOf(fake)).toContain('old.md');
    expect(bodyOf(fake)).not.toContain('too_many');
  });
});
