import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checked, expectSameFacts, shop } from '../../fixtures/mcp-answers.ts';
import { connect, type TestClient } from '../../fixtures/mcp-clients.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const shared = new AsyncDisposableStack();
let client: TestClient;
let root = '';

beforeAll(async () => {
  const folder = shared.use(await temporaryFolder({ 'repo/shop.md': shop, 'outside/x.md': 'x' }));
  root = join(folder.path, 'repo');
  await runCli(['generate', 'shop.md', '--model', 'rules'], { cwd: root });
  await symlink(join(folder.path, 'outside'), join(root, 'link'));
  await symlink(join(folder.path, 'outside/new.csv'), join(root, 'dangling.csv'));
  await mkdir(join(root, 'casewright/exports'), { recursive: true });
  await mkdir(join(root, '.git/hooks'), { recursive: true });
  await symlink(join(folder.path, 'outside/x.md'), join(root, 'casewright/exports/out.csv'));
  await symlink('../../shop.md', join(root, 'casewright/exports/shop.csv'));
  await symlink('../..', join(root, 'casewright/exports/up'));
  await symlink('.git/hooks', join(root, 'seen'));
  await symlink('../../.git', join(root, 'casewright/exports/git'));
  client = shared.use(await connect('legacy', { cwd: root }));
});
afterAll(() => shared.disposeAsync());

const csv = (write_to: string) => client.call('export_test_cases', { path: 'shop.md', format: 'csv', write_to });

describe('export_test_cases', () => {
  it('gives the same as the command line, as text and as data', async () => {
    const answer = await checked(client, 'export_test_cases', { path: 'shop.md', format: 'csv' });
    expectSameFacts({ ...answer, data: { format: answer.data?.['format'] } });
    const { stdout } = await runCli(['export', 'shop.md', '--to', 'csv'], { cwd: root });
    const [file] = (answer.data?.['files'] ?? []) as { path: string; text: string }[];
    expect(file?.text.trim()).toBe(stdout.replaceAll('\r\n', '\n').trim());
    expect(answer.text).toContain(stdout.trim().split('\n')[1]);
  });

  it('exports a generation that is not committed', async () => {
    const text = 'REQ-1 When the button is pressed, the door shall open.';
    const started = await client.call('start_generation', { text, model: 'rules' });
    const job_id = String(started.data?.['job_id']);
    await client.call('get_generation', { job_id, wait_seconds: 25 });
    const { data } = await checked(client, 'export_test_cases', { job_id, format: 'markdown' });
    expect(JSON.stringify(data)).toMatch(/TC-REQ-1-1/);
    const unknown = await client.call('export_test_cases', { job_id: `${job_id}x`, format: 'markdown' });
    expect([unknown.isError, unknown.text]).toEqual([true, expect.stringMatching(/^unknown_job/)]);
  });

  it('writes a new file, and below casewright/exports/ the same one again', async () => {
    expect((await csv('out/cases.csv')).data).toMatchObject({ written: ['out/cases.csv'], files: [] });
    expect(await readFile(join(root, 'out/cases.csv'), 'utf8')).toContain('TC-REQ-7-1');
    // The same content is no loss.
    expect(await csv('out/cases.csv')).toMatchObject({ isError: false });
    await mkdir(join(root, 'casewright/exports'), { recursive: true });
    await writeFile(join(root, 'casewright/exports/cases.csv'), 'of yesterday');
    expect(await csv('casewright/exports/cases.csv')).toMatchObject({ isError: false });
    expect(await readFile(join(root, 'casewright/exports/cases.csv'), 'utf8')).toContain('TC-REQ-7-1');
  });

  // MCP-2
  it.each([
    ['a step above the root', '../out.csv', 'outside_root'],
    ['an absolute path outside', '/tmp/casewright-out.csv', 'outside_root'],
    ['a link that leads outside', 'link/out.csv', 'outside_root'],
    ['a link to a file that is not there yet', 'dangling.csv', 'outside_root'],
    ['a link to a file outside, among exports', 'casewright/exports/out.csv', 'outside_root'],
    ['a link to a document, among exports', 'casewright/exports/shop.csv', 'file_exists'],
    ['a document behind a link among exports', 'casewright/exports/up/shop.md', 'file_exists'],
    ['a link that leads to a hidden folder', 'seen/post-checkout', 'hidden_path'],
    ['a hidden folder behind a link among exports', 'casewright/exports/git/config', 'hidden_path'],
    ['a path of endless length', 'x'.repeat(5000), 'invalid_path'],
    ['a document', 'shop.md', 'file_exists'],
    ['a suite', 'casewright/shop.md.cases.yml', 'reserved_path'],
    ['a configuration', 'casewright.yml', 'reserved_path'],
    ['waivers', 'casewright/waivers.yml', 'reserved_path'],
    ['a package', 'node_modules/x/index.js', 'reserved_path'],
    ['a hidden folder', '.github/workflows/x.yml', 'hidden_path'],
    ['a hidden file', '.npmrc', 'hidden_path'],
    ['an address', 'https://example.org/x', 'invalid_path'],
    ['a null character', 'x\u0000.csv', 'invalid_path'],
    ['the root itself', '.', 'outside_root'],
  ])('does not write to %s', async (_, target, code) => {
    const { isError, text } = await csv(target);
    expect([isError, text]).toEqual([true, expect.stringMatching(new RegExp(`^${code}: [^]*\\n {2}→ \\S`))]);
  });

  // MCP-2
  it('judges each file of several by where it lies', async () => {
    await mkdir(join(root, 'several'), { recursive: true });
    await symlink('../.git', join(root, 'several/requirements'));
    const several = { path: 'shop.md', format: 'doorstop', write_to: 'several' };
    const { isError, text } = await client.call('export_test_cases', several);
    expect([isError, text]).toEqual([true, expect.stringMatching(/^hidden_path: [^]*several.requirements/)]);
    expect(await readdir(join(root, '.git'))).toEqual(['hooks']);
    expect(await readdir(join(root, '.git/hooks'))).toEqual([]);
  });

  it('says what to do where there is nothing to export, or too much for an answer', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await using empty = await connect('legacy', { cwd: folder.path });
    const { text } = await empty.call('export_test_cases', { path: 'shop.md', format: 'csv' });
    expect(text).toMatch(/^nothing_to_export[^]*save_test_cases/);
    const lines = Array.from(
      { length: 150 },
      (_, n) => `REQ-${n} When button ${n} is pressed, door ${n} shall open.\n`,
    );
    await writeFile(join(folder.path, 'many.md'), lines.join('\n'));
    await runCli(['generate', 'many.md', '--model', 'rules'], { cwd: folder.path });
    const html = await empty.call('export_test_cases', { path: 'many.md', format: 'html' });
    expect([html.isError, html.text]).toEqual([true, expect.stringMatching(/^too_large[^]*write_to/)]);
  });
});
