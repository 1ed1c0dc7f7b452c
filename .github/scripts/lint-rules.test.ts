import { spawnSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
const value = 'export const value = 1;\n';

type Diagnostic = { code: string; message: string; filename: string; help?: string };
type Planted = { rule: string; says?: RegExp; files: Record<string, string> };

/** Lints a tree with the rules of this repository; the first file holds what is looked at. */
async function lint(files: Record<string, string>): Promise<Diagnostic[]> {
  await using folder = await temporaryFolder(files);
  await copyFile(join(root, '.oxlintrc.json'), join(folder.path, '.oxlintrc.json'));
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder.path, encoding: 'utf8' });
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  return diagnostics.map((each) => ({ ...each, filename: each.filename.replaceAll('\\', '/') }));
}

const importing = (path: string) => `import { value } from '${path}';\nexport const other = value;\n`;
const shellsApart = /Shells do not import each other/;
const pureImports = /pure folder imports only/;
const pureText = /This folder is pure/;

const planted: Record<string, Planted> = {
  'core imports a shell': {
    rule: 'no-restricted-imports',
    says: /core does not know its shells/,
    files: { 'core/a.ts': importing('../cli/b.ts'), 'cli/b.ts': value },
  },
  'core imports a package of GitHub': {
    rule: 'no-restricted-imports',
    says: /core does not know its shells/,
    files: { 'core/a.ts': importing('@actions/core') },
  },
  'a shell goes past the door of core': {
    rule: 'no-restricted-imports',
    says: /imports core\/index\.ts only/,
    files: { 'action/a.ts': importing('../core/plan/b.ts'), 'core/plan/b.ts': value },
  },
  'a folder inside a shell goes past the door of core': {
    rule: 'no-restricted-imports',
    says: /imports core\/index\.ts only/,
    files: { 'mcp-server/tools/a.ts': importing('../../core/plan/b.ts'), 'core/plan/b.ts': value },
  },
  'a shell imports another one': {
    rule: 'no-restricted-imports',
    says: shellsApart,
    files: { 'action/a.ts': importing('../mcp-server/b.ts'), 'mcp-server/b.ts': value },
  },
  'a command imports another shell': {
    rule: 'no-restricted-imports',
    says: shellsApart,
    files: { 'cli/commands/a.ts': importing('../../action/b.ts'), 'action/b.ts': value },
  },
  'a pure folder reads files': {
    rule: 'no-restricted-imports',
    says: pureText,
    files: { 'core/plan/a.ts': "import { readFileSync } from 'node:fs';\nexport const other = readFileSync;\n" },
  },
  'a pure folder reads files asynchronously': {
    rule: 'no-restricted-imports',
    says: pureText,
    files: { 'core/check/a.ts': "import { readFile } from 'node:fs/promises';\nexport const other = readFile;\n" },
  },
  'a folder inside a pure folder reads files': {
    rule: 'no-restricted-imports',
    says: pureText,
    files: {
      'core/parse/markdown/a.ts': "import { readFileSync } from 'node:fs';\nexport const other = readFileSync;\n",
    },
  },
  'a pure folder imports what is not pure': {
    rule: 'no-restricted-imports',
    says: pureImports,
    files: { 'core/export/a.ts': importing('../store/b.ts'), 'core/store/b.ts': value },
  },
  'a pure folder imports another one': {
    rule: 'no-restricted-imports',
    says: pureImports,
    files: { 'core/draft/a.ts': importing('../plan/b.ts'), 'core/plan/b.ts': value },
  },
  'a folder inside a pure folder imports another pure folder': {
    rule: 'no-restricted-imports',
    says: pureImports,
    files: { 'core/parse/markdown/a.ts': importing('../../plan/b.ts'), 'core/plan/b.ts': value },
  },
  'a pure folder uses the network': {
    rule: 'no-restricted-globals',
    files: { 'core/parse/a.ts': "export const other = () => fetch('http://localhost/');\n" },
  },
  'a pure folder reads the environment': {
    rule: 'no-restricted-globals',
    files: { 'core/parse/markdown/a.ts': 'export const other = process.env;\n' },
  },
  'modules go round in a circle': {
    rule: 'no-cycle',
    files: {
      'core/a.ts': "import { b } from './b.ts';\nexport const a = (): number => b();\n",
      'core/b.ts': "import { a } from './a.ts';\nexport const b = (): number => a();\n",
    },
  },
  'a module has a default export': { rule: 'no-default-export', files: { 'core/a.ts': 'export default 1;\n' } },
  'a type is any': {
    rule: 'no-explicit-any',
    files: { 'core/a.ts': 'export const other = (value: any): string => String(value);\n' },
  },
  'a module of core prints': { rule: 'no-console', files: { 'core/a.ts': "console.log('a');\nexport const a = 1;\n" } },
  'a file has a name of its own kind': { rule: 'filename-case', files: { 'core/aFile.ts': value } },
};

const allowed: Record<string, Record<string, string>> = {
  'a shell uses the door of core': { 'cli/commands/a.ts': importing('../../core/index.ts'), 'core/index.ts': value },
  'a pure folder uses types, errors, schema, text and itself': {
    'core/plan/a.ts': ['../types.ts', '../errors.ts', '../schema/b.ts', '../text/b.ts', './b.ts']
      .map((path, index) => `import { value as v${index} } from '${path}';\nexport const w${index} = v${index};\n`)
      .join(''),
    ...Object.fromEntries(
      ['types', 'errors', 'schema/b', 'text/b', 'plan/b'].map((name) => [`core/${name}.ts`, value]),
    ),
  },
  'a pure folder computes a digest': {
    'core/plan/a.ts': "import { createHash } from 'node:crypto';\nexport const other = createHash;\n",
  },
};

describe('the lint rules', () => {
  for (const [sin, { rule, says = /./, files }] of Object.entries(planted)) {
    it(`turn it down when ${sin}`, async () => {
      const found = await lint(files);
      const [guilty] = Object.keys(files);
      expect(
        found.map(({ code, message, filename, help }) => ({ code, filename, message: `${message} ${help}` })),
      ).toContainEqual({
        code: expect.stringContaining(rule),
        filename: guilty,
        message: expect.stringMatching(says),
      });
    });
  }

  for (const [virtue, files] of Object.entries(allowed)) {
    it(`let it pass when ${virtue}`, async () => {
      expect(await lint(files)).toEqual([]);
    });
  }
});
