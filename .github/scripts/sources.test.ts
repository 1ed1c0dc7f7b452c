import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tests = ['**/*.test.ts', '**/*.live.ts', '**/*.live-long.ts', '**/*.contract.ts'];

/** `<file>:<line>: <code>` for each place in these sources where code (not a comment) matches. */
async function places(patterns: string[], code: RegExp, ignore: string[] = []): Promise<string[]> {
  const files = await glob(patterns, { cwd: root, ignore: [...tests, ...ignore] });
  expect(files.length).toBeGreaterThan(0);
  const found = await Promise.all(
    files
      .toSorted()
      .map(async (file) =>
        matchingLines(await readFile(join(root, file), 'utf8'), code).map((line) => `${file}:${line}`),
      ),
  );
  return found.flat();
}

function matchingLines(text: string, code: RegExp): string[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), at: index + 1 }))
    .filter(({ line }) => !/^(\/\/|\/?\*)/.test(line) && code.test(line))
    .map(({ line, at }) => `${at}: ${line}`);
}

const clockOrChance =
  /\bDate\.now\b|\bnew Date\b|\bDate\(|\bMath\.random\b|\bperformance\.|\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b|\bTemporal\b|\bglobalThis\b/;
const printing = /\bconsole\.|\bprocess\.stdout\b|\bprocess\.stderr\b/;

describe('the sources', () => {
  it('use neither clock nor chance in the pure folders', async () => {
    const pure = ['core/{parse,plan,draft,check,export,text,schema,trace}/**/*.ts'];
    // The script of the report is text here: it runs in a reader's browser.
    expect(await places(pure, clockOrChance, ['core/export/html/client-script.ts'])).toEqual([]);
  });

  it('print only in the command line and in the bench', async () => {
    // Standard output belongs to the MCP protocol; the Action speaks through @actions/core.
    const found = await places(['{core,action,mcp-server}/**/*.ts'], /\bconsole\.log\b|\bprocess\.stdout\b/);
    expect(found.filter((place) => !place.startsWith('mcp-server/redirect-console.ts:'))).toEqual([]);
    expect(await places(['core/**/*.ts'], printing)).toEqual([]);
  });

  it('hold no prompt: what is said to a model lies in prompts/', async () => {
    expect(
      await places(
        ['{core,action,mcp-server,cli}/**/*.ts'],
        /['"`](You are|You write|Your task|Answer (with|in|as) JSON)/,
      ),
    ).toEqual([]);
  });

  it('reach the network in one folder only', async () => {
    const network =
      /from 'node:(net|http|https|http2|tls|dns|dgram)(\/promises)?'|\bfetch\(|from 'undici'|from 'ollama'/;
    expect(await places(['core/**/*.ts', 'cli/**/*.ts'], network, ['core/model/**'])).toEqual([]);
  });

  it('start a thread only beside the MCP server: a large document must not keep its other callers waiting', async () => {
    const found = await places(['{core,action,mcp-server,cli}/**/*.ts'], /worker_threads/);
    const files = ['mcp-server/heavy-thread.ts', 'mcp-server/heavy-work.ts'];
    expect([...new Set(found.map((place) => place.split(':')[0]))]).toEqual(files);
  });

  it('start no child process but git, and that never for the Action', async () => {
    const starting = /child_process|\bnode:cluster\b/;
    const found = await places(['{core,action,mcp-server,cli}/**/*.ts'], starting);
    expect(found.map((place) => place.split(':')[0])).toEqual(['core/store/git.ts']);
    const users = await places(['core/**/*.ts'], /from '\.{1,2}\/(?:store\/)?git\.ts'/);
    expect(users.map((place) => place.split(':')[0])).toEqual(['core/index.ts', 'core/store/read-at-commit.ts']);
    const asking = /\b(?:readAtCommit|gitUserName|gitSurroundings|openCommit)\b/;
    expect(await places(['action/**/*.ts'], asking)).toEqual([]);
    // What changed since a commit, for an assistant.
    const served = await places(['mcp-server/**/*.ts'], asking);
    expect(new Set(served.map((place) => place.split(':')[0]))).toEqual(new Set(['mcp-server/trace.ts']));
  });

  it('are searched by a test that sees code and passes over comments', () => {
    expect(matchingLines('// Date.now\nconst a = 1;\n * Math.random\nDate.now();\n', clockOrChance)).toEqual([
      '4: Date.now();',
    ]);
  });
});
