import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this copy of casewright lives and its version: the same from source, from dist and when installed. */
export function findPackage(from: string = import.meta.url): { root: string; version: string } {
  for (let folder = dirname(fileURLToPath(from)); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    // By its command: whoever publishes it may name the package after themselves.
    const { bin, version }: { bin?: { casewright?: string }; version?: string } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    if (bin?.casewright !== undefined) return { root: folder, version: version ?? '0.0.0' };
  }
  throw new Error(`no package.json of casewright above ${from}`);
}
