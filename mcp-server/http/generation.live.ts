import { expect, it } from 'vitest';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const host = process.env['OLLAMA_HOST'] ?? '127.0.0.1:11434';
const text = 'REQ-7 When the user submits an invalid password three times, the system shall lock the account.';

type Body = Record<string, unknown> & { job_id: string };

it('generates in the background with the model at OLLAMA_HOST, and counts what that took', async () => {
  await using folder = await temporaryFolder();
  await using server = await startHttpServer({ cwd: folder.path, env: { OLLAMA_HOST: host } });
  const ask = async (path: string, body?: object): Promise<Body> => {
    const headers = { 'content-type': 'application/json' };
    const sent = body && { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${server.url}${path}`, sent)).json() as Promise<Body>;
  };
  expect(await ask('/health')).toMatchObject({
    status: 'ok',
    model: { reachable: true, name: expect.stringMatching(/^ollama:/) },
  });
  const { job_id } = await ask('/api/v1/generations', { text });
  const standing = () => ask(`/api/v1/generations/${job_id}?wait_seconds=25`);
  await expect.poll(standing, { timeout: 300_000, interval: 0 }).toMatchObject({ status: 'done' });
  expect(await ask(`/api/v1/generations/${job_id}/result`)).toMatchObject({
    model: expect.stringMatching(/^ollama:/),
    summary: { coverage_items: 2, covered: 2, model_calls: expect.any(Number) },
  });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/casewright_model_calls_total\{[^}]*outcome="ok"[^}]*\} [1-9]/);
  expect(metrics).toMatch(/casewright_model_tokens_total\{[^}]*kind="prompt"[^}]*\} [1-9]/);
}, 400_000);
