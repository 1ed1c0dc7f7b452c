import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { connect } from '../fixtures/mcp-clients.ts';
import { nowhere, runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const hook = pathToFileURL(join(import.meta.dirname, '../fixtures/watch-process.ts')).href;
const doc = '# Doors\n\nREQ-1 When the button is pressed, the door shall open. See https://example.com/doors.\n';

async function watched(): Promise<
  AsyncDisposable & { path: string; env: Record<string, string>; seen: () => Promise<string[]> }
> {
  const folder = await temporaryFolder({ 'a.md': doc, 'network.log': '' });
  const log = join(folder.path, 'network.log');
  return {
    ...folder,
    env: { NODE_OPTIONS: `--import=${hook}`, CASEWRIGHT_WATCH: log },
    seen: async () => [...new Set((await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''))],
  };
}

describe('the network', () => {
  const commands = [['generate', 'a.md'], ['generate', 'a.md', '--model', 'ollama:tiny:1b', '--force'], ['doctor']];
  for (const args of commands) {
    // MOD-2
    it(`is used by "${args.join(' ')}" for the configured host and for nothing else`, async () => {
      await using ollama = await startAnsweringOllama();
      await using folder = await watched();
      const { code } = await runCli(args, { cwd: folder.path, env: { ...folder.env, OLLAMA_HOST: ollama.host } });
      expect([code, await folder.seen()]).toEqual([0, [`connect ${ollama.host}`]]);
    });
  }

  for (const args of [['parse'], ['plan'], ['check'], ['generate', '--model', 'rules']]) {
    // CLI-7
    it(`is not used at all by "${args.join(' ')}"`, async () => {
      await using ollama = await startAnsweringOllama();
      await using folder = await watched();
      const env = { ...folder.env, OLLAMA_HOST: ollama.host };
      const { stdout, stderr } = await runCli([...args, 'a.md'], { cwd: folder.path, env });
      expect(stdout + stderr).toContain('REQ-1');
      expect(await folder.seen()).toEqual([]);
    });
  }

  it('is used by the MCP server for the configured host and for nothing else', async () => {
    await using ollama = await startAnsweringOllama();
    await using folder = await watched();
    await using client = await connect('modern', {
      cwd: folder.path,
      env: { ...folder.env, OLLAMA_HOST: ollama.host },
    });
    const { isError } = await client.call('generate_test_cases', { path: 'a.md' });
    expect([isError, ollama.calls > 0, await folder.seen()]).toEqual([false, true, [`connect ${ollama.host}`]]);
  });

  it('is used for the configured host only when nothing answers there', async () => {
    await using folder = await watched();
    const { code } = await runCli(['generate', 'a.md'], { cwd: folder.path, env: folder.env });
    expect([code, await folder.seen()]).toEqual([0, [`connect ${nowhere}`]]);
  });

  it('is seen by the hook of these tests, whichever way a program goes out', async () => {
    await using folder = await watched();
    const program = `
      import dgram from 'node:dgram';
      import dns from 'node:dns';
      import http from 'node:http';
      import net from 'node:net';
      import { lookup } from 'node:dns/promises';
      const ignore = () => {};
      await fetch('http://127.0.0.1:49999/fetch').catch(ignore);
      http.get('http://127.0.0.2:9/http').on('error', ignore);
      net.connect(9, '127.0.0.3').on('error', ignore);
      await lookup('promised.invalid').catch(ignore);
      dns.resolve4('asked.invalid', ignore);
      await fetch('http://named.invalid/').catch(ignore);
      dgram.createSocket('udp4');
    `;
    spawnSync(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, ...folder.env } });
    expect((await folder.seen()).toSorted()).toEqual([
      'connect 127.0.0.1:49999',
      'connect 127.0.0.2:9',
      'connect 127.0.0.3:9',
      'connect named.invalid:80',
      'datagram socket',
      'look up asked.invalid',
      'look up promised.invalid',
    ]);
  });
});
