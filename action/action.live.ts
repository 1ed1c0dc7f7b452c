import { expect, it } from 'vitest';
import { live } from '../fixtures/live-model.ts';
import { bodyOf, github, plain } from '../fixtures/pull-request.ts';
import { runAction } from '../fixtures/run-action.ts';

const text = `# Locker

**LOCK-2** The locker shall accept at most 4 parcels for one recipient.

**LOCK-6** When a courier closes a compartment, the locker shall send the code to the recipient within 30 s.
`;

it('a pull request is written about by a real model, and the comment says how much of it stands', async () => {
  await using fake = await github(plain, { ...plain, 'locker.md': text });
  const { host, name } = live();
  const inputs = { model: `ollama:${name}`, 'ollama-host': host };
  const run = await runAction(fake, { inputs });
  expect(run.code).toBe(0);
  const { covered, coverage_items, model_calls } = JSON.parse(run.files['casewright-report.json'] ?? '').suite.summary;
  expect(model_calls).toBeGreaterThan(0);
  expect(covered).toBe(coverage_items);
  expect(bodyOf(fake)).toContain(`<code>ollama:${name}</code>`);
  expect(run.outputs['written-by-model']).toMatch(/^\d+$/);
});
