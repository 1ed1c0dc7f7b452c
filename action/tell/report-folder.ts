import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ConfigurationError, problem } from '../../core/index.ts';

/**
 * Makes the folder for report files and gives a way to write them there. A job may have checked out what somebody else wrote, links
 * among it: the folder must lie in one of `roots`, and a link in the place of a file is replaced, never followed.
 * @throws ConfigurationError where the folder leads outside
 */
export async function openReportFolder(
  folder: string,
  roots: string[],
): Promise<(name: string, text: string) => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const real = await realpath(folder);
  const allowed = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  if (!allowed.some((root) => isInside(real, root))) throw new ConfigurationError([outside(folder)]);
  return async (name, text) => {
    const path = join(real, name);
    await rm(path, { force: true });
    await writeFile(path, text, { flag: 'wx' });
  };
}

function isInside(path: string, root: string): boolean {
  const below = relative(root, path);
  return !isAbsolute(below) && below.split(sep)[0] !== '..';
}

function outside(folder: string) {
  return problem({
    code: 'wrong_input',
    message: `the input report-dir leads to ${folder}, outside of the workspace and of the runner's temporary folder`,
    hint: 'Name a folder below the workspace, or leave the input out.',
  });
}
