import { describe, expect, it } from 'vitest';
import { startFaultOllama, taggedModel, tags } from '../fixtures/fault-ollama.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

// As little of the package as is looked at before weights are.
const llama = {
  'node_modules/node-llama-cpp/package.json': '{"name":"node-llama-cpp","type":"module","exports":"./index.js"}',
  'node_modules/node-llama-cpp/index.js': 'export const getLlama = 0, LlamaChat = 0, readGgufFileInfo = 0;'.replaceAll(
    '= 0',
    '= () => 0',
  ),
};
const doc = '# Doors\n\nREQ-1 When the button is pressed, the door shall open.\n';

describe('casewright doctor', () => {
  it('shows nothing of a server that would act on the terminal', async () => {
    const name = 'tiny\u001b[2J\u202e:1b\n✓ fake';
    await using server = await startFaultOllama({ tags: tags(taggedModel(name)) });
    await using folder = await temporaryFolder();
    const { stdout } = await runCli(['doctor'], { cwd: folder.path, env: { OLLAMA_HOST: server.url } });
    expect(stdout).toContain('tiny[2J:1b ✓ fake');
    // oxlint-disable-next-line no-control-regex -- this is what is looked for
    expect(stdout).not.toMatch(/[\u001b\u202e]|^✓ fake/m);
  });

  it('asks no host that is not allowed, and says so in its row', async () => {
    await using server = await startFaultOllama();
    await using folder = await temporaryFolder({ 'casewright.yml': 'allowed_hosts: [gpu-box]\n' });
    const { stdout } = await runCli(['doctor'], { cwd: folder.path, env: { OLLAMA_HOST: server.url } });
    expect(stdout).toMatch(/✗ ollama +The host 127\.0\.0\.1 .* is not among allowed_hosts \(gpu-box\)/);
    expect(server.requests).toEqual([]);
  });

  it('ends where an address of the configuration holds a password, and does not repeat it', async () => {
    await using folder = await temporaryFolder({ 'casewright.yml': 'ollama_host: http://user:hunter2@127.0.0.1:9\n' });
    const { code, stdout, stderr } = await runCli(['doctor'], { cwd: folder.path });
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining('INVALID_CONFIGURATION')]);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it.each([['doctor'], ['generate', 'a.md', '--dry-run']])('"%s" downloads no weights', async (...args) => {
    const models = 'models:\n  mine:\n    provider: embedded\n    model: hf:owner/tiny/tiny.gguf\n';
    await using folder = await temporaryFolder({ ...llama, 'a.md': doc, 'casewright.yml': `model: mine\n${models}` });
    const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
    expect(code).toBe(3);
    expect(stdout + stderr).toContain('were not downloaded yet');
  });
});
