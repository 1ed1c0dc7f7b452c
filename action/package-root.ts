import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where this copy of casewright lives and its version. The runner sets GITHUB_ACTION_PATH only for composite actions,
 * so it is looked for above the file that runs: the same from source and from the bundle.
 */
export function findPackage(from: string): { packageRoot: string; version: string } {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version }: { name?: string; version?: string } = JSON.parse(readFileSync(file, 'utf8'));
    if (name === 'casewright') return { packageRoot: folder, version: version ?? '0.0.0' };
  }
  throw new Error(`no package.json of casewright above ${from}`);
}
