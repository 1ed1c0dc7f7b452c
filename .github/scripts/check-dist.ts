import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDist } from './build-action.ts';

/** Fails unless the committed parts of dist/ are what the sources give today. */
const fresh = mkdtempSync(join(tmpdir(), 'casewright-dist-'));
try {
  await buildDist(fresh);
  const differing = ['action', 'schema'].flatMap((part) => compare(join(fresh, part), join('dist', part)));
  if (differing.length > 0) {
    console.error(
      `dist/ is not what the sources give:\n  ${differing.join('\n  ')}\n→ Run \`npm run build\` and commit dist/.`,
    );
    process.exitCode = 1;
  } else console.log('dist/ is what the sources give.');
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function compare(built: string, committed: string): string[] {
  const names = new Set([...filesOf(built), ...filesOf(committed)]);
  return [...names]
    .toSorted()
    .filter((name) => textOf(join(built, name)) !== textOf(join(committed, name)))
    .map((name) => join(committed, name));
}

function filesOf(folder: string): string[] {
  const names = statSync(folder, { throwIfNoEntry: false })
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
    : [];
  return names.filter((name) => statSync(join(folder, name)).isFile());
}

function textOf(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
