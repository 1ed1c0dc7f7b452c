import { afterAll, describe, expect, it } from 'vitest';
import { startHttpServer } from '../../fixtures/mcp-http.ts';
import { inspect, type Inspected } from '../../fixtures/inspect.ts';
import { cliPath } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { tools } from '../tools.ts';

const files = { 'bell.md': '# Bell\n\n**REQ-1** When the door opens, the system shall ring the bell.\n' };
const token = 'a-token-of-the-inspector-32-characters';
const eras = ['legacy', 'modern'];
const transports = ['standard streams', 'HTTP'] as const;
const ways = transports.flatMap((transport) => eras.map((era) => ({ transport, era })));

type Asked = { code: number | null; stderr: string; result: Record<string, unknown> };

const documents = temporaryFolder(files);
const server = documents.then(({ path }) => startHttpServer({ cwd: path, env: { CASEWRIGHT_HTTP_TOKEN: token } }));
afterAll(async () => {
  await (await server)[Symbol.asyncDispose]();
  await (await documents)[Symbol.asyncDispose]();
});

/** Asks once, as a person does at the terminal, and reads the one answer. */
async function ask(transport: (typeof transports)[number], args: string[]): Promise<Asked> {
  const { path: cwd } = await documents;
  if (transport !== 'HTTP') return answerOf(await inspect([process.execPath, cliPath, 'mcp', ...args], { cwd }));
  const way = ['--transport', 'http', '--header', `Authorization: Bearer ${token}`];
  return answerOf(await inspect([`${(await server).url}/mcp`, ...way, ...args], { cwd }));
}

function answerOf({ code, stdout, stderr }: Inspected): Asked {
  const { result = {} }: { result?: Record<string, unknown> } = JSON.parse(stdout || '{}');
  return { code, stderr, result };
}

describe.each(ways)('the official inspector over $transport, in the $era era', ({ transport, era }) => {
  const inEra = ['--protocol-era', era];

  it('finds no fault with the schemas of the tools, and doubts nothing', async () => {
    const { code, stderr, result } = await ask(transport, ['--method', 'tools/list', '--strict', ...inEra]);
    expect({ code, remarks: stderr.split('\n').filter((line) => /^(?:warning|error)\b/i.test(line)) }).toEqual({
      code: 0,
      remarks: [],
    });
    expect(result).toMatchObject({ tools: tools.map(({ name }) => expect.objectContaining({ name })) });
  });

  it('calls a tool and gets both, text and structured content', async () => {
    const args = ['--tool-name', 'plan_coverage', '--tool-args-json', '{"path":"bell.md"}'];
    const { code, result } = await ask(transport, ['--method', 'tools/call', ...args, ...inEra]);
    expect(code).toBe(0);
    expect(result).toMatchObject({
      content: [{ type: 'text', text: expect.stringContaining('REQ-1#1') }],
      structuredContent: { coverage_items: [{ id: 'REQ-1#1' }] },
    });
  });

  it('sees an error of a tool as an error, with the way out', async () => {
    const args = ['--tool-name', 'plan_coverage', '--tool-args-json', '{"path":"none.md"}'];
    const { code, result } = await ask(transport, ['--method', 'tools/call', ...args, ...inEra]);
    expect(code).toBe(5);
    expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('bell.md') }] });
  });

  it.each([
    ['prompts/list', 'prompts'],
    ['resources/list', 'resources'],
    ['resources/templates/list', 'resourceTemplates'],
  ])('lists what %s promises', async (method, key) => {
    const { code, result } = await ask(transport, ['--method', method, ...inEra]);
    expect([code, Array.isArray(result[key])]).toEqual([0, true]);
    expect(result[key]).not.toEqual([]);
  });
});
