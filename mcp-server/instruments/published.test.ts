import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packBundle } from '../../.github/scripts/build-mcpb.ts';
import { buildCli } from '../../fixtures/built-cli.ts';
import { mcpTool, publishedSchema, toolsFolder } from '../../fixtures/mcp-tools.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { readIdentity } from '../package/identity.ts';
import { registryEntry } from '../package/registry-entry.ts';

const root = join(import.meta.dirname, '../..');
beforeAll(buildCli);

const schemaOf = (name: string): object => JSON.parse(readFileSync(publishedSchema(name), 'utf8'));

describe('what is published, held against what others demand', () => {
  it('has an entry for the MCP Registry that its schema takes, with and without the bundle', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schemaOf('server'));
    const identity = readIdentity(readFileSync(join(root, 'package.json'), 'utf8'));
    const { file, sha256 } = packBundle(root);
    for (const entry of [registryEntry(identity), registryEntry(identity, { file, sha256 })]) {
      validate(entry);
      expect(validate.errors).toBeNull();
    }
    expect(validate({ ...registryEntry(identity), name: 'no slash', description: 'x'.repeat(101) })).toBe(false);
  });

  it('has a bundle that the official tool reads, takes and packs again', async () => {
    const mcpb = mcpTool('mcpb');
    await using folder = await temporaryFolder();
    const { bytes, file } = packBundle(root);
    await writeFile(join(folder.path, file), bytes);
    const run = (...args: string[]) => execFileSync(mcpb, args, { cwd: folder.path, encoding: 'utf8' });
    expect(run('info', file)).toMatch(/Size: /);
    run('unpack', file, 'unpacked');
    expect(run('validate', 'unpacked/manifest.json')).toMatch(/valid/i);
    run('pack', 'unpacked', 'again.mcpb');
    const again = unzipSync(await readFile(join(folder.path, 'again.mcpb')));
    expect(Object.keys(again).toSorted()).toEqual(Object.keys(unzipSync(bytes)).toSorted());
    // A manifest that says less than it must is seen.
    const { server: _server, ...less } = JSON.parse(Buffer.from(again['manifest.json'] ?? []).toString());
    await mkdir(join(folder.path, 'broken'));
    await writeFile(join(folder.path, 'broken/manifest.json'), JSON.stringify(less));
    expect(() => run('validate', 'broken/manifest.json')).toThrow(/Command failed: .*mcpb validate/);
  });

  it('has a compose.yml that the specification of Compose takes', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schemaOf('compose'));
    const compose: { services: Record<string, object> } = parse(
      readFileSync(join(root, 'mcp-server/deploy/compose.yml'), 'utf8'),
    );
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ ...compose, services: { casewright: { imagine: 'that' } } })).toBe(false);
  });
});

type Tree = { iterate: (spec: { enter: (node: { type: { isError: boolean } }) => void }) => void };

describe('the dashboard', () => {
  it('asks Prometheus in its own grammar', async () => {
    const file = join(toolsFolder, 'node_modules/@prometheus-io/lezer-promql/dist/index.es.js');
    const { parser }: { parser: { parse: (query: string) => Tree } } = await import(pathToFileURL(file).href);
    const isWrong = (query: string): boolean => {
      let wrong = false;
      parser.parse(query).iterate({ enter: ({ type }) => void (wrong ||= type.isError) });
      return wrong;
    };
    type Target = { expr: string; datasource: { uid: string } };
    const { panels }: { panels: { targets?: Target[] }[] } = JSON.parse(
      readFileSync(join(root, 'mcp-server/deploy/grafana/dashboards/casewright.json'), 'utf8'),
    );
    // Grafana fills in its own words before it asks.
    const queries = panels
      .flatMap(({ targets = [] }) => targets)
      .filter(({ datasource }) => datasource.uid === 'prometheus')
      .map(({ expr }) => expr.replaceAll(/\$__\w+/g, '5m'));
    expect(queries.length).toBeGreaterThan(20);
    expect(queries.filter(isWrong)).toEqual([]);
    expect(['sum(rate(x[5m])', 'sum by tool (x)'].filter(isWrong)).toHaveLength(2);
  });
});
