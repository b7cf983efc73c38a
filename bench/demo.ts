import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { managedJanus } from './native/usual.ts';

/** Debian's package janus-demos: Janus's own pages, with the libraries they use beside them. */
const DEMOS = '/usr/share/janus/demos';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface Demo {
  /** The VideoRoom page of a room at the Janus that our server runs. */
  url(role: 'publisher' | 'subscriber'): string;
  close(): Promise<void>;
}

/** Serves the pages as they are, but for the one file that is meant to be edited: where Janus is. */
export async function serveDemo(dataDir: string): Promise<Demo> {
  const janus = managedJanus(dataDir);
  const session = await janus.connect();
  const control = await session.attach();
  const room = randomInt(1, 2 ** 31);
  await control.request({ request: 'create', room, publishers: 20, videocodec: 'vp8', bitrate: 512_000 });
  const settings = `var server = ${JSON.stringify(janus.url)}, apisecret = ${JSON.stringify(janus.secret)}, token = "", iceServers = [];`;
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(DEMOS, path.normalize(pathname));
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    if (pathname === '/settings.js') response.writeHead(200, { 'content-type': type }).end(settings);
    else if (file.startsWith(DEMOS) && existsSync(file))
      response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: (role) =>
      `http://127.0.0.1:${port}/videoroomtest.html?room=${room}${role === 'subscriber' ? '&subscriber-mode=yes' : ''}`,
    async close() {
      await session.close();
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
}
