import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { connectAs, eras } from '../fixtures/mcp-clients.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';
import { tools } from './tools.ts';

const tokens = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4);

describe('the set of tools', () => {
  // MCP-6
  it('is advertised alike to clients of every era, with instructions and without change notices', async () => {
    await using folder = await temporaryFolder();
    const listed = await Promise.all(
      eras.map(async (era) => {
        await using client = await connectAs(era, { cwd: folder.path });
        expect(client.era).toBe(era);
        expect(client.instructions).toMatch(/To write cases yourself[^]*Do not use it to/);
        const unchanging = { listChanged: false };
        expect(client.capabilities).toMatchObject({ tools: unchanging, resources: unchanging, prompts: unchanging });
        expect(Object.keys(client.capabilities ?? {})).not.toContain('logging');
        return await client.tools();
      }),
    );
    for (const each of listed) expect(each).toEqual(listed[0]);
    await expect(`${JSON.stringify(listed[0], undefined, 2)}\n`).toMatchFileSnapshot('tools.snapshot.json');
    expect(tokens(listed[0])).toBeLessThanOrEqual(3000);
    for (const each of listed[0] ?? []) expect([each.name, tokens(each) <= 600]).toEqual([each.name, true]);
  });

  it('has one file for each tool, named like it', async () => {
    const files = (await readdir(`${import.meta.dirname}/tools`)).filter((name) => !name.includes('.test.'));
    expect(files.toSorted()).toEqual(tools.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).toSorted());
  });

  it('is that of the contract, in the order of the work', () => {
    expect(tools.map(({ name }) => name)).toEqual([
      'list_requirements',
      'plan_coverage',
      'generate_test_cases',
      'start_generation',
      'get_generation',
      'cancel_generation',
      'check_test_cases',
      'trace_coverage',
      'export_test_cases',
      'save_test_cases',
      'check_setup',
    ]);
  });

  it.each(tools.map((tool) => [tool.name, tool] as const))(
    '%s has a plain name, a usable description, all annotations and open, shallow schemas',
    (name, tool) => {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(tool.title).not.toBe('');
      expect(tool.description.length).toBeGreaterThan(60);
      expect(tool.description.length).toBeLessThan(330);
      const writes = ['export_test_cases', 'save_test_cases'].includes(name);
      expect(tool.annotations).toEqual({
        readOnlyHint: !writes,
        openWorldHint: false,
        ...(writes && { destructiveHint: false, idempotentHint: true }),
      });
      expect(tool.inputSchema).toMatchObject({ type: 'object' });
      expect(tool.outputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      const text = JSON.stringify([tool.inputSchema, tool.outputSchema]);
      expect(text).not.toMatch(/"(?:\$ref|anyOf|oneOf|allOf|not|if)":/);
      expect(text).not.toMatch(/"(?:host|url|command|base_url)":/);
    },
  );
});
