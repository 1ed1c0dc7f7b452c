import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { committedFrom, type Config, ConfigurationError, parseDocument } from '../core/index.ts';
import { readInputs } from './inputs.ts';
import { writeSuite } from './write-suite.ts';

const document = parseDocument({ path: 'a.md', text: '**REQ-1** When the button is pressed, the door shall open.\n' });
const runner = { GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: 'c'.repeat(40), GITHUB_EVENT_NAME: 'push' };

const written = async (model: string, config: Config = {}) => {
  const environment = { ...runner, 'INPUT_GITHUB-TOKEN': 't', INPUT_MODEL: model };
  const read = readInputs(environment);
  if ('problems' in read) throw new ConfigurationError(read.problems);
  const gathered = {
    touched: [{ document, removed: [] }],
    committed: committedFrom(new Map(), [document]),
    problems: [],
    unjudged: [],
  };
  return writeSuite(gathered, {
    inputs: read.inputs,
    config,
    environment,
    packageRoot: join(import.meta.dirname, '..'),
    version: '0',
    now: new Date(0),
    signal: new AbortController().signal,
    readTrusted: async () => undefined,
  });
};

const refused = { problems: [{ code: 'INVALID_CONFIGURATION', message: expect.stringContaining('not trusted') }] };

describe('the head that a workflow has checked out', () => {
  const embedded = { provider: 'embedded', model: 'x.gguf' } as const;
  it.each<[string, string, Config]>([
    ['an embedded model', 'embedded:x.gguf', {}],
    ['an entry of the configuration for one', 'mine', { models: { mine: embedded } }],
    ['a list that holds one', 'team', { models: { team: { failover: ['mine', 'rules'] }, mine: embedded } }],
    ['a file with a key', 'a', { models: { a: { provider: 'openai', model: 'x', api_key_file: 'package.json' } } }],
  ])('gives the Action no code and no file: %s', async (_, model, config) => {
    await expect(written(model, config)).rejects.toMatchObject(refused);
  });

  it('does not hold up the rules', async () => {
    expect((await written('rules', { models: { mine: embedded } })).result.suite.summary.cases).toBeGreaterThan(0);
  });
});
