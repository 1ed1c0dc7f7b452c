import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { startFakeGitHub } from '../../fixtures/fake-github.ts';
import { baseOf, headOf } from '../../fixtures/github-answers.ts';
import { runAction } from '../../fixtures/run-action.ts';

/** `first_ms`: from the start of the process to its first request, the median of some runs; `bytes` of all its scripts. */
export type ActionTiming = { action: string; first_ms: number; bytes: number };

/**
 * Our bundle, and those of other actions that comment where PEER_ACTIONS names their folders (separated by colons). Each is
 * started as the runner does, with the event of a pull request, against a server that only takes the time.
 */
export async function measureAction(repeat: number): Promise<ActionTiming[]> {
  const peers = (process.env['PEER_ACTIONS'] ?? '').split(':').filter((each) => each !== '');
  if (repeat === 0) return [];
  const timings: ActionTiming[] = [];
  for (const folder of [resolve('dist/action'), ...peers.map((each) => resolve(each, 'dist'))]) {
    const entry = join(folder, 'index.js');
    if (!existsSync(entry)) continue;
    const times: number[] = [];
    for (let run = 0; run < repeat; run += 1) times.push(await firstRequest(entry));
    const scripts = readdirSync(folder).filter((name) => /\.[cm]?js$/.test(name));
    const bytes = scripts.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    const action = folder === resolve('dist/action') ? 'casewright' : basename(resolve(folder, '..'));
    timings.push({ action, bytes, first_ms: median(times) });
  }
  return timings;
}

async function firstRequest(entry: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-bench-'));
  const sha = 'a'.repeat(40);
  const pull = { number: 1, head: { sha, ref: 'topic' }, base: { sha, ref: 'main' } };
  writeFileSync(join(folder, 'event.json'), JSON.stringify({ number: 1, pull_request: pull }));
  const arrived = Promise.withResolvers<number>();
  const server = http.createServer(() => arrived.resolve(performance.now())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const given = {
    ...defaultsOf(resolve(entry, '..', '..')),
    'github-token': 't',
    GITHUB_TOKEN: 't',
    token: 't',
    message: 'm',
    'issue-number': '1',
    body: 'b',
    repository: 'octo/shop',
  };
  const started = performance.now();
  const child = spawn(process.execPath, [entry], {
    stdio: 'ignore',
    env: {
      GITHUB_API_URL: url,
      GITHUB_GRAPHQL_URL: `${url}/graphql`,
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      RUNNER_TEMP: folder,
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  });
  child.once('exit', () => arrived.reject(new Error(`${entry} ended without a request`)));
  try {
    return (await arrived.promise) - started;
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the runner gives for inputs that a workflow leaves out, as far as it needs no expression. */
function defaultsOf(folder: string): Record<string, string> {
  const file =
    [join(folder, 'action.yml'), join(folder, 'dist', 'action.yml'), 'action.yml'].find((each) => existsSync(each)) ??
    '';
  const { inputs }: { inputs: Record<string, { default?: unknown }> } = parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(inputs).map(([name, input]) => [name, String(input.default ?? '')] as const);
  return Object.fromEntries(entries.filter(([, value]) => !value.includes('${{')));
}

/** Milliseconds from the start of the Action to the comment on a pull request with `count` new requirements, by the rules. */
export async function measureComment(count: number): Promise<number> {
  const statements = Array.from(
    { length: count },
    (_, n) => `**BIG-${n}** When sensor ${n} reports more than ${n + 3} °C, the system shall close valve ${n}.\n`,
  );
  const head = { 'spec.md': `# Spec\n\n${statements.join('\n')}` };
  await using fake = await startFakeGitHub({ commits: { [baseOf(1)]: { 'README.md': '# x\n' }, [headOf(1)]: head } });
  // What the fake does once, to know GitHub's description, is not the Action's time.
  await runAction(fake, { inputs: { model: 'rules', 'dry-run': 'true' } });
  const started = performance.now();
  const run = runAction(fake, { inputs: { model: 'rules' } });
  while (fake.comments.length === 0) await new Promise((wait) => setTimeout(wait, 10));
  const ms = performance.now() - started;
  await run;
  return ms;
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
