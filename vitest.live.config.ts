import { defineConfig } from 'vitest/config';

// Against a real Ollama, which serves one call at a time.
export default defineConfig({
  test: {
    include: ['{core,action,mcp-server,cli,eval}/**/*.live.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    maxConcurrency: 1,
  },
});
