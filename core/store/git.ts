import { spawn } from 'node:child_process';
import { problem } from '../errors.ts';
import type { Problem } from '../types.ts';

/** The files of one commit below a folder. */
export type GitTree = { paths: string[]; read: (paths: string[]) => Promise<Map<string, Buffer>> };

/**
 * Opens the commit that `ref` names, below `root`. Nothing is checked out. Needs `git`; that it is missing, that `root`
 * lies in no repository or that there is no such commit is a problem.
 */
export async function openCommit(ref: string, root: string): Promise<GitTree | { problem: Problem }> {
  // A name that begins with a hyphen would be an option.
  const commit = ref.startsWith('-')
    ? undefined
    : await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (commit?.code !== 0) return { problem: await unknownRef(ref, root) };
  const sha = commit.output.toString().trim();
  const listed = await git(root, ['ls-tree', '-r', '-z', '--name-only', sha, '--', '.']);
  if (listed.code !== 0) return { problem: await unknownRef(ref, root) };
  const prefix = (await git(root, ['rev-parse', '--show-prefix'])).output.toString().trim();
  return {
    paths: listed.output.toString().split('\0').filter(Boolean),
    read: (paths) => readBlobs(root, { sha, prefix }, paths),
  };
}

/** Who git thinks is working here. */
export function gitUserName(root: string): Promise<string | undefined> {
  return said(root, ['config', 'user.name']);
}

/** Where the repository comes from and goes to, as far as git knows. `below`: the folder's place in it, such as `docs/`. */
export async function gitSurroundings(root: string): Promise<{ host?: string; branch?: string; below?: string }> {
  const [remote, below, ...branches] = await Promise.all([
    said(root, ['remote', 'get-url', 'origin']),
    said(root, ['rev-parse', '--show-prefix']),
    said(root, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']),
    said(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads/main', 'refs/heads/master']),
    said(root, ['symbolic-ref', '--short', 'HEAD']),
  ]);
  const branch = branches.find((each) => each !== undefined);
  // https://host:port/owner/name, ssh://git@host/owner/name or git@host:owner/name.
  const host = /^(?:\w+:\/\/)?(?:[^/@]*@)?(\w[\w-]*(?:\.[\w-]+)+)[:/]/.exec(remote ?? '')?.[1]?.toLowerCase();
  return {
    ...(host !== undefined && { host }),
    ...(branch !== undefined && { branch: branch.split('\n')[0]?.replace(/^origin\//, '') ?? branch }),
    ...(below !== undefined && { below }),
  };
}

async function said(root: string, args: string[]): Promise<string | undefined> {
  const { code, output } = await git(root, args);
  const text = output.toString().trim();
  return code === 0 && text !== '' ? text : undefined;
}

async function readBlobs(
  root: string,
  { sha, prefix }: { sha: string; prefix: string },
  paths: string[],
): Promise<Map<string, Buffer>> {
  const input = paths.map((path) => `${sha}:${prefix}${path}\n`).join('');
  const { output } = await git(root, ['cat-file', '--batch'], input);
  const found = new Map<string, Buffer>();
  let at = 0;
  for (const path of paths) {
    const end = output.indexOf(10, at);
    const header = output.subarray(at, end).toString();
    const size = / blob (\d+)$/.exec(header)?.[1];
    at = end + 1;
    if (size === undefined) continue;
    found.set(path, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

async function unknownRef(ref: string, root: string): Promise<Problem> {
  const inside = await git(root, ['rev-parse', '--is-inside-work-tree']);
  if (inside.code === 'missing')
    return problem({ code: 'no_git', message: 'git cannot be run', hint: 'Install git, or leave the option out.' });
  if (inside.code !== 0)
    return problem({
      code: 'no_repository',
      message: `${root} lies in no git repository`,
      hint: 'Run it inside the repository, or leave the option out.',
    });
  const hint = 'Name a branch, a tag or a commit; in CI fetch it first (actions/checkout with fetch-depth: 0).';
  return problem({ code: 'unknown_ref', message: `there is no commit "${ref}" here`, hint });
}

function git(root: string, args: string[], input = ''): Promise<{ code: number | 'missing' | null; output: Buffer }> {
  return new Promise((done) => {
    const child = spawn('git', ['-C', root, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.on('error', () => done({ code: 'missing', output: Buffer.alloc(0) }));
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', (code) => done({ code, output: Buffer.concat(chunks) }));
    // git may end before it has read everything.
    child.stdin.on('error', () => undefined).end(input);
  });
}
