import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const doc = '# Doors\n\nREQ-1 When the button is pressed, the door shall open.\n';
// Where `auto` looks for a model, a busy machine may have none in time.
const named = 'model: ollama:tiny:1b\n';
const foreign = { 'cache/casewright/answers/notes.txt': 'mine', 'cache/casewright/answers/answers.json': 'mine' };

/** A repository with a cache of its own, and an Ollama. */
async function prepared(files: Record<string, string> = {}) {
  const stack = new AsyncDisposableStack();
  const ollama = stack.use(await startAnsweringOllama());
  const { path } = stack.use(await temporaryFolder({ 'a.md': doc, 'casewright.yml': named, ...files }));
  const env = { OLLAMA_HOST: ollama.host, XDG_CACHE_HOME: join(path, 'cache') };
  return {
    ollama,
    folder: join(path, 'cache/casewright/answers'),
    path,
    run: (...args: string[]) => runCli(args, { cwd: path, env }),
    /** As the first run does: what is written already is no part of what the model is asked. */
    generate: async (...args: string[]) => {
      await rm(join(path, 'casewright'), { recursive: true, force: true });
      return runCli(['generate', 'a.md', '--metrics', 'metrics.json', ...args], { cwd: path, env });
    },
    metrics: async () => JSON.parse(await readFile(join(path, 'metrics.json'), 'utf8')),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe('casewright cache', () => {
  it('says that there is nothing before the first answer', async () => {
    await using at = await prepared();
    const { code, stdout } = await at.run('cache');
    expect([code, stdout]).toEqual([0, `0 answers (0.0 MB) in ${at.folder}\nNo model has been asked yet.\n`]);
    const json = await at.run('cache', '--format', 'json');
    const empty = { folder: at.folder, entries: 0, bytes: 0, hits: 0, misses: 0, hit_rate: 0 };
    expect([json.code, JSON.parse(json.stdout)]).toEqual([0, empty]);
    expect((await at.run('cache', '--clear')).stdout).toBe(`Removed 0 answers (0.0 MB) from ${at.folder}.\n`);
  });

  it('shows how many answers there are and how often they were of use', async () => {
    await using at = await prepared();
    for (let run = 0; run < 2; run += 1) expect((await at.generate()).code).toBe(0);
    const report = JSON.parse((await at.run('cache', '--format', 'json')).stdout);
    const { entries, hits, misses } = report;
    expect(entries).toBeGreaterThan(0);
    expect(entries).toBe((await readdir(at.folder)).filter((name) => name.endsWith('.json')).length);
    expect([misses, hits]).toEqual([at.ollama.calls, at.ollama.calls]);
    expect(report).toMatchObject({ folder: at.folder, hit_rate: 0.5, bytes: expect.any(Number) });
    const { stdout } = await at.run('cache');
    expect(stdout).toContain(`in ${at.folder}`);
    expect(stdout).toMatch(/^oldest: \d{4}-\d{2}-\d{2}$/m);
    expect(stdout).toContain(`hit rate: 50 % (${hits} of ${hits + misses} lookups)`);
  });

  it('removes its own files with --clear, and then the model is asked again', async () => {
    await using at = await prepared(foreign);
    await at.generate();
    const { calls } = at.ollama;
    const { entries } = JSON.parse((await at.run('cache', '--format', 'json')).stdout);
    const { code, stdout } = await at.run('cache', '--clear', '--format', 'json');
    const cleared = { entries, bytes: expect.any(Number) };
    expect([code, JSON.parse(stdout)]).toEqual([0, { folder: at.folder, cleared }]);
    expect((await readdir(at.folder)).toSorted()).toEqual(['answers.json', 'notes.txt']);
    await at.generate();
    expect(at.ollama.calls).toBe(2 * calls);
  });

  it('is where the configuration says', async () => {
    await using at = await prepared({ 'casewright.yml': `${named}cache:\n  folder: kept\n` });
    await at.generate();
    const { folder, entries } = JSON.parse((await at.run('cache', '--format', 'json')).stdout);
    expect([folder, entries > 0]).toEqual([join(at.path, 'kept'), true]);
  });
});

describe('casewright generate --metrics', () => {
  it('writes what the calls took and brought, and a second run takes none', async () => {
    await using at = await prepared();
    await at.generate();
    const { calls } = at.ollama;
    expect(calls).toBeGreaterThan(0);
    const first = await at.metrics();
    expect(first).toMatchObject({
      calls,
      served_by: { 'ollama:tiny:1b': calls },
      answer_tokens: calls,
      cache_hits: 0,
      cache_misses: calls,
      retries: 0,
      requirements: 1,
      errors: {},
    });
    expect(first.prompt_tokens).toBeGreaterThan(0);
    expect(first).not.toHaveProperty('cost');
    await at.generate();
    expect(at.ollama.calls).toBe(calls);
    expect(await at.metrics()).toMatchObject({ calls: 0, cache_hits: calls, cache_misses: 0, prompt_tokens: 0 });
  });

  it('counts no lookups with --no-cache, which asks anew and keeps nothing', async () => {
    await using at = await prepared();
    for (let run = 1; run <= 2; run += 1) {
      await at.generate('--no-cache');
      expect(await at.metrics()).toMatchObject({ calls: at.ollama.calls / run, cache_hits: 0, cache_misses: 0 });
    }
    expect(JSON.parse((await at.run('cache', '--format', 'json')).stdout)).toMatchObject({ entries: 0, misses: 0 });
  });

  it('tells the cost by the price of whoever served in a list', async () => {
    const price = (input: number) => `price: { input: ${input}, output: 3000000 }`;
    await using at = await prepared({
      'casewright.yml': [
        'model: team',
        'models:',
        `  gone: { provider: ollama, model: 'tiny:1b', host: '127.0.0.1:9', ${price(7_000_000)} }`,
        `  own: { provider: ollama, model: 'tiny:1b', ${price(1_000_000)} }`,
        '  team: { failover: [gone, own] }',
        '',
      ].join('\n'),
    });
    expect((await at.generate()).code).toBe(0);
    const got = await at.metrics();
    const { calls } = at.ollama;
    expect(got.served_by).toEqual({ own: calls });
    expect(got.cost).toBeCloseTo(got.prompt_tokens + 3 * calls, 6);
    expect(got.cost_per_1000_requirements).toBeCloseTo(got.cost * 1000, 3);
  });

  it('is told in a few lines with --verbose', async () => {
    await using at = await prepared();
    const { stderr } = await at.run('generate', 'a.md', '--verbose');
    const { calls } = at.ollama;
    expect(stderr).toMatch(
      new RegExp(`^${calls} model calls?, half of them within .*; 0 answers from the cache$`, 'm'),
    );
    expect(stderr).toMatch(/^\d+ tokens read, \d+ written, [\d.]+ a second$/m);
  });

  it('names a file that cannot be written', async () => {
    await using at = await prepared();
    const { code, stderr } = await at.run('generate', 'a.md', '--metrics', 'no/such/folder.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('unwritable: --metrics no/such/folder.json')]);
  });
});
