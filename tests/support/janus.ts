import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findJanus, janusFiles } from '@/server/media/janus/settings.ts';
import { freePort } from './ports.ts';

export interface OwnJanus {
  /** As `JANUS_URL` names it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A media server that lives on when ours ends, set up as docs/media.md says. It is there a moment later. */
export async function startJanus(): Promise<OwnJanus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-janus-'));
  const port = await freePort();
  const files = janusFiles({ folder, port, apiSecret: 'a secret' });
  for (const [name, content] of Object.entries(files)) {
    const kept = content.replace(
      /^general: \{\n {2}configs/,
      'general: {\n  reclaim_session_timeout = 60\n  configs',
    );
    writeFileSync(path.join(folder, name), kept);
  }
  const child = spawn(findJanus() ?? 'janus', ['-F', folder], { stdio: 'ignore' });
  // It must not outlive a test that is stopped.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  return {
    url: `ws://:${encodeURIComponent('a secret')}@127.0.0.1:${port}`,
    async stop() {
      process.off('exit', end);
      if (child.exitCode === null && child.signalCode === null && end()) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
