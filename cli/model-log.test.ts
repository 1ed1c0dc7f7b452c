import { describe, expect, it } from 'vitest';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const doc = '# Doors\n\nREQ-1 When the button of jane.doe@example.org is pressed, the door shall open.\n';

type Entry = { level: string; msg: string; model?: string; correlation_id?: string };

/** One run with these variables and options: its log, and all that it wrote to standard error. */
async function logged(env: Record<string, string>, ...args: string[]) {
  await using ollama = await startAnsweringOllama();
  await using folder = await temporaryFolder({ 'a.md': doc });
  // Where `auto` looks for a model, a busy machine may have none in time.
  const given = ['generate', 'a.md', '--model', 'ollama:tiny:1b', '--format', 'json', ...args];
  const { code, stdout, stderr } = await runCli(given, { cwd: folder.path, env: { OLLAMA_HOST: ollama.host, ...env } });
  const log = stderr.split('\n').flatMap((line): Entry[] => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return { code, suite: JSON.parse(stdout), stderr, log, calls: ollama.calls };
}

describe('the log of model calls', () => {
  it('is not written unless somebody asks for it', async () => {
    const { code, log, calls } = await logged({ LOG_LEVEL: '' });
    expect([code, log, calls > 0]).toEqual([0, [], true]);
  });

  it('tells with --verbose how each call ended, on standard error only', async () => {
    const { log, calls, suite } = await logged({ LOG_LEVEL: '' }, '--verbose');
    const ended = log.filter(({ msg }) => msg === 'model call ended');
    expect(ended).toHaveLength(calls);
    for (const each of ended) {
      expect(each).toMatchObject({ level: 'info', model: 'ollama:tiny:1b', correlation_id: expect.any(String) });
    }
    expect(log.filter(({ level }) => level === 'debug')).toEqual([]);
    expect(suite).toHaveProperty('test_cases');
  });

  it('tells the texts at LOG_LEVEL=debug, without personal data', async () => {
    const { log, stderr, calls } = await logged({ LOG_LEVEL: 'debug' });
    expect(log.filter(({ msg }) => msg === 'model call started')).toHaveLength(calls);
    const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.join('\n')).toContain('the door shall open');
    expect(lines.join('\n')).not.toContain('jane.doe@example.org');
  });

  it.each(['silent', 'warn', 'nonsense'])('is empty for a run that goes well at LOG_LEVEL=%s', async (level) => {
    expect((await logged({ LOG_LEVEL: level })).log).toEqual([]);
  });

  it('heeds LOG_LEVEL before --verbose, in any case of its letters', async () => {
    expect((await logged({ LOG_LEVEL: 'ERROR' }, '--verbose')).log).toEqual([]);
  });
});
