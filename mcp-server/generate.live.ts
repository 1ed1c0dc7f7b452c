import { expect, it } from 'vitest';
import { casesOf, checked } from '../fixtures/mcp-answers.ts';
import { connect } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const host = process.env['OLLAMA_HOST'] ?? '127.0.0.1:11434';
const text = 'REQ-7 When the user submits an invalid password three times, the system shall lock the account.';

it('generates through the real process with the model at OLLAMA_HOST', async () => {
  await using folder = await temporaryFolder();
  await using client = await connect('modern', { cwd: folder.path, env: { OLLAMA_HOST: host } });
  const seen: number[] = [];
  const options = { timeout: 300_000, onprogress: ({ progress }: { progress: number }) => void seen.push(progress) };
  const patient = {
    ...client,
    call: (name: string, args?: Record<string, unknown>) => client.call(name, args, options),
  };
  const answer = await checked(patient, 'generate_test_cases', { text });
  const { data } = answer;
  expect(data).toMatchObject({
    model: expect.stringMatching(/^ollama:/),
    summary: { requirements: 1, coverage_items: 2, covered: 2, cases: 2, first_attempt_valid: 1 },
  });
  expect(data?.['reason']).toBeUndefined();
  expect(casesOf(answer).map(({ id }) => id)).toEqual(['TC-REQ-7-1', 'TC-REQ-7-2']);
  expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  expect(seen.length).toBeGreaterThan(1);
  // Whoever wrote them, the cases pass the checks.
  const judged = await checked(client, 'check_test_cases', { text, cases: data?.['cases'] });
  expect(judged.data).toMatchObject({ ok: true });
});
