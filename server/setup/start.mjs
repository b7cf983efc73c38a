/** `npm start` and `npm run dev`: sets up what is missing, then serves, in this one process. */
import { buildPages, checkNode, installDependencies, installJanus, ROOT, SetupError } from './steps.mjs';

const dev = process.argv.includes('--dev');
try {
  process.chdir(ROOT);
  checkNode();
  installDependencies();
  installJanus(process.env);
  if (!dev) buildPages();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`Rostrum cannot start: ${error.message}\n`);
  process.exit(1);
}

process.env.NODE_ENV = dev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
const { register } = await import('tsx/esm/api');
register();
await import('../main.ts');
