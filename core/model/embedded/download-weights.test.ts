import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Reply, type SeenRequest, startFaultServer } from '../../../fixtures/fault-server.ts';
import { temporaryFolder } from '../../../fixtures/temp-folder.ts';
import type { DownloadProgress } from './download-weights.ts';
import { modelCache, parseWeights, weightsFile } from './weights.ts';

const bytes = Buffer.from('GGUF'.repeat(5000));
const digest = createHash('sha256').update(bytes).digest('hex');
const weights = parseWeights('hf:owner/tiny/q4/tiny.gguf');

type Hub = { head?: Reply; body?: (have: number, request: SeenRequest) => Reply };

/** Speaks as Hugging Face does: the digest with a redirect, then the bytes elsewhere. */
const startHub = ({ head, body = (have) => rest(have) }: Hub = {}) =>
  startFaultServer((request) => {
    if (request.method === 'HEAD') return head ?? redirect({ 'x-linked-etag': `"${digest}"` });
    return body(Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0), request);
  });

const redirect = (more: Record<string, string>): Reply => ({
  status: 302,
  headers: { location: '/cdn/blob', 'x-linked-size': String(bytes.length), ...more },
});

const rest = (have: number): Reply => ({ status: have > 0 ? 206 : 200, chunks: [bytes.subarray(have)] });

const download = (
  url: string,
  cache: string,
  more: {
    download?: boolean;
    token?: string;
    onProgress?: (progress: DownloadProgress) => void;
    signal?: AbortSignal;
  } = {},
) => weightsFile('embedded:tiny', weights, { folder: cache, cache, download: true, fetch, hub: url, ...more });

it.each([
  ['models/a.gguf', { kind: 'file', path: 'models/a.gguf' }],
  ['/a/b.gguf', { kind: 'file', path: '/a/b.gguf' }],
  ['hf:owner/repo/file.gguf', { kind: 'hub', repository: 'owner/repo', file: 'file.gguf' }],
  ['hf:owner/repo:file.gguf', { kind: 'hub', repository: 'owner/repo', file: 'file.gguf' }],
  ['hf:owner/repo/sub/file.gguf', { kind: 'hub', repository: 'owner/repo', file: 'sub/file.gguf' }],
  ['owner/repo:file.gguf', { kind: 'hub', repository: 'owner/repo', file: 'file.gguf' }],
  ['hf:owner/../file.gguf', { kind: 'file', path: 'hf:owner/../file.gguf' }],
  ['hf:owner/repo', { kind: 'file', path: 'hf:owner/repo' }],
  ['C:\\models\\a.gguf', { kind: 'file', path: 'C:\\models\\a.gguf' }],
])('reads %s', (given, expected) => {
  expect(parseWeights(given)).toEqual(expected);
});

it('keeps downloads where the user keeps caches', () => {
  expect(modelCache({ XDG_CACHE_HOME: '/c' })).toBe(join('/c', 'casewright', 'models'));
});

it('downloads once, with progress, and checks the digest', async () => {
  await using hub = await startHub();
  await using cache = await temporaryFolder();
  const progress: DownloadProgress[] = [];
  const file = await download(hub.url, cache.path, { onProgress: (now) => progress.push(now) });
  const path = join(cache.path, 'owner/tiny/q4/tiny.gguf');
  expect(file).toEqual({ ok: true, path, size: bytes.length });
  expect(await readFile(path)).toEqual(bytes);
  expect(progress.at(-1)).toEqual({ received: bytes.length, total: bytes.length });
  await download(hub.url, cache.path);
  expect(hub.requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
    'HEAD /owner/tiny/resolve/main/q4/tiny.gguf',
    'GET /cdn/blob',
  ]);
});

it('goes on where an earlier run stopped', async () => {
  await using hub = await startHub();
  await using cache = await temporaryFolder({ 'owner/tiny/q4/tiny.gguf.part': bytes.subarray(0, 7000) });
  expect(await download(hub.url, cache.path)).toMatchObject({ ok: true, size: bytes.length });
  expect(hub.requests.at(-1)?.headers.range).toBe('bytes=7000-');
});

it('fails where the connection breaks, and succeeds at the next attempt', async () => {
  let broken = false;
  await using hub = await startHub({
    body: (have) => {
      if (broken) return rest(have);
      broken = true;
      return { headers: { 'content-length': String(bytes.length) }, chunks: [bytes.subarray(0, 7000)], ending: 'cut' };
    },
  });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path)).toMatchObject({ ok: false, kind: 'download_failed', retryable: true });
  expect(await readdir(join(cache.path, 'owner/tiny/q4'))).toEqual(['tiny.gguf.part']);
  expect(await download(hub.url, cache.path)).toMatchObject({ ok: true, size: bytes.length });
});

