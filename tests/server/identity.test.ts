import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { participantId } from '@/lib/core/ids.ts';
import { iceServers } from '@/server/identity/ice.ts';
import { createTokens } from '@/server/identity/tokens.ts';
import { T0 } from './people.ts';

const SECRET = 'a secret for tests only, of some length';
const USERS = new Map([
  ['ana@school', { name: 'Ana', active: true }],
  ['olli@school', { name: 'Olli', active: false }],
]);
const STANDING = new Set(['given-out']);
const tokens = createTokens(SECRET, {
  find: async (address) => USERS.get(address) ?? null,
  hasToken: async (id) => STANDING.has(id),
});

const key = (secret = SECRET) => new TextEncoder().encode(secret);
const signed = (
  claims: { aud?: string | string[]; sub?: string; iss?: string },
  secret = SECRET,
  alg = 'HS256',
) => {
  const jwt = new SignJWT({}).setProtectedHeader({ alg }).setIssuedAt().setExpirationTime('1h');
  if (claims.aud !== undefined) jwt.setAudience(claims.aud);
  if (claims.sub !== undefined) jwt.setSubject(claims.sub);
  return jwt.setIssuer(claims.iss ?? 'rostrum').sign(key(secret));
};
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function user(token: string) {
  const who = await tokens.identify({ token });
  if (!who.ok) throw new Error(`refused: ${who.failure.code}`);
  return who;
}
async function refusal(token: string): Promise<string> {
  const who = await tokens.identify({ token, guest: await tokens.guest('a-guest-besides') });
  // Nobody with a wrong user token is quietly made a guest, not even one who has a guest's identity besides.
  if (who.ok) throw new Error(`taken for ${who.identity.person}`);
  expect(who.failure.message).not.toContain('\n');
  return who.failure.code;
}
async function guest(token?: string) {
  const who = await tokens.identify({ guest: token });
  if (!who.ok || who.identity.kind !== 'guest') throw new Error('not a guest');
  return { identity: who.identity, guestToken: await who.guestToken() };
}

describe('a user token', () => {
  it('says who somebody is, with the stored name, and nothing about what they may do', async () => {
    const who = await user(await tokens.user('ana@school', '1h'));
    expect(who.identity).toEqual({ kind: 'user', person: 'user:ana@school', name: 'Ana' });
    expect(await who.guestToken()).toBeNull();
  });

  it('is over at its end', async () => {
    expect(await refusal(await tokens.user('ana@school', Math.floor(Date.now() / 1000) - 1))).toBe('expired');
    expect(await refusal(await tokens.user('ana@school', '-1s'))).toBe('expired');
  });

  it('of somebody who does not exist, or no longer, is refused', async () => {
    expect(await refusal(await tokens.user('gone@school', '1h'))).toBe('unauthenticated');
    expect(await refusal(await tokens.user('', '1h'))).toBe('unauthenticated');
    expect(await refusal(await tokens.user('ANA@school', '1h'))).toBe('unauthenticated');
    expect(await refusal(await signed({ aud: 'user' }))).toBe('unauthenticated');
    USERS.set('ben@school', { name: 'Ben', active: true });
    const ben = await tokens.user('ben@school', '1h');
    await user(ben);
    USERS.delete('ben@school');
    expect(await refusal(ben)).toBe('unauthenticated');
  });

  it('signed by anybody else is refused', async () => {
    const claims = { aud: 'user', sub: 'ana@school' };
    await user(await signed(claims));
    expect(await refusal(await signed(claims, 'another secret that is long too'))).toBe('unauthenticated');
    expect(await refusal(await signed({ ...claims, iss: 'elsewhere' }))).toBe('unauthenticated');
    const [head, body, signature = ''] = (await tokens.user('ana@school', '1h')).split('.');
    expect(await refusal(`${head}.${body}.`)).toBe('unauthenticated');
    expect(await refusal(`${head}.${body}`)).toBe('unauthenticated');
    expect(await refusal(`${head}.${body}.${signature.slice(2)}`)).toBe('unauthenticated');
    const other = base64({ iss: 'rostrum', aud: 'user', sub: 'root', exp: 2 ** 40 });
    expect(await refusal(`${head}.${other}.${signature}`)).toBe('unauthenticated');
  });

  it('that chooses its own algorithm, or none, is refused', async () => {
    const body = base64({ iss: 'rostrum', aud: 'user', sub: 'ana@school', exp: 2 ** 40 });
    for (const alg of ['none', 'None', 'NONE', '']) {
      expect(await refusal(`${base64({ alg })}.${body}.`), alg).toBe('unauthenticated');
      expect(await refusal(`${base64({ alg, typ: 'JWT' })}.${body}.AAAA`), alg).toBe('unauthenticated');
    }
    const claims = { aud: 'user', sub: 'ana@school' };
    expect(await refusal(await signed(claims, SECRET, 'HS384'))).toBe('unauthenticated');
    expect(await refusal(await signed(claims, SECRET, 'HS512'))).toBe('unauthenticated');
  });

  it('made for another purpose is refused', async () => {
    expect(await refusal(await tokens.guest('ana@school'))).toBe('unauthenticated');
    expect(await refusal(await signed({ sub: 'ana@school' }))).toBe('unauthenticated');
    expect(await refusal(await signed({ aud: 'admin', sub: 'ana@school' }))).toBe('unauthenticated');
  });

  it.each([
    ['a word', 'garbage'],
    ['dots', '...'],
    ['only dots', '..'],
    ['10 kB', 'x'.repeat(10_000)],
    ['10 kB with dots', `${'x'.repeat(5000)}.${'y'.repeat(5000)}.z`],
    ['spaces', '   '],
    ['a nul', '\u0000'],
    ['pictures', '🎓.🎓.🎓'],
    ['another notation', '{"sub":"ana@school"}'],
  ])('that is %s is refused', async (_what, token) => {
    expect(await refusal(token)).toBe('unauthenticated');
  });
});

