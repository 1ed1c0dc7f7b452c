import { expect, it } from 'vitest';
import { loadServer } from '../fixtures/mcp-load.ts';

it('two hundred clients at a time all get their own cases from the rules', async () => {
  const { ms, errors } = await loadServer(200);
  expect(errors).toEqual([]);
  expect(ms).toHaveLength(400);
});
