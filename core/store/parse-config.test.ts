import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from './parse-config.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
const engine = fc.constantFrom('ollama', 'vllm', 'llama-cpp', 'lm-studio', 'tgi', 'openai', 'azure', 'hunyuan');
const entry = fc.record(
  {
    provider: engine,
    model: word,
    base_url: word.map((host) => `http://${host}:8000/v1`),
    api_key_env: fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/),
    requests_per_minute: fc.integer({ min: 1, max: 100_000 }),
    concurrency: fc.integer({ min: 1, max: 64 }),
    timeout_seconds: fc.integer({ min: 1, max: 3600 }),
    batch: fc.integer({ min: 1, max: 16 }),
    price: fc.record({ input: fc.nat(100), output: fc.nat(100) }),
  },
  { requiredKeys: ['provider', 'model'] },
);
const list = fc.record({ failover: fc.array(word, { minLength: 1, maxLength: 8 }) });
const models = fc.dictionary(
  word.filter((name) => name !== 'auto' && name !== 'rules'),
  fc.oneof(entry, list),
  { minKeys: 1, maxKeys: 4 },
);

const parsed = (value: unknown) => parseConfig({ path: 'casewright.yml', text: stringify(value) });

it('takes every configuration of models that is told in the docs, as it is', () => {
  fc.assert(
    fc.property(models, fc.array(word), fc.array(word), (named, allowed_hosts, allowed_licenses) => {
      const given = { models: named, allowed_hosts, allowed_licenses };
      expect(parsed(given)).toEqual({ config: given, problems: [] });
    }),
    { numRuns: 200 },
  );
});

it('names each key that it does not know and each value that is out of bounds', () => {
  const wrong = fc.oneof(
    fc.record({ key: fc.constantFrom('modle', 'api_key', 'baseUrl', 'temperature'), value: word }),
    fc.record({ key: fc.constant('provider'), value: fc.constantFrom('olama', 'chatgpt', '') }),
    fc.record({
      key: fc.constantFrom('requests_per_minute', 'batch', 'timeout_seconds'),
      value: fc.constantFrom(0, -1, 1.5),
    }),
    fc.record({ key: fc.constant('concurrency'), value: fc.constantFrom('many', 65) }),
    fc.record({ key: fc.constant('api_key_env'), value: fc.constantFrom('sk-12345', 'not a name') }),
    fc.record({ key: fc.constant('failover'), value: fc.constant([]) }),
  );
  fc.assert(
    fc.property(word, entry, wrong, (name, right, { key, value }) => {
      fc.pre(name !== 'auto' && name !== 'rules');
      const { problems } = parsed({ models: { [name]: { ...right, [key]: value } } });
      const said = problems.map(({ message, hint }) => `${message} ${hint}`).join('\n');
      expect(said).toContain(key);
      expect(problems.every(({ severity, source }) => severity === 'error' && source?.path === 'casewright.yml')).toBe(
        true,
      );
    }),
    { numRuns: 200 },
  );
});

it('lets nobody call a model auto or rules', () => {
  for (const name of ['auto', 'rules', '-x', '']) {
    expect(parsed({ models: { [name]: { provider: 'ollama', model: 'x' } } }).problems).not.toEqual([]);
  }
});
