import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shop } from '../fixtures/mcp-answers.ts';
import { cliPath, nowhere, runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const shared = new AsyncDisposableStack();
const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });

beforeAll(async () => {
  const files = { 'shop.md': shop, 'docs/door.md': 'REQ-7 When the button is pressed, the door shall open.\n' };
  const folder = shared.use(await temporaryFolder(files));
  await runCli(['generate', '.', '--model', 'rules'], { cwd: folder.path });
  const env = { ...process.env, OLLAMA_HOST: nowhere } as Record<string, string>;
  const args = [cliPath, 'mcp'];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: folder.path, env, stderr: 'pipe' }),
  );
});
afterAll(async () => {
  await client.close();
  await shared.disposeAsync();
});

async function read(uri: string): Promise<{ mimeType?: string | undefined; text: string; _meta?: object | undefined }> {
  const { contents } = await client.readResource({ uri });
  const [first] = contents;
  if (!first || !('text' in first)) throw new Error('no text');
  return first;
}

const complete = async (ref: Parameters<typeof client.complete>[0]['ref'], name: string, value: string) =>
  (await client.complete({ ref, argument: { name, value } })).completion.values;

describe('resources', () => {
  it('list suites, schemas, coverage and the report; requirements are found by completion', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining([
        'casewright://coverage',
        'casewright://suites/shop.md',
        'casewright://suites/docs%2Fdoor.md',
        'casewright://schema/test-case',
        'ui://casewright/traceability',
      ]),
    );
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'casewright://requirements/{id}',
      'casewright://suites/{document}',
      'casewright://schema/{name}',
    ]);
    const ids = { type: 'ref/resource', uri: 'casewright://requirements/{id}' } as const;
    expect(await complete(ids, 'id', 'exp')).toEqual(['EXP-2']);
    const suites = { type: 'ref/resource', uri: 'casewright://suites/{document}' } as const;
    expect(await complete(suites, 'document', 'door')).toEqual(['docs/door.md']);
  });

  it('hold what the tools say', async () => {
    const requirement = await read('casewright://requirements/EXP-2');
    expect(JSON.parse(requirement.text)).toMatchObject({
      document: 'shop.md',
      requirement: { id: 'EXP-2' },
      test_cases: [{ id: 'TC-EXP-2-1' }, { id: 'TC-EXP-2-2' }],
    });
    expect(JSON.parse((await read('casewright://requirements/docs%2Fdoor.md%3AREQ-7')).text)).toMatchObject({
      document: 'docs/door.md',
    });
    expect(JSON.parse((await read('casewright://suites/docs%2Fdoor.md')).text)).toMatchObject({
      document: 'docs/door.md',
      test_cases: [{ requirement_id: 'REQ-7' }],
    });
    expect(JSON.parse((await read('casewright://coverage')).text)).toMatchObject({ ok: true, uncovered: [] });
    expect(JSON.parse((await read('casewright://schema/test-case')).text)).toMatchObject({ type: 'object' });
  });

  it('that do not exist are told apart from those that are ambiguous, and no path leads out', async () => {
    for (const uri of [
      'casewright://requirements/REQ-99',
      'casewright://suites/none.md',
      'casewright://suites/..%2F..%2Fetc%2Fpasswd',
      'casewright://schema/__proto__',
      'casewright://schema/nothing',
    ])
      await expect(read(uri)).rejects.toThrow(/not found/i);
    await expect(read('casewright://requirements/REQ-7')).rejects.toThrow(/in several documents[^]*docs%2Fdoor\.md/);
  });

  it('show the report as an MCP App that needs no other address', async () => {
    const { mimeType, text, _meta } = await read('ui://casewright/traceability');
    expect([mimeType, _meta]).toEqual(['text/html;profile=mcp-app', { ui: { csp: {}, prefersBorder: true } }]);
    expect(text).toMatch(/^<!doctype html>[^]*TC-EXP-2-1[^]*ui\/initialize/);
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    const tool = (await client.listTools()).tools.find(({ name }) => name === 'trace_coverage');
    expect(tool?._meta).toEqual({ ui: { resourceUri: 'ui://casewright/traceability' } });
  });
});

describe('prompts', () => {
  it('bring the state of the documents that they are about', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name, arguments: given }) => [name, given?.map((each) => each.required)])).toEqual([
      ['write-test-cases', [true]],
      ['review-requirements', [true]],
      ['close-coverage-gaps', [false]],
    ]);
    const text = async (name: string, args: Record<string, string>) => {
      const { messages } = await client.getPrompt({ name, arguments: args });
      const [message] = messages;
      return message?.content.type === 'text' ? message.content.text : '';
    };
    expect(await text('write-test-cases', { path: 'shop.md' })).toMatch(
      /check_test_cases with path shop\.md[^]*REQ-7#1/,
    );
    expect(await text('review-requirements', { path: 'shop.md' })).toMatch(/Findings[^]*REQ-9/);
    expect(await text('close-coverage-gaps', {})).toMatch(/\(all documents\)[^]*No gap/);
    for (const { name } of prompts) expect(await text(name, { path: 'shop.md' })).not.toMatch(/\{\{/);
    const ref = { type: 'ref/prompt', name: 'write-test-cases' } as const;
    expect(await complete(ref, 'path', 'sh')).toEqual(['shop.md']);
    await expect(text('write-test-cases', { path: '../x.md' })).rejects.toThrow(/outside_root/);
  });
});
