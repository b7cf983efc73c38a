import { describe, expect, it } from 'vitest';
import { SCOPES } from '@/server/identity/principal.ts';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

describe('PINs', () => {
  it('are made, changed and deleted; what is absent stays and null unsets', async () => {
    const id = await house.room();
    const made = await expects(201, 'POST', `/rooms/${id}/pins`, {
      body: {
        code: '4711',
        label: 'Guests',
        overrides: { publish: 'deny', send: 'allow', list: null },
        profile: { kinds: ['microphone'] },
        memberSeconds: 60,
        maxUses: 3,
        expiresAt: '2030-01-01T00:00:00Z',
      },
    });
    expect(made.body).toMatchObject({
      code: '4711',
      label: 'Guests',
      role: 'member',
      overrides: { publish: 'deny', subscribe: null, list: null, send: 'allow', receive: null },
      profile: { kinds: ['microphone'] },
      memberSeconds: 60,
      maxUses: 3,
      used: 0,
      link: `https://meet.test/r/${id}?pin=4711`,
    });
    const path = `/rooms/${id}/pins/${made.body.id}`;
    const edited = await expects(200, 'PATCH', path, {
      body: { overrides: { publish: null, receive: 'deny' }, maxUses: null, expiresAt: null },
    });
    expect(edited.body).toMatchObject({
      code: '4711',
      label: 'Guests',
      overrides: { publish: null, send: 'allow', receive: 'deny' },
      maxUses: null,
      expiresAt: null,
      memberSeconds: 60,
    });
    const listed = await expects(200, 'GET', `/rooms/${id}/pins`);
    expect(listed.body.items).toContainEqual(edited.body);
    expect(listed.body.items).toHaveLength(3);
    await expects(204, 'DELETE', path);
    await expects(404, 'DELETE', path);
    await expects(404, 'PATCH', path, { body: { label: 'X' } });
  });

  it('makes up nine digits, and refuses taken, past or senseless ones', async () => {
    const id = await house.room();
    const { body } = await expects(201, 'POST', `/rooms/${id}/pins`, { body: {} });
    expect(body.code).toMatch(/^\d{9}$/);
    await expects(409, 'POST', `/rooms/${id}/pins`, { body: { code: body.code } });
    for (const [wrong, field] of [
      [{ code: '123' }, 'code'],
      [{ code: '12345678901' }, 'code'],
      [{ code: 'abcd' }, 'code'],
      [{ code: 1234 }, 'code'],
      [{ role: 'owner' }, 'role'],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
      [{ maxUses: 0 }, 'maxUses'],
      [{ used: 5 }, 'used'],
      [{ id: 'x' }, 'id'],
    ] as const)
      expect((await expects(400, 'POST', `/rooms/${id}/pins`, { body: wrong })).body.errors[0].field).toBe(
        field,
      );
    expect((await ask('GET', `/rooms/${id}/pins`)).body.items).toHaveLength(3);
  });

  it('of one room are not reached through another', async () => {
    const [a, b] = [await house.room(), await house.room()];
    const [pin] = (await ask('GET', `/rooms/${a}/pins`)).body.items;
    await expects(404, 'PATCH', `/rooms/${b}/pins/${pin.id}`, { body: { label: 'X' } });
    await expects(404, 'DELETE', `/rooms/${b}/pins/${pin.id}`);
  });
});

describe('users', () => {
  it('are added, found, changed and removed', async () => {
    const made = await expects(201, 'POST', '/users', {
      body: { address: 'vera@example.org', name: 'Vera' },
    });
    expect(made.body).toEqual({
      address: 'vera@example.org',
      uid: expect.any(Number),
      name: 'Vera',
      active: true,
      createdAt: new Date(house.clock.now()).toISOString(),
    });
    expect(made.headers.get('location')).toBe('/api/v1/users/vera%40example.org');
    await expects(409, 'POST', '/users', { body: { address: 'vera@example.org' } });
    const path = '/users/vera%40example.org';
    expect((await expects(200, 'PATCH', path, { body: { active: false } })).body).toMatchObject({
      name: 'Vera',
      active: false,
    });
    expect((await expects(200, 'PATCH', path, { body: { name: null } })).body.name).toBe('');
    expect((await expects(200, 'PATCH', path, { body: {} })).body.active).toBe(false);
    expect((await ask('GET', '/users?search=VERA')).body).toMatchObject({ total: 1, next: null });
    await expects(204, 'DELETE', path);
    for (const method of ['GET', 'DELETE']) await expects(404, method, path);
    await expects(404, 'PATCH', path, { body: { name: 'V' } });
  });

  it('are paged by address', async () => {
    await house.users(...Array.from({ length: 7 }, (_, i) => `page-${i}`));
    const first = await expects(200, 'GET', '/users?search=page-&limit=4');
    expect(first.body.items).toHaveLength(4);
    expect(first.body.total).toBe(7);
    await house.users('page-0a');
    const second = await expects(200, 'GET', `/users?search=page-&limit=4&cursor=${first.body.next}`);
    expect(second.body.items.map(({ address }: { address: string }) => address)).toEqual([
      'page-4',
      'page-5',
      'page-6',
    ]);
    expect(second.body.next).toBeNull();
  });

  it('leave every list and call when they are removed', async () => {
    const id = await house.room();
    await house.users('walt');
    await expects(201, 'PUT', `/rooms/${id}/members/walt`, { body: {} });
    await house.join(id, 'walt');
    await expects(204, 'DELETE', '/users/walt');
    expect((await ask('GET', `/rooms/${id}/live`)).body.running).toBe(false);
    await expects(404, 'GET', `/rooms/${id}/members/walt`);
  });

  it('have tokens that can be taken back, which ends their calls', async () => {
    const id = await house.room();
    await house.users('xena');
    await expects(201, 'PUT', `/rooms/${id}/members/xena`, { body: {} });
    const made = await expects(201, 'POST', '/users/xena/tokens', {
      body: { app: 'web', expiresAt: new Date(house.clock.now() + 60_000).toISOString() },
    });
    expect(made.body).toMatchObject({
      app: 'web',
      expiresAt: new Date(house.clock.now() + 60_000).toISOString(),
    });
    const plain = await expects(201, 'POST', '/users/xena/tokens', { body: {} });
    expect(await house.tokens.isUser(plain.body.token)).toBe(true);
    const listed = await expects(200, 'GET', '/users/xena/tokens');
    expect(listed.body.items).toHaveLength(2);
    expect(listed.text).not.toContain(made.body.token);
    await house.join(id, 'xena');
    await expects(204, 'DELETE', `/users/xena/tokens/${made.body.id}`);
    expect((await ask('GET', `/rooms/${id}/live`)).body.running).toBe(false);
    await expects(404, 'DELETE', `/users/xena/tokens/${made.body.id}`);
    for (const method of ['GET', 'POST'])
      await expects(404, method, '/users/nobody/tokens', method === 'POST' ? { body: {} } : {});
    expect(
      (await expects(400, 'POST', '/users/xena/tokens', { body: { expiresAt: '2001-01-01T00:00:00Z' } })).body
        .errors,
    ).toMatchObject([{ field: 'expiresAt', rule: 'consistent' }]);
  });
});

