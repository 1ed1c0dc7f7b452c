import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../core/index.ts';
import { offeredTools, requireTools } from './offered-tools.ts';
import { connect } from '../fixtures/mcp-clients.ts';
import { shop } from '../fixtures/mcp-answers.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { readdir } from 'node:fs/promises';

const names = (chosen: Parameters<typeof offeredTools>[0]) => offeredTools(chosen).map(({ name }) => name);

describe('the tools that are offered', () => {
  it('are those that are named, and under --read-only none that writes, whatever is named', () => {
    expect(names({ readOnly: false })).toHaveLength(11);
    expect(names({ readOnly: false, tools: ['plan_coverage', 'save_test_cases'] })).toEqual([
      'plan_coverage',
      'save_test_cases',
    ]);
    expect(names({ readOnly: true, tools: ['plan_coverage', 'save_test_cases'] })).toEqual(['plan_coverage']);
    expect(names({ readOnly: true })).not.toContain('save_test_cases');
    for (const each of offeredTools({ readOnly: true })) {
      expect([each.name, each.annotations.readOnlyHint]).toEqual([each.name, true]);
      expect(JSON.stringify(each.inputSchema)).not.toContain('write_to');
    }
  });

  it('must be known, and at least one must be left', () => {
    const problemsOf = (chosen: Parameters<typeof requireTools>[0]) => {
      try {
        requireTools(chosen);
        return [];
      } catch (error) {
        if (error instanceof ConfigurationError) return error.problems.map(({ code, hint }) => `${code}: ${hint}`);
        throw error;
      }
    };
    expect(problemsOf({ readOnly: false, tools: ['plan_covrage', 'x'] })).toEqual([
      expect.stringMatching(/^unknown_tool: Did you mean plan_coverage\?/),
      expect.stringMatching(/^unknown_tool: The tools are list_requirements/),
    ]);
    expect(problemsOf({ readOnly: true, tools: ['save_test_cases'] })).toEqual([expect.stringMatching(/^no_tools/)]);
  });

  // MCP-7
  it('cannot write under --read-only, not even through an argument that is not advertised', async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await runCli(['generate', 'shop.md', '--model', 'rules'], { cwd: folder.path });
    const before = await readdir(folder.path, { recursive: true });
    await using client = await connect('legacy', { cwd: folder.path, args: ['--read-only'] });
    expect((await client.tools()).map(({ name }) => name)).not.toContain('save_test_cases');
    const refused = await client.call('export_test_cases', { path: 'shop.md', format: 'csv', write_to: 'out.csv' });
    expect([refused.isError, refused.text]).toEqual([true, expect.stringMatching(/^unknown_argument[^]*"write_to"/)]);
    expect(await client.call('export_test_cases', { path: 'shop.md', format: 'csv' })).toMatchObject({
      isError: false,
    });
    await expect(client.call('save_test_cases', { path: 'shop.md', cases: [] })).rejects.toThrow(/save_test_cases/);
    expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  });

  it('are refused with exit code 2 where --tools names none', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await runCli(['mcp', '--tools', 'plan'], { cwd: folder.path });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/unknown_tool: --tools names plan/)]);
  });
});
