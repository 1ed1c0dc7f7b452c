import { expect, it } from 'vitest';
import type { InstalledModel } from './ollama-client.ts';
import { rankModels } from './rank-models.ts';

const model = (name: string, parameter_size: string, size = 0): InstalledModel => ({
  name,
  parameter_size,
  size,
  digest: '',
  quantization: '',
  family: 'llama',
  format: 'gguf',
  cloud: false,
  capabilities: undefined,
});

it('prefers the largest instructed model of reasonable size', () => {
  const models = [
    model('a:text', '8B'),
    model('b', '134.52M'),
    model('c', '70.6B'),
    model('d', '32B'),
    model('f', '8.0B'),
    model('e', '8.0B'),
    model('g', '8x7B'),
    model('h', '', 14e9),
  ];
  expect(rankModels(models).map(({ name }) => name)).toEqual(['h', 'e', 'f', 'b', 'd', 'g', 'c', 'a:text']);
  expect(rankModels(models.toReversed())).toEqual(rankModels(models));
});
