import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { hundredRequirements } from '../fixtures/hundred-requirements.ts';
import { firstRun } from '../fixtures/first-run.ts';
import { askedFor, live, liveWriter, withCalls } from '../fixtures/live-model.ts';
import { checkCase } from './check/check-case.ts';
import type { ModelAnswer, ModelRequest } from './model/model.ts';
import { tokenEstimator } from './model/token-estimator.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite } from './pipeline.ts';
import { planDocument } from './plan/plan-document.ts';
import { suiteSchema } from './schema/suite.ts';

const wanted = 5;
const document = parseDocument({ path: 'varied.md', text: hundredRequirements(50) });
const input = firstRun(document.path, document.text);
const plan = planDocument(document);

type Call = { request: ModelRequest; answer: ModelAnswer };

const run = async () => {
  const calls: Call[] = [];
  const writer = withCalls(await liveWriter(live().host), (model) => async (request) => {
    const answer = await model.generate(request);
    if (answer.ok) calls.push({ request, answer });
    return answer;
  });
  const ids = (await askedFor(input, writer)).slice(0, wanted);
  // The engine may hold the prompt of another run; this one takes its place.
  const messages = [{ role: 'user' as const, content: 'Yes or no?' }];
  await writer.model.generate({ messages, schema: {}, temperature: 0, seed: 1, max_tokens: 1 });
  calls.length = 0;
  const { suite } = await generateSuite({ ...input, writer, options: { only: ids } });
  return { suite, calls, ids };
};

describe('some varied requirements with a real model', async () => {
  const { suite, calls, ids } = await run();
  const { summary } = suite;
  process.stderr.write(`${JSON.stringify(summary)}\n`);

  it('are answered validly at the first attempt', () => {
    expect(ids).toHaveLength(wanted);
    expect(suite.problems).toEqual([]);
    expect(summary).toMatchObject({ model_calls: wanted, first_attempt_valid: wanted, retries: 0 });
    expect(calls).toHaveLength(wanted);
  });

  it('make a valid suite in which every case passes all checks and every answer counts', () => {
    const isSuite = new Ajv({ strict: false }).compile(suiteSchema);
    isSuite(suite);
    expect(isSuite.errors).toBeNull();
    const own = suite.test_cases.filter(({ inferred }) => !inferred);
    const failing = own.flatMap((each) => {
      const demand = plan.demands.find(({ item }) => each.coverage_items.includes(item.id));
      const requirement = plan.requirements.find(({ id }) => id === each.requirement_id);
      if (!demand || !requirement) return [`${each.id}: nothing demands it`];
      return checkCase(each, { document, requirement, demand }).failures.map(({ message }) => `${each.id}: ${message}`);
    });
    expect(failing).toEqual([]);
    const demanded = plan.demands.filter(({ item }) => ids.includes(item.requirement_id));
    expect(summary.covered).toBe(demanded.length);
    const turnedDown = Object.values(summary.rejected_by_check).reduce((sum, count) => sum + count, 0);
    const byModel = own.filter(({ written_by }) => written_by === 'model').length;
    expect(byModel + turnedDown).toBeGreaterThanOrEqual(wanted);
    expect(byModel + turnedDown).toBeLessThanOrEqual(own.length);
  });

  it('have prompts whose tokens are known within five percent after three of them', () => {
    const tokens = tokenEstimator();
    const errors = calls.flatMap(({ request: { messages }, answer: { prompt_tokens } }, index) => {
      const estimate = tokens.estimate(messages) ?? 0;
      tokens.learn(messages, prompt_tokens);
      return index < 3 ? [] : Math.abs(estimate / prompt_tokens - 1);
    });
    process.stderr.write(`estimates are off by ${errors.map((error) => (error * 100).toFixed(1)).join(' %, ')} %\n`);
    expect(errors).toHaveLength(wanted - 3);
    expect(Math.max(...errors)).toBeLessThan(0.05);
  });

  it('share the beginning of their prompt, which the engine evaluates once', () => {
    const [first = 0, ...later] = calls.map(({ answer }) => (answer.prompt_ms ?? 0) / answer.prompt_tokens);
    process.stderr.write(`ms for a token of the prompt: ${[first, ...later].map((ms) => ms.toFixed(2)).join(', ')}\n`);
    expect(later).toHaveLength(wanted - 1);
    const middle = later.toSorted((a, b) => a - b)[Math.floor(later.length / 2)] ?? 0;
    expect(middle).toBeGreaterThan(0);
    expect(middle).toBeLessThan(0.7 * first);
  });
});
