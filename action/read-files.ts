import { decodeDocument, largestFile, problem, type Problem, type TextFile } from '../core/index.ts';
import type { Octokit } from './octokit.ts';
import type { Target } from './event.ts';

type Entry = { mode: string; sha: string; size: number };
type Listing = { entries: Map<string, Entry>; truncated: boolean };

/** One commit, read through the API: nothing is checked out. */
export type Snapshot = {
  /** Paths of all files. Not all of them where `truncated`. */
  paths: () => Promise<string[]>;
  truncated: () => Promise<boolean>;
  /** Undefined: there is no such file. A link, a submodule, a binary or an oversized file is a problem. */
  read: (path: string) => Promise<TextFile | { problem: Problem } | undefined>;
};

/** Opens the commit `sha`. Trees and blobs are read once, on demand. Refusals by GitHub are thrown. */
export function openSnapshot(octokit: Octokit, { owner, repo }: Pick<Target, 'owner' | 'repo'>, sha: string): Snapshot {
  const listings = new Map<string, Promise<Listing>>();

  function list(tree: string, recursive: boolean): Promise<Listing> {
    const key = `${tree} ${recursive}`;
    const known = listings.get(key);
    if (known) return known;
    const loading = octokit.rest.git
      .getTree({ owner, repo, tree_sha: tree, ...(recursive && { recursive: '1' }) })
      .then(({ data }) => ({
        truncated: data.truncated,
        entries: new Map(data.tree.map(({ path, mode, sha: id, size }) => [path, { mode, sha: id, size: size ?? 0 }])),
      }));
    listings.set(key, loading);
    return loading;
  }

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
    paths: async () => {
      const { entries } = await list(sha, true);
      return [...entries].filter(([, { mode }]) => mode !== treeMode).map(([path]) => path);
    },
    truncated: async () => (await list(sha, true)).truncated,
    read: async (path) => {
      const entry = await find(path);
      if (entry === undefined || entry.mode === treeMode) return undefined;
      const unfit = unfitness(path, entry);
      if (unfit) return { problem: unfit };
      const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: entry.sha });
      const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
      const file = decodeDocument(path, bytes);
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
