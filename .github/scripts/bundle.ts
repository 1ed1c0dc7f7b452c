import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

type Options = {
  /** Entries beside the first, which a thread of ours is started with. */
  threads?: string[];
  /** Packages that only code loads which is never reached there, or that people install themselves. */
  without?: (string | RegExp)[];
};

const optional = [/^node-llama-cpp/, /^@keyv\/redis/];

/**
 * `import … from 'http'` makes Node load its whole fetch only to list what the module exports, which costs more than a tenth of
 * the time to start. What is asked of the process itself comes without that list.
 */
const ofFetch = ['WebSocket', 'CloseEvent', 'MessageEvent'];
const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  resolveId: (id) => (/^(?:node:)?https?$/.test(id) ? `\0plain:${id.replace('node:', '')}` : undefined),
  load: (id) => {
    if (!id.startsWith('\0plain:')) return undefined;
    const name = id.slice('\0plain:'.length);
    const builtin = process.getBuiltinModule(`node:${name}`) ?? {};
    const names = Object.keys(builtin).filter((each) => !ofFetch.includes(each));
    return `const builtin = process.getBuiltinModule('node:${name}');\nexport default builtin;\nexport const { ${names.join(', ')} } = builtin;\n`;
  },
};

/**
 * The protocol's SDK brings a JSON Schema validator of its own, a second Ajv with all its formats, which takes a tenth of the
 * time that the server needs to start. Ours is told another one, so that this one is never made.
 */
const sdkShims = '@modelcontextprotocol/server/_shims';
const noSecondValidator: Plugin = {
  name: 'no-second-validator',
  resolveId: (id) => (id === sdkShims ? `\0${sdkShims}` : undefined),
  load: (id) =>
    id === `\0${sdkShims}`
      ? `export { default as process } from 'node:process';\nexport class DefaultJsonSchemaValidator {\n  constructor() {\n    throw new Error('a server without a validator of ours');\n  }\n}\n`
      : undefined,
};

/** Bundles compiled JavaScript with all that it imports into `folder`, what is loaded on demand into files of its own, with all licences. */
export async function bundle(
  entry: string,
  folder: string,
  { without = [], threads = [] }: Options = {},
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const built = await rolldown({
    input: { index: entry, ...Object.fromEntries(threads.map((file) => [basename(file, '.js'), file])) },
    platform: 'node',
    // Our own modules only declare, so that a file of the bundle holds what it uses of them and not what lies beside it.
    treeshake: { moduleSideEffects: (id) => !/\/dist\/js\/(?:core|action)\//.test(id) || id.endsWith('/main.js') },
    external: [...optional, ...without],
    // Some packages hide `require` from bundlers in their CommonJS form (jsonc-parser).
    plugins: [plainBuiltins, noSecondValidator],
    resolve: { mainFields: ['module', 'main'] },
    checks: { pluginTimings: false },
  });
  const { output } = await built.write({
    dir: folder,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    // CommonJS packages (write-file-atomic) ask for it, and an ES module does not have it.
    banner: (chunk) => (chunk.isEntry ? 'globalThis.__filename ??= import.meta.filename;' : ''),
  });
  await built.close();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const modules = output.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
  writeFileSync(join(folder, 'licenses.txt'), licencesOf(modules));
}

/** Name, licence and its text of each package that a module comes from. */
function licencesOf(modules: string[]): string {
  const folders = new Set(
    modules.filter((file) => !file.startsWith('\0') && file.includes('node_modules')).map(packageFolder),
  );
  const entries = [...folders].map((folder) => {
    const { name, license }: { name: string; license?: string } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    return { name, text: [name, license ?? 'unknown', text].filter((part) => part !== '').join('\n') };
  });
  return `${entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text)
    .join('\n\n')}\n`;
}

/** Some packages hold a package.json without a name in a folder of theirs. */
function packageFolder(file: string): string {
  const clean = file.replace(/^\0/, '').replace(/\?.*$/, '');
  for (let folder = dirname(clean); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'name' in JSON.parse(readFileSync(manifest, 'utf8'))) return folder;
  }
  throw new Error(`no package holds ${file}`);
}

if (import.meta.main) {
  const [entry, folder, ...threads] = process.argv.slice(2);
  if (entry === undefined || folder === undefined) throw new Error('usage: bundle.ts ENTRY FOLDER [THREAD…]');
  await bundle(entry, resolve(folder), { threads });
}
