import { describe, expect, it } from 'vitest';
import { lookAtWorkflows } from './suggest-workflow.ts';

const job = (runsOn: string) => [{ path: 'ci.yml', text: `on: push\njobs:\n  a:\n    runs-on: ${runsOn}\n` }];

describe('what the workflows of a repository tell', () => {
  it.each([
    ['[self-hosted, linux, gpu]', ['self-hosted', 'linux', 'gpu']],
    ['[self-hosted, RTX-4090]', ['self-hosted', 'RTX-4090']],
    ['[self-hosted, a100]', ['self-hosted', 'a100']],
    ['{ group: gpu-machines, labels: [x64] }', { group: 'gpu-machines', labels: ['x64'] }],
    ['{ group: nvidia }', { group: 'nvidia' }],
    ['{ labels: [self-hosted, cuda] }', ['self-hosted', 'cuda']],
  ])('is a runner with a GPU: %s', (runsOn, expected) =>
    expect(lookAtWorkflows(job(runsOn)).gpuRunner).toEqual(expected),
  );

  it.each(['ubuntu-latest', 'gpu-t4-4-core', '[self-hosted, linux, x64]', "[self-hosted, '${{ matrix.gpu }}']", '7'])(
    'is no runner with a GPU: %s',
    (runsOn) => expect(lookAtWorkflows(job(runsOn)).gpuRunner).toBeUndefined(),
  );

  it.each(['merge_group', '[push, merge_group]', '\n  merge_group:\n    types: [checks_requested]'])(
    'is a merge queue: on: %s',
    (on) => expect(lookAtWorkflows([{ path: 'ci.yml', text: `on: ${on}\njobs: {}\n` }])).toEqual({ mergeGroup: true }),
  );

  it('is where casewright runs already', () => {
    const text = 'on: push\njobs:\n  a:\n    steps:\n      - uses: casewright/casewright@v0\n';
    expect(lookAtWorkflows([...job('x'), { path: 'mine.yml', text }])).toMatchObject({ ours: 'mine.yml' });
  });

  it('is nothing where a file is no workflow', () => {
    const texts = ['', '- a\n- b', 'on: [', 'jobs: 3', 'jobs: { a: 3 }', 'on: &a [*a]'];
    const files = texts.map((text) => ({ path: 'x.yml', text }));
    expect(lookAtWorkflows(files)).toEqual({ mergeGroup: false });
  });
});
