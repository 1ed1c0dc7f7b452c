import { describe, expect, it } from 'vitest';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { bearer, type HttpApp, startHttpApp, token } from '../../fixtures/http-app.ts';
import { casesOf, checked, expectSameFacts, shop } from '../../fixtures/mcp-answers.ts';
import { connectHttp, eras } from '../../fixtures/mcp-clients.ts';
import { tools } from '../tools.ts';

const files = { 'shop.md': shop };
const accept = { accept: 'application/json, text/event-stream' };

const counted = async (app: HttpApp, headers = {}): Promise<string> => (await app.ask('/metrics', { headers })).text();

describe.each(eras)('with a client of the %s protocol', (era) => {
  it('all tools are listed and answer as on standard streams', async () => {
    await using app = await startHttpApp({ files });
    await using client = await connectHttp(era, app.url);
    expect((await client.tools()).map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    const generated = await checked(client, 'generate_test_cases', { path: 'shop.md' });
    expect(casesOf(generated)).toHaveLength(4);
    expectSameFacts(generated);
    expect(await client.call('plan_coverage', { path: 'none.md' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^not_found/),
    });
    expect(await counted(app)).toMatch(/tool="plan_coverage",outcome="refused"} 1/);
  });

  it('a token is needed, and what it starts belongs to it', async () => {
    const env = { CASEWRIGHT_HTTP_TOKEN: `a:${token},b:${token}-b` };
    await using app = await startHttpApp({ files, env });
    await expect(connectHttp(era, app.url)).rejects.toThrow(/401|bearer|unauthorized/i);
    await using first = await connectHttp(era, app.url, token);
    await using second = await connectHttp(era, app.url, `${token}-b`);
    const { data } = await first.call('start_generation', { path: 'shop.md' });
    const job_id = String(data?.['job_id']);
    expect(await first.call('get_generation', { job_id, wait_seconds: 25 })).toMatchObject({
      data: { status: 'done' },
    });
    expect(await second.call('get_generation', { job_id })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^unknown_job/),
    });
    expect(JSON.stringify(app.lines())).not.toContain(token);
  });

  it('progress arrives while a call waits', async () => {
    const { promise: until, resolve: answer } = Promise.withResolvers<void>();
    await using ollama = await startFaultOllama({ chat: [{ until, status: 400, chunks: ['{"error":"no"}'] }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
    await using client = await connectHttp(era, app.url);
    let seen = 0;
    const onprogress = () => {
      seen += 1;
      answer();
    };
    const { data } = await client.call('generate_test_cases', { path: 'shop.md' }, { onprogress });
    expect(seen).toBeGreaterThan(0);
    expect(data).toMatchObject({ total: 4 });
  });

  it('a call ends after its time, as a tool error that names the way out', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url }, limits: { workMs: 1000 } });
    await using client = await connectHttp(era, app.url);
    const { isError, text } = await client.call('generate_test_cases', { path: 'shop.md' });
    expect([isError, text]).toEqual([
      true,
      expect.stringMatching(/^time_limit: turned down[^]*\n {2}→ Use start_generation/),
    ]);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
  });
});

describe('a client that goes away', () => {
  it('in the middle of a call of the 2026 protocol ends it: the connection to Ollama closes', async () => {
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
    await using client = await connectHttp('modern', app.url);
    const controller = new AbortController();
    const call = client.call('generate_test_cases', { path: 'shop.md' }, { signal: controller.signal });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    controller.abort();
    await expect(call).rejects.toThrow(/abort|cancel/i);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    expect(await client.call('list_requirements', { path: 'shop.md' })).toMatchObject({ data: { total: 3 } });
  });

  it.each([false, true])(
    'in the middle of a call of the 2025 protocol ends it, too (progress: %s)',
    async (progress) => {
      await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
      await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.url } });
      const params = {
        name: 'generate_test_cases',
        arguments: { path: 'shop.md' },
        ...(progress && { _meta: { progressToken: 1 } }),
      };
      const controller = new AbortController();
      const call = app.ask('/mcp', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...accept },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
        signal: controller.signal,
      });
      const ended = call.then((answer) => answer.text()).catch(String);
      await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
      controller.abort();
      expect(await ended).toMatch(/abort/i);
      expect(await ollama.chats()[0]?.closedEarly).toBe(true);
      await expect.poll(() => counted(app)).toMatch(/tool="generate_test_cases",outcome="cancelled"} 1/);
    },
  );
});

describe('the endpoint', () => {
  it.each(['GET', 'DELETE', 'PUT'])('has no sessions: %s is not for it', async (method) => {
    await using app = await startHttpApp();
    const answer = await app.ask('/mcp', { method, headers: accept });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('counts an unknown tool nowhere and answers as the protocol says', async () => {
    await using app = await startHttpApp();
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'rm_rf', arguments: {} } };
    const answer = await app.post('/mcp', call, accept);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('-32602')]);
    expect(answer.headers.get('x-correlation-id')).toMatch(/./);
    expect(await counted(app)).not.toContain('rm_rf');
  });

  it('answers garbage without falling over', async () => {
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token } });
    for (const body of ['', '{', '[]', 'null', '"x"', '{"jsonrpc":"2.0"}', '[1,2]', '{"__proto__":{}}']) {
      const { status } = await app.post('/mcp', body, { ...accept, ...bearer });
      expect([body, status >= 400 && status < 500]).toEqual([body, true]);
    }
  });
});
