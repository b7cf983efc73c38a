/** `npm run bench`: sets up what is missing, then measures. See main-job.ts for what is measured and how. */
import { buildPages, checkNode, installDependencies, installJanus, ROOT } from '../server/setup/steps.mjs';

process.chdir(ROOT);
checkNode();
installDependencies();
installJanus({ ...process.env, MEDIA: 'auto' });
buildPages();
const { register } = await import('tsx/esm/api');
register();
await import('./main-job.ts');
