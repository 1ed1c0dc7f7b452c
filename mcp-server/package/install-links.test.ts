import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clientSections, npxLaunch } from './client-sections.ts';
import { clientSetups } from './client-setups.ts';
import { cursorLink, gooseLink, type Launch, lmStudioLink, vsCodeLink } from './install-links.ts';

const launch: Launch = { name: 'cases', command: 'npx', args: ['-y', '@a/b@1', 'mcp', '--root', 'a b/ü&c=d'] };
const { command, args } = launch;

describe('install links', () => {
  it.each(['vscode', 'vscode-insiders'] as const)('hand %s the server through the page of Microsoft', (edition) => {
    const page = new URL(vsCodeLink(launch, edition));
    expect(page.origin + page.pathname).toBe('https://insiders.vscode.dev/redirect');
    const [address = '', server = ''] = (page.searchParams.get('url') ?? '').split('?');
    expect(address).toBe(`${edition}:mcp/install`);
    expect(JSON.parse(decodeURIComponent(server))).toEqual({ name: 'cases', type: 'stdio', command, args });
  });

  it.each([
    ['Cursor', cursorLink, 'https://cursor.com/en/install-mcp'],
    ['LM Studio', lmStudioLink, 'https://lmstudio.ai/install-mcp'],
  ])('hand %s the server as Base64', (_, link, address) => {
    const page = new URL(link(launch));
    expect(page.origin + page.pathname).toBe(address);
    expect(page.searchParams.get('name')).toBe('cases');
    const config = Buffer.from(page.searchParams.get('config') ?? '', 'base64').toString();
    expect(JSON.parse(config)).toEqual({ command, args });
  });

  it('hand Goose each argument by itself', () => {
    const link = gooseLink(launch, { timeout: 60, title: 'Cases & more', description: 'One two' });
    const query = new URLSearchParams(link.split('?')[1]);
    expect(link).toMatch(/^goose:\/\/extension\?/);
    expect(link).not.toContain('+');
    expect(query.getAll('arg')).toEqual(args);
    expect(Object.fromEntries(query)).toMatchObject({ cmd: command, id: 'cases', name: 'Cases & more', timeout: '60' });
  });

  it('can stand in Markdown', () => {
    for (const { links } of clientSetups(launch)) {
      for (const { url } of links) expect(url).toMatch(/^https:\/\/[^\s()<>]+$/);
    }
  });
});

/** The words that start the server, however the client calls them. */
function startOf({ language, text }: { language: string; text: string }): unknown[] {
  if (language === 'sh') return text.replace(/^claude mcp add cases -- /, '').split(/ (?!b\/)/);
  const pairs = text.split('\n').map((line) => /^(\w+) = (.*)$/.exec(line)?.slice(1) ?? ['', 'null']);
  const read: unknown =
    language === 'toml' ? Object.fromEntries(pairs.map(([key, value = '']) => [key, JSON.parse(value)])) : parse(text);
  const words: unknown[] = [];
  JSON.stringify(read, (key, value: unknown) => {
    if (['command', 'cmd', 'args'].includes(key)) words.push(value);
    return value;
  });
  return words.flat();
}

describe('what to write into the file of a client', () => {
  it.each(clientSetups(launch).map((setup) => [setup.client, setup] as const))(
    'starts the server in %s',
    (_, setup) => {
      expect(startOf(setup.block).slice(0, args.length + 1)).toEqual([command, ...args]);
    },
  );

  it('names the major version of the package, never a moving one', () => {
    expect(npxLaunch({ name: '@a/b', version: '3.4.5' }).args).toEqual(['-y', '@a/b@3', 'mcp']);
  });

  it('tells of every client how long it waits', () => {
    const identity = { name: 'cases', version: '1.0.0', description: '', license: '', keywords: [], node: '' };
    const names = { owner: 'o', repository: 'https://github.com/o/r', mcpName: 'io.github.o/cases' };
    const { clients, install } = clientSections({ ...identity, ...names });
    for (const { client, waits, links } of clientSetups(npxLaunch(identity))) {
      expect(clients).toContain(`### ${client}\n`);
      expect(clients.replaceAll('\n', ' ')).toContain(waits);
      for (const { url } of links) expect(install).toContain(url);
    }
  });
});
