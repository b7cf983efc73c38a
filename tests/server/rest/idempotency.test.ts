import { describe, expect, it } from 'vitest';
import { idempotency } from '@/server/store/schema.ts';
import { ADMIN_TOKEN, restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

const keyed = (key: string, body: unknown, token = ADMIN_TOKEN) => ({
  body,
  token,
  headers: { 'idempotency-key': key },
});
const rooms = async (search: string) => (await ask('GET', `/rooms?search=${search}`)).body.total;

describe('Idempotency-Key', () => {
  it('the same request is carried out once, and answered in the same words', async () => {
    const first = await expects(201, 'POST', '/rooms', keyed('k1', { name: 'Once' }));
    const second = await expects(201, 'POST', '/rooms', keyed('k1', { name: 'Once' }));
    expect(second.text).toBe(first.text);
    for (const header of ['content-type', 'location', 'etag'])
      expect(second.headers.get(header)).toBe(first.headers.get(header));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await rooms('Once')).toBe(1);
  });

  it('ten at once make one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask('POST', '/rooms', keyed('k2', { name: 'Together' }))),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await rooms('Together')).toBe(1);
  });

  it('another request under a key is a conflict: another body, another path', async () => {
    await expects(201, 'POST', '/users', keyed('k3', { address: 'ida' }));
    for (const [path, body] of [
      ['/users', { address: 'ivo' }],
      ['/rooms', { name: 'A' }],
      ['/tokens', { name: 'T', scopes: ['rooms:read'] }],
    ] as const) {
      const answer = await expects(409, 'POST', path, keyed('k3', body));
      expect(answer.body.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
    }
    await expects(404, 'GET', '/users/ivo');
  });

  it('keys of two tokens do not meet', async () => {
    const [a, b] = [await house.token('rooms:write'), await house.token('rooms:write')];
    const [one, two] = [
      await expects(201, 'POST', '/rooms', keyed('k4', { name: 'Apart' }, a)),
      await expects(201, 'POST', '/rooms', keyed('k4', { name: 'Apart' }, b)),
    ];
    expect(one.body.room.id).not.toBe(two.body.room.id);
  });

  it('a request that was refused gives its key back', async () => {
    await expects(400, 'POST', '/rooms', keyed('k5', { name: '' }));
    await expects(201, 'POST', '/rooms', keyed('k5', { name: 'Now right' }));
    const waiting = Array.from({ length: 5 }, () => ask('POST', '/rooms', keyed('k6', { name: '' })));
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  });

  it('is forgotten after a day', async () => {
    const first = await expects(201, 'POST', '/rooms', keyed('k7', { name: 'Yesterday' }));
    house.clock.time += 25 * 3_600_000;
    const second = await expects(201, 'POST', '/rooms', keyed('k7', { name: 'Yesterday' }));
    expect(second.body.room.id).not.toBe(first.body.room.id);
  });

  it('an answer is not lost with the process, and one that never came is not guessed', async () => {
    await expects(201, 'POST', '/rooms', keyed('k8', { name: 'Crash' }));
    await house.database.update(idempotency).set({ status: null, body: null });
    const answer = await expects(409, 'POST', '/rooms', keyed('k8', { name: 'Crash' }));
    expect(answer.body.detail).toContain('Look whether it was done');
    expect(await rooms('Crash')).toBe(1);
  });

  it('what is kept gives no token away', async () => {
    const made = await expects(
      201,
      'POST',
      '/tokens',
      keyed('secret-key', { name: 'T', scopes: ['rooms:read'] }),
    );
    const kept = JSON.stringify(await house.database.select().from(idempotency));
    expect(kept).not.toContain(made.body.token);
    expect(kept).not.toContain('secret-key');
    const again = await expects(
      201,
      'POST',
      '/tokens',
      keyed('secret-key', { name: 'T', scopes: ['rooms:read'] }),
    );
    expect(again.body.token).toBe(made.body.token);
  });

  it.each(['', ' ', 'a\tb', 'ä', 'x'.repeat(256)])('the key %j is refused', async (key) => {
    const answer = await expects(400, 'POST', '/rooms', keyed(key, { name: 'A' }));
    expect(answer.body.errors[0].field).toBe('Idempotency-Key');
  });

  it('holds for every endpoint that makes something', async () => {
    const room = await house.room();
    await house.users('kim');
    for (const [path, body] of [
      [`/rooms/${room}/pins`, {}],
      ['/users/kim/tokens', {}],
    ] as const) {
      const key = `each ${path}`;
      const [one, two] = [
        await expects(201, 'POST', path, keyed(key, body)),
        await expects(201, 'POST', path, keyed(key, body)),
      ];
      expect(two.text).toBe(one.text);
    }
    expect((await ask('GET', `/rooms/${room}/pins`)).body.items).toHaveLength(3);
    expect((await ask('GET', '/users/kim/tokens')).body.items).toHaveLength(1);
  });
});
