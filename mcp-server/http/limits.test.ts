import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startHttpApp } from '../../fixtures/http-app.ts';
import { usualLimits } from './limits.ts';

/** Sends one character after the other, until the server hangs up. */
async function trickle(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (const letter of text) {
    if (socket.destroyed || !socket.writable) break;
    socket.write(letter);
    await sleep(20);
  }
  await closed;
  return answer;
}

describe('a client that sends byte by byte', () => {
  const limits = { headersMs: 300, receiveMs: 600, checkMs: 50 };
  const post =
    'POST /api/v1/plans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n';

  // HOST-4
  it('is cut off within 30 s by default', () => {
    const { headersMs, receiveMs, checkMs } = usualLimits;
    expect(Math.max(headersMs, receiveMs) + checkMs).toBeLessThan(30_000);
  });

  // HOST-4
  it('of headers is cut off', async () => {
    await using app = await startHttpApp({ limits });
    expect(await trickle(app.url, `${post}X: ${'x'.repeat(2000)}`)).toMatch(/^HTTP\/1\.1 408 /);
    expect((await app.ask('/')).status).toBe(200);
  });

  it('of a body is cut off', async () => {
    await using app = await startHttpApp({ limits });
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    // Whether the last byte is still taken is a matter of chance.
    socket.on('error', () => undefined);
    socket.resume();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`${post}\r\n{"text": "`);
    const timer = setInterval(() => socket.write('x'), 20);
    await closed;
    clearInterval(timer);
    expect((await app.ask('/')).status).toBe(200);
  });
});

describe('a body', () => {
  const limits = { bodyBytes: 2000 };
  const large = JSON.stringify({ text: 'x'.repeat(3000) });

  it.each(['/api/v1/plans', '/generate-tests', '/mcp'])('that is too large is refused at %s', async (path) => {
    await using app = await startHttpApp({ limits });
    expect((await app.post(path, large)).status).toBe(413);
    // Without a length, so that it has to be counted.
    const chunks = new ReadableStream({
      start(controller) {
        for (const chunk of large.match(/.{1,500}/g) ?? []) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: chunks, headers, duplex: 'half' };
    expect((await app.ask(path, init)).status).toBe(413);
    expect((await app.ask('/')).status).toBe(200);
  });

  const deep = (open: string, close: string) => open.repeat(100_000) + '1' + close.repeat(100_000);
  it.each([
    ['no JSON', '{"text": ', 400, 'broken_json'],
    ['nothing', '', 400, 'broken_json'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400, 'broken_json'],
    ['a list', '[]', 400, 'wrong_argument'],
    ['a word', '"text"', 400, 'wrong_argument'],
    ['null', 'null', 400, 'wrong_argument'],
    ['lists in lists, 100,000 deep', `{"text": ${deep('[', ']')}}`, 400, 'too_deep'],
    ['objects in objects, 100,000 deep', deep('{"a":', '}'), 400, 'too_deep'],
    ['a key that would be a prototype', '{"__proto__": {"path": "x"}}', 400, 'too_deep'],
    ['such a key further in', '{"cases": [{"__proto__": {}}]}', 400, 'too_deep'],
    ['an unknown argument', '{"constructor": 1}', 400, 'unknown_argument'],
  ])('that holds %s is a problem', async (_, body, status, code) => {
    await using app = await startHttpApp();
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json; charset=utf-8' } };
    const answer = await app.ask('/api/v1/plans', init);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ code, status, instance: '/api/v1/plans', hint: expect.any(String) });
  });

  it.each(['[', '{"a":'])('of MCP may be nested 100,000 deep with %s', async (open) => {
    await using app = await startHttpApp();
    const close = open === '[' ? ']' : '}';
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"plan_coverage","arguments":{"text":${deep(open, close)}}}}`;
    const answer = await app.post('/mcp', body, { accept: 'application/json, text/event-stream' });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('too_deep')]);
    expect((await app.ask('/')).status).toBe(200);
  });

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
  ])('of type %s is a problem', async (type, status) => {
    await using app = await startHttpApp();
    const answer = await app.post('/api/v1/plans', '{}', { 'content-type': type });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code: 'unsupported_media_type' }]);
  });
});

describe('a path', () => {
  // HOST-6
  it('that is unknown is a problem, also below a known one', async () => {
    await using app = await startHttpApp();
    for (const path of ['/none', '/api/v1', '/api/v1/plans/x', '/api/v1/../none', '/%00', '/api/v2/plans']) {
      const answer = await app.ask(path);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 404, { code: 'no_such_path' }]);
    }
  });

  it('that takes other methods says which', async () => {
    await using app = await startHttpApp();
    const allowed = async (path: string, method: string) => {
      const { status, headers } = await app.ask(path, { method });
      return [status, headers.get('allow')];
    };
    expect(await allowed('/api/v1/plans', 'GET')).toEqual([405, 'POST']);
    expect(await allowed('/api/v1/plans', 'OPTIONS')).toEqual([405, 'POST']);
    expect(await allowed('/health', 'POST')).toEqual([405, 'GET, HEAD']);
    expect(await allowed('/api/v1/generations/x', 'PATCH')).toEqual([405, 'GET, DELETE, HEAD']);
    expect(await allowed('/mcp', 'DELETE')).toEqual([405, 'POST']);
    expect((await app.ask('/health', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('what is no proper request', () => {
  const raw = async (url: string, text: string): Promise<string> => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    // Not `once` of node:events: a reset is an end as good as any.
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(text);
    await closed;
    return answer.split('\r\n')[0] ?? '';
  };

  it.each([
    ['no host', 'GET /health HTTP/1.0', /^HTTP\/1\.1 40[03] /],
    ['an empty host', 'GET /health HTTP/1.1\r\nHost:', /^HTTP\/1\.1 40[03] /],
    ['a host with a space', 'GET /health HTTP/1.1\r\nHost: a b', /^HTTP\/1\.1 40[03] /],
    ['two hosts', 'GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example', /^HTTP\/1\.1 40[03] /],
    [
      'two hosts, the other way round',
      'GET /health HTTP/1.1\r\nHost: evil.example\r\nHost: localhost',
      /^HTTP\/1\.1 40[03] /,
    ],
    [
      'an address of another server',
      'GET http://evil.example/health HTTP/1.1\r\nHost: evil.example',
      /^HTTP\/1\.1 40[03] /,
    ],
    ['no method', 'GARBAGE', /^HTTP\/1\.1 400 /],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost', /^HTTP\/1\.1 40[0345] /],
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost', /^(?:HTTP\/1\.1 40\d .*)?$/],
    ['too many headers', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}`, /^(?:HTTP\/1\.1 431 .*)?$/],
    [
      'a length twice',
      'POST /api/v1/plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked',
      /^HTTP\/1\.1 400 /,
    ],
  ])('such as one with %s is turned down', async (_, head, status) => {
    await using app = await startHttpApp();
    expect(await raw(app.url, `${head}\r\nConnection: close\r\n\r\n`)).toMatch(status);
    expect((await app.ask('/health')).status).toBe(200);
  });
});
