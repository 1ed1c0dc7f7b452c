import { readFile } from 'node:fs/promises';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { readIdentity } from './identity.ts';
import { registryEntry } from './registry-entry.ts';

const root = `${import.meta.dirname}/../..`;
const plain = {
  name: '@somebody/cases',
  version: '1.2.3',
  description: 'Something.',
  license: 'MIT',
  keywords: [],
  mcpName: 'io.github.else-one/cases',
  repository: 'github:else-one/project',
  engines: { node: '>=24' },
};

describe('who publishes', () => {
  it('is read from package.json, and everything that is published follows from it', () => {
    const identity = readIdentity(JSON.stringify(plain));
    expect(identity).toMatchObject({ owner: 'else-one', repository: 'https://github.com/else-one/project' });
    const bundle = { file: 'cases-1.2.3.mcpb', sha256: '0'.repeat(64) };
    const text = JSON.stringify(registryEntry(identity, bundle));
    for (const word of [
      '"@somebody/cases"',
      'io.github.else-one/cases',
      'else-one/project/releases/download/v1.2.3/',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).not.toContain('github.com/casewright');
  });

  it.each([
    [
      'a name in the registry that is not the owner’s',
      { mcpName: 'io.github.casewright/cases' },
      /io\.github\.else-one\/cases/,
    ],
    ['a repository that is not at GitHub', { repository: 'https://example.com/a.git' }, /github:OWNER\/NAME/],
  ])('is refused with %s', (_, change, reason) => {
    expect(() => readIdentity(JSON.stringify({ ...plain, ...change }))).toThrow(reason);
  });
});

describe('the owner', () => {
  it('is the same wherever people copy a line from', async () => {
    const { repository } = readIdentity(await readFile(`${root}/package.json`, 'utf8'));
    const files = globSync(['README.md', 'docs/**/*.md', '.github/workflows/**/*.yml', 'action.yml'], {
      cwd: root,
      dot: true,
    });
    const texts = await Promise.all(files.map((file) => readFile(`${root}/${file}`, 'utf8')));
    const named = texts.flatMap((text) => [
      ...[...text.matchAll(/\buses: ([\w-]+\/casewright)@/g)].map(([, name]) => `https://github.com/${name}`),
      ...[...text.matchAll(/https:\/\/github\.com\/[\w-]+\/casewright\b/g)].map(([address]) => address),
    ]);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((address) => address !== repository)).toEqual([]);
  });
});

describe('the entry for the MCP Registry', () => {
  it('is the one that is committed, and its name the one in package.json', async () => {
    const text = await readFile(`${root}/package.json`, 'utf8');
    const entry: Record<string, unknown> = JSON.parse(await readFile(`${import.meta.dirname}/server.json`, 'utf8'));
    expect(entry).toEqual(registryEntry(readIdentity(text)));
    expect(entry['name']).toBe(JSON.parse(text).mcpName);
  });

  it('keeps the rules of the registry that its schema does not tell', () => {
    const identity = readIdentity(JSON.stringify(plain));
    const entry = registryEntry(identity, { file: 'cases-1.2.3.mcpb', sha256: 'a'.repeat(64) });
    expect(entry).toMatchObject({ description: expect.stringMatching(/^.{20,100}$/), version: '1.2.3' });
    const { packages }: { packages?: Record<string, string>[] } = { ...entry };
    const [npm, mcpb] = packages ?? [];
    expect(npm).toMatchObject({ registryType: 'npm', registryBaseUrl: 'https://registry.npmjs.org', version: '1.2.3' });
    expect(npm).not.toHaveProperty('fileSha256');
    // Only releases at GitHub and GitLab, with `mcp` in the address, and no base.
    expect(mcpb?.['identifier']).toMatch(/^https:\/\/github\.com\/.*mcp/);
    expect(mcpb?.['fileSha256']).toMatch(/^[a-f0-9]{64}$/);
    expect(mcpb).not.toHaveProperty('registryBaseUrl');
  });
});
