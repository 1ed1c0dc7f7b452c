import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { bearer, type HttpApp, startHttpApp, token } from '../../fixtures/http-app.ts';
import { good, shop } from '../../fixtures/mcp-answers.ts';
import { expectAsDescribed, openApiOf } from '../../fixtures/openapi-answers.ts';

const files = { 'shop.md': shop };

/** One request, and its answer once it is known to be as described. */
async function send(app: HttpApp, method: string, path: string, given: { body?: unknown; at?: string } = {}) {
  const at = given.at ?? path;
  const answer =
    method === 'post' ? await app.post(at, given.body) : await app.ask(at, { method: method.toUpperCase() });
  const body = await expectAsDescribed(await openApiOf(app), { path, method }, answer.clone());
  return { status: answer.status, headers: answer.headers, body };
}

describe('a route', () => {
  it.each([
    ['/api/v1/requirements', { path: 'shop.md' }, { total: 3, requirements: [{ id: 'REQ-7' }, {}, {}] }],
    ['/api/v1/plans', { path: 'shop.md' }, { coverage_items: expect.any(Array), questions: expect.any(Array) }],
    ['/api/v1/test-cases', { path: 'shop.md', detail: 'full' }, { total: 4, model: 'rules', cases: expect.any(Array) }],
    ['/api/v1/checks', { path: 'shop.md', cases: [good] }, { verdicts: [{ passed: true }] }],
    ['/api/v1/traces', {}, expect.any(Object)],
  ])('%s answers with the data of its tool', async (path, body, expected) => {
    await using app = await startHttpApp({ files });
    expect(await send(app, 'post', path, { body })).toMatchObject({ status: 200, body: expected });
  });

  it.each([
    ['/api/v1/requirements', { path: 'shpo.md' }, 404, 'not_found'],
    ['/api/v1/requirements', { path: '../shop.md' }, 403, 'outside_root'],
    ['/api/v1/requirements', { path: 'a\u0000b' }, 400, 'invalid_path'],
    ['/api/v1/plans', { text: 'Hello.' }, 422, 'no_requirement'],
    ['/api/v1/plans', { text: '  ' }, 422, 'empty_document'],
    ['/api/v1/plans', { text: 'x'.repeat(1_000_001) }, 413, 'too_large'],
    ['/api/v1/plans', { path: 'shop.md', ids: ['REQ-8'] }, 404, 'unknown_requirement'],
    ['/api/v1/test-cases', { path: 'shop.md', model: 'gpt-9' }, 404, 'unknown_model'],
    ['/api/v1/test-cases', { path: 'shop.md', cursor: 'abc' }, 404, 'unknown_cursor'],
    ['/api/v1/test-cases', {}, 400, 'wrong_argument'],
    ['/api/v1/checks', { path: 'shop.md' }, 400, 'missing_argument'],
    ['/api/v1/checks', { path: 'shop.md', cases: ['x'] }, 400, 'wrong_argument'],
    ['/api/v1/traces', { pth: 1 }, 400, 'unknown_argument'],
    ['/api/v1/exports', { path: 'shop.md', format: 'nothing' }, 400, 'wrong_argument'],
    ['/api/v1/suites', { path: 'shop.md' }, 400, 'missing_argument'],
    ['/api/v1/generations', { path: 'shop.md', model: 'gpt-9' }, 404, 'unknown_model'],
  ])('%s answers %j with %i and the way out', async (path, body, status, code) => {
    await using app = await startHttpApp({ files });
    const answer = await send(app, 'post', path, { body });
    expect(answer).toMatchObject({ status, body: { status, code, hint: expect.stringMatching(/\S/), instance: path } });
    expect(answer.body['correlation_id']).toBe(answer.headers.get('x-correlation-id'));
  });

  it('GET /api/v1/setup says who would write', async () => {
    await using app = await startHttpApp({ files });
    expect(await send(app, 'get', '/api/v1/setup')).toMatchObject({ status: 200 });
    expect(await send(app, 'get', '/api/v1/setup', { at: '/api/v1/setup?x=1' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_argument' },
    });
  });

  it('/api/v1/suites keeps what passes, for an export', async () => {
    await using app = await startHttpApp({ files });
    const { status } = await send(app, 'post', '/api/v1/suites', { body: { path: 'shop.md', cases: [good] } });
    expect(status).toBe(200);
    expect(await readdir(`${app.folder}/casewright`)).toContain('casewright.lock');
    const exported = await send(app, 'post', '/api/v1/exports', { body: { path: 'shop.md', format: 'csv' } });
    expect([exported.status, JSON.stringify(exported.body)]).toEqual([200, expect.stringContaining(good.title)]);
  });

  it('does not exist where its tool is not offered, nor in the description', async () => {
    await using app = await startHttpApp({ files, readOnly: true, tools: ['plan_coverage', 'save_test_cases'] });
    const { paths, components } = await openApiOf(app);
    expect(Object.keys(paths)).toEqual(['/api/v1/plans', '/', '/health', '/metrics']);
    expect(Object.keys(components.schemas)).toEqual(expect.not.arrayContaining(['SaveTestCasesArguments']));
    for (const path of ['/api/v1/suites', '/api/v1/test-cases', '/generate-tests'])
      expect([path, (await app.post(path, {})).status]).toEqual([path, 404]);
    expect((await app.post('/api/v1/plans', { path: 'shop.md' })).status).toBe(200);
  });
});

describe('a generation', () => {
  const one = '/api/v1/generations/{id}';

  it('is begun, looked at, and fetched page by page', async () => {
    await using app = await startHttpApp({ files });
    const begun = await send(app, 'post', '/api/v1/generations', { body: { path: 'shop.md' } });
    const at = begun.headers.get('location') ?? '';
    expect(begun).toMatchObject({ status: 202, body: { job_id: expect.any(String) } });
    expect([at, Number(begun.headers.get('retry-after'))]).toEqual([
      `/api/v1/generations/${String(begun.body['job_id'])}`,
      2,
    ]);
    const looked = await send(app, 'get', one, { at: `${at}?wait_seconds=25` });
    expect(looked).toMatchObject({ status: 200, body: { status: 'done', progress: { done: 2, total: 2 } } });
    expect(looked.body).not.toHaveProperty('cases');
    const result = await send(app, 'get', `${one}/result`, { at: `${at}/result?limit=3&detail=full` });
    expect(result.body).toMatchObject({ total: 4, cases: [{ evidence: expect.any(Array) }, {}, {}] });
    const next = String(result.body['next_cursor']);
    const rest = await send(app, 'get', `${one}/result`, { at: `${at}/result?limit=3&cursor=${next}` });
    expect(rest.body).toMatchObject({ cases: [{ id: 'TC-EXP-2-2' }] });
    expect(await send(app, 'get', `${one}/result`, { at: `${at}/result?limit=x` })).toMatchObject({ status: 400 });
    expect(await send(app, 'get', one, { at: `${at}?limit=3` })).toMatchObject({
      status: 400,
      body: { code: 'unknown_argument' },
    });
  });

  it('has no result before its end, and ends when it is told to, with its call of the model', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
    const at =
      (await send(app, 'post', '/api/v1/generations', { body: { path: 'shop.md' } })).headers.get('location') ?? '';
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    const early = await send(app, 'get', `${one}/result`, { at: `${at}/result` });
    expect(early).toMatchObject({ status: 409, body: { code: 'not_finished' } });
    expect(Number(early.headers.get('retry-after'))).toBe(2);
    expect(await send(app, 'delete', one, { at })).toMatchObject({
      status: 200,
      body: { job_id: at.split('/').at(-1) },
    });
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    expect(await send(app, 'get', one, { at: `${at}?wait_seconds=25` })).toMatchObject({
      body: { status: 'cancelled' },
    });
  });

  // JOB-2
  it('is unknown to others', async () => {
    const env = { CASEWRIGHT_HTTP_TOKEN: `a:${token},b:${token}-b` };
    await using app = await startHttpApp({ files, env });
    const begun = await app.post('/api/v1/generations', { path: 'shop.md' }, bearer);
    const at = begun.headers.get('location') ?? '';
    expect((await app.ask(at, { headers: bearer })).status).toBe(200);
    for (const path of [at, `${at}/result`]) {
      const foreign = await app.ask(path, { headers: { authorization: `Bearer ${token}-b` } });
      expect([foreign.status, await foreign.json()]).toMatchObject([404, { code: 'unknown_job' }]);
    }
  });

  // HOST-5
  it.each(['x', '..%2f..', '%00', 'x'.repeat(500)])('with the id %s is unknown', async (id) => {
    await using app = await startHttpApp();
    for (const path of [`/api/v1/generations/${id}`, `/api/v1/generations/${id}/result`])
      expect([path, (await app.ask(path)).status]).toEqual([path, 404]);
    expect((await app.ask(`/api/v1/generations/${id}`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('a call that waits', () => {
  it('ends with its client: the connection to Ollama closes', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
    const controller = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ path: 'shop.md' });
    const call = app.ask('/api/v1/test-cases', { method: 'POST', headers, body, signal: controller.signal });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    controller.abort();
    await expect(call).rejects.toThrow(/abort/);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    await expect
      .poll(async () => (await app.ask('/metrics')).text())
      .toMatch(/tool="generate_test_cases",outcome="cancelled"} 1/);
    expect(app.lines().find(({ path }) => path === '/api/v1/test-cases')).toMatchObject({ status: 499, level: 'info' });
  });

  it('ends after its time, with its work', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url }, limits: { workMs: 1500 } });
    const answer = await send(app, 'post', '/api/v1/test-cases', { body: { path: 'shop.md' } });
    expect(answer).toMatchObject({
      status: 504,
      body: { code: 'time_limit', hint: expect.stringContaining('start_generation') },
    });
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
  });

  it('ends with the server', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
    const call = app.post('/api/v1/test-cases', { path: 'shop.md' });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    app.ending.abort();
    expect([(await call).status, await (await call).json()]).toMatchObject([503, { code: 'shutting_down' }]);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
  });

  it('is warned of when it is slow, without the time that the client asked for', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({
      files,
      env: { OLLAMA_HOST: ollama.url },
      limits: { slowMs: 1500, workMs: 2500 },
    });
    const slow = () => app.lines().filter(({ msg }) => msg === 'slow request');
    // On a busy machine any request may be slow, but one that waited is not slow for that.
    const waiting = () => slow().filter(({ waited_ms }) => Number(waited_ms) > 0);
    const begun = await app.post('/api/v1/generations', { path: 'shop.md' });
    await app.ask(`${begun.headers.get('location') ?? ''}?wait_seconds=25`);
    expect(waiting()).toEqual([]);
    await app.post('/api/v1/test-cases', { path: 'shop.md' });
    const warned = slow().filter(({ route }) => route === '/api/v1/test-cases');
    expect(warned).toMatchObject([{ level: 'warn', ms: expect.any(Number) }]);
  });
});
