import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkCase } from './check/check-case.ts';
import { emptyLock } from './lock/lock.ts';
import { ollamaModel } from './model/ollama/ollama.ts';
import { parseDocument } from './parse/parse-document.ts';
import { generateSuite } from './pipeline.ts';
import { planDocument } from './plan/plan-document.ts';
import { loadPrompt } from './write/load-prompt.ts';

const host = process.env['OLLAMA_HOST'];
const name = process.env['CASEWRIGHT_LIVE_MODEL'] ?? 'smollm2:135m';
if (!host) throw new Error('Live tests need a running Ollama: set OLLAMA_HOST, such as 127.0.0.1:11434.');

const wanted = 20;

/** The first statements that ask for one or two cases: enough requirements, and few enough tokens for a tiny model. */
function chosen(): { text: string; ids: string[] } {
  const text = readFileSync(new URL('../fixtures/statements.md', import.meta.url), 'utf8');
  const plan = planDocument(parseDocument({ path: 'statements.md', text }));
  const small = plan.requirements.filter(({ id }) => {
    const cases = plan.demands.filter(({ item }) => item.requirement_id === id).length;
    return cases === 1 || cases === 2;
  });
  return { text, ids: small.slice(0, wanted).map(({ id }) => id) };
}

it('generates with a real model: every answer valid at the first attempt, every case passes all checks', async () => {
  const { text, ids } = chosen();
  expect(ids).toHaveLength(wanted);
  const model = ollamaModel({ host, model: name });
  const [identity, loaded] = await Promise.all([model.identify(), loadPrompt('prompts')]);
  if (!identity.ok || !loaded.ok) throw new Error(`No model or prompt: ${JSON.stringify([identity, loaded])}`);
  const document = parseDocument({ path: 'statements.md', text });

  const start = performance.now();
  const { suite } = await generateSuite({
    documents: [document],
    lock: emptyLock,
    suites: new Map(),
    writer: { model, identity, prompt: loaded.prompt },
    options: { only: ids },
    toolVersion: '0',
    now: new Date(0),
    onProgress: ({ requirement_id, phase, index, total }) => {
      if (phase === 'done') process.stderr.write(`${index}/${total} ${requirement_id}\n`);
    },
  });
  const { summary } = suite;
  process.stderr.write(`${JSON.stringify(summary)} in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);

  expect(suite.problems).toEqual([]);
  expect(summary.model_calls).toBe(wanted);
  expect(summary.first_attempt_valid).toBe(wanted);
  expect(summary.retries).toBe(0);

  const plan = planDocument(document);
  const failing = suite.test_cases.flatMap((each) => {
    const demand = plan.demands.find(({ item }) => each.coverage_items.includes(item.id));
    const requirement = plan.requirements.find(({ id }) => id === each.requirement_id);
    if (!demand || !requirement) return [[each.id, 'nothing demands it']];
    return checkCase(each, { document, requirement, demand }).failures.map(({ message }) => [each.id, message]);
  });
  expect(failing).toEqual([]);

  // Who wrote what adds up: each model answer was taken, or turned down for a reason.
  const byModel = summary.written_by['model'] ?? 0;
  const turnedDown = Object.values(summary.rejected_by_check).reduce((sum, count) => sum + count, 0);
  expect(byModel + (summary.written_by['rules'] ?? 0)).toBe(summary.cases);
  expect(byModel + turnedDown).toBe(summary.cases);
  expect(summary.covered).toBe(plan.demands.filter(({ item }) => ids.includes(item.requirement_id)).length);
});
