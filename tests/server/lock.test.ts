import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '@/server/config.ts';
import { lockDataDir } from '@/server/lock.ts';
import { temporaryFolder } from './folders.ts';

const lockFile = (folder: string) => path.join(folder, 'server.lock');
const startOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};

/** A process that lives until the test is over. */
async function bystander(): Promise<number> {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((done) => child.once('spawn', done));
  return child.pid ?? 0;
}

describe('the lock of a data folder', () => {
  it('keeps a second server out while the first lives, and names it', () => {
    const folder = temporaryFolder();
    lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow(ConfigError);
    expect(() => lockDataDir(folder)).toThrow(
      `DATA_DIR is in use by another Rostrum (process ${process.pid})`,
    );
  });

  it('is given free in order', () => {
    const folder = temporaryFolder();
    lockDataDir(folder)();
    expect(existsSync(lockFile(folder))).toBe(false);
    expect(() => lockDataDir(folder)).not.toThrow();
  });

  it('holds against a living process of another number', async () => {
    const folder = temporaryFolder();
    const pid = await bystander();
    const text = `${pid} ${startOf(pid)}`;
    writeFileSync(lockFile(folder), text);
    expect(() => lockDataDir(folder)).toThrow(String(pid));
    expect(readFileSync(lockFile(folder), 'utf8')).toBe(text);
  });

  it.each([
    ['its process is gone', () => '4194304 1'],
    ['it was never written to the end', () => ''],
    ['it holds nonsense', () => 'hello'],
    ['it names no process', () => '0 0'],
    ['it would name a whole process group', () => '-1 0'],
  ])('is taken over when %s', (_why, text) => {
    const folder = temporaryFolder();
    writeFileSync(lockFile(folder), text());
    lockDataDir(folder);
    expect(readFileSync(lockFile(folder), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    expect(() => lockDataDir(folder)).toThrow(ConfigError);
  });

  it('is taken over when its number was given to another program since', async () => {
    const folder = temporaryFolder();
    const pid = await bystander();
    writeFileSync(lockFile(folder), `${pid} ${Number(startOf(pid)) - 1}`);
    expect(() => lockDataDir(folder)).not.toThrow();
  });

  it('says in one line when the folder cannot be written', () => {
    const folder = temporaryFolder();
    expect(() => lockDataDir(path.join(folder, 'missing'))).toThrow(ConfigError);
    expect(() => lockDataDir(path.join(folder, 'missing'))).toThrow(/^DATA_DIR .*ENOENT.*$/);
    mkdirSync(lockFile(folder));
    expect(() => lockDataDir(folder)).toThrow(ConfigError);
  });
});
