import { defineConfig } from 'vitest/config';

// Against a real Ollama, which serves one call at a time. `--mode long` adds what takes more than a few minutes.
export default defineConfig(({ mode }) => ({
  test: {
    include: ['live', ...(mode === 'long' ? ['live-long'] : [])].map(
      (kind) => `{core,action,mcp-server,cli,eval}/**/*.${kind}.ts`,
    ),
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    maxConcurrency: 1,
  },
}));
