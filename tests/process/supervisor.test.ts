import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { roomId } from '@/lib/core/ids.ts';
import { createJanusEngine, type JanusEngine } from '@/server/media/janus/engine.ts';
import { findJanus, janusFiles, parseStun } from '@/server/media/janus/settings.ts';
import { superviseJanus } from '@/server/media/janus/supervisor.ts';
import { createEngine, type MediaConfig } from '@/server/media/select.ts';

const program = findJanus();
const log = pino({ level: 'silent' });
const temporary = () => mkdtempSync(join(tmpdir(), 'rostrum-janus-'));
const soon = <Value>(what: () => Value, timeout = 10_000) => vi.waitFor(what, { timeout, interval: 20 });
const alive = (pid: number) => {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return status !== '' && !/^State:\s+Z/m.test(status);
};

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

describe.skipIf(program === null)('a managed janus', { timeout: 30_000 }, () => {
  const engineIn = (dataDir: string, urls: string[] = []): JanusEngine => {
    const engine = createJanusEngine({ dataDir, urls, program: program ?? '', network: {} }, log);
    endings.push(() => engine.close());
    return engine;
  };
  const ready = (engine: JanusEngine) => soon(() => expect(engine.status()).toEqual({ ready: true }));

  test('becomes ready, keeps its secret to itself, and is gone after close', async () => {
    const dataDir = temporary();
    const engine = engineIn(dataDir);
    expect(engine.status().ready).toBe(false);
    await ready(engine);
    const pid = engine.pid() ?? 0;
    expect(alive(pid)).toBe(true);
    expect(statSync(join(dataDir, 'janus', 'janus.jcfg')).mode & 0o077).toBe(0);
    await engine.close();
    expect(alive(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'janus', 'janus.pid'))).toBe(false);
  });

  test('listens for requests on loopback alone', async () => {
    const engine = engineIn(temporary());
    await ready(engine);
    // Local addresses of the sockets this process listens on, as /proc/net/tcp writes them.
    const listening = ['tcp', 'tcp6'].flatMap((file) =>
      readFileSync(`/proc/${engine.pid()}/net/${file}`, 'utf8')
        .split('\n')
        .filter(
          (line) => / 0A /.test(line) && ownSockets(engine.pid() ?? 0).has(line.trim().split(/\s+/)[9] ?? ''),
        )
        .map((line) => line.trim().split(/\s+/)[1]?.split(':')[0]),
    );
    expect(new Set(listening)).toEqual(new Set(['0100007F']));
  });

  test('is started again when it is killed, each time', async () => {
    const engine = engineIn(temporary());
    for (let times = 0; times < 3; times += 1) {
      await ready(engine);
      const pid = engine.pid() ?? 0;
      process.kill(pid, 'SIGKILL');
      await soon(() => expect(engine.pid() ?? pid).not.toBe(pid));
    }
    await ready(engine);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('does not outlive a server that ends by %s', async (signal) => {
    const dataDir = temporary();
    const server = serve(dataDir);
    const pidFile = join(dataDir, 'janus', 'janus.pid');
    await soon(() => expect(existsSync(pidFile)).toBe(true), 20_000);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    // From here on it is bound to its parent: setpriv has become Janus.
    await soon(() => expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toMatch(/^janus\0/));
    server.kill(signal);
    await soon(() => expect(alive(pid)).toBe(false));
    // And what it left behind does not stop the next one.
    const engine = engineIn(dataDir);
    await ready(engine);
  });

  test('ends the child of an earlier run, and nobody else whose number it has', async () => {
    const dataDir = temporary();
    const folder = join(dataDir, 'janus');
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(janusFiles({ folder, port: 18_991, apiSecret: 'x' })))
      writeFileSync(join(folder, name), content);
    const stale = run(program ?? '', ['-F', folder]);
    const stranger = run('sleep', ['60']);
    await soon(() => expect(alive(stale.pid ?? 0)).toBe(true));
    writeFileSync(join(folder, 'janus.pid'), String(stale.pid));
    const first = engineIn(dataDir);
    await ready(first);
    expect(alive(stale.pid ?? 0)).toBe(false);
    await first.close();
    writeFileSync(join(folder, 'janus.pid'), String(stranger.pid));
    await ready(engineIn(dataDir));
    expect(alive(stranger.pid ?? 0)).toBe(true);
  });

  test('of somebody else is used by its address, and found again after it was away', async () => {
    const keeper = superviseJanus({ program: program ?? '', dataDir: temporary(), network: {} }, log);
    endings.push(() => keeper.close());
    const address = await soon(() => {
      const found = keeper.address();
      if (!found) throw new Error('not yet');
      return found;
    });
    const { host } = new URL(address.url);
    const wrong = engineIn(temporary(), [`ws://:wrong@${host}`]);
    const engine = engineIn(temporary(), [`ws://:${address.apiSecret}@${host}`]);
    await ready(engine);
    expect(engine.pid()).toBeNull();
    expect(wrong.status().ready).toBe(false);
    expect(JSON.stringify(wrong.status())).not.toContain('wrong');
    await keeper.close();
    await soon(() => expect(engine.status().ready).toBe(false));
    // A room of a server that is away takes changes and forwards nothing.
    const nothing = () => undefined;
    const room = engine.open(roomId('r'), { open: nothing, signal: nothing, slots: nothing, close: nothing });
    await room.apply({ ports: [], opened: [], closed: [], added: [], removed: [] });
    await room.close();
  });
});

