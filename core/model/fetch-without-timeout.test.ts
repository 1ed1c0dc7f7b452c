import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { chat, failure, startFaultOllama, tags } from '../../fixtures/fault-ollama.ts';
import { fetchWithoutTimeout } from './fetch-without-timeout.ts';

it('sends method, headers and body, and streams the answer', async () => {
  await using server = await startFaultOllama({ chat: [chat(['é'])] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, {
    method: 'POST',
    headers: { authorization: 'Basic abc' },
    body: '{"a":1}',
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('"content":"é"');
  expect(server.requests).toMatchObject([{ method: 'POST', body: { a: 1 }, headers: { authorization: 'Basic abc' } }]);
});

it('turns a failed status without JSON into an error object', async () => {
  const page = { status: 502, type: 'text/html', chunks: ['<html><h1>Bad  gateway</h1></html>'] };
  await using server = await startFaultOllama({ chat: [page] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
  expect([response.status, await response.json()]).toEqual([502, { error: 'Bad gateway' }]);
});

it('keeps the error of a failed status with JSON', async () => {
  await using server = await startFaultOllama({ chat: [failure(400, 'failed to parse grammar')] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
  expect(await response.json()).toEqual({ error: 'failed to parse grammar' });
});

it('follows no redirect', async () => {
  await using other = await startFaultOllama();
  await using server = await startFaultOllama({
    tags: { status: 307, headers: { location: `${other.url}/api/tags` } },
  });
  const response = await fetchWithoutTimeout(`${server.url}/api/tags`);
  expect([response.status, await response.json()]).toEqual([307, { error: expect.stringContaining(other.url) }]);
  expect(other.requests).toEqual([]);
});

it('turns a line of a stream that is no JSON object into an error line', async () => {
  const chunks = ['{"done":false}\n', 'null\n', '{"cut":'];
  await using server = await startFaultOllama({ chat: [{ type: 'application/x-ndjson', chunks }] });
  const text = await (await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' })).text();
  const lines: unknown[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { done: false },
    { error: expect.stringContaining('null') },
    { error: expect.stringContaining('{"cut":') },
  ]);
});

it('takes an abort to the socket before the first byte', async () => {
  await using server = await startFaultOllama({ chat: [{ delayMs: 60_000 }] });
  const stop = new AbortController();
  const response = fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}', signal: stop.signal });
  while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  await expect(response).rejects.toMatchObject({ name: 'AbortError' });
  expect(await server.requests[0]?.closedEarly).toBe(true);
});

it('uses no proxy of the environment', async () => {
  await using proxy = await startFaultOllama();
  await using server = await startFaultOllama({ tags: tags() });
  const script = `import { fetchWithoutTimeout } from ${JSON.stringify(new URL('fetch-without-timeout.ts', import.meta.url).href)};
    process.stdout.write(await (await fetchWithoutTimeout('${server.url}/api/tags')).text());`;
  const env = {
    ...process.env,
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: proxy.url,
    http_proxy: proxy.url,
    NO_PROXY: '',
    no_proxy: '',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  expect(stdout).toBe('{"models":[]}');
  expect(proxy.requests).toEqual([]);
});

it('leaves an event stream as it is', async () => {
  const chunks = ['data: {"a":1}\n\n', ': a comment\n\ndata: [DO', 'NE]\n\n'];
  await using server = await startFaultOllama({ chat: [{ type: 'text/event-stream; charset=utf-8', chunks }] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
  expect(await response.text()).toBe(chunks.join(''));
});

it('ends an event stream with a line of more than a megabyte', async () => {
  const chunks = Array.from({ length: 18 }, () => 'x'.repeat(65_536));
  await using server = await startFaultOllama({ chat: [{ type: 'text/event-stream', chunks }] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
  await expect(response.text()).rejects.toThrow('line of more than');
});

it.each([
  [{ error: { message: 'Too long', code: 'context_length_exceeded' } }, 'Too long (context_length_exceeded)'],
  [{ object: 'error', message: 'Too long', code: 400 }, 'Too long'],
  [{ detail: 'Not allowed' }, 'Not allowed'],
  [{ error: { reason: 'x' } }, '{"reason":"x"}'],
  [['x'], '["x"]'],
])('finds what a server says of an error in %j', async (body, error) => {
  const reply = { status: 400, headers: { 'retry-after': '3' }, chunks: [JSON.stringify(body)] };
  await using server = await startFaultOllama({ chat: [reply] });
  const response = await fetchWithoutTimeout(`${server.url}/api/chat`, { method: 'POST', body: '{}' });
  expect(response.headers.get('retry-after')).toBe('3');
  expect(await response.json()).toEqual({ error });
});
