import { getOctokit } from '@actions/github';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from '../../core/index.ts';
import { type FakeGitHub, startFakeGitHub } from '../../fixtures/fake-github.ts';
import { commitSha, type Files } from '../../fixtures/github-repository.ts';
import { committedFiles, plain } from '../../fixtures/pull-request.ts';
import { gatherAll } from './gather-all.ts';
import { openRepository, type Snapshot } from './read-files.ts';

const sha = commitSha('now');
const open = (fake: FakeGitHub) =>
  openRepository(getOctokit('t', { baseUrl: fake.url }), { owner: 'octo', repo: 'shop' });
const start = (files: Files, more: object = {}) => startFakeGitHub({ commits: { [sha]: files }, ...more });
const numbered = (count: number, text: (n: number) => string) =>
  Object.fromEntries([...Array(count).keys()].map((n) => [`docs/${n}.md`, text(n)]));
const prose = numbered(200, (n) => `Just words, ${n} of them.\r\n`);
const odd = {
  'bom.md': Buffer.from('\uFEFF# One\n'),
  'wide.md': Buffer.from('\uFEFF# Two\r\n', 'utf16le'),
  'latin.md': Buffer.from('caf\u00e9\n', 'latin1'),
  'binary.md': Uint8Array.of(1, 0, 2),
  'large.md': 'Many words. '.repeat(60_000),
};

describe('a commit', () => {
  it('is read by the hundred, and yet byte by byte', async () => {
    const files = { ...prose, ...odd };
    await using fake = await start(files);
    const snapshot = open(fake).at(sha);
    const read = await Promise.all(Object.keys(files).map((path) => snapshot.read(path)));
    expect(read).toEqual(Object.entries(files).map(([path, file]) => decodeDocument(path, Buffer.from(file))));
    expect(fake.requests.filter((each) => each.includes('graphql')).length).toBeLessThanOrEqual(3);
    // What GraphQL cuts, converts or leaves out comes one by one.
    expect(fake.requests.filter((each) => each.includes('/blobs/'))).toHaveLength(Object.keys(odd).length);
  });

  it('is read one by one where GraphQL refuses', async () => {
    await using fake = await start(prose, { faults: [{ at: /graphql/, status: 403 }] });
    const snapshot = open(fake).at(sha);
    const read = await Promise.all(Object.keys(prose).map((path) => snapshot.read(path)));
    expect(read).toEqual(Object.entries(prose).map(([path, file]) => decodeDocument(path, Buffer.from(file))));
  });

  it('with sixty documents and two hundred files of prose costs fewer than twenty requests', async () => {
    const documents = Object.fromEntries(
      [...Array(60).keys()].map((n) => [`reqs/${n}.md`, `**REQ-${n}** The shop shall show page ${n}.\n`]),
    );
    await using fake = await start({ ...plain, ...prose, ...documents, ...(await committedFiles(documents)) });
    const snapshot = open(fake).at(sha);
    const { touched, committed } = await gatherAll({ head: snapshot, base: snapshot }, ['**/*.md'], {});
    expect(touched).toHaveLength(60);
    expect(committed.suites.size).toBe(60);
    expect(fake.requests.length).toBeLessThan(20);
  });

  it('with more documents than one run reads says so, and judges those that have cases', async () => {
    const known = { 'z.md': '**REQ-1** The shop shall show pages.\n' };
    const files: Record<string, string> = { ...numbered(2000, () => 'x'), ...known, ...(await committedFiles(known)) };
    const entries = Object.keys(files).map((path) => [path, { mode: '100644', sha: path, size: 1 }] as const);
    const snapshot: Snapshot = {
      files: () => Promise.resolve(new Map(entries)),
      truncated: () => Promise.resolve(false),
      has: (path) => Promise.resolve(path in files),
      read: (path) =>
        Promise.resolve(files[path] === undefined ? undefined : decodeDocument(path, Buffer.from(files[path]))),
    };
    const { touched, unjudged } = await gatherAll({ head: snapshot, base: snapshot }, ['**/*.md'], {});
    expect(touched.map(({ document }) => document.path)).toEqual(['z.md']);
    expect(unjudged).toMatchObject([{ code: 'too_many_documents', severity: 'error' }]);
  });
});

describe('texts of many files', () => {
  it('are asked for once, however many files and commits hold them, and never many megabytes at once', async () => {
    const files = {
      ...numbered(20, (n) => String.fromCodePoint(65 + n).repeat(400_000)),
      'copy.md': 'A'.repeat(400_000),
    };
    const earlier = commitSha('earlier');
    await using fake = await startFakeGitHub({ commits: { [sha]: files, [earlier]: files } });
    const repository = open(fake);
    for (const each of [sha, earlier]) {
      const texts = await repository.readTexts(await repository.at(each).files());
      expect(Object.fromEntries(texts)).toEqual(files);
    }
    expect(fake.requests.filter((each) => each.includes('graphql'))).toHaveLength(4);
  });
});