describe('the choice of an engine', () => {
  const config: MediaConfig = { mode: 'auto', janusUrls: [], dataDir: temporary() };
  const withoutJanus = async (what: () => Promise<void>) => {
    const path = process.env.PATH;
    process.env.PATH = '/nonexistent';
    try {
      await what();
    } finally {
      process.env.PATH = path;
    }
  };

  test('without a janus: browser to browser, or one sentence that says what to do', () =>
    withoutJanus(async () => {
      expect((await createEngine(config, log)).name).toBe('p2p');
      const message = 'Janus is not installed on this machine. Run: apt-get install janus';
      await expect(createEngine({ ...config, mode: 'janus' }, log)).rejects.toThrow(message);
    }));

  test('p2p is p2p', async () => {
    expect((await createEngine({ ...config, mode: 'p2p' }, log)).name).toBe('p2p');
  });

  test('addresses are enough, with or without a program', () =>
    withoutJanus(async () => {
      const engine = await createEngine({ ...config, janusUrls: ['ws://127.0.0.1:1'] }, log);
      endings.push(() => engine.close());
      expect(engine.name).toBe('janus');
      expect(engine.status().ready).toBe(false);
    }));
});

describe('the generated configuration', () => {
  test('says what the network needs, and cannot be broken out of', () => {
    const files = janusFiles({
      folder: '/x',
      port: 1,
      apiSecret: 'a"b\n}',
      publicIp: '203.0.113.5',
      rtpPorts: { min: 20_000, max: 20_100 },
      stunUrl: 'stun:stun.example.org:3479',
      iceEnforce: ['eth0', '10.77.'],
    })['janus.jcfg'];
    expect(files).toContain('api_secret = "a\\"b }"');
    expect(files).toContain('nat_1_1_mapping = "203.0.113.5"');
    expect(files).toContain('rtp_port_range = "20000-20100"');
    expect(files).toContain('stun_server = "stun.example.org"');
    expect(files).toContain('stun_port = 3479');
    expect(files).toContain('ice_enforce_list = "eth0,10.77."');
  });

  test('a STUN address', () => {
    expect(parseStun('stun:a.example')).toEqual({ host: 'a.example', port: 3478 });
    expect(parseStun('stun:[2001:db8::1]:1')).toEqual({ host: '2001:db8::1', port: 1 });
    expect(parseStun('http://a')).toBeNull();
  });
});

function run(command: string, args: string[]): ChildProcess {
  const child = spawn(command, args, { stdio: 'ignore' });
  endings.push(() => child.kill('SIGKILL'));
  return child;
}

/** A process of its own that runs the engine and does nothing about signals. */
function serve(dataDir: string): ChildProcess {
  // Beside the sources, because packages are looked up from where a script lies.
  const script = join(import.meta.dirname, `serve-${process.pid}.mts`);
  writeFileSync(
    script,
    `import pino from 'pino';
import { createJanusEngine } from '@/server/media/janus/engine.ts';
createJanusEngine({ dataDir: ${JSON.stringify(dataDir)}, urls: [], program: 'janus', network: {} }, pino({ level: 'silent' }));
setInterval(() => undefined, 1000);
`,
  );
  endings.push(() => rmSync(script, { force: true }));
  return run(process.execPath, ['--import', 'tsx', script]);
}

function ownSockets(pid: number): Set<string> {
  const inodes = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode) inodes.add(inode);
  }
  return inodes;
}
