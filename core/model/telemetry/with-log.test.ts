import { describe, expect, test } from 'vitest';
import { sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { modelFailure } from '../failure/model-failure.ts';
import type { ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';
import { scriptedModel } from '../scripted.ts';
import type { LogLevel } from './log.ts';
import { pinoLog } from './pino-log.ts';
import { withLog } from './with-log.ts';

const logged = async (
  level: LogLevel | 'silent',
  outcome: ModelAnswer | ModelFailure,
  request: Partial<ModelRequest> = {},
): Promise<Record<string, unknown>[]> => {
  const lines: string[] = [];
  const log = await pinoLog({ level, stream: { write: (line) => lines.push(line) } });
  let time = 0;
  await withLog(scriptedModel([outcome]), { log, now: () => (time += 25) }).generate(sampleRequest(request));
  return lines.map((line) => JSON.parse(line));
};

describe('a call in the log', () => {
  test('is one line of JSON with its time, counts and correlation id', async () => {
    const [line, ...more] = await logged('info', sampleAnswer({ prompt_tokens: 12 }), { correlation_id: 'c-7' });
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      level: 'info',
      msg: 'model call ended',
      model: 'scripted',
      correlation_id: 'c-7',
      ms: 25,
      finish: 'stop',
      prompt_tokens: 12,
    });
    expect(Date.parse(String(line?.['time']))).not.toBeNaN();
  });

  test('names code and way out of a failure', async () => {
    const [line] = await logged('warn', sampleFailure('busy'), { correlation_id: 'c-8' });
    const { code, hint, kind } = sampleFailure('busy');
    expect(line).toMatchObject({ level: 'warn', msg: 'model call failed', code, kind, hint, correlation_id: 'c-8' });
  });

  test('is no warning when it was cancelled', async () => {
    expect(await logged('warn', sampleFailure('cancelled'))).toEqual([]);
  });

  test('has texts at level debug only', async () => {
    const texts = { messages: [{ role: 'user' as const, content: 'the prompt' }] };
    expect(JSON.stringify(await logged('info', sampleAnswer({ text: 'the answer' }), texts))).not.toMatch(
      /the prompt|the answer/,
    );
    expect(JSON.stringify(await logged('debug', sampleAnswer({ text: 'the answer' }), texts))).toMatch(
      /the prompt.*the answer/,
    );
  });

  // MOD-7
  test('has no secret and nobody’s address, at any level', async () => {
    const secret = `sk-${'a1B2'.repeat(8)}`;
    const texts = { messages: [{ role: 'user' as const, content: `mail anna@example.com, key ${secret}` }] };
    const failure = modelFailure('server_failed', {
      engine: 'E',
      url: `http://u:${secret}@x`,
      detail: 'anna@example.com',
    });
    const lines = [
      ...(await logged('debug', sampleAnswer({ text: secret }), texts)),
      ...(await logged('debug', failure, texts)),
    ];
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toMatch(/anna@|a1B2/);
    expect(JSON.stringify(lines)).toContain('[redacted email]');
  });

  test('is not there when the log is silent', async () => {
    expect(await logged('silent', sampleAnswer())).toEqual([]);
  });
});

test('whatever a caller writes is redacted', async () => {
  const lines: string[] = [];
  const log = await pinoLog({ stream: { write: (line) => lines.push(line) } });
  log.write('error', 'failed for anna@example.com', { api_key: 'short', nested: { url: 'http://u:p4ssw0rd@x/' } });
  log.write('debug', 'not at this level');
  expect(log.enabled('debug')).toBe(false);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'failed for [redacted email]',
    api_key: '[redacted]',
    nested: { url: 'http://[redacted credentials]@x/' },
  });
});
