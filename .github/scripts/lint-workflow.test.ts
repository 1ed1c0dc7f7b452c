import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type LintedFile, lintWorkflow } from './lint-workflow.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): LintedFile => ({
  path,
  text: readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n'),
});
const ours = read('action.yml').text;
const workflows = globSync('.github/workflows/**/*.yml', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })];

/** The blocks of a document that are whole workflows. */
function workflowsIn({ path, text }: LintedFile): LintedFile[] {
  return [...text.matchAll(/^```ya?ml[^\n]*\n([\s\S]*?)^```/gm)].flatMap(({ index, 1: block = '' }) => {
    const line = text.slice(0, index).split('\n').length;
    return /^jobs:/m.test(block)
      ? { path: `${path.replaceAll('\\', '/')}, the block at line ${line}`, text: block }
      : [];
  });
}

describe('what GitHub itself says against', () => {
  it('is looked for in every workflow and every example', () => {
    expect(workflows).toContain('.github/workflows/ci.yml');
    expect(workflows).toContain('.github/workflows/examples/pull-request.yml');
  });

  for (const file of ['action.yml', ...workflows].map((path) => read(path))) {
    it(`${file.path} is nothing`, async () => expect(await lintWorkflow(file, ours)).toEqual([]));
  }

  for (const block of documents.flatMap((path) => workflowsIn(read(path)))) {
    it(`${block.path} is nothing`, async () => expect(await lintWorkflow(block, ours)).toEqual([]));
  }

  const good = read('.github/workflows/examples/scheduled.yml').text;
  const gpu = read('.github/workflows/examples/gpu-runner.yml').text;
  it.each([
    ['an unknown key of a step', good.replace('- id: casewright', '- id: casewright\n        whit: {}'), /whit/],
    ['an unknown key of a job', good.replace('timeout-minutes:', 'timeout:'), /timeout/],
    ['an unknown context', good.replace('${{ github.ref }}', '${{ githob.ref }}'), /githob/],
    ['an unknown event', good.replace('workflow_dispatch:', 'workflow_despatch:'), /workflow_despatch/],
    ['an unknown permission', good.replace('contents: read', 'content: read'), /content/],
    ['a wrong mode of a queue', gpu.replace('      queue: max', '      queue: most'), /most/],
    ['an input that our Action does not have', good.replace('fail-on: any', 'failon: any'), /failon/],
    ['an output that our Action does not have', good.replaceAll('report-html', 'report-pdf'), /report-pdf/],
  ])('names %s', async (_what, text, named) => {
    expect(text).not.toBe(good);
    const said = await lintWorkflow({ path: 'planted.yml', text }, ours);
    expect(said.join('\n')).toMatch(named);
  });

  it('names an unknown key of an action', async () => {
    const text = ours.replace('using: node24', 'using: node24\n  wat: 1');
    expect((await lintWorkflow({ path: 'action.yml', text }, ours)).join('\n')).toContain('wat');
  });
});

describe('an example', () => {
  const examples = workflows.filter((path) => path.includes('/examples/')).map((path) => read(path));

  it.each(examples)('$path starts with a token that may do nothing, and bounds every job', ({ text }) => {
    const { permissions, jobs } = parse(text);
    expect(permissions).toEqual({});
    for (const job of Object.values<Record<string, unknown>>(jobs))
      expect(job).toMatchObject({ permissions: expect.anything(), 'timeout-minutes': expect.any(Number) });
  });

  it.each(examples)('$path checks nothing out, and pins what is not ours by commit', ({ text }) => {
    expect(text).not.toContain('actions/checkout');
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, name = '']) => !name.startsWith('casewright/'));
    for (const [line] of used) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(examples)('$path puts no text of an event into a shell', ({ text }) => {
    const scripts = Object.values<{ steps: { run?: string }[] }>(parse(text).jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );
    for (const script of scripts) expect(script).not.toContain('${{');
  });
});
