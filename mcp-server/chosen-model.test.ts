import { expect, it } from 'vitest';
import { startAnsweringOllama } from '../fixtures/answering-ollama.ts';
import { connect } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const text = '**REQ-1** When the door opens, the system shall ring the bell.\n';

it.each([
  ['rules', 'model: ollama:tiny:1b\n', 0],
  ['ollama:tiny:1b', 'model: rules\n', 1],
  ['', 'model: rules\n', 0],
])('--model "%s" goes before the configuration, and a blank one leaves it alone', async (model, config, calls) => {
  await using folder = await temporaryFolder({ 'a.md': text, 'casewright.yml': config });
  await using ollama = await startAnsweringOllama();
  const options = { cwd: folder.path, args: ['--model', model], env: { OLLAMA_HOST: ollama.host } };
  await using client = await connect('modern', options);
  const { data } = await client.call('generate_test_cases', { path: 'a.md' });
  expect(data).toMatchObject({ summary: { cases: 1 } });
  expect([data?.['model'] === 'rules', ollama.calls > 0]).toEqual([calls === 0, calls > 0]);
});
