import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checked, expectSameFacts, shop } from '../../fixtures/mcp-answers.ts';
import { connect } from '../../fixtures/mcp-clients.ts';
import { gitRepository } from '../../fixtures/git-repository.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

describe('trace_coverage', () => {
  it('says of an unknown repository that everything is uncovered, item by item', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using client = await connect('modern', { cwd: folder.path });
    const answer = await checked(client, 'trace_coverage', {});
    expectSameFacts(answer);
    expect(answer.data).toMatchObject({
      ok: false,
      coverage: { items: 4, drafted: 0, percent: 0 },
      covered: [],
      uncovered: [{ id: 'shop.md:REQ-7#1', statement: expect.stringMatching(/invalid password/) }, {}, {}, {}],
      open_questions: 2,
    });
  });

  it('agrees with the gate of the command line about what is stale, orphaned and waived', async () => {
    await using folder = await temporaryFolder({
      'shop.md': shop,
      'casewright.yml': 'paths: [shop.md]\n',
      'casewright/waivers.yml':
        'waivers:\n  - ids: [EXP-2#1]\n    reason: later\n    owner: ann\n    expires: 2999-01-01\n',
    });
    const at = { cwd: folder.path };
    await runCli(['generate', '--model', 'rules'], at);
    await runCli(['review', 'accept', 'TC-REQ-7-1', 'TC-EXP-2-2', '--by', 'Ann'], at);
    const changed = shop.replace('three times', 'four times').replace(/## EXP-2[^]*?JSON\.\n/, '');
    await writeFile(join(folder.path, 'shop.md'), changed);
    const check = JSON.parse((await runCli(['check', '--format', 'json'], at)).stdout);
    await using client = await connect('legacy', at);
    const answer = await checked(client, 'trace_coverage', {});
    expectSameFacts(answer);
    const { stale, orphaned, waived, coverage } = check;
    expect(stale).toContain('shop.md:TC-REQ-7-1');
    expect(orphaned).toContain('shop.md:TC-EXP-2-2');
    const { requirements: _requirements, criteria: _criteria, ...levels } = coverage;
    expect(answer.data).toMatchObject({ ok: false, stale, orphaned, waived, coverage: levels });
  });

  it('tells requirements apart whose ids begin alike', async () => {
    const two =
      'REQ-1 When the bell rings, the door shall open.\n\nREQ-1-2 When the bell rings, the lamp shall glow.\n';
    await using repository = await gitRepository({ 'a.md': two, 'casewright.yml': 'paths: [a.md]\n' });
    const at = { cwd: repository.path };
    await runCli(['generate', '--model', 'rules'], at);
    await runCli(['review', 'accept', '--all', '--by', 'Ann'], at);
    repository.commit('suite');
    await repository.write('a.md', 'REQ-1 When the bell rings twice, the door shall open.\n');
    repository.commit('REQ-1-2 is gone');
    await repository.write('a.md', 'REQ-1 When the bell rings three times, the door shall open.\n');
    await using client = await connect('legacy', at);
    const { data } = await checked(client, 'trace_coverage', { since: 'HEAD' });
    expect(data).toMatchObject({
      orphaned: [],
      stale: ['a.md:TC-REQ-1-1'],
      changed: { requirements: [{ id: 'REQ-1' }] },
    });
  });

  it('counts a document that has no case yet beside one that is on record', async () => {
    const door = 'DOOR-1 When the button is pressed, the door shall open.\n';
    await using folder = await temporaryFolder({ 'shop.md': shop, 'docs/door.md': door });
    await runCli(['generate', 'shop.md', '--model', 'rules'], { cwd: folder.path });
    await using client = await connect('legacy', { cwd: folder.path });
    const { data } = await checked(client, 'trace_coverage', {});
    expect(data).toMatchObject({ ok: false, uncovered: [{ id: 'docs/door.md:DOOR-1#1' }] });
  });

  it('tells what changed since a commit, with the cases to run, and nothing of the rest', async () => {
    await using repository = await gitRepository({ 'shop.md': shop, 'casewright.yml': 'paths: [shop.md]\n' });
    const at = { cwd: repository.path };
    await runCli(['generate', '--model', 'rules'], at);
    repository.commit('suite');
    await writeFile(join(repository.path, 'shop.md'), shop.replace('three times', 'four times'));
    await using client = await connect('legacy', at);
    const answer = await checked(client, 'trace_coverage', { since: 'HEAD' });
    expectSameFacts(answer);
    expect(answer.data).toMatchObject({
      changed: {
        requirements: [{ id: 'REQ-7', change: 'changed' }],
        cases: [{ id: 'TC-REQ-7-1' }, { id: 'TC-REQ-7-2' }],
      },
    });
    expect(JSON.stringify(answer.data?.['covered'])).not.toContain('EXP-2');
    const wrong = await client.call('trace_coverage', { since: '--upload-pack=x' });
    expect([wrong.isError, wrong.text]).toEqual([true, expect.stringMatching(/\n {2}→ \S/)]);
  });
});
