import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    // Browsers and repositories are set up in hooks, beside everything else that runs.
    hookTimeout: 120_000,
    // Half of the time these tests wait for processes; by default vitest leaves one of two cores unused.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['core/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.contract.ts'],
      thresholds: { lines: 90 },
    },
    projects: [
      {
        extends: true,
        // These tests share nothing that they change, so a worker loads each module once for all files.
        test: {
          name: 'unit',
          include: ['{core,eval,fixtures}/**/*.test.ts', '.github/scripts/**/*.test.ts'],
          exclude: ['.github/scripts/under-act.test.ts'],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        // Processes that wait (for a model, for the pause between two writes) leave the processor to others.
        test: {
          name: 'spawn',
          include: ['cli/**/*.test.ts', 'mcp-server/process.test.ts'],
          sequence: { concurrent: true },
        },
      },
      {
        extends: true,
        // Runs the committed bundle, which waits a second between two writes as GitHub asks.
        test: { name: 'action', include: ['action/**/*.test.ts'], sequence: { concurrent: true }, maxConcurrency: 10 },
      },
      {
        extends: true,
        // Needs the program `act`, which npm does not install.
        test: { name: 'act', include: ['.github/scripts/under-act.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['mcp-server/**/*.test.ts'],
          exclude: ['mcp-server/process.test.ts', 'mcp-server/instruments/**'],
        },
      },
      {
        extends: true,
        // Needs what `.github/scripts/install-mcp-tools.sh` installs: conformance suite, inspector, agents.
        test: { name: 'mcp', include: ['mcp-server/instruments/*.test.ts'] },
      },
    ],
  },
});
