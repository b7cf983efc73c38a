import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Serves the harness of this folder; nothing of it is in the shipped routes. */
export async function serveStates(): Promise<{ url: string; close(): Promise<void> }> {
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    // One for each worker: two that fill the same at once lose files to each other.
    cacheDir: `${root}/data/vite-ui-states-${process.env.TEST_PARALLEL_INDEX ?? 0}`,
    resolve: { alias: { '@': root.replace(/\/$/, '') } },
    optimizeDeps: { entries: ['tests/e2e/ui-states/index.html'] },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false, watch: null },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('The harness did not start.');
  return {
    url: `http://127.0.0.1:${address.port}/tests/e2e/ui-states/index.html`,
    close: () => server.close(),
  };
}
