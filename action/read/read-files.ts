import { decodeDocument, largestFile, problem, type Problem, type TextFile } from '../../core/index.ts';
import type { Octokit } from '../octokit.ts';
import { type EarlyListing, type Entry, type Listing, listTree } from './list-tree.ts';
import { openBlobs } from './read-blobs.ts';
import { readTexts } from './read-texts.ts';

/** One commit, read through the API: nothing is checked out. */
export type Snapshot = {
  /** All files by path. Not all of them where `truncated`. */
  files: () => Promise<ReadonlyMap<string, Entry>>;
  truncated: () => Promise<boolean>;
  /** Whether there is a file, a link or a submodule; also where `truncated`. */
  has: (path: string) => Promise<boolean>;
  /**
   * Undefined: there is no such file. A link, a submodule, a binary or an oversized file is a problem. Files that are asked
   * for in one go cost one request for many.
   */
  read: (path: string) => Promise<TextFile | { problem: Problem } | undefined>;
};

/** A repository, commit by commit. What two commits share is read once. */
export type Repository = {
  at: (sha: string) => Snapshot;
  /** Texts of many small files, by path; what is binary or larger than half a megabyte is left out. */
  readTexts: (entries: ReadonlyMap<string, Entry>) => Promise<Map<string, string>>;
};

type Place = { owner: string; repo: string };
type ReadBlob = (entry: Entry) => Promise<Buffer>;
type List = (sha: string, recursive: boolean) => Promise<Listing>;

/** Opens a repository. Trees and blobs are read once, on demand; `early` is on its way. Refusals by GitHub are thrown. */
export function openRepository(octokit: Octokit, { owner, repo }: Place, early?: EarlyListing): Repository {
  const listings = new Map<string, Promise<Listing>>(early && [[`${early.sha} true`, early.listing]]);
  const list: List = (sha, recursive) => {
    const key = `${sha} ${recursive}`;
    const known = listings.get(key) ?? listTree(octokit, { owner, repo }, { sha, recursive });
    listings.set(key, known);
    return known;
  };
  const snapshots = new Map<string, Snapshot>();
  const texts = new Map<string, string | undefined>();
  const textsOf = async (entries: Iterable<Entry>): Promise<ReadonlyMap<string, string | undefined>> => {
    const unknown = [...entries].filter((entry) => !texts.has(entry.sha));
    const read = await readTexts(octokit, { owner, repo }, new Map(unknown.map((entry) => [entry.sha, entry])));
    for (const entry of unknown) texts.set(entry.sha, read.get(entry.sha));
    return texts;
  };
  const readBlob = openBlobs(textsOf, async (sha) => {
    const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: sha });
    return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
  });
  return {
    at: (sha) => {
      const known = snapshots.get(sha) ?? openSnapshot(sha, { list, readBlob });
      snapshots.set(sha, known);
      return known;
    },
    readTexts: async (entries) => {
      const read = await textsOf(entries.values());
      const found = [...entries].map(([path, { sha }]) => [path, read.get(sha)] as const);
      return new Map(found.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
    },
  };
}

function openSnapshot(sha: string, { list, readBlob }: { list: List; readBlob: ReadBlob }): Snapshot {
  async function find(path: string): Promise<Entry | undefined> {
    const all = await list(sha, true);
    const found = all.entries.get(path);
    return found !== undefined || !all.truncated ? found : walk(path);
  }

  /** Folder by folder, where the whole tree is too large for one answer. */
  async function walk(path: string): Promise<Entry | undefined> {
    let entry: Entry | undefined = { mode: treeMode, sha, size: 0 };
    for (const name of path.split('/')) {
      if (entry?.mode !== treeMode) return undefined;
      entry = (await list(entry.sha, false)).entries.get(name);
    }
    return entry;
  }

  return {
    files: async () => {
      const { entries } = await list(sha, true);
      return new Map([...entries].filter(([, { mode }]) => mode !== treeMode));
    },
    truncated: async () => (await list(sha, true)).truncated,
    has: async (path) => ((await find(path))?.mode ?? treeMode) !== treeMode,
    read: async (path) => {
      const entry = await find(path);
      if (entry === undefined || entry.mode === treeMode) return undefined;
      const unfit = unfitness(path, entry);
      if (unfit) return { problem: unfit };
      const file = decodeDocument(path, await readBlob(entry));
      return 'text' in file && file.text.startsWith(lfsHeader) ? { problem: lfsPointer(path) } : file;
    },
  };
}

const treeMode = '040000';
const lfsHeader = 'version https://git-lfs.github.com/spec/';

function unfitness(path: string, { mode, size }: Entry): Problem | undefined {
  if (mode === '120000')
    return unread('symbolic_link', `${path} is a symbolic link`, 'Name the file that it leads to.');
  if (mode === '160000') return unread('submodule', `${path} is a submodule`, 'Run casewright in its own repository.');
  if (size <= largestFile) return undefined;
  return unread(
    'too_large',
    `${path} is ${size} bytes long`,
    `Split it: at most ${largestFile / 1_000_000} MB are read.`,
  );
}

function lfsPointer(path: string): Problem {
  return unread('lfs_pointer', `${path} is kept in Git LFS`, 'Keep requirement files in Git itself.');
}

function unread(code: string, message: string, hint: string): Problem {
  return problem({ code, message: `${message} and was not read`, hint, severity: 'warning' });
}