it('starts again where the server sends all of it once more', async () => {
  await using hub = await startHub({ body: () => ({ chunks: [bytes] }) });
  await using cache = await temporaryFolder({ 'owner/tiny/q4/tiny.gguf.part': 'other beginning' });
  expect(await download(hub.url, cache.path)).toMatchObject({ ok: true, size: bytes.length });
});

it('drops what has another digest', async () => {
  await using hub = await startHub({ body: () => ({ chunks: [bytes.toString().toLowerCase()] }) });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path)).toMatchObject({ kind: 'checksum_differs', values: { expected: digest } });
  expect(await readdir(join(cache.path, 'owner/tiny/q4'))).toEqual([]);
});

it.each([
  [404, 'weights_missing'],
  [401, 'access_denied'],
  [500, 'download_failed'],
])('says what a hub means by %i', async (status, kind) => {
  await using hub = await startHub({ head: { status } });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path)).toMatchObject({ ok: false, kind });
});

it('tells its token to the hub, and to no other host', async () => {
  await using elsewhere = await startFaultServer(() => rest(0));
  await using hub = await startHub({
    head: redirect({ location: `${elsewhere.url}/blob`, 'x-linked-etag': `"${digest}"` }),
  });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path, { token: 'hf_secret' })).toMatchObject({ ok: true });
  expect(hub.requests[0]?.headers.authorization).toBe('Bearer hf_secret');
  expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization');
});

it('downloads nothing where it may not, and says what does', async () => {
  await using hub = await startHub();
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path, { download: false })).toMatchObject({
    kind: 'weights_not_downloaded',
    code: 'MODEL_NOT_FOUND',
    hint: expect.stringContaining('casewright generate'),
  });
  expect(hub.requests).toEqual([]);
  await download(hub.url, cache.path);
  expect(await download(hub.url, cache.path, { download: false })).toMatchObject({ ok: true });
});

it('refuses weights of which the hub tells neither digest nor size', async () => {
  await using hub = await startHub({ head: {} });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path)).toMatchObject({ kind: 'weights_unverified', code: 'MODEL_REFUSED' });
  expect(hub.requests.map(({ method }) => method)).toEqual(['HEAD']);
});

it('takes a size alone, from wherever the redirects end', async () => {
  await using hub = await startFaultServer(({ method, path }) => {
    if (path !== '/moved') return { status: 307, headers: { location: '/moved' } };
    return method === 'HEAD' ? { headers: { 'content-length': String(bytes.length) } } : { chunks: [bytes] };
  });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path, { token: 'hf_secret' })).toMatchObject({ ok: true, size: bytes.length });
  expect(new Set(hub.requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer hf_secret']));
});

it.each([
  ['to another host without encryption', 'http://storage.invalid/blob'],
  ['to another protocol', 'file:///etc/passwd'],
  ['round and round', '/again'],
])('follows no redirect %s', async (_, location) => {
  const aside: Reply = { status: 302, headers: { location } };
  await using cache = await temporaryFolder();
  for (const script of [{ head: aside }, { body: () => aside }]) {
    await using hub = await startHub(script);
    expect(await download(hub.url, cache.path, { token: 'hf_secret' })).toMatchObject({
      kind: 'download_failed',
      values: { detail: expect.stringContaining('it redirects') },
    });
  }
});

it('keeps the token from a host that the bytes are redirected to', async () => {
  await using elsewhere = await startFaultServer(() => rest(0));
  await using hub = await startHub({ body: () => ({ status: 302, headers: { location: `${elsewhere.url}/blob` } }) });
  await using cache = await temporaryFolder();
  expect(await download(hub.url, cache.path, { token: 'hf_secret' })).toMatchObject({ ok: true });
  expect(hub.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer hf_secret', 'Bearer hf_secret']);
  expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization');
});

it('takes a cancellation and keeps what has come', async () => {
  await using hub = await startHub({ body: () => ({ chunks: [bytes.subarray(0, 7000)], ending: 'hang' }) });
  await using cache = await temporaryFolder();
  const stop = new AbortController();
  const file = download(hub.url, cache.path, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(await file).toMatchObject({ code: 'CANCELLED' });
  expect(await readdir(join(cache.path, 'owner/tiny/q4'))).toEqual(['tiny.gguf.part']);
});
