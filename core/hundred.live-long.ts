import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { hundredRequirements } from '../fixtures/hundred-requirements.ts';
import { firstRun } from '../fixtures/first-run.ts';
import { askedFor, liveWriter, withCalls } from '../fixtures/live-model.ts';
import { startOwnOllama } from '../fixtures/own-ollama.ts';
import type { ModelAnswer, ModelFailure } from './model/model.ts';
import { modelMetrics } from './model/telemetry/metrics.ts';
import { generateSuite } from './pipeline.ts';
import { suiteSchema } from './schema/suite.ts';
import type { Suite } from './types.ts';

const count = Number(process.env['CASEWRIGHT_LIVE_COUNT'] ?? 100);
const isSuite = new Ajv({ strict: false }).compile(suiteSchema);

const tell = (what: string, facts: object) => process.stderr.write(`${what}: ${JSON.stringify(facts)}\n`);

type Outcomes = (ModelAnswer | ModelFailure)[];

// Asks about every requirement, whatever the size of the model.
const prompt = 'improved';

/** The writer at this server, and what came of each of its calls. */
const watchedWriter = async (host: string, options: Parameters<typeof liveWriter>[1] = { prompt }) => {
  const outcomes: Outcomes = [];
  const writer = withCalls(await liveWriter(host, options), (model) => async (request) => {
    const outcome = await model.generate(request);
    outcomes.push(outcome);
    if (!outcome.ok || outcome.finish !== 'stop') tell(request.correlation_id ?? '', outcome);
    return outcome;
  });
  return { writer, outcomes };
};

const chatLines = (log: string): string[] => log.split('\n').filter((line) => line.includes('"/api/chat"'));

const allCovered = ({ summary }: Suite): void => expect(summary.covered).toBe(summary.coverage_items);

describe('a hundred varied requirements', () => {
  it.each([
    ['the prompt for its size', {}, { asked: 0.2, valid: 1 }],
    // It also asks for ideas, in which a tiny model may lose itself: every case is answered all the same, at once.
    ['a prompt that asks about all', { prompt }, { asked: 0.9, valid: 0.97 }],
  ])(
    'get valid answers by %s at the first attempt, and an honest suite',
    { timeout: 5_400_000 },
    async (_, options, share) => {
      await using server = await startOwnOllama();
      const metrics = modelMetrics();
      const { writer, outcomes } = await watchedWriter(server.host, { ...options, settings: { metrics } });
      const first = firstRun('hundred.md', hundredRequirements(count));
      const asked = await askedFor(first, writer);
      const start = performance.now();
      const { suite, interrupted } = await generateSuite({
        ...first,
        writer,
        metrics,
        onProgress: ({ phase, index, total }) => {
          if (phase === 'done' && index % 10 === 0) process.stderr.write(`${index}/${total}\n`);
        },
      });
      const { summary } = suite;
      tell('hundred', { seconds: Math.round((performance.now() - start) / 1000), ...summary, ...metrics.snapshot() });
      isSuite(suite);
      expect(isSuite.errors).toBeNull();
      expect(suite.problems).toEqual([]);
      expect(interrupted).toBe(false);
      allCovered(suite);
      expect(asked.length).toBeGreaterThan(count * share.asked);
      expect(summary).toMatchObject({ model_calls: asked.length, retries: 0 });
      expect(summary.first_attempt_valid).toBeGreaterThanOrEqual(asked.length * share.valid);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(asked.length);
      expect(chatLines(await server.log())).toHaveLength(summary.model_calls);
      expect(Object.values(summary.written_by).reduce((sum, each) => sum + each, 0)).toBe(summary.cases);
    },
  );
});

describe('one server', () => {
  it('serves two clients at once', async () => {
    await using server = await startOwnOllama();
    const run = async (path: string) => {
      const writer = await liveWriter(server.host, { prompt });
      return generateSuite(firstRun(path, hundredRequirements(3), { writer }));
    };
    const suites = (await Promise.all([run('a.md'), run('b.md')])).map(({ suite }) => suite);
    for (const suite of suites) {
      expect(suite.problems).toEqual([]);
      allCovered(suite);
      expect(suite.summary).toMatchObject({ model_calls: 3, retries: 0 });
    }
    expect(chatLines(await server.log())).toHaveLength(
      suites.reduce((sum, { summary }) => sum + summary.model_calls, 0),
    );
  });

  it('is killed and started again in the middle of a run, which goes on', async () => {
    await using server = await startOwnOllama();
    const { writer, outcomes } = await watchedWriter(server.host);
    let killedAt: number | undefined;
    let restarted: Promise<void> | undefined;
    const { suite, interrupted } = await generateSuite(
      firstRun('killed.md', hundredRequirements(8), {
        writer,
        onProgress: ({ phase, characters }) => {
          if (phase !== 'model' || outcomes.length < 3 || characters < 5 || restarted !== undefined) return;
          killedAt = outcomes.length;
          restarted = server.kill().then(server.start);
        },
      }),
    );
    await restarted;
    tell('killed', {
      killedAt,
      outcomes: outcomes.map((each) => (each.ok ? each.finish : each.kind)),
      ...suite.summary,
    });
    expect(killedAt).toBeDefined();
    expect(interrupted).toBe(false);
    expect(isSuite(suite)).toBe(true);
    allCovered(suite);
    const after = outcomes.slice(killedAt);
    expect(after[0]).toMatchObject({ ok: false });
    expect(after.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(3);
    expect(outcomes.at(-1)).toMatchObject({ ok: true, finish: 'stop' });
  });

  it('is free within a second when a run is stopped after two, as its log shows', async () => {
    await using server = await startOwnOllama();
    const writer = await liveWriter(server.host, { prompt });
    const { model } = writer;
    expect(await model.warmUp()).toMatchObject({ ok: true });
    const loaded = chatLines(await server.log()).length;
    const stop = new AbortController();
    let stoppedAt = 0;
    setTimeout(() => {
      stoppedAt = performance.now();
      stop.abort();
    }, 2000);
    const { interrupted, suite } = await generateSuite(
      firstRun('stopped.md', hundredRequirements(25), { writer, signal: stop.signal }),
    );
    expect(interrupted).toBe(true);
    expect(suite.problems).toEqual([]);
    // All that was asked has ended for the server, too: it writes a line for a request when it is done with it.
    await expect
      .poll(async () => chatLines(await server.log()).length, { timeout: 1000, interval: 20 })
      .toBeGreaterThan(loaded);
    const freed = performance.now() - stoppedAt;
    tell('stopped', { freed_ms: Math.round(freed), lines: chatLines(await server.log()).slice(loaded) });
    expect(freed).toBeLessThan(1000);
    expect(
      await model.generate({
        messages: [{ role: 'user', content: 'Yes?' }],
        schema: {},
        temperature: 0,
        seed: 1,
        max_tokens: 1,
      }),
    ).toMatchObject({ ok: true });
  });
});
