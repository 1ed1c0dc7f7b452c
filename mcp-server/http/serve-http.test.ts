import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { connectHttp } from '../../fixtures/mcp-clients.ts';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const door = 'REQ-1 When the button is pressed, the door shall open.\n';
const secret = 'process-token-0123456789';

describe('the process', () => {
  it('serves until it is told to end, says how it was started and logs each request, and never a token', async () => {
    await using folder = await temporaryFolder({ 'a.md': door, tokens: `ci ${secret}\n` });
    const env = {
      ENVIRONMENT: 'production',
      LOG_FORMAT: '',
      CASEWRIGHT_STATE_DIR: folder.path,
      CASEWRIGHT_RATE_LIMIT: '99',
    };
    const args = ['--token-file', 'tokens', '--allowed-host', 'casewright', '--read-only'];
    await using server = await startHttpServer({ cwd: folder.path, env, args });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    await using client = await connectHttp('modern', server.url, secret);
    expect(await client.call('list_requirements', { path: 'a.md' })).toMatchObject({ data: { total: 1 } });
    const headers = { authorization: `Bearer ${secret}`, 'x-correlation-id': 'mine' };
    expect((await fetch(`${server.url}/api/v1/nothing`, { headers })).status).toBe(404);
    // Where no token belongs.
    for (const path of [`/${secret}`, `/a/x=${secret}/b`, `/${secret.replace('-', '%2D')}`, `/cwt_${'a1_-'.repeat(9)}`])
      await fetch(`${server.url}${path}`, { headers: { ...headers, 'x-correlation-id': `mine:${secret}` } });
    expect(await server.end()).toBe(0);
    expect(server.lines()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          msg: 'listening',
          level: 'info',
          environment: 'production',
          version: expect.stringMatching(/^\d/),
          url: server.url,
          roots: [folder.path],
          read_only: true,
          callers: ['ci'],
          names: ['localhost', '127.0.0.1', '[::1]', 'casewright'],
          requests_per_minute: 99,
        }),
        expect.objectContaining({ msg: 'request', method: 'POST', path: '/mcp', status: 200, caller: 'ci' }),
        expect.objectContaining({
          msg: 'request',
          path: '/api/v1/nothing',
          status: 404,
          code: 'no_such_path',
          correlation_id: 'mine',
        }),
        expect.objectContaining({ msg: 'ending' }),
      ]),
    );
    expect(server.lines()).toEqual(
      expect.arrayContaining([expect.objectContaining({ level: 'warn', code: 'readable_tokens' })]),
    );
    expect(server.stderr()).not.toContain(secret);
    expect(server.stderr()).not.toMatch(/process%2Dtoken|cwt_/);
    const odd = server.lines().filter(({ correlation_id }) => correlation_id === 'mine:[token]');
    expect(odd.map(({ path }) => path)).toEqual(['/[token]', '/a/x=[token]/b', '/[token]', '/[token]']);
  });

  it('answers the calls under way, and lets go of the model, when it is told to end', async () => {
    await using folder = await temporaryFolder({ 'a.md': door });
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    const env = { OLLAMA_HOST: ollama.url, CASEWRIGHT_STATE_DIR: folder.path };
    await using server = await startHttpServer({ cwd: folder.path, env });
    const headers = { 'content-type': 'application/json' };
    const order: string[] = [];
    const asked = async (what: string, path: string, init: RequestInit = {}) => {
      const answer = await fetch(`${server.url}/api/v1${path}`, { headers, ...init });
      order.push(what);
      return [answer.status, answer.headers.get('content-type'), await answer.json()];
    };
    const call = asked('call', '/test-cases', { method: 'POST', body: '{"path":"a.md"}' });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    const begun = await fetch(`${server.url}/api/v1/generations`, { method: 'POST', headers, body: '{"path":"a.md"}' });
    const { job_id } = (await begun.json()) as { job_id: string };
    const wait = asked('wait', `/generations/${job_id}?wait_seconds=25`);
    // Behind it on the way in, so that it is under way when this is answered.
    await fetch(`${server.url}/health`);
    await using client = await connectHttp('modern', server.url);
    const ofMcp = client.call('generate_test_cases', { path: 'a.md' });
    await client.call('list_requirements', { path: 'a.md' });
    const ended = server.end();
    // Nobody new is served, while the call may still finish.
    await expect.poll(() => fetch(server.url).catch(() => 'refused'), { timeout: 4000 }).toBe('refused');
    expect(await ended).toBe(0);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    const refused = [503, 'application/problem+json', expect.objectContaining({ code: 'shutting_down' })];
    expect([await wait, await call]).toEqual([refused, refused]);
    expect(await ofMcp).toMatchObject({ isError: true, text: expect.stringMatching(/^shutting_down: /) });
    // Who only waits is told at once, who has work done has some time left.
    expect(order).toEqual(['wait', 'call']);
  });

  it('listens at IPv6, too', async () => {
    await using folder = await temporaryFolder();
    await using server = await startHttpServer({ cwd: folder.path, address: '[::1]:0' });
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  // HOST-1
  it.each([
    [
      'an address that is none',
      ['--http', 'here:there'],
      {},
      /invalid_address[^]*→ Write PORT, HOST:PORT or \[IPV6\]:PORT/,
    ],
    [
      'all addresses without a token',
      ['--http', '0.0.0.0:0'],
      {},
      /token_required[^]*→ Run casewright mcp --new-token NAME/,
    ],
    ['all IPv6 addresses without a token', ['--http', '[::]:0'], {}, /token_required/],
    [
      'a short token',
      ['--http', '0'],
      { CASEWRIGHT_HTTP_TOKEN: 'ci:hunter2hunter2,x:7' },
      /entry 2: the token of x is too short/,
    ],
    ['a file of tokens that is not there', ['--http', '0', '--token-file', 'none'], {}, /cannot_read/],
    ['a wrong name', ['--http', '0', '--allowed-host', 'http://x'], {}, /invalid_host_name/],
    [
      'a wrong level',
      ['--http', '0'],
      { LOG_LEVEL: 'loud' },
      /LOG_LEVEL is "loud"[^]*debug, info, warn, error, silent/,
    ],
    ['a wrong limit', ['--http', '0'], { CASEWRIGHT_RATE_LIMIT: 'many' }, /CASEWRIGHT_RATE_LIMIT/],
    [
      'an address of another machine',
      ['--http', '192.0.2.1:0'],
      { CASEWRIGHT_HTTP_TOKEN: secret },
      /cannot_listen[^]*no such address/,
    ],
    [
      'a file of tokens without HTTP',
      ['--token-file', 'x', '--allowed-host', 'y'],
      {},
      /needs_http: --token-file and --allowed-host/,
    ],
    ['a name for a token that is none', ['--new-token', 'a b'], {}, /invalid_name/],
  ])('answers %s with exit code 2 and the way out', async (_, args, env, reason) => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await runCli(['mcp', ...args], { cwd: folder.path, env });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(reason)]);
    expect(stderr).not.toMatch(/hunter2|internal_error/);
  });

  it('never shows the line of a file of tokens that is wrong', async () => {
    await using folder = await temporaryFolder({ tokens: `ci ${secret} ${secret}\nb!d ${secret}\n` });
    const { code, stderr } = await runCli(['mcp', '--http', '0', '--token-file', 'tokens'], { cwd: folder.path });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/tokens:1: [^]*tokens:2: /)]);
    expect(stderr).not.toContain(secret);
  });

  it('says so where another process listens', async () => {
    await using folder = await temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, stderr } = await runCli(['mcp', '--http', `${port}`], { cwd: folder.path });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/cannot_listen: --http 127\.0\.0\.1:\d+: another process listens there[^]*→ /),
    ]);
    other.close();
  });

  it('prints a new token that works, and ends', async () => {
    await using folder = await temporaryFolder();
    const made = await runCli(['mcp', '--new-token', 'ci'], { cwd: folder.path });
    expect([made.code, made.stderr]).toEqual([0, '']);
    const line = /^ {2}(ci sha256:.*)$/m.exec(made.stdout)?.[1] ?? '';
    const token = /cwt_[\w-]+/.exec(made.stdout)?.[0] ?? '';
    await using tokens = await temporaryFolder({ tokens: `${line}\n` });
    const args = ['--token-file', join(tokens.path, 'tokens')];
    await using server = await startHttpServer({ cwd: folder.path, args });
    expect((await fetch(server.url)).status).toBe(401);
    expect((await fetch(server.url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });
});
