import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connect } from '../fixtures/mcp-clients.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

it('each of several roots is a repository of its own, and none is taken for all', async () => {
  await using folder = await temporaryFolder({
    'lift/lift.md': 'LIFT-1 When the button is pressed, the lift shall come.\n',
    'shop/shop.md': 'SHOP-1 When the bell rings, the shop shall open.\n',
  });
  const [lift, shop] = [join(folder.path, 'lift'), join(folder.path, 'shop')];
  await runCli(['generate', '.', '--model', 'rules'], { cwd: shop });
  await using client = await connect('modern', { cwd: folder.path, args: ['--root', lift, '--root', shop] });
  const open = await client.call('trace_coverage', {});
  expect([open.isError, open.text]).toEqual([true, expect.stringMatching(/^several_roots[^]*name paths of one of/)]);
  const both = await client.call('trace_coverage', { paths: ['lift.md', 'shop.md'] });
  expect([both.isError, both.text]).toEqual([true, expect.stringMatching(/^several_roots/)]);
  expect((await client.call('trace_coverage', { paths: ['shop.md'] })).data).toMatchObject({ ok: true });
  expect((await client.call('trace_coverage', { paths: ['lift.md'] })).data).toMatchObject({ ok: false });
});

it('what is in several roots is named whole, and an export goes into the root of its document', async () => {
  const door = 'DOOR-1 When the button is pressed, the door shall open.\n';
  await using folder = await temporaryFolder({
    'one/door.md': door,
    'two/door.md': door,
    'two/bell.md': 'B-1 It shall ring.\n',
  });
  const [one, two] = [join(folder.path, 'one'), join(folder.path, 'two')];
  await runCli(['generate', '.', '--model', 'rules'], { cwd: two });
  await using client = await connect('modern', { cwd: folder.path, args: ['--root', one, '--root', two] });
  const both = await client.call('list_requirements', { path: 'door.md' });
  expect([both.isError, both.text]).toEqual([true, expect.stringMatching(/^several_roots[^]*two\/door\.md/)]);
  expect((await client.call('list_requirements', { path: join(two, 'door.md') })).data).toMatchObject({ total: 1 });
  await client.call('export_test_cases', { path: join(two, 'door.md'), format: 'csv', write_to: 'cases.csv' });
  expect([existsSync(join(one, 'cases.csv')), existsSync(join(two, 'cases.csv'))]).toEqual([false, true]);
});

it.each([
  ['a model that there is not', ['--model', 'nope'], /unknown_model: --model nope/],
  ['a configuration that there is not', ['--config', 'nope.yml'], /nope\.yml/],
])('%s ends the start with exit code 2', async (_, args, reason) => {
  await using folder = await temporaryFolder();
  const { code, stderr } = await runCli(['mcp', ...args], { cwd: folder.path });
  expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
});
