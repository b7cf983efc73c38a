import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryDataFolder, temporaryFolder } from '../server/folders.ts';
import { connect } from '../server/house.ts';
import { freePort } from '../support/ports.ts';
import { pagesBuilt, ROOT, ready, run, started } from './program.ts';

/** How the whole program starts, in a process of its own, on a machine that may be busy with browsers. */
const SLOW = 120_000;
vi.setConfig({ testTimeout: SLOW, hookTimeout: 2 * SLOW });
beforeAll(pagesBuilt);

describe('a start that cannot be', () => {
  const nowhere = path.join(import.meta.dirname, 'program.test.ts');
  it.each([
    // The wrong values of every variable: tests/server/config.test.ts. These need the program to be found out.
    ['REDIS_URL', { REDIS_URL: 'redis://:hunter2@localhost' }],
    ['HOST', { HOST: '192.0.2.1' }],
    ['MEDIA', { MEDIA: 'janus', PATH: import.meta.dirname }],
    ['DATA_DIR', { DATA_DIR: nowhere }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/x' }],
  ] as [string, Record<string, string>][])(
    'because of %s (%j) is said in one line that names it',
    async (name, env) => {
      const program = run({
        MEDIA: 'p2p',
        PORT: String(await freePort()),
        DATA_DIR: await temporaryDataFolder(),
        ...env,
      });
      expect(await program.ended).toBe(1);
      expect(program.stdout()).toBe('');
      expect(program.stderr()).toMatch(new RegExp(`^Rostrum cannot start: ${name}\\b.*\\n$`));
      expect(program.stderr()).not.toContain('hunter2');
    },
  );

  it('because the port is taken names the port, and leaves the folder free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const folder = temporaryFolder();
    const program = run({ MEDIA: 'p2p', PORT: String(port), DATA_DIR: folder });
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toBe(`Rostrum cannot start: PORT ${port} is in use by another program.\n`);
    expect(existsSync(path.join(folder, 'server.lock'))).toBe(false);
    expect(existsSync(path.join(folder, 'database'))).toBe(false);
  });

  it('because the folder is in use leaves the one who uses it alone', async () => {
    const server = await started();
    const program = run({ MEDIA: 'p2p', PORT: String(await freePort()), DATA_DIR: server.dataDir });
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(/^Rostrum cannot start: DATA_DIR is in use by another Rostrum .*\n$/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(existsSync(path.join(server.dataDir, 'server.lock'))).toBe(true);
  });
});

describe('npm start', () => {
  it('says what is wrong with the environment before it builds anything', async () => {
    // A copy in which no page was ever built.
    const copy = temporaryFolder();
    for (const part of ['server', 'lib', 'package.json', 'package-lock.json', 'tsconfig.json'])
      cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['server/setup/start.mjs'], {
      cwd: copy,
      env: { ...process.env, HOME: copy, MEDIA: 'p2p', PORT: 'http' },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Rostrum cannot start: PORT\b.*\n$/);
    expect(existsSync(path.join(copy, '.next'))).toBe(false);
  });
});

describe('a first start, with nothing configured', () => {
  it('prints links that work: each opens its page, and lets its person in as who they are', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const sources = ['--import', 'tsx', 'server/main.ts'];
    const program = run({ MEDIA: 'p2p', PORT: String(port), DATA_DIR: temporaryFolder() }, sources);
    await ready(program, url);
    await vi.waitFor(() => expect(program.stdout()).toContain('Everyone'));
    const printed = [...program.stdout().matchAll(/^ {4}(.+): (http\S+)$/gm)].map(([, label, href]) => ({
      label,
      href: href ?? '',
    }));
    expect(printed.map(({ label }) => label)).toEqual([
      'Teacher (Tess)',
      'Student 1 (Ana)',
      'Student 2 (Ben)',
      'Student 3 (Chloe)',
      'Host (Hugo)',
      'Guest',
      'Everyone',
    ]);
    const { demo } = (await (await fetch(`${url}/api/v1/welcome`)).json()) as {
      demo: { links: { href: string }[] }[];
    };
    expect(demo.flatMap(({ links }) => links.map(({ href }) => `${url}${href}`))).toEqual(
      printed.map(({ href }) => href),
    );

    const roles = [];
    for (const { href } of printed) {
      const address = new URL(href);
      expect((await fetch(address)).status).toBe(200);
      const token = address.searchParams.get('token');
      const visitor = await connect(url, token ? { token } : {});
      const room = address.pathname.slice('/r/'.length);
      const { you } = await visitor.ask('room.look', { room });
      await visitor.join(room);
      roles.push(`${room} ${you.name || 'a guest'} ${you.role}`);
      visitor.socket.disconnect();
    }
    expect(roles).toEqual([
      'classroom Tess owner',
      'classroom Ana member',
      'classroom Ben member',
      'classroom Chloe member',
      'webinar Hugo owner',
      'webinar a guest guest',
      'meeting a guest guest',
    ]);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});
