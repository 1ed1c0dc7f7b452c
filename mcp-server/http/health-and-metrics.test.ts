import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../../fixtures/answering-ollama.ts';
import { startFaultOllama } from '../../fixtures/fault-ollama.ts';
import { startHttpApp } from '../../fixtures/http-app.ts';
import { shop } from '../../fixtures/mcp-answers.ts';
import { expectAsDescribed, openApiOf } from '../../fixtures/openapi-answers.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { modelProbe } from './health.ts';

const files = { 'shop.md': shop };

describe('/health', () => {
  it('names the model that would write', async () => {
    await using ollama = await startAnsweringOllama();
    await using app = await startHttpApp({ env: { OLLAMA_HOST: ollama.host } });
    const body = await expectAsDescribed(
      await openApiOf(app),
      { path: '/health', method: 'get' },
      await app.ask('/health'),
    );
    expect(body).toEqual({
      status: 'ok',
      version: expect.any(String),
      uptime_seconds: expect.any(Number),
      model: { reachable: true, name: 'ollama:tiny:1b' },
      jobs: { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 },
    });
  });

  it.each([
    ['no engine is there', {}, {}, 'degraded', /cannot be reached/],
    ['the operator wants none', {}, { 'casewright.yml': 'model: rules\n' }, 'ok', /rules write/],
    ['the configuration is broken', {}, { 'casewright.yml': 'seeed: 1\n' }, 'degraded', /unknown key/],
  ])('is fine with the rules where %s', async (_, env, more, status, reason) => {
    await using app = await startHttpApp({ env, files: more });
    const answer = await app.ask('/health');
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { status, model: { reachable: false, reason: expect.stringMatching(reason) } },
    ]);
  });

  it.each([
    ['is a file', { state: 'x' }, 'state', /state is no folder/],
    ['lies in a file', { state: 'x' }, 'state/deep', /state is no folder/],
    ['holds something else', { 'state/jobs.sqlite': 'x'.repeat(4096) }, 'state', /no database of jobs/],
  ])('says why no job can be kept where its folder %s', async (_, more, state, reason) => {
    await using ollama = await startAnsweringOllama();
    await using folder = await temporaryFolder(more);
    const env = { OLLAMA_HOST: ollama.host, CASEWRIGHT_STATE_DIR: join(folder.path, state) };
    await using app = await startHttpApp({ env });
    const description = await openApiOf(app);
    const body = await expectAsDescribed(description, { path: '/health', method: 'get' }, await app.ask('/health'));
    expect(body).toMatchObject({
      status: 'degraded',
      model: { reachable: true },
      jobs: { reason: expect.stringMatching(reason) },
    });
  });

  it('does not wait long for an engine that says nothing', async () => {
    await using ollama = await startFaultOllama({ tags: { ending: 'hang' }, version: { ending: 'hang' } });
    await using app = await startHttpApp({ env: { OLLAMA_HOST: ollama.url } });
    expect(await (await app.ask('/health')).json()).toMatchObject({ status: 'degraded', model: { reachable: false } });
  });

  it('asks the engine once for all who ask within ten seconds', async () => {
    let [time, asked] = [0, 0];
    const probe = async () => ({ wanted: true, reachable: (asked += 1) > 1 });
    const { ask, known } = modelProbe({ probe, now: () => time });
    expect(known()).toBeUndefined();
    expect(await Promise.all([ask(), ask()])).toMatchObject([{ reachable: false }, { reachable: false }]);
    time = 9999;
    expect(await ask()).toMatchObject({ reachable: false });
    time = 10_000;
    expect(await ask()).toMatchObject({ reachable: true });
    expect(known()).toMatchObject({ reachable: true });
    expect(asked).toBe(2);
  });
});

const names = {
  casewright_build_info: 'gauge',
  casewright_http_requests_total: 'counter',
  casewright_http_request_duration_seconds: 'histogram',
  casewright_tool_calls_total: 'counter',
  casewright_tool_duration_seconds: 'histogram',
  casewright_jobs: 'gauge',
  casewright_cases_total: 'counter',
  casewright_requirements_total: 'counter',
  casewright_cases_rejected_total: 'counter',
  casewright_model_calls_total: 'counter',
  casewright_model_call_duration_seconds: 'histogram',
  casewright_model_tokens_total: 'counter',
  casewright_cache_lookups_total: 'counter',
  casewright_model_retries_total: 'counter',
};

/** Samples of the text format, by name and labels. Fails at a line that is none. */
function samplesIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] =
        /^([a-z_][\w:]*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/i.exec(line) ?? [];
      expect([line, series === '' || Number.isNaN(Number(value))]).toEqual([line, false]);
      return [series, Number(value)];
    }),
  );
}

describe('/metrics', () => {
  it('holds every name that dashboards use, with what has happened', async () => {
    await using ollama = await startAnsweringOllama();
    await using app = await startHttpApp({ files, env: { OLLAMA_HOST: ollama.host } });
    await app.post('/api/v1/test-cases', { path: 'shop.md' });
    await app.post('/api/v1/test-cases', { path: 'shop.md' });
    await app.post('/api/v1/plans', { path: 'none.md' });
    const begun = await app.post('/api/v1/generations', { path: 'shop.md' });
    await app.ask(`${begun.headers.get('location') ?? ''}?wait_seconds=25`);
    for (const path of ['/api/v1/<script>', '/wp-admin.php', '/api/v1/generations/secret-id']) await app.ask(path);
    const answer = await app.ask('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    const samples = samplesIn(text);
    for (const [name, type] of Object.entries(names)) {
      expect(text).toContain(`# TYPE ${name} ${type}\n`);
      expect([name, [...samples.keys()].some((series) => series.startsWith(name))]).toEqual([name, true]);
    }
    const of = (series: string) => samples.get(series) ?? 0;
    expect(of('casewright_http_requests_total{method="POST",route="/api/v1/test-cases",status="200"}')).toBe(2);
    expect(of('casewright_http_requests_total{method="GET",route="unknown",status="404"}')).toBe(2);
    expect(of('casewright_http_requests_total{method="GET",route="/api/v1/generations/{id}",status="404"}')).toBe(1);
    expect(of('casewright_tool_calls_total{tool="generate_test_cases",outcome="ok"}')).toBe(2);
    expect(of('casewright_tool_calls_total{tool="plan_coverage",outcome="refused"}')).toBe(1);
    expect(of('casewright_jobs{state="done"}')).toBe(1);
    expect(of('casewright_cases_total{written_by="rules"}')).toBe(12);
    expect(of('casewright_requirements_total')).toBe(9);
    expect(of('casewright_model_calls_total{model="ollama:tiny:1b",outcome="ok"}')).toBe(ollama.calls);
    expect(of('casewright_model_call_duration_seconds_count{model="ollama:tiny:1b"}')).toBe(ollama.calls);
    expect(of('casewright_model_tokens_total{kind="answer"}')).toBe(ollama.calls);
    expect(text).not.toMatch(/<script|wp-admin|secret-id|none\.md/);
  });
});
