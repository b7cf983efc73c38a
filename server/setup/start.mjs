/** `npm start` and `npm run dev`: sets up what is missing, then serves, in this one process. */
import { buildPages, checkNode, installDependencies, installJanus, ROOT, SetupError } from './steps.mjs';

const dev = process.argv.includes('--dev');
process.env.NODE_ENV = dev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
try {
  process.chdir(ROOT);
  checkNode();
  installDependencies();
  const { register } = await import('tsx/esm/api');
  register();
  await checkSettings();
  installJanus(process.env);
  if (!dev) buildPages();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`Rostrum cannot start: ${error.message}\n`);
  process.exit(1);
}
await import('../main.ts');

/** What is wrong with the environment is said before anything is built for it. */
async function checkSettings() {
  const { ConfigError, readConfig } = await import('../config.ts');
  try {
    readConfig(process.env);
  } catch (error) {
    throw error instanceof ConfigError ? new SetupError(error.message) : error;
  }
}
