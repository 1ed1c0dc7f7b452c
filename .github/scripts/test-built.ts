import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawningTests } from './spawning-tests.ts';

// npm is a batch file there.
const isWindows = process.platform === 'win32';

// The other ways to run: the Action from its sources, the command line as a bundle and from the installed tarball.
const targets = { cli: testCli, source: testSource, pack: testPack };
const [name = '', ...vitestArguments] = process.argv.slice(2);
const target = Object.entries(targets).find(([known]) => known === name)?.[1];
if (target === undefined) {
  console.error(`"${name}" is none of ${Object.keys(targets).join(', ')}.`);
  process.exitCode = 2;
} else process.exitCode = target();

/** Everything that needs no model, with the command line as a bundle: started from its sources, each process takes half a second longer. */
function testCli(): number {
  npm(['run', 'build:cli', '--silent'], '.');
  const projects = ['unit', 'spawn', 'server'].flatMap((project) => ['--project', project]);
  return vitest(['--coverage', ...projects], { CASEWRIGHT_CLI: resolve('dist/cli/index.js') });
}

/**
 * The Action from its sources: `npm run test:action` runs the committed bundle. One file is enough to see that both are the
 * same; everything twice would take minutes.
 */
function testSource(): number {
  const some = spawningTests(['run-action']).filter((file) => file.endsWith('action/events.test.ts'));
  return vitest(some, { CASEWRIGHT_ACTION: resolve('action/main.ts') });
}

/** Everything from the tarball, installed without development dependencies into a project of its own. */
function testPack(): number {
  const project = mkdtempSync(join(tmpdir(), 'casewright-pack-'));
  try {
    writeFileSync(join(project, 'package.json'), '{ "name": "somebody", "version": "1.0.0", "private": true }\n');
    npm(['pack', '--silent', '--pack-destination', project], '.');
    const tarball = readdirSync(project).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack made no tarball');
    npm(['install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], project);
    const installed = join(project, 'node_modules/casewright');
    // As npm links it: the name that users type.
    execFileSync(join(project, 'node_modules/.bin/casewright'), ['--version'], { stdio: 'inherit', shell: isWindows });
    greetServer(project);
    // The others take minutes and are about what is decided, not about what is shipped.
    const shipped = spawningTests(['run-cli']).filter((file) =>
      /\/(?:cli|init|network|readme|process)\.test\.ts$/.test(file),
    );
    return vitest(shipped, { CASEWRIGHT_CLI: resolve(installed, 'dist/cli/index.js') });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** Starts the MCP server as clients are told to, and hears it plan a document that is large enough for a thread of its own. */
function greetServer(project: string): void {
  const { name }: { name: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  const clientInfo = { name: 'pack', version: '1' };
  const text = Array.from({ length: 600 }, (_, n) => `REQ-${n} When button ${n} is pressed, door ${n} shall open.`);
  const messages = [
    { id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: { name: 'plan_coverage', arguments: { text: text.join('\n\n') } } },
  ];
  const input = messages.map((each) => `${JSON.stringify({ jsonrpc: '2.0', ...each })}\n`).join('');
  const words = ['--no', name, 'mcp'];
  const said = execFileSync('npx', words, { cwd: project, input, shell: isWindows }).toString();
  if (!/"name":"casewright"[^]*"total":600\b/.test(said)) throw new Error(`npx casewright mcp answered ${said}`);
}

function vitest(files: string[], env: Record<string, string>): number {
  for (const path of Object.values(env)) if (!existsSync(path)) throw new Error(`${path} is missing: build first`);
  if (files.length === 0) throw new Error('no test starts a process');
  console.log(
    Object.entries(env)
      .map(([key, path]) => `${key}=${path}`)
      .join('\n'),
  );
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...files, ...vitestArguments];
  return spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

function npm(args: string[], cwd: string): void {
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows });
}
