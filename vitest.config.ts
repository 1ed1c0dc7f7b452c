import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,action,mcp-server,cli,eval,fixtures}/**/*.test.ts', '.github/scripts/**/*.test.ts'],
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['core/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.contract.ts'],
      thresholds: { lines: 90 },
    },
  },
});
