/**
 * Loaded into a measured server before itself (NODE_OPTIONS): on SIGUSR2 it says what it uses, its memory without
 * garbage. The same for ours and for the baseline.
 */
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  // First, so that the collecting is not counted.
  const { user, system } = process.cpuUsage();
  // Twice: what finalizers let go of is gone only after the second.
  collect();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  const use = { cpuSeconds: (user + system) / 1e6, rss, heapUsed };
  writeFileSync(process.env.PROBE_FILE, JSON.stringify(use));
});
