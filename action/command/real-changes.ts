import type { FileChange } from '../../core/index.ts';
import type { PullJob } from '../world.ts';

/** Changes to what the head holds: of several to one file the last, and none that changes nothing. */
export async function realChanges({ repository, target }: PullJob, changes: FileChange[]): Promise<FileChange[]> {
  const last = [...new Map(changes.map((each) => [each.path, each])).values()];
  const head = repository.at(target.headSha);
  const now = await Promise.all(last.map(({ path }) => head.read(path)));
  return last.filter(({ text }, index) => {
    const file = now[index];
    return (file && 'text' in file ? file.text : undefined) !== text;
  });
}
