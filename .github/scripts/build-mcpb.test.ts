import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { buildCli } from '../../fixtures/built-cli.ts';
import { nowhere } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { tools } from '../../mcp-server/tools.ts';
import { packBundle } from './build-mcpb.ts';

type Manifest = {
  tools: { name: string; description: string }[];
  server: { entry_point: string; mcp_config: { command: string; args: string[]; env: Record<string, string> } };
  user_config: Record<string, { default?: string; required: boolean }>;
};

const root = join(import.meta.dirname, '../..');

beforeAll(buildCli);

/** As a host does it: the answers of the user, else the defaults, in the place of their names. */
function launch({ server, user_config }: Manifest, folder: string, answers: Record<string, string>) {
  const defaults = Object.entries(user_config).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  const known: Record<string, string> = { ...Object.fromEntries(defaults), ...answers };
  const fill = (text: string) =>
    text
      .replaceAll('${__dirname}', folder)
      .replaceAll(/\$\{user_config\.(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  const { args, env } = server.mcp_config;
  const filled = Object.entries(env).map(([name, value]) => [name, fill(value)]);
  return { command: process.execPath, args: args.map(fill), env: Object.fromEntries(filled) };
}

it('holds all that a host needs to speak with the server, wherever it is unpacked', async () => {
  const { bytes, file } = packBundle(root);
  expect(file).toMatch(/^casewright-\d+\.\d+\.\d+\.mcpb$/);
  await using folder = await temporaryFolder();
  await using documents = await temporaryFolder({
    'bell.md': '# Bell\n\n**REQ-1** When the door opens, the system shall ring the bell.\n',
  });
  const content = unzipSync(bytes);
  for (const [path, data] of Object.entries(content)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), data);
  }
  const manifest: Manifest = JSON.parse(Buffer.from(content['manifest.json'] ?? []).toString());
  expect(Object.keys(content)).toContain(manifest.server.entry_point);
  const answers = { requirements: documents.path, ollama_host: nowhere };
  const { command, args, env } = launch(manifest, folder.path, answers);
  expect(args.join(' ')).not.toContain('${');

  const client = new Client({ name: 'bundle-test', version: '1' });
  // A desktop host starts it somewhere else, with few variables.
  await client.connect(new StdioClientTransport({ command, args, env, cwd: folder.path, stderr: 'pipe' }));
  try {
    const listed = (await client.listTools()).tools.map(({ name, description }) => ({ name, description }));
    expect(manifest.tools).toEqual(listed);
    const answer = await client.callTool({ name: 'generate_test_cases', arguments: { path: 'bell.md' } });
    expect(answer.structuredContent).toMatchObject({ model: 'rules', summary: { requirements: 1, covered: 1 } });
  } finally {
    await client.close();
  }
});

it('lists the tools of the server with their own words', () => {
  const manifest: Manifest = JSON.parse(packBundle(root).manifest);
  expect(manifest.tools).toEqual(tools.map(({ name, description }) => ({ name, description })));
});

it('has the same bytes each time, so that their hash can be published', () => {
  expect(packBundle(root).sha256).toBe(packBundle(root).sha256);
});

it('says what is missing where nothing is built', async () => {
  await using folder = await temporaryFolder({
    'package.json': JSON.stringify({
      name: 'casewright',
      version: '1.0.0',
      repository: 'github:somebody/casewright',
      mcpName: 'io.github.somebody/casewright',
      engines: { node: '>=24' },
      files: ['dist/cli'],
    }),
  });
  expect(() => packBundle(folder.path)).toThrow('npm run build:cli');
});
