import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checked, expectSameFacts, good, shop } from '../../fixtures/mcp-answers.ts';
import { connect } from '../../fixtures/mcp-clients.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { openSettings } from '../open-settings.ts';
import { runTool } from '../run-tool.ts';
import { saveTestCases } from './save-test-cases.ts';

const suite = (folder: string) => readFile(join(folder, 'casewright/shop.md.cases.yml'), 'utf8');
const csv = {
  title: 'Export as CSV',
  preconditions: ['An export service is running'],
  steps: ['Export the data "{name}" as CSV', 'Look at the export'],
  expected_result: 'The export service supports CSV.',
  test_data: { name: 'orders' },
  coverage_items: ['EXP-2#1'],
};

describe('save_test_cases', () => {
  // MCP-8
  it('keeps what passes, turns down the rest with a reason, and leaves a suite that the gate understands', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using client = await connect('modern', { cwd: folder.path });
    const cases = [good, { ...good, coverage_items: ['REQ-7#2'], expected_result: 'It waits 30 minutes.' }, csv];
    const answer = await checked(client, 'save_test_cases', { path: 'shop.md', cases });
    expectSameFacts(answer);
    expect(answer.data).toMatchObject({
      saved: [
        { index: 0, id: 'TC-REQ-7-1', state: 'saved' },
        { index: 2, id: 'TC-EXP-2-1', state: 'saved' },
      ],
      turned_down: [{ index: 1, reason: expect.stringMatching(/30/), repairs: expect.arrayContaining([]) }],
      files: ['casewright/shop.md.cases.yml', 'casewright/casewright.lock'],
      uncovered: [{ id: 'REQ-7#2' }, { id: 'EXP-2#2' }],
    });
    expect(await suite(folder.path)).toMatch(/TC-REQ-7-1[^]*Lock the account after three[^]*written_by: model/);
    const check = await runCli(['check', '--format', 'json'], { cwd: folder.path });
    expect(JSON.parse(check.stdout)).toMatchObject({
      uncovered: ['shop.md:REQ-7#2', 'shop.md:EXP-2#2'],
      stale: [],
      edited: [],
    });
    // What is left is for the rules; what was saved stays.
    await runCli(['generate', '--model', 'rules'], { cwd: folder.path });
    expect(await suite(folder.path)).toContain(good.title);
  });

  it('writes nothing when nothing passes, and nothing new when all is there', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using client = await connect('legacy', { cwd: folder.path });
    const none = await client.call('save_test_cases', { path: 'shop.md', cases: [{ ...good, steps: [] }] });
    expect(none.data).toMatchObject({ saved: [], turned_down: [{ index: 0 }], files: [] });
    expect(await readdir(folder.path)).toEqual(['shop.md']);
    await client.call('save_test_cases', { path: 'shop.md', cases: [good] });
    const again = await client.call('save_test_cases', { path: 'shop.md', cases: [good] });
    expect(again.data).toMatchObject({ saved: [{ state: 'unchanged' }], files: [] });
  });

  // MCP-9
  it('takes nothing from a person', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await runCli(['generate', 'shop.md', '--model', 'rules'], { cwd: folder.path });
    const path = join(folder.path, 'casewright/shop.md.cases.yml');
    await writeFile(path, (await suite(folder.path)).replace(/title: .*/, 'title: My own words'));
    await using client = await connect('legacy', { cwd: folder.path });
    const { data } = await client.call('save_test_cases', { path: 'shop.md', cases: [good] });
    expect(data).toMatchObject({ saved: [], turned_down: [{ reason: 'TC-REQ-7-1 was edited by a person' }] });
    expect(await suite(folder.path)).toContain('My own words');
  });

  it('loses nothing when many save at a time', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using client = await connect('modern', { cwd: folder.path });
    const answers = await Promise.all(
      [good, csv].map((one) => client.call('save_test_cases', { path: 'shop.md', cases: [one] })),
    );
    expect(answers.map(({ isError }) => isError)).toEqual([false, false]);
    expect(await suite(folder.path)).toMatch(/TC-REQ-7-1[^]*TC-EXP-2-1/);
  });

  it('loses nothing when two servers save at a time in the same repository', async () => {
    const names = ['door', 'gate', 'lid', 'hatch'];
    const texts = names.map((name) => [
      `${name}.md`,
      `${name.toUpperCase()}-1 When the button is pressed, the ${name} shall open.\n`,
    ]);
    await using folder = await temporaryFolder(Object.fromEntries(texts));
    const place = { cwd: folder.path, env: { CASEWRIGHT_STATE_DIR: join(folder.path, '.state') } };
    await using one = await connect('modern', place);
    await using two = await connect('legacy', place);
    const answers = await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? one : two).call('save_test_cases', {
          path: `${name}.md`,
          cases: [
            {
              title: `Open the ${name} by its button`,
              preconditions: [`The ${name} is closed`],
              steps: ['Press the button', `Look at the ${name}`],
              expected_result: `The ${name} opens.`,
            },
          ],
        }),
      ),
    );
    expect(answers.map(({ data }) => data?.['saved'])).toEqual(names.map(() => [expect.anything()]));
    const lock = await readFile(join(folder.path, 'casewright/casewright.lock'), 'utf8');
    for (const name of names) expect(lock).toContain(`"${name}.md"`);
  });

  it('writes nothing for a call that was cancelled', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using settings = await openSettings({
      roots: [folder.path],
      readOnly: false,
      packageRoot: join(import.meta.dirname, '../..'),
      version: '0',
      environment: { CASEWRIGHT_STATE_DIR: join(folder.path, '.state') },
    });
    const controller = new AbortController();
    const save = (signal: AbortSignal) =>
      runTool(saveTestCases, { path: 'shop.md', cases: [good] }, { settings, call: { caller: 'ann', signal } });
    const underWay = save(controller.signal);
    const waiting = save(controller.signal);
    controller.abort();
    for (const outcome of [await underWay, await waiting, await save(controller.signal)])
      expect(outcome).toMatchObject({ ok: false, defect: false, problems: [{ code: 'cancelled' }] });
    expect(await readdir(folder.path)).not.toContain('casewright');
    expect(await save(new AbortController().signal)).toMatchObject({ ok: true, answer: { stands: true } });
  });

  it('is turned down when too many wait', async () => {
    await using settings = await openSettings({
      roots: [],
      readOnly: false,
      packageRoot: join(import.meta.dirname, '../..'),
      version: '0',
      environment: {},
    });
    const call = { caller: 'ann', signal: new AbortController().signal };
    const all = Array.from({ length: 30 }, () =>
      runTool(saveTestCases, { path: 'shop.md', cases: [good] }, { settings, call }),
    );
    const codes = (await Promise.all(all)).map((each) => (each.ok ? 'ok' : each.problems[0]?.code));
    expect(new Set(codes)).toEqual(new Set(['not_found', 'queue_full']));
  });
});
