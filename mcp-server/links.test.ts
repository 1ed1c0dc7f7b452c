import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connect } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

const door = 'REQ-1 When the button is pressed, the door shall open.\n';
const secret = 'machine example.com password hunter2\nkey: [x\n';
const cases = [
  {
    title: 'Open the door by its button',
    preconditions: ['The door is closed'],
    steps: ['Press the button', 'Look at the door'],
    expected_result: 'The door opens.',
  },
];

// MCP-2
it.each([
  ['casewright.yml', 'plan_coverage', { path: 'door.md' }],
  ['casewright/waivers.yml', 'trace_coverage', {}],
  ['casewright/door.md.cases.yml', 'plan_coverage', { path: 'door.md' }],
  ['casewright/casewright.lock', 'save_test_cases', { path: 'door.md', cases }],
  ['casewright/casewright.lock', 'trace_coverage', {}],
])('a %s that links out of the root is neither read nor written by %s', async (path, tool, args) => {
  await using folder = await temporaryFolder({ 'root/door.md': door, 'root/casewright/x': '', secret });
  const [root, outside] = [join(folder.path, 'root'), join(folder.path, 'secret')];
  await symlink(outside, join(root, path));
  await using client = await connect('modern', { cwd: root });
  const { isError, text } = await client.call(tool, args);
  expect([isError, text]).toEqual([true, expect.stringMatching(/^outside_root: [^]*leads outside[^]*→/)]);
  expect(text).not.toContain('hunter2');
  expect(await readFile(outside, 'utf8')).toBe(secret);
  await rm(join(root, path));
  expect(await client.call(tool, args)).toMatchObject({ isError: false });
});

// MCP-2
it('a document of the lockfile cannot lead to a suite outside the root', async () => {
  await using folder = await temporaryFolder({
    'root/door.md': door,
    'root/casewright/casewright.lock':
      '{"casewright_lock":1}\n{"document":"../../secret","digest":"00","suite":"00","clean":true}\n',
    'secret.cases.yml': secret,
  });
  await using client = await connect('modern', { cwd: join(folder.path, 'root') });
  const { isError, text } = await client.call('plan_coverage', { path: 'door.md' });
  expect(text).not.toContain('hunter2');
  expect([isError, text]).toEqual([true, expect.stringMatching(/^outside_root: [^]*leads outside/)]);
});

// MCP-2
it('patterns of the configuration are judged before they are tried', async () => {
  await using folder = await temporaryFolder({
    'casewright.yml': "paths: ['+([a-z]|a)X']\n",
    [`${'a'.repeat(60)}.md`]: door,
  });
  await using client = await connect('modern', { cwd: folder.path });
  expect(await client.call('trace_coverage', {})).toMatchObject({
    isError: true,
    text: expect.stringMatching(/^invalid_path/),
  });
});