describe('application tokens', () => {
  it('are shown once, kept as a digest, and say when they were used', async () => {
    const made = await expects(201, 'POST', '/tokens', { body: { name: 'LMS', scopes: ['rooms:read'] } });
    const { token, id } = made.body;
    expect(token).toMatch(/^[0-9a-z]{64}$/);
    expect(made.body).toMatchObject({
      name: 'LMS',
      scopes: ['rooms:read'],
      expiresAt: null,
      lastUsedAt: null,
    });
    await expects(200, 'GET', '/rooms', { token });
    await expects(403, 'GET', '/users', { token });
    const listed = await expects(200, 'GET', '/tokens');
    expect(listed.text).not.toContain(token);
    const shown = listed.body.items.find((one: { id: string }) => one.id === id);
    expect(shown.lastUsedAt).toBe(new Date(house.clock.now()).toISOString());
    const { appTokens } = await import('@/server/store/schema.ts');
    expect(JSON.stringify(await house.database.select().from(appTokens))).not.toContain(token);
    await expects(204, 'DELETE', `/tokens/${id}`);
    await expects(401, 'GET', '/rooms', { token });
    await expects(404, 'DELETE', `/tokens/${id}`);
  });

  it('end at their time', async () => {
    const expiresAt = new Date(house.clock.now() + 1000).toISOString();
    const { body } = await expects(201, 'POST', '/tokens', {
      body: { name: 'T', scopes: ['rooms:read'], expiresAt },
    });
    await expects(200, 'GET', '/rooms', { token: body.token });
    house.clock.time += 1000;
    const late = await expects(401, 'GET', '/rooms', { token: body.token });
    expect(late.body.code).toBe('expired');
  });

  it('hand out nothing that they do not have', async () => {
    const token = await house.token('tokens:write', 'rooms:read');
    const no = await expects(403, 'POST', '/tokens', {
      token,
      body: { name: 'T', scopes: ['rooms:read', 'users:write'] },
    });
    expect(no.body).toMatchObject({ code: 'insufficient-scope' });
    expect(no.body.detail).toContain('users:write');
    await expects(201, 'POST', '/tokens', { token, body: { name: 'T', scopes: ['rooms:read'] } });
  });

  it('need a name and scopes that exist', async () => {
    for (const body of [
      { name: 'T', scopes: [] },
      { name: 'T', scopes: ['all'] },
      { name: ' ', scopes: ['rooms:read'] },
      { name: 'T', scopes: ['rooms:read'], expiresAt: '2001-01-01T00:00:00Z' },
    ])
      await expects(400, 'POST', '/tokens', { body });
    expect(SCOPES).toHaveLength(15);
  });

  it('stand in the trail by their name', async () => {
    const id = await house.room();
    const { token } = await house.appTokens.create({ name: 'LMS', scopes: ['rooms:write'], expiresAt: null });
    await expects(200, 'PATCH', `/rooms/${id}`, { token, body: { name: 'By LMS' } });
    const { body } = await expects(200, 'GET', `/rooms/${id}/audit?limit=1`);
    expect(body.items[0]).toMatchObject({ actor: { person: null, name: 'api:LMS' }, on: 'settings' });
  });

  it('making a room with members needs both scopes, and PINs are for those who may read them', async () => {
    await house.users('yan');
    const token = await house.token('rooms:write');
    const body = { name: 'R', members: [{ address: 'yan' }] };
    await expects(403, 'POST', '/rooms', { token, body });
    const made = await expects(201, 'POST', '/rooms', { token, body: { name: 'R' } });
    expect(made.body.pins).toEqual([]);
    await expects(201, 'POST', '/rooms', { token: await house.token('rooms:write', 'members:write'), body });
  });
});
