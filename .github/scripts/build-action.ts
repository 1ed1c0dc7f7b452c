import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.ts';

/** Builds all that is committed under dist/ into `folder`. */
export async function buildDist(folder: string): Promise<void> {
  const run = (file: string, ...args: string[]) =>
    execFileSync(process.execPath, [file, ...args], { stdio: ['ignore', 2, 'inherit'] });
  rmSync(join(folder, 'schema'), { recursive: true, force: true });
  run(join('node_modules', 'typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  // The Action writes no log of its own: the runner keeps one.
  await bundle('dist/js/action/main.js', join(folder, 'action'), { without: ['pino'] });
  run('.github/scripts/write-schemas.ts', join(folder, 'schema'));
}

if (import.meta.main) await buildDist(resolve(process.argv[2] ?? 'dist'));
