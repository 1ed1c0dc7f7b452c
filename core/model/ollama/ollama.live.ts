import { describeModelContract } from '../../../fixtures/model-contract.ts';
import { ollamaModel } from './ollama.ts';

const { OLLAMA_HOST: host = 'http://127.0.0.1:11434', CASEWRIGHT_LIVE_MODEL: model = 'smollm2:135m' } = process.env;

describeModelContract('the Ollama driver', async () => ({ model: ollamaModel({ host, model }) }));
