import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stateFolder } from '../../core/index.ts';
import { jobFile, reasonOf } from '../jobs/job-database.ts';

const header = 'SQLite format 3\0';

/** Why no job can be kept; undefined where nothing speaks against it. Looks only: the file is made with the first job. */
export async function probeJobStore(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const folder = stateFolder(environment);
  try {
    return (await isMissing(jobFile(folder))) ? await folderProblem(folder) : await fileProblem(jobFile(folder));
  } catch (error) {
    return reasonOf(error);
  }
}

async function fileProblem(file: string): Promise<string | undefined> {
  await access(file, constants.R_OK | constants.W_OK);
  await using handle = await open(file, 'r');
  const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(header.length), position: 0 });
  return bytesRead === 0 || buffer.toString('latin1') === header ? undefined : `${file} is no database of jobs`;
}

/** It is made where it is missing, as far up as needed. */
async function folderProblem(folder: string): Promise<string | undefined> {
  if ((await isMissing(folder)) && dirname(folder) !== folder) return folderProblem(dirname(folder));
  if (!(await stat(folder)).isDirectory()) return `${folder} is no folder`;
  await access(folder, constants.W_OK | constants.X_OK);
  return undefined;
}

/** What lies behind a file counts as missing, too: the file itself is looked at next. */
const isMissing = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return true;
      throw error;
    },
  );
