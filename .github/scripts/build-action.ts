import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.ts';

/** Builds all that is committed under dist/ into `folder`. */
export function buildDist(folder: string): void {
  const run = (file: string, ...args: string[]) =>
    execFileSync(process.execPath, [file, ...args], { stdio: ['ignore', 2, 'inherit'] });
  rmSync(join(folder, 'schema'), { recursive: true, force: true });
  run(join('node_modules', 'typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  // What is loaded on demand elsewhere is part of the one file here: of several files, only the last one's licences are kept.
  const loaded = ['../core/model/openai/openai.js', '../core/model/embedded/embedded.js', './main.js'];
  writeFileSync('dist/js/action/whole.js', loaded.map((path) => `import '${path}';\n`).join(''));
  bundle('dist/js/action/whole.js', join(folder, 'action'), ['pino']);
  run('.github/scripts/write-schemas.ts', join(folder, 'schema'));
}

if (import.meta.main) buildDist(resolve(process.argv[2] ?? 'dist'));
