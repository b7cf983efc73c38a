import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** How the tests are laid out, and which runs where: docs/testing.md. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    environment: 'node',
    setupFiles: ['tests/support/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: '100%',
    unstubGlobals: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        // Nothing but functions: files share a thread and what it has loaded.
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,mjs}'], pool: 'threads', isolate: false },
      },
      {
        extends: true,
        // Parts of the server in process, over real sockets and databases.
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          globalSetup: ['tests/support/postgres-once.ts'],
        },
      },
      {
        extends: true,
        // The program as a process, and what is killed: one after another.
        test: {
          name: 'process',
          include: ['tests/process/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
        },
      },
    ],
  },
});
