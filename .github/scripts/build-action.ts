import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Builds all that is committed under dist/ into `folder`. The bundler reads JavaScript: TypeScript 7 has no compiler API. */
export function buildDist(folder: string): void {
  const run = (file: string, ...args: string[]) =>
    execFileSync(process.execPath, [file, ...args], { stdio: ['ignore', 2, 'inherit'] });
  const tool = (path: string) => join('node_modules', path);
  for (const part of ['action', 'schema']) rmSync(join(folder, part), { recursive: true, force: true });
  run(tool('typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  const bundle = [
    'build',
    'dist/js/action/main.js',
    '-o',
    join(folder, 'action'),
    '-m',
    '--license',
    'licenses.txt',
    '--no-cache',
  ];
  run(tool('@vercel/ncc/dist/ncc/cli.js'), ...bundle);
  run('.github/scripts/write-schemas.ts', join(folder, 'schema'));
}

if (import.meta.main) buildDist(resolve(process.argv[2] ?? 'dist'));
