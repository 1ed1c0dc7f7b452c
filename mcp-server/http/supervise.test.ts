import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startHttpApp } from '../../fixtures/http-app.ts';
import { good, shop } from '../../fixtures/mcp-answers.ts';
import { readingTool, writingTool } from '../define-tool.ts';
import { runTool } from '../run-tool.ts';
import { newExchange } from './exchange.ts';
import { usualLimits } from './limits.ts';
import { openMeters } from './meters.ts';
import { supervised } from './supervise.ts';
import { openLog } from './http-log.ts';
import { openSettings } from '../open-settings.ts';

const plain = { name: 'x', title: '', description: '', inputSchema: {}, outputSchema: {} };

it('says what came of a call that has written, although it was broken off; nothing else of such a call counts', async () => {
  await using settings = await openSettings({
    roots: [],
    readOnly: false,
    packageRoot: '.',
    version: '0',
    environment: {},
  });
  const gone = new AbortController();
  const host = {
    settings,
    tokens: [],
    names: [],
    limits: usualLimits,
    log: await openLog({ level: 'silent', format: 'json', environment: undefined }),
    meters: openMeters('0'),
    ending: new AbortController().signal,
  };
  const on = {
    settings: supervised(host, newExchange(undefined), gone.signal),
    call: { caller: 'ann', signal: gone.signal },
  };
  const answer = { head: [], body: [], data: { files: ['a'] } };
  const writes = writingTool({ ...plain, handle: async () => (gone.abort(), { ...answer, stands: true }) });
  const reads = readingTool({ ...plain, handle: async () => answer });
  expect(await runTool(writes, {}, on)).toMatchObject({ ok: true, answer: { data: { files: ['a'] } } });
  expect(await runTool(reads, {}, on)).toMatchObject({ ok: false, problems: [{ code: 'cancelled' }] });
});

it('never says that a call was ended which has written', async () => {
  await using app = await startHttpApp({ files: { 'shop.md': shop }, limits: { workMs: 1 } });
  const { status } = await app.post('/api/v1/suites', { path: 'shop.md', cases: [good] });
  const isThere = await access(join(app.folder, 'casewright/casewright.lock')).then(
    () => true,
    () => false,
  );
  expect([status, isThere]).toEqual(status === 504 ? [504, false] : [200, true]);
});
