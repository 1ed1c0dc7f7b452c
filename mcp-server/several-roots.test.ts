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
