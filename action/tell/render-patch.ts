import { formatPatch, structuredPatch } from 'diff';
import type { FileChange } from '../../core/index.ts';

const plainFile = '100644';

/** The changes as a patch for `git apply`. `before`: what the files hold now, by path; what is not there is new. Pure. */
export function renderPatch(changes: FileChange[], before: ReadonlyMap<string, string>): string {
  return changes
    .filter(({ path, text }) => before.get(path) !== text)
    .map(({ path, text }) => {
      const old = before.get(path);
      const patch = structuredPatch(`a/${path}`, `b/${path}`, old ?? '', text ?? '', '', '', { context: 3 });
      return formatPatch({
        ...patch,
        isGit: true,
        ...(old === undefined && { isCreate: true, newMode: plainFile, oldFileName: '/dev/null' }),
        ...(text === undefined && { isDelete: true, oldMode: plainFile, newFileName: '/dev/null' }),
      });
    })
    .join('');
}
