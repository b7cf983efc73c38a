/**
 * Makes the server's program one file: `node tests/support/bundle.mjs`. Tests start some fifty servers, each of which takes
 * half as long so as by compiling every file anew. What `npm start` runs is tests/process/start.test.ts's business.
 */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildPages, ROOT } from '../../server/setup/steps.mjs';

/** The program looks for its migrations beside itself. */
const BUNDLE = path.join(ROOT, 'data/test-server');

buildPages();
mkdirSync(BUNDLE, { recursive: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: ['server/main.ts'],
  outfile: path.join(BUNDLE, 'main.mjs'),
  alias: { '@': ROOT },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
cpSync(path.join(ROOT, 'server/store/migrations'), path.join(BUNDLE, 'migrations'), { recursive: true });
