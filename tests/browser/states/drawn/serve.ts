import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
/** Of each worker its own: two that write the same at once lose files to each other. */
const outDir = `${root}data/ui-states-${process.env.TEST_PARALLEL_INDEX ?? 0}`;
const config = { root, configFile: false, logLevel: 'error', build: { outDir } } as const;
let built: Promise<unknown> | null = null;

/** Builds the harness of this folder and serves it; nothing of it is in the shipped routes. */
export async function serveStates(): Promise<{ url: string; close(): Promise<void> }> {
  built ??= build({
    ...config,
    resolve: { alias: { '@': root.replace(/\/$/, '') } },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: `${root}tests/browser/states/drawn/index.html` },
    },
  });
  await built;
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, open: false } });
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('The harness did not start.');
  return {
    url: `http://127.0.0.1:${address.port}/tests/browser/states/drawn/index.html`,
    close: () => server.close(),
  };
}
