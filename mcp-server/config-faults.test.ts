import { once } from 'node:events';
import { access, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bearer, startHttpApp, token } from '../fixtures/http-app.ts';
import { connect } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';
import { configFaults } from './config-faults.ts';

const entry = { provider: 'openai-compatible', model: 'm' } as const;

describe('configFaults()', () => {
  it('finds secrets of the server and files outside the root', async () => {
    await using folder = await temporaryFolder({ 'root/own.key': 'k', secret: 's' });
    const root = join(folder.path, 'root');
    await symlink('../secret', join(root, 'linked.key'));
    const of = async (more: object) => (await configFaults({ models: { x: { ...entry, ...more } } }, root)).length;
    for (const name of ['CASEWRIGHT_HTTP_TOKEN', 'casewright_http_token', 'CASEWRIGHT_X'])
      expect([name, await of({ api_key_env: name })]).toEqual([name, 1]);
    for (const file of ['../secret', join(folder.path, 'secret'), 'linked.key'])
      expect([file, await of({ api_key_file: file })]).toEqual([file, 1]);
    for (const more of [{ api_key_env: 'OPENAI_API_KEY' }, { api_key_file: 'own.key' }, {}])
      expect([more, await of(more)]).toEqual([more, 0]);
    expect(
      await configFaults({ cache: { redis_url_env: 'CASEWRIGHT_HTTP_TOKEN', folder: '../answers' } }, root),
    ).toHaveLength(2);
    expect(await configFaults({ cache: { redis_url_env: 'REDIS_URL', folder: 'answers' } }, root)).toEqual([]);
  });
});

/** A host that a configuration names, and what it was sent. */
async function startHost() {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization ?? 'no key');
    request.resume();
    response
      .setHeader('content-type', 'application/json')
      .end('{"object":"list","data":[{"id":"m","object":"model"}]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const configWith = (key: string) =>
    `model: x\nmodels:\n  x:\n    provider: openai-compatible\n    base_url: http://127.0.0.1:${address.port}/v1\n    model: m\n    ${key}\n`;
  return { sent, configWith, [Symbol.asyncDispose]: async () => void server.close() };
}

describe('a repository that is served', () => {
  it.each(['api_key_env: CASEWRIGHT_HTTP_TOKEN', 'api_key_file: ../secret'])(
    'does not get what is not its own by %s',
    async (key) => {
      await using host = await startHost();
      const files = { 'casewright.yml': host.configWith(key) };
      await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token }, files });
      for (const headers of [{}, bearer]) expect((await app.ask('/health', { headers })).status).toBe(200);
      expect(host.sent).toEqual([]);
      const answer = await app.ask('/health', { headers: bearer });
      expect(await answer.json()).toMatchObject({
        model: { reason: expect.stringContaining('INVALID_CONFIGURATION') },
      });
    },
  );

  it('causes no call of its hosts while nobody with a token asks', async () => {
    await using host = await startHost();
    const files = { 'casewright.yml': host.configWith('api_key_env: MY_KEY') };
    await using app = await startHttpApp({ env: { CASEWRIGHT_HTTP_TOKEN: token, MY_KEY: 'mine' }, files });
    expect(await (await app.ask('/health')).json()).toEqual({ status: 'ok', version: expect.any(String) });
    expect(host.sent).toEqual([]);
    await app.ask('/health', { headers: bearer });
    expect(host.sent).toContain('Bearer mine');
  });

  it('runs no code of its own in the server', async () => {
    const ran = `require('node:fs').writeFileSync(__dirname + '/ran', '');`;
    const files = {
      'casewright.yml': 'cache:\n  redis_url_env: REDIS_URL\n',
      'node_modules/@keyv/redis/package.json': '{"name":"@keyv/redis","main":"i.js"}',
      'node_modules/@keyv/redis/i.js': `${ran} module.exports = class {};`,
      'node_modules/node-llama-cpp/package.json': '{"name":"node-llama-cpp","main":"i.js"}',
      'node_modules/node-llama-cpp/i.js': ran,
      'tiny.gguf': 'GGUF',
    };
    for (const config of [files['casewright.yml'], 'model: embedded:tiny.gguf\n']) {
      const env = { REDIS_URL: 'redis://127.0.0.1:9' };
      await using app = await startHttpApp({ env, files: { ...files, 'casewright.yml': config } });
      expect(await (await app.ask('/health')).json()).toMatchObject({ model: { reachable: false } });
      for (const name of ['@keyv/redis', 'node-llama-cpp'])
        await expect(access(join(app.folder, 'node_modules', name, 'ran'))).rejects.toThrow('ENOENT');
    }
  });

  it('is the limit for the glossary of its configuration, but not of one that the operator names', async () => {
    await using folder = await temporaryFolder({
      'root/casewright.yml': 'glossary: ../words.md\n',
      'words.md': '- **key**: hunter2\n',
    });
    const cwd = join(folder.path, 'root');
    const check = async (args: string[]) => {
      await using client = await connect('modern', { cwd, args });
      return await client.call('check_setup', {});
    };
    expect(await check([])).toMatchObject({
      isError: true,
      text: expect.stringContaining('The glossary ../words.md cannot be read'),
    });
    expect(await check(['--config', 'casewright.yml'])).toMatchObject({ isError: false });
  });
});