describe('a guest', () => {
  it('who comes for the first time is somebody new, with an identity to keep', async () => {
    const [one, two] = [await guest(), await guest()];
    expect(one.identity.person).toMatch(/^guest:[0-9a-f-]{36}$/);
    expect(one.identity.person).not.toBe(two.identity.person);
    expect(one.guestToken).not.toBeNull();
  });

  it('who comes back with it is the same person, time after time', async () => {
    const first = await guest();
    const second = await guest(first.guestToken ?? '');
    expect(second.identity).toEqual(first.identity);
    expect(second.guestToken).toBe(first.guestToken);
    expect((await guest(second.guestToken ?? '')).identity).toEqual(first.identity);
  });

  it('is never somebody else by asking: what is forged, expired or made for users gives a new person', async () => {
    const victim = await guest();
    const [head, body, signature = ''] = (victim.guestToken ?? '').split('.');
    const forged = [
      victim.identity.person,
      `${head}.${body}.`,
      `${head}.${body}.${signature.slice(2)}`,
      await signed({ aud: 'guest', sub: 'somebody' }, 'another secret that is long too'),
      await tokens.user('ana@school', '1h'),
      'x'.repeat(10_000),
    ];
    for (const token of forged) {
      const { identity, guestToken } = await guest(token);
      expect(identity.person).not.toBe(victim.identity.person);
      expect(identity.person).toMatch(/^guest:[0-9a-f-]{36}$/);
      expect(guestToken).not.toBe(token);
    }
  });
});

describe('the key to a kept place', () => {
  const mine = participantId('p-1');

  it('opens this place, and only with this server’s secret', () => {
    const right = tokens.resumeKey(mine);
    expect(tokens.isResumeKey(mine, right)).toBe(true);
    expect(tokens.isResumeKey(participantId('p-2'), right)).toBe(false);
    const other = createTokens('another secret that is long too', {
      find: async () => null,
      hasToken: async () => false,
    });
    expect(other.isResumeKey(mine, right)).toBe(false);
    expect(right).not.toContain('p-1');
  });

  it.each(['', 'x', 'x'.repeat(43), 'ä'.repeat(43), 'x'.repeat(128)])('is not %j', (key) => {
    expect(tokens.isResumeKey(mine, key)).toBe(false);
  });

  it('is no token, and no token is a key', async () => {
    expect(await refusal(tokens.resumeKey(mine))).toBe('unauthenticated');
    expect(tokens.isResumeKey(mine, await tokens.guest('p-1'))).toBe(false);
  });
});

describe('the ICE servers', () => {
  it('are none where none is configured', () => {
    expect(iceServers(null, null, T0)).toEqual([]);
    expect(iceServers('stun:s:3478', null, T0)).toEqual([{ urls: 'stun:s:3478' }]);
  });

  it('carry TURN credentials that coturn’s shared-secret scheme accepts for twelve hours', () => {
    const [server] = iceServers(null, { url: 'turn:t:3478', secret: 'shared' }, T0);
    expect(server?.urls).toBe('turn:t:3478');
    expect(server?.username).toBe(`${T0 / 1000 + 12 * 3600}:rostrum`);
    const expected = createHmac('sha1', 'shared')
      .update(server?.username ?? '')
      .digest('base64');
    expect(server?.credential).toBe(expected);
    expect(JSON.stringify(server)).not.toContain('shared');
  });
});
