import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createAssets, isAsset } from '@/server/http/assets.ts';

const SCRIPT = 'export const words = "the same words again and again, ";\n'.repeat(50);

describe('what pages fetch', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rostrum-assets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'static/chunks'), { recursive: true });
  writeFileSync(path.join(folder, 'static/chunks/a1.js'), SCRIPT);
  writeFileSync(path.join(folder, 'secret'), 'not to be seen');
  const build = "import('./server/setup/steps.mjs').then((steps) => steps.compress(process.argv[1]))";
  execFileSync(process.execPath, ['-e', build, path.join(folder, 'static')]);
  const app = createAssets(path.join(folder, 'static'));
  const get = (address: string, encodings = '') =>
    app.request(address, { headers: { 'accept-encoding': encodings } });

  test.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['', null, (content: Buffer) => content],
  ] as const)('is sent as small as the browser takes it: %s', async (encodings, encoding, read) => {
    const answer = await get('/_next/static/chunks/a1.js', encodings);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const body = Buffer.from(await answer.arrayBuffer());
    expect(Number(answer.headers.get('content-length'))).toBe(body.length);
    expect(read(body).toString()).toBe(SCRIPT);
    if (encoding) expect(body.length).toBeLessThan(SCRIPT.length / 10);
  });

  test('what this build does not have is not found, and that is not remembered', async () => {
    for (const address of [
      '/_next/static/chunks/a2.js',
      '/_next/static/',
      '/_next/static/../secret',
      '/_next/static/%2e%2e/secret',
      '/_next/static/..%2fsecret',
      '/_next/static/chunks/a1.js%00',
      '/_next/static/%',
    ]) {
      const answer = await get(address, 'br');
      expect(answer.status, address).toBe(404);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toBe('');
    }
    expect((await app.request('/_next/static/chunks/a1.js', { method: 'POST' })).status).toBe(404);
  });

  test('only what lies in its folder is meant', () => {
    expect(isAsset('/_next/static/chunks/a1.js')).toBe(true);
    for (const address of ['/_next/static', '/_next/image', '/r/_next/static/a'])
      expect(isAsset(address)).toBe(false);
  });
});
