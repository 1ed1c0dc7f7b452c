import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { bearer, startHttpApp, token } from '../../fixtures/http-app.ts';

/** With headers that `fetch` would not let through. */
function ask(
  url: string,
  headers: Record<string, string | string[]>,
  path = '/',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get(new URL(path, url), { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('error', reject);
  });
}

describe('names', () => {
  // HOST-3
  it.each([
    ['its own address', {}, 200],
    ['a name of loopback', { host: 'localhost:1' }, 200],
    ['IPv6 loopback', { host: '[::1]:8080' }, 200],
    ['an allowed name', { host: 'casewright.example.com' }, 200],
    ['an allowed page', { origin: 'https://casewright.example.com' }, 200],
    ['a page of this machine', { origin: 'http://localhost:3000' }, 200],
    ['another name, as after DNS rebinding', { host: 'evil.example' }, 403],
    ['a name that begins alike', { host: '127.0.0.1.evil.example' }, 403],
    ['credentials before a good name', { host: 'evil.example@localhost' }, 400],
    ['a path after a good name', { host: 'localhost/.evil.example' }, 400],
    ['another page', { origin: 'https://evil.example' }, 403],
    ['a page without origin', { origin: 'null' }, 403],
    ['what is no origin', { origin: 'localhost' }, 403],
  ])('%s: %j', async (_, headers, status) => {
    await using app = await startHttpApp({ allowedHosts: ['casewright.example.com'] });
    for (const path of ['/', '/mcp', '/health', '/api/v1/openapi.json']) {
      const answer = await ask(app.url, headers, path);
      // A GET of /mcp is none of the protocol's.
      const expected = path === '/mcp' && status === 200 ? 405 : status;
      expect([path, answer.status]).toEqual([path, expected]);
    }
  });

  // HOST-3
  it('are checked where there is a token, too', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token } });
    expect(await ask(app.url, { ...bearer, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await ask(app.url, { ...bearer, host: 'evil.example' })).toMatchObject({ status: 403 });
  });
});

describe('tokens', () => {
  const paths = ['/', '/metrics', '/mcp', '/generate-tests', '/api/v1/openapi.json', '/api/v1/plans', '/nothing/here'];

  // HOST-2
  it.each(paths)('are needed for %s', async (path) => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: `ci:${token}` } });
    const without = await app.ask(path);
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="casewright"']);
    const wrong = await app.ask(path, { headers: { authorization: `Bearer ${token}x` } });
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="casewright", error="invalid_token", error_description="The token is not known"',
    ]);
    expect((await app.ask(`${path}?access_token=${token}`)).status).toBe(401);
    expect((await app.ask(path, { headers: bearer })).status).not.toBe(401);
    expect(JSON.stringify(app.lines())).not.toContain(token);
    expect(app.lines().at(-1)).toMatchObject({ caller: 'ci', path });
  });

  it('are not needed to ask whether the server is up, but for details', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token } });
    expect(await (await app.ask('/health')).json()).toEqual({ status: 'ok', version: expect.any(String) });
    expect(await (await app.ask('/health', { headers: bearer })).json()).toMatchObject({ model: { reachable: false } });
    expect(await (await app.ask('/health')).json()).toEqual({ status: 'degraded', version: expect.any(String) });
  });

  it('stand nowhere in metrics', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: `ci:${token}` } });
    await app.ask(`/x?access_token=${token}`, { headers: bearer });
    expect(await (await app.ask('/metrics', { headers: bearer })).text()).not.toContain(token);
  });
});

describe('the rate limit', () => {
  it('is told, counts each token for itself, and says when to come again', async () => {
    const env = { CASEWRIGHT_HTTP_TOKEN: `a:${token},b:${token}-b` };
    await using app = await startHttpApp({ env, limits: { requestsPerMinute: 2 } });
    const first = await app.ask('/', { headers: bearer });
    expect(first.headers.get('ratelimit')).toMatch(/^limit=2, remaining=1, reset=\d+$/);
    expect(first.headers.get('ratelimit-policy')).toBe('2;w=60');
    await app.ask('/', { headers: bearer });
    const refused = await app.ask('/api/v1/openapi.json', { headers: bearer });
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect((await app.ask('/', { headers: { authorization: `Bearer ${token}-b` } })).status).toBe(200);
    expect((await app.ask('/health')).status).toBe(200);
    // Who guesses tokens is limited by address.
    const guesses = await Promise.all([1, 2, 3].map(() => app.ask('/')));
    expect(guesses.map(({ status }) => status).toSorted()).toEqual([401, 401, 429]);
  });

  it('holds for MCP, too', async () => {
    await using app = await startHttpApp({ limits: { requestsPerMinute: 1 } });
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
    const accept = { accept: 'application/json, text/event-stream' };
    const first = await app.post('/mcp', body, accept);
    expect([first.status, first.headers.get('ratelimit')]).toEqual([200, expect.stringContaining('remaining=0')]);
    expect((await app.post('/mcp', body, accept)).status).toBe(429);
  });
});

describe('answers', () => {
  it('allow no other page and no guessing of types, and are not kept', async () => {
    await using app = await startHttpApp();
    const { headers } = await app.ask('/', { headers: { origin: 'http://localhost:3000' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('carry the correlation id of the request where it is well-formed, else a new one, as do log and problem', async () => {
    await using app = await startHttpApp();
    const good = await app.ask('/none', { headers: { 'x-correlation-id': 'build-7:a.b_c' } });
    expect(good.headers.get('x-correlation-id')).toBe('build-7:a.b_c');
    expect(await good.json()).toMatchObject({ correlation_id: 'build-7:a.b_c' });
    expect(app.lines().at(-1)).toMatchObject({ correlation_id: 'build-7:a.b_c', msg: 'request' });
    for (const bad of ['a b', 'x'.repeat(129), '<script>', 'a"b']) {
      const answer = await app.ask('/mcp', { headers: { 'x-correlation-id': bad } });
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
    }
  });
});
