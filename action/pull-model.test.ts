import { describe, expect, it } from 'vitest';
import { chat, startFaultOllama } from '../fixtures/fault-ollama.ts';
import { bodyOf, github, lock, plain } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const head = { ...plain, 'shop.md': lock };
const missing = { pulled: 'qwen3:8b', chat: [chat(['{}'])] };

describe.concurrent('a model that is missing', () => {
  it('fails the job, names what to do, and is not downloaded unasked', async () => {
    await using ollama = await startFaultOllama(missing);
    await using fake = await github(plain, head);
    const run = await runAction(fake, { inputs: { model: 'ollama:qwen3:8b', 'ollama-host': ollama.url } });
    expect(run).toMatchObject({ code: 1, log: expect.stringMatching(/MODEL_NOT_FOUND.*ollama pull qwen3:8b/) });
    expect(ollama.requests.map(({ path }) => path)).not.toContain('/api/pull');
    expect(fake.writes()).toEqual([]);
  });

  it('is downloaded where the workflow says so, and asked', async () => {
    await using ollama = await startFaultOllama(missing);
    await using fake = await github(plain, head);
    const inputs = { model: 'ollama:qwen3:8b', 'ollama-host': ollama.url, 'pull-model': 'true' };
    const run = await runAction(fake, { inputs });
    expect(run).toMatchObject({ code: 0, log: expect.stringContaining('Pulling qwen3:8b') });
    expect(ollama.requests.filter(({ path }) => path === '/api/pull').map(({ body }) => body)).toEqual([
      { name: 'qwen3:8b', stream: true },
    ]);
    expect(bodyOf(fake)).toContain('ollama:qwen3:8b');
  });

  it('of the configuration is downloaded from the place that it names', async () => {
    await using ollama = await startFaultOllama(missing);
    const config = {
      'casewright.yml': `model: team\nmodels:\n  team: { provider: ollama, model: 'qwen3:8b', base_url: '${ollama.url}' }\n`,
    };
    await using fake = await github({ ...plain, ...config }, { ...head, ...config });
    const run = await runAction(fake, { inputs: { 'pull-model': 'true' } });
    expect(run.code).toBe(0);
    expect(ollama.requests.map(({ path }) => path)).toContain('/api/pull');
  });

  it('that cannot be downloaded fails the job with both reasons', async () => {
    const pull = { type: 'application/x-ndjson', chunks: ['{"error":"pull model manifest: file does not exist"}\n'] };
    await using ollama = await startFaultOllama({ ...missing, pull });
    await using fake = await github(plain, head);
    const inputs = { model: 'ollama:qwen3:8b', 'ollama-host': ollama.url, 'pull-model': 'true' };
    const run = await runAction(fake, { inputs });
    expect(run).toMatchObject({ code: 1, log: expect.stringMatching(/::warning::.*file does not exist/) });
    expect(run.log).toContain('MODEL_NOT_FOUND');
  });
});
