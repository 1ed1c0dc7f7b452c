import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { startFaultOllama } from '../fixtures/fault-ollama.ts';
import { heartbeatMs } from './heartbeat.ts';
import { connect, connectAs, eras } from '../fixtures/mcp-clients.ts';
import { hello, modern, startRaw } from '../fixtures/raw-server.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const door =
  'REQ-1 When the button is pressed, the door shall open.\n\nREQ-2 When the alarm sounds, the door shall close.\n';

describe('the process', () => {
  // MCP-1
  it('writes nothing but JSON-RPC to standard output, whatever is asked, and ends with its input', async () => {
    await using folder = await temporaryFolder({ 'a.md': door });
    const { child, lines, send, ask } = startRaw(folder.path);
    // Some clients probe the new protocol and then open in the old one.
    await ask(1, 'server/discover', { _meta: modern });
    await ask(2, 'initialize', hello);
    send({ method: 'notifications/initialized' });
    const answers = await Promise.all([
      ask(3, 'tools/list', {}),
      ask(4, 'tools/call', { name: 'generate_test_cases', arguments: { path: 'a.md' } }),
      ask(5, 'tools/call', { name: 'generate_test_cases', arguments: { path: 'none.md' } }),
      ask(6, 'tools/call', { name: 'no_such_tool', arguments: {} }),
      ask(7, 'no/such/method', {}),
    ]);
    expect(answers.map(({ error, result }) => [error !== undefined, result?.isError ?? false])).toEqual([
      [false, false],
      [false, false],
      [false, true],
      [true, false],
      [true, false],
    ]);
    child.stdin.write('this is no JSON\n');
    await ask(8, 'tools/list', {});
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
    expect(lines.length).toBeGreaterThanOrEqual(8);
  });

  it('ends at once when its input ends in the middle of a model call', async ({ expect }) => {
    await using folder = await temporaryFolder({ 'a.md': door });
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    const { child, send, ask } = startRaw(folder.path, { OLLAMA_HOST: ollama.url });
    await ask(1, 'initialize', hello);
    send({ id: 2, method: 'tools/call', params: { name: 'generate_test_cases', arguments: { path: 'a.md' } } });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
  });

  it('answers what was asked before its input ended', async () => {
    await using folder = await temporaryFolder({ 'a.md': door });
    const { child, lines, send } = startRaw(folder.path);
    send({ id: 1, method: 'initialize', params: hello });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: 'generate_test_cases', arguments: { path: 'a.md' } } });
    send({ id: 3, method: 'tools/call', params: { name: 'plan_coverage', arguments: { path: 'a.md' } } });
    const ended = once(child, 'close');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
    const answers = lines.map((line): { id?: number; result?: object } => JSON.parse(line));
    expect(new Set(answers.map(({ id, result }) => [id, result !== undefined].join()))).toEqual(
      new Set(['1,true', '2,true', '3,true']),
    );
  });

  it('ends cleanly with SIGTERM', async () => {
    await using folder = await temporaryFolder();
    const { child, ask } = startRaw(folder.path);
    await ask(1, 'initialize', hello);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    ['an unknown option', ['mcp', '--rot', '.'], /unknown option '--rot'/],
    ['a root that is no folder', ['mcp', '--root', 'none'], /not_a_folder: --root none/],
  ])('answers %s with exit code 2 and the reason', async (_, args, reason) => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(reason)]);
  });
});

describe('a slow model', () => {
  // MCP-4
  it('is bridged by progress that grows strictly, at least every 5 s, also while nothing arrives', async () => {
    // Wall time says more about the machine than about the server: the model keeps silent until three beats have come.
    expect(heartbeatMs).toBeLessThan(5000);
    await using folder = await temporaryFolder({ 'a.md': door });
    const seen: { progress: number; total?: number | undefined }[] = [];
    const { promise: until, resolve: answer } = Promise.withResolvers<void>();
    await using ollama = await startFaultOllama({ chat: [{ until, status: 400, chunks: ['{"error":"no"}'] }] });
    await using client = await connect('modern', { cwd: folder.path, env: { OLLAMA_HOST: ollama.url } });
    const onprogress = ({ progress, total }: { progress: number; total?: number | undefined }) => {
      seen.push({ progress, total });
      if (seen.length === 3) answer();
    };
    const { data } = await client.call('generate_test_cases', { path: 'a.md', ids: ['REQ-1'] }, { onprogress });
    expect(seen.length).toBeGreaterThanOrEqual(3);
    for (const [index, { progress, total }] of seen.entries()) {
      expect(progress).toBeGreaterThan(seen[index - 1]?.progress ?? -1);
      expect(progress).toBeLessThanOrEqual(total ?? Infinity);
    }
    expect(data).toMatchObject({ summary: { written_by: { rules: expect.any(Number) } } });
  });

  it('gets no progress when none was asked for', async () => {
    await using folder = await temporaryFolder({ 'a.md': door });
    await using ollama = await startAnsweringOllama();
    const { child, lines, ask } = startRaw(folder.path, { OLLAMA_HOST: ollama.host });
    await ask(1, 'initialize', hello);
    await ask(2, 'tools/call', { name: 'generate_test_cases', arguments: { path: 'a.md' } });
    expect(lines.some((line) => line.includes('notifications/progress'))).toBe(false);
    child.stdin.end();
    await once(child, 'exit');
  });

  // MCP-5
  it.for(eras)('is let go when a %s client cancels: the connection to Ollama closes', async (era, { expect }) => {
    await using folder = await temporaryFolder({ 'a.md': door });
    await using ollama = await startFaultOllama({ chat: [{ ending: 'hang' }] });
    await using client = await connectAs(era, { cwd: folder.path, env: { OLLAMA_HOST: ollama.url } });
    const controller = new AbortController();
    const call = client.call('generate_test_cases', { path: 'a.md' }, { signal: controller.signal });
    await expect.poll(() => ollama.chats().length, { timeout: 90_000 }).toBe(1);
    controller.abort();
    await expect(call).rejects.toThrow(/abort|cancel/i);
    expect(await ollama.chats()[0]?.closedEarly).toBe(true);
    // The server itself goes on.
    expect(await client.call('list_requirements', { path: 'a.md' })).toMatchObject({ data: { total: 2 } });
    expect(ollama.chats()).toHaveLength(1);
  });
});
