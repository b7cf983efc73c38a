import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config.ts';

/**
 * Keeps a second server out of a data folder, whose embedded database serves one process only. A lock left by
 * a killed server is taken over: its process is gone, or its number belongs to another program.
 * @returns a function that gives the folder free
 * @throws ConfigError when another server is using it
 */
export function lockDataDir(dataDir: string): () => void {
  const file = path.join(dataDir, 'server.lock');
  const mine = `${process.pid} ${startOf(process.pid)}`;
  try {
    writeFileSync(file, mine, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw unwritable(error);
    }
    takeOver(file, mine, dataDir);
  }
  return () => rmSync(file, { force: true });
}

function takeOver(file: string, mine: string, dataDir: string): void {
  try {
    const [pid = '', start = ''] = readFileSync(file, 'utf8').split(' ');
    if (Number(pid) > 0 && isAlive(Number(pid)) && startOf(Number(pid)) === start) {
      throw new ConfigError(`DATA_DIR is in use by another Rostrum (process ${pid}): ${dataDir}`);
    }
    writeFileSync(file, mine);
  } catch (error) {
    throw error instanceof ConfigError ? error : unwritable(error);
  }
}

const unwritable = (error: unknown) =>
  new ConfigError(`DATA_DIR cannot be written (${error instanceof Error ? error.message : error}).`);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process started, in kernel ticks (proc(5), /proc/pid/stat field 22); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
