import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, ConfigError, readConfig } from '@/server/config.ts';
import { temporaryFolder } from './folders.ts';

type Env = Readonly<Record<string, string>>;

const read = (env: Env = {}): Config => readConfig({ DATA_DIR: temporaryFolder(), ...env });

/** What stops the start, or a failed test when nothing does. */
function refusal(env: Env): string {
  try {
    readConfig({ DATA_DIR: temporaryFolder(), ...env });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error(`the environment was accepted: ${JSON.stringify(env)}`);
}

const WRONG: readonly (readonly [name: string, ...values: string[]])[] = [
  ['PORT', '-1', '65536', '3000x', '1e3', ' 80', '80.5', '99999999999999999999', 'http'],
  ['PUBLIC_URL', 'example.org', 'ftp://example.org', 'javascript:alert(1)', 'https//x', '//x'],
  ['DATABASE_URL', 'mysql://x/y', 'x', 'postgres//x', 'file:///etc/passwd'],
  ['REDIS_URL', 'redis://localhost', 'x'],
  ['JANUS_URL', 'http://localhost:8188', 'ws://a, http://b', 'ws://a,', ',', 'localhost:8188'],
  ['MEDIA', 'Janus', 'sfu', 'p2p '],
  ['PUBLIC_IP', 'localhost', '1.2.3', '256.1.1.1', '1.2.3.4:80', '::g'],
  ['RTP_PORTS', '20000', '20999-20000', '20000-20008', '80-20000', '60000-65536', 'a-b', '20000-20999-5'],
  ['STUN_URL', 'http://x', 'x:3478', 'turn:x'],
  ['TURN_URL', 'http://x', 'stun:x'],
  ['ADMIN_TOKEN', 'fifteen-letters', 'x', 'y'.repeat(513)],
  ['SECRET', 'fifteen-letters', 'x', 'y'.repeat(513)],
  [
    'CORS_ORIGINS',
    ...['example.org', 'https://a.example/', 'https://a.example/x', 'https://a.example,', 'ftp://a.example'],
    ...[
      '*,https://a.example',
      'https://A.example',
      'null',
      ',',
      'https://u:p@a.example',
      'https://a.example:443',
    ],
  ],
  ['WEBHOOK_URL', 'x', 'ftp://x'],
  ['WEBHOOK_SECRET', 'short'],
  ['LOG_LEVEL', 'verbose', 'INFO', '3'],
  ['DEMO', 'yes', 'true', '2', 'false'],
];

describe('the environment', () => {
  it.each(WRONG)('a wrong %s stops the start with one line that begins with its name', (name, ...values) => {
    for (const value of values) {
      const message = refusal({ [name]: value });
      expect(message, value).toMatch(new RegExp(`^${name} `));
      expect(message, value).not.toMatch(/[\r\n]/);
      expect(message.length, value).toBeLessThan(300);
    }
  });

  it('one line stays one line, whatever the value holds', () => {
    for (const value of ['30\n00', '\u001b[31mred', 'a\r\nb', '\u2028']) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the promise
      expect(refusal({ PORT: value })).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
    }
    expect(refusal({ PORT: 'x'.repeat(10_000) }).length).toBeLessThan(300);
  });

  it('never shows a secret, not even one inside an address', () => {
    const wrong: Env[] = [
      { SECRET: 'hunter2' },
      { ADMIN_TOKEN: 'hunter2' },
      { WEBHOOK_SECRET: 'hunter2' },
      { DATABASE_URL: 'mysql://app:hunter2@db/x' },
      { REDIS_URL: 'redis://:hunter2@cache:6379' },
      { JANUS_URL: 'http://:hunter2@media:8188' },
      { JANUS_URL: 'ws://ok,https://user:hunter2@media' },
      { PUBLIC_URL: 'ftp://user:hunter2@site' },
      { WEBHOOK_URL: 'ftp://user:hunter2@hook' },
      { WEBHOOK_URL: 'ftp://hook/?key=hunter2' },
      { TURN_URL: 'http://user:hunter2@turn' },
      { TURN_SECRET: 'hunter2' },
    ];
    for (const env of wrong) expect(refusal(env), JSON.stringify(env)).not.toContain('hunter2');
  });

  it('empty counts as absent, for every variable', () => {
    const empty = Object.fromEntries(WRONG.map(([name]) => [name, '']));
    expect(read(empty)).toMatchObject({ port: 3000, databaseUrl: null, demo: true });
  });

  it('has a default for everything', () => {
    const folder = temporaryFolder();
    const config = readConfig({ DATA_DIR: folder });
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      dataDir: folder,
      databaseUrl: null,
      media: 'auto',
      janusUrls: [],
      publicIp: null,
      rtpPorts: null,
      stunUrl: null,
      turn: null,
      logLevel: 'info',
      corsOrigins: [],
      demo: true,
    });
  });

  it('takes what is right, to the edges', () => {
    expect(read({ PORT: '0' }).port).toBe(0);
    expect(read({ PORT: '65535' }).port).toBe(65_535);
    expect(read({ RTP_PORTS: '1024-1033' }).rtpPorts).toEqual({ min: 1024, max: 1033 });
    expect(read({ RTP_PORTS: '65526-65535' }).rtpPorts).toEqual({ min: 65_526, max: 65_535 });
    expect(read({ PUBLIC_IP: '2001:db8::1' }).publicIp).toBe('2001:db8::1');
    expect(read({ PUBLIC_URL: 'https://example.org//' }).publicUrl).toBe('https://example.org');
    expect(read({ JANUS_URL: 'ws://a:8188, wss://b' }).janusUrls).toEqual(['ws://a:8188', 'wss://b']);
    expect(read({ CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
    expect(read({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' }).corsOrigins).toEqual([
      ...['https://a.example', 'http://localhost:5173'],
    ]);
    expect(read({ SECRET: 's'.repeat(16) }).secret).toBe('s'.repeat(16));
    expect(read({ ADMIN_TOKEN: 't'.repeat(512) }).adminToken).toBe('t'.repeat(512));
  });

  it('TURN_URL and TURN_SECRET go together', () => {
    expect(refusal({ TURN_URL: 'turn:x' })).toMatch(/^TURN_SECRET /);
    expect(refusal({ TURN_SECRET: 'hunter2' })).toMatch(/^TURN_URL /);
    expect(read({ TURN_URL: 'turn:x', TURN_SECRET: 'y' }).turn).toEqual({ url: 'turn:x', secret: 'y' });
  });

  it('a webhook needs an address and a secret', () => {
    const secret = 'a secret of some length';
    expect(refusal({ WEBHOOK_URL: 'https://x/hook' })).toMatch(/^WEBHOOK_SECRET is missing/);
    expect(refusal({ WEBHOOK_SECRET: secret })).toMatch(/^WEBHOOK_URL is missing/);
    const both = { WEBHOOK_URL: 'https://x/hook', WEBHOOK_SECRET: secret };
    expect(read(both).webhook).toEqual({ url: 'https://x/hook', secret });
    expect(read({}).webhook).toBeNull();
    const spoilt = refusal({ ...both, WEBHOOK_SECRET: 'whsec_this is no Base64' });
    expect(spoilt).toMatch(/^WEBHOOK_SECRET must be Base64/);
    const named = refusal({ ...both, WEBHOOK_URL: 'https://app:hunter2@x/hook' });
    expect(named).toMatch(/^WEBHOOK_URL must hold no name and password/);
    expect(named).not.toContain('hunter2');
  });

  it('an address of Janus contradicts media from browser to browser', () => {
    expect(refusal({ MEDIA: 'p2p', JANUS_URL: 'ws://a' })).toMatch(/^JANUS_URL /);
  });

  it.each([
    ['PUBLIC_URL', 'https://x'],
    ['DATABASE_URL', 'postgres://x/y'],
    ['JANUS_URL', 'ws://x'],
    ['ADMIN_TOKEN', 'an admin token of our own'],
    ['SECRET', 'a secret of our own, long'],
    ['WEBHOOK_URL', 'https://x'],
  ])(
    'shows no demo where %s says that this copy is somebody’s own, unless DEMO asks for it',
    (name, value) => {
      const env = {
        [name]: value,
        ...(name === 'WEBHOOK_URL' && { WEBHOOK_SECRET: 'a secret of some length' }),
      };
      expect(read(env).demo).toBe(false);
      expect(read({ ...env, DEMO: '1' }).demo).toBe(true);
      expect(read({ DEMO: '0' }).demo).toBe(false);
      expect(read({ PORT: '4000', HOST: '::1', MEDIA: 'p2p', LOG_LEVEL: 'warn' }).demo).toBe(true);
    },
  );
});

describe('the data folder and its secrets', () => {
  it('is made with its parents, closed to others, and so are the secrets in it', () => {
    const folder = path.join(temporaryFolder(), 'a/b/c');
    const config = readConfig({ DATA_DIR: folder });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(config.adminToken).toMatch(/^[0-9a-f]{64}$/);
    expect(config.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(config.secret).not.toBe(config.adminToken);
  });

  it('keeps its secrets from start to start, byte by byte', () => {
    const folder = temporaryFolder();
    const first = readConfig({ DATA_DIR: folder });
    const file = readFileSync(path.join(folder, 'secrets.json'));
    expect(readConfig({ DATA_DIR: folder })).toEqual(first);
    expect(readFileSync(path.join(folder, 'secrets.json'))).toEqual(file);
  });

  it('gives every copy its own', () => {
    expect(read().secret).not.toBe(read().secret);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"adminToken":"short","secret":"short"}',
    '{"secret":"a secret of our own"}',
  ])('refuses damaged secrets and leaves them as they are: %j', (text) => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'secrets.json');
    writeFileSync(file, text);
    const message = refusal({ DATA_DIR: folder });
    expect(message).toMatch(/^DATA_DIR .*secrets\.json is damaged/);
    expect(message).not.toMatch(/\n/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('never shows what damaged secrets hold', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'secrets.json'), '{"adminToken":"hunter2');
    expect(refusal({ DATA_DIR: folder })).not.toContain('hunter2');
  });

  it('names DATA_DIR where a file is in its place, or in the way to it', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal({ DATA_DIR: file })).toMatch(/^DATA_DIR .*EEXIST/);
    expect(refusal({ DATA_DIR: path.join(file, 'below') })).toMatch(/^DATA_DIR .*ENOTDIR/);
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'secrets.json'));
    expect(refusal({ DATA_DIR: folder })).toMatch(/^DATA_DIR .*EISDIR/);
  });

  it('makes its secrets whole or not at all, and leaves nothing beside them', () => {
    const folder = temporaryFolder();
    // What a start leaves that was killed while it wrote.
    writeFileSync(path.join(folder, 'secrets.json.new'), '{"adminTok');
    const { secret } = readConfig({ DATA_DIR: folder });
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(readConfig({ DATA_DIR: folder }).secret).toBe(secret);
  });
});
