import { request } from 'node:http';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryDataFolder } from '../server/folders.ts';
import { ENCODINGS } from '../server/mesibo/encodings.ts';
import { ADMIN, type Answer, type Sent } from '../server/mesibo/world.ts';
import { freePort } from '../support/ports.ts';
import { pagesBuilt, ready, run } from './program.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });
beforeAll(pagesBuilt);

describe('the program', () => {
  it('takes every encoding, by what its environment says', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const origin = 'https://a.example';
    const program = run({
      ...{ PORT: String(port), DATA_DIR: await temporaryDataFolder(), MEDIA: 'p2p', LOG_LEVEL: 'warn' },
      ...{ ADMIN_TOKEN: ADMIN, CORS_ORIGINS: origin },
    });
    await ready(program, url);

    const send = ({ method, path, headers = {}, body = '' }: Sent) =>
      new Promise<{ answer: Answer; allowed: unknown }>((done, fail) => {
        const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
        const sent = request(
          url + path,
          { method, headers: { ...headers, ...length, origin } },
          (response) => {
            let text = '';
            response.on('data', (chunk) => (text += chunk));
            response.on('end', () =>
              done({ answer: JSON.parse(text), allowed: response.headers['access-control-allow-origin'] }),
            );
          },
        );
        sent.on('error', fail);
        sent.end(body);
      });
    for (const [name, encoded] of Object.entries(ENCODINGS)) {
      const address = `user${parseInt(name, 10)}`;
      const asked = { op: 'useradd', flat: { addr: address, name }, json: { user: { address, name } } };
      const { answer, allowed } = await send(encoded(asked));
      expect(answer, name).toMatchObject({ op: 'useradd', result: true, user: { address } });
      expect(allowed, name).toBe(origin);
    }
    expect(program.stderr()).toBe('');
  });
});
