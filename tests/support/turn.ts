import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';

export interface TurnServer {
  readonly url: string;
  readonly secret: string;
  output(): string;
  stop(): Promise<void>;
}

/** This machine's own address: Janus gathers no loopback candidates, and a relay talks to no loopback peers. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const found = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!found) throw new Error('This machine has no address but loopback.');
  return found.address;
}

/** A real coturn on a free port with nothing of its own to remember, ended by its pid. */
export async function startTurn(secret = 'a secret of the relay alone'): Promise<TurnServer> {
  const address = ownAddress();
  const port = await freeUdpPort(address);
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-turn-'));
  const child = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file', 'stdout', '--verbose'],
      ...['--listening-ip', address, '--relay-ip', address, '--listening-port', String(port)],
      ...['--min-port', '50000', '--max-port', '50400', '--realm', 'rostrum.test', '--fingerprint'],
      ...['--use-auth-secret', '--static-auth-secret', secret],
      ...['--userdb', path.join(folder, 'turndb'), '--pidfile', path.join(folder, 'turn.pid')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  await answers(child, address, port, () => output);
  return {
    url: `turn:${address}:${port}?transport=udp`,
    secret,
    output: () => output,
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

/** A STUN binding request (RFC 8489, section 5) is answered without credentials. */
async function answers(child: ChildProcess, address: string, port: number, output: () => string) {
  const socket = createSocket('udp4');
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), Buffer.alloc(12, 7)]);
  let heard = false;
  socket.once('message', () => (heard = true));
  const deadline = Date.now() + 10_000;
  try {
    while (!heard) {
      if (Date.now() > deadline || child.exitCode !== null)
        throw new Error(`The relay did not start:\n${output()}`);
      socket.send(request, port, address);
      await new Promise((next) => setTimeout(next, 50));
    }
  } catch (error) {
    await ended(child);
    throw error;
  } finally {
    socket.close();
  }
}

function freeUdpPort(address: string): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createSocket('udp4');
    probe.once('error', fail);
    probe.bind(0, address, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
