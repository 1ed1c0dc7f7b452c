import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { globSync } from 'tinyglobby';
import { bundleManifest } from '../../mcp-server/package/bundle-manifest.ts';
import { readIdentity } from '../../mcp-server/package/identity.ts';
import { registryEntry } from '../../mcp-server/package/registry-entry.ts';
import { tools } from '../../mcp-server/tools.ts';

/**
 * The `.mcpb` bundle: what npm ships of the package at `root`, with a manifest. The same input gives the same bytes: the
 * registry holds their SHA-256.
 */
export function packBundle(root: string): { file: string; bytes: Uint8Array; sha256: string; manifest: string } {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const identity = readIdentity(text);
  const { files }: { files: string[] } = JSON.parse(text);
  const shipped = files.flatMap((each) => globSync(`${each}/**`, { cwd: root, dot: true }));
  if (!shipped.includes('dist/cli/index.js')) throw new Error('dist/cli is missing: npm run build:cli');
  const manifest = `${JSON.stringify(bundleManifest(identity, tools), undefined, 2)}\n`;
  const content: Zippable = { 'manifest.json': Buffer.from(manifest) };
  for (const path of [...shipped, 'package.json', 'LICENSE'].toSorted()) content[path] = readFileSync(join(root, path));
  // The format knows local time only, and begins in 1980.
  const bytes = zipSync(content, { level: 9, mtime: new Date(1980, 0, 1) });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: `${identity.name.replace(/^@[^/]+\//, '')}-${identity.version}.mcpb`, bytes, sha256, manifest };
}

if (import.meta.main) {
  const folder = process.argv[2] ?? 'dist/mcpb';
  const { file, bytes, sha256 } = packBundle('.');
  const entry = registryEntry(readIdentity(readFileSync('package.json', 'utf8')), { file, sha256 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), bytes);
  // What `mcp-publisher publish` sends once the bundle is at the release.
  writeFileSync(join(folder, 'server.json'), `${JSON.stringify(entry, undefined, 2)}\n`);
  console.log(`${join(folder, file)}: ${bytes.length} bytes, sha256 ${sha256}`);
}
