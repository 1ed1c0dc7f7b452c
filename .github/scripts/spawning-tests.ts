import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/**
 * Test files that start one of our programs through these helpers of `fixtures/` (such as `run-cli`), directly or
 * through another helper. Paths from the root of the repository.
 */
export function spawningTests(helpers: string[], root = '.'): string[] {
  const files = globSync('{cli,action,mcp-server,fixtures,core,eval}/**/*.ts', { cwd: root, absolute: false });
  const texts = files.map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }));
  const importing = (names: string[]) =>
    texts.filter(({ text }) => names.some((name) => text.includes(`/${name}.ts'`))).map(({ file }) => file);
  const indirect = importing(helpers)
    .filter((file) => file.startsWith('fixtures/') && !file.endsWith('.test.ts'))
    .map((file) => file.slice('fixtures/'.length, -'.ts'.length));
  return importing([...helpers, ...indirect])
    .filter((file) => file.endsWith('.test.ts'))
    .toSorted();
}
