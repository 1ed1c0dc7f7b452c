import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Bundles compiled JavaScript with all that it imports, and the licences of that. The bundler cannot read TypeScript.
 * `without`: packages that only code loads which is never reached there.
 */
export function bundle(entry: string, folder: string, without: string[] = []): void {
  rmSync(folder, { recursive: true, force: true });
  const options = [
    '-o',
    folder,
    '-m',
    '--license',
    'licenses.txt',
    '--no-cache',
    ...without.flatMap((name) => ['-e', name]),
  ];
  const ncc = join('node_modules', '@vercel/ncc/dist/ncc/cli.js');
  execFileSync(process.execPath, [ncc, 'build', entry, ...options], { stdio: ['ignore', 2, 'inherit'] });
  nameFile(join(folder, 'index.js'));
}

/** CommonJS packages (write-file-atomic) ask for `__filename`, which an ES module does not have; ncc leaves it to us. */
function nameFile(file: string): void {
  const text = readFileSync(file, 'utf8');
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? '';
  writeFileSync(file, `${shebang}globalThis.__filename ??= import.meta.filename;\n${text.slice(shebang.length)}`);
}

if (import.meta.main) {
  const [entry, folder] = process.argv.slice(2);
  if (entry === undefined || folder === undefined) throw new Error('usage: bundle.ts ENTRY FOLDER');
  bundle(entry, resolve(folder));
}
