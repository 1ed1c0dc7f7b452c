import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { spawningTests } from './spawning-tests.ts';

describe('spawningTests()', () => {
  it('finds tests that use a helper, directly or through another helper, and no others', async () => {
    await using folder = await temporaryFolder({
      'fixtures/run-cli.ts': '',
      'fixtures/clients.ts': "import { runCli } from './run-cli.ts';\n",
      'cli/direct.test.ts': "import { runCli } from '../fixtures/run-cli.ts';\n",
      'mcp-server/indirect.test.ts': "import { connect } from '../fixtures/clients.ts';\n",
      'core/pure.test.ts': "import { expect } from 'vitest';\n",
      'action/action.test.ts': "import { runAction } from '../fixtures/run-action.ts';\n",
    });
    expect(spawningTests(['run-cli'], folder.path)).toEqual(['cli/direct.test.ts', 'mcp-server/indirect.test.ts']);
    expect(spawningTests(['run-action'], folder.path)).toEqual(['action/action.test.ts']);
  });

  it('finds such tests of all three surfaces here', () => {
    const folders = new Set(spawningTests(['run-cli', 'run-action']).map((file) => file.split('/')[0]));
    expect([...folders]).toEqual(expect.arrayContaining(['action', 'cli', 'mcp-server']));
  });
});
