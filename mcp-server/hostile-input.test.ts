import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hello, startRaw } from '../fixtures/raw-server.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const call = (args: string) =>
  `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_requirements","arguments":${args}}}`;
const mebibyte = 2 ** 20;

const hostile: [string, string | Buffer][] = [
  ['a line that is no JSON', 'GET / HTTP/1.1'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 0x1b, 0xc3, 0x28])],
  ['a batch', '[{"jsonrpc":"2.0","id":3,"method":"tools/list"},{}]'],
  ['a number', '42'],
  ['a request without a method', '{"jsonrpc":"2.0","id":3}'],
  ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"tools/list"}'],
  ['an answer to a question that nobody asked', '{"jsonrpc":"2.0","id":99,"result":{}}'],
  ['arguments nested a hundred thousand deep', call(`{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
  ['arguments that reach for a prototype', call('{"__proto__":{"text":"REQ-1 It shall."},"constructor":1}')],
  ['halves of characters', call('{"text":"\\ud800 REQ-1 The door shall open. \\udfff"}')],
  ['a line of nine mebibytes', call(`{"text":"${'a'.repeat(9 * mebibyte)}"}`)],
  ['a hundred thousand empty lines', '\n'.repeat(100_000)],
];

describe('standard input', () => {
  // MCP-1
  it('may hold anything: the server answers in JSON-RPC only, goes on, and ends with it', async () => {
    await using folder = await temporaryFolder({ 'a.md': 'REQ-1 The door shall open.\n' });
    const { child, lines, send, ask } = startRaw(folder.path);
    await ask(1, 'initialize', hello);
    send({ method: 'notifications/initialized' });
    for (const [index, [what, line]] of hostile.entries()) {
      child.stdin.write(line);
      child.stdin.write('\n');
      const answer = await ask(100 + index, 'tools/call', {
        name: 'list_requirements',
        arguments: { path: 'a.md' },
      });
      expect([what, answer]).toMatchObject([what, { result: { structuredContent: { total: 1 } } }]);
    }
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
    for (const each of lines) expect(JSON.parse(each)).toMatchObject({ jsonrpc: '2.0' });
  });

  it('longer than the protocol library takes ends the connection, with the reason on standard error', async () => {
    await using folder = await temporaryFolder({ 'a.md': 'REQ-1 The door shall open.\n' });
    const { child, ask, stderr } = startRaw(folder.path);
    await ask(1, 'initialize', hello);
    child.stdin.on('error', () => undefined);
    const ended = once(child, 'exit');
    child.stdin.write(call(`{"text":"${'a'.repeat(11 * mebibyte)}"}`));
    child.stdin.write('\n');
    expect(await ended).toEqual([0, null]);
    expect(stderr()).toBe('protocol: ReadBuffer exceeded maximum size of 10485760 bytes\n');
  });
});
