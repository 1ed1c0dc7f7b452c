import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shop } from '../../fixtures/mcp-answers.ts';
import { type HttpServer, startHttpServer } from '../../fixtures/mcp-http.ts';
import { mcpTool } from '../../fixtures/mcp-tools.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

/** The scenarios of the official suite that ask for no fixture of their own, so that they can try a real server. */
const scenarios = {
  '2026-07-28': [
    'tools-list',
    'resources-list',
    'prompts-list',
    'sep-2164-resource-not-found',
    'dns-rebinding-protection',
    'caching',
    'http-header-validation',
    'server-sse-multiple-streams',
    'input-required-result-unsupported-methods',
    'input-required-result-validate-input',
    'server-stateless',
  ],
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'resources-list',
    'prompts-list',
    'dns-rebinding-protection',
  ],
};
const all = Object.entries(scenarios).flatMap(([version, names]) => names.map((name) => [name, version] as const));

const shared = new AsyncDisposableStack();
let server: HttpServer;
let home = '';

beforeAll(async () => {
  const folder = shared.use(await temporaryFolder({ 'repo/shop.md': shop, 'home/x': '' }));
  home = join(folder.path, 'home');
  server = shared.use(await startHttpServer({ cwd: join(folder.path, 'repo') }));
});
afterAll(() => shared.disposeAsync());

async function conformance(scenario: string, version: string): Promise<{ code: number; said: string }> {
  const baseline = join(import.meta.dirname, 'conformance-baseline.yml');
  const target = ['--url', `${server.url}/mcp`, '--scenario', scenario, '--spec-version', version];
  const child = spawn(mcpTool('conformance'), ['server', ...target, '--expected-failures', baseline], {
    cwd: home,
    env: { ...process.env, HOME: home, NO_COLOR: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

describe('the official conformance suite', () => {
  it.each(all)('passes %s of %s', async (scenario, version) => {
    const { code, said } = await conformance(scenario, version);
    expect(said).toMatch(/Passed: [1-9]\d*\/\d+/);
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  });
});
