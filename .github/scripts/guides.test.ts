import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { tools } from '../../mcp-server/tools.ts';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/mcp-server.md'), 'utf8').replaceAll('\r\n', '\n');
// In a list they are indented.
const blocks = [...guide.matchAll(/^( *)```(\w+)[^\n]*\n([\s\S]*?)^ *```/gm)].map(
  ([, indent = '', language = '', text = ''], index) => ({
    index,
    language,
    text: text.replaceAll(`\n${indent}`, '\n').trimStart(),
  }),
);
const inLanguage = (name: string) => blocks.filter(({ language }) => language === name);

/** The options of each `casewright …` in the blocks of shell, also where a container or `npx` starts it. */
const commands = [...inLanguage('sh'), ...inLanguage('text')].flatMap(({ text }) =>
  text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => /(?<!add )\bcasewright(?:@\d+)? (mcp\b[^|>&)#]*)/.exec(line)?.[1] ?? []),
);

const sources = globSync(['{core,mcp-server}/**/*.ts', 'mcp-server/deploy/compose.yml', '!**/*.test.ts'], { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

describe('docs/mcp-server.md', () => {
  it.each(inLanguage('json'))('shows JSON that can be read in block $index', ({ text }) => {
    expect(JSON.parse(text)).toBeTypeOf('object');
  });

  it.each(inLanguage('yaml'))('shows YAML that can be read in block $index', ({ text }) => {
    expect(parse(text)).toBeTypeOf('object');
  });

  // Values are strings, numbers, flags and lists, which TOML writes as JSON does; codex itself reads it in `instruments/`.
  it.each(inLanguage('toml'))('shows TOML that can be read in block $index', ({ text }) => {
    const [head, ...lines] = text.trim().split('\n');
    expect(head).toMatch(/^\[[\w.]+\]$/);
    const values = lines.map((line) => /^\w+ = (.*)$/.exec(line)?.[1] ?? line);
    expect(values.filter((value) => !isJson(value))).toEqual([]);
  });

  it('has no block in a language that nobody checks', () => {
    const known = ['json', 'yaml', 'toml', 'sh', 'text'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    for (const name of known.slice(0, 4)) expect(inLanguage(name)).not.toEqual([]);
  });

  it('names options that the program knows', async () => {
    await using folder = await temporaryFolder();
    const { stdout } = await runCli(['mcp', '--help'], { cwd: folder.path });
    const known = new Set(stdout.match(/--[\w-]+/g));
    const named = commands.flatMap((command) => command.match(/--[\w-]+/g) ?? []);
    const inTables = [...guide.matchAll(/^\| `(--[\w-]+)/gm)].map(([, option = '']) => option);
    expect(commands.length).toBeGreaterThan(0);
    expect([...named, ...inTables].filter((option) => !known.has(option))).toEqual([]);
  });

  it('names every tool, and only arguments, codes and metrics that exist', () => {
    const words = new Set([...guide.matchAll(/`([a-z]+_[a-z_]+)`/g)].map(([, word = '']) => word));
    // Settings of clients, which other tests hold.
    const others = ['env_vars', 'startup_timeout_sec', 'tool_timeout_sec'];
    expect([...words].filter((word) => !sources.includes(word) && !others.includes(word))).toEqual([]);
    expect(tools.map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
  });

  it('names variables that something reads', () => {
    const tables = [...guide.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name = '']) => name);
    const exported = [...guide.matchAll(/^ *export ([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(tables.length).toBeGreaterThan(8);
    expect([...tables, ...exported].filter((name) => !sources.includes(name))).toEqual([]);
  });

  it('leads to chapters and files that exist', () => {
    const headings = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...guide.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([]);
    const files = [...guide.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(join(root, 'docs', file)))).toEqual([]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
