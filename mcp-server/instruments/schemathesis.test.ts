import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shop } from '../../fixtures/mcp-answers.ts';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import { mcpTool } from '../../fixtures/mcp-tools.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

/**
 * Not among them: that everything else than the schema is turned down (we understand other usual names and numbers as text),
 * that everything that fits it is taken (a text may hold no requirement), and that what was deleted is gone (a cancelled
 * generation keeps what was finished).
 */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'ignored_auth',
];
const token = 'correct-horse-battery-staple';

it('the REST interface holds what its OpenAPI document promises, whatever is sent', async () => {
  await using folder = await temporaryFolder({ 'repo/shop.md': shop, 'home/x': '' });
  const env = { CASEWRIGHT_HTTP_TOKEN: token, CASEWRIGHT_RATE_LIMIT: '1000000' };
  await using server = await startHttpServer({ cwd: join(folder.path, 'repo'), env });
  const home = join(folder.path, 'home');
  const child = spawn(
    mcpTool('schemathesis'),
    [
      'run',
      `${server.url}/api/v1/openapi.json`,
      '--url',
      server.url,
      '--header',
      `Authorization: Bearer ${token}`,
      '--checks',
      checks.join(','),
      '--max-examples',
      '25',
      '--seed',
      '7',
      '--workers',
      '2',
      '--no-color',
    ],
    { cwd: home, env: { ...process.env, HOME: home } },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  expect(said).toMatch(/Test cases:\s+\d{3,} generated/);
  expect([code, code === 0 ? '' : said.slice(-6000)]).toEqual([0, '']);
  expect(server.lines().filter(({ level, status }) => level === 'error' || Number(status) >= 500)).toEqual([]);
});
