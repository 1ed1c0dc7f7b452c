import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checked, expectSameFacts, good, shop } from '../../fixtures/mcp-answers.ts';
import { connect } from '../../fixtures/mcp-clients.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

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
});
