import { describe, expect, it } from 'vitest';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

const bulk = (members: readonly unknown[]) => ({ body: { members } });

describe('POST /rooms/{room}/members', () => {
  it('adds, changes and removes in one call', async () => {
    const id = await house.room();
    await house.users('ana', 'ben', 'cy');
    await expects(200, 'POST', `/rooms/${id}/members`, bulk([{ address: 'ana' }, { person: 'user:ben' }]));
    const answer = await expects(
      200,
      'POST',
      `/rooms/${id}/members`,
      bulk([
        { address: 'ana', role: 'moderator', moderation: ['controlCalls'], overrides: { send: 'deny' } },
        { address: 'ben', remove: true },
        {
          address: 'cy',
          profile: { kinds: ['microphone'] },
          expiresAt: '2030-01-01T00:00:00Z',
          name: 'Cyril',
        },
      ]),
    );
    expect(answer.body).toEqual({ changed: 3 });
    const { body } = await expects(200, 'GET', `/rooms/${id}/members`);
    expect(body.total).toBe(2);
    expect(body.items).toEqual([
      {
        person: 'user:ana',
        address: 'ana',
        name: 'Ana',
        role: 'moderator',
        moderation: ['controlCalls'],
        overrides: {
          publish: null,
          publishKinds: null,
          subscribe: null,
          list: null,
          send: 'deny',
          receive: null,
        },
        profile: {},
        expiresAt: null,
        banned: null,
        mute: null,
        grant: null,
      },
      expect.objectContaining({
        person: 'user:cy',
        name: 'Cyril',
        profile: { kinds: ['microphone'] },
        expiresAt: '2030-01-01T00:00:00.000Z',
      }),
    ]);
  });

  it.each([
    [[{ address: 'ana' }, { address: 'ghost' }], 400, 'members.1.address'],
    [[{ address: 'ana' }, { address: 'ben' }, { person: 'user:ana' }], 400, 'members.2.person'],
    [[{ address: 'ana' }, { address: 'ben', expiresAt: '2020-01-01T00:00:00Z' }], 400, 'members.1.expiresAt'],
    [[{ address: 'ana' }, { address: 'ben', role: 'king' }], 400, 'members.1.role'],
    [[{ address: 'ana' }, { address: 'ben', colour: 1 }], 400, 'members.1.colour'],
    [
      [{ address: 'ana' }, { address: 'ben', overrides: { speak: 'allow' } }],
      400,
      'members.1.overrides.speak',
    ],
    [[{ address: 'ana' }, { address: 'ben', remove: true, role: 'owner' }], 400, 'members.1.remove'],
    [[{ address: 'ana' }, { address: 'ben', remove: true }], 404, null],
    [[], 400, 'members'],
    [[{ address: 'ana' }, null], 400, 'members.1'],
    [[{ address: 'ana' }, { address: '\ud800' }], 400, 'members.1.address'],
  ] as const)('refuses %j with %i, naming %s, and applies nothing of it', async (members, status, field) => {
    const id = await house.room();
    const answer = await expects(status, 'POST', `/rooms/${id}/members`, bulk(members));
    if (field) expect(answer.body.errors[0].field).toBe(field);
    else expect(answer.body.detail).toContain('members[1]');
    expect((await ask('GET', `/rooms/${id}/members`)).body).toEqual({ items: [], next: null, total: 0 });
    const trail = (await ask('GET', `/rooms/${id}/audit?on=membership,override`)).body.items;
    expect(trail).toEqual([]);
  });

  it('R5: an override of publish names its kinds, is shown so, and is about all of them again when none are named', async () => {
    await house.users('kim', 'lee');
    const id = await house.room({ members: [{ address: 'kim' }, { address: 'lee' }] });
    const publish = async (overrides: object) => {
      const answer = await ask('PATCH', `/rooms/${id}/members/kim`, { body: { overrides } });
      const decided = (await ask('GET', `/rooms/${id}/decide?person=user:kim`)).body;
      const may = Object.entries(decided.publish as Record<string, { allowed: boolean }>);
      return {
        status: answer.status,
        overrides: answer.body.overrides,
        may: may.flatMap(([kind, { allowed }]) => (allowed ? [kind] : [])),
      };
    };
    expect(await publish({ publish: 'allow', publishKinds: ['camera'] })).toMatchObject({
      status: 200,
      overrides: { publish: 'allow', publishKinds: ['camera'] },
      may: ['camera'],
    });
    expect(await publish({ publish: 'deny', publishKinds: ['camera'] })).toMatchObject({
      overrides: { publish: 'deny', publishKinds: ['camera'] },
      may: ['microphone', 'screen', 'screenAudio'],
    });
    expect(await publish({ send: 'deny' })).toMatchObject({
      overrides: { publish: 'deny', publishKinds: ['camera'], send: 'deny' },
    });
    expect(await publish({ publish: 'deny' })).toMatchObject({
      overrides: { publish: 'deny', publishKinds: null },
      may: [],
    });
    for (const wrong of [
      { publishKinds: ['camera'] },
      { publish: null, publishKinds: ['camera'] },
      { publish: 'allow', publishKinds: [] },
      { publish: 'allow', publishKinds: ['face'] },
    ])
      expect((await publish(wrong)).status, JSON.stringify(wrong)).toBe(400);
    await ask('POST', `/rooms/${id}/live/commands`, {
      body: { do: 'stop-several', people: ['user:kim', 'user:lee'], kinds: ['screen'] },
    });
    const { items } = (await ask('GET', `/rooms/${id}/members`)).body;
    expect(items.map(({ overrides }: { overrides: object }) => overrides)).toMatchObject([
      { publish: 'deny', publishKinds: null },
      { publish: 'deny', publishKinds: ['screen'] },
    ]);
  });

  it('takes 10,000 people, pages through them stably, and refuses 10,001', async () => {
    const id = await house.room();
    const addresses = Array.from({ length: 10_000 }, (_, i) => `many-${String(i).padStart(5, '0')}`);
    const { schema, database } = await stored();
    for (let i = 0; i < addresses.length; i += 1000)
      await database
        .insert(schema.users)
        .values(addresses.slice(i, i + 1000).map((address) => ({ address, name: address, createdAt: 0 })));
    const began = performance.now();
    await expects(200, 'POST', `/rooms/${id}/members`, bulk(addresses.map((address) => ({ address }))));
    const took = performance.now() - began;
    expect(took).toBeLessThan(20_000);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next ? `&cursor=${next}` : '';
      const { body } = await expects(200, 'GET', `/rooms/${id}/members?limit=200${after}`);
      expect(body.total).toBe(10_000);
      seen.push(...body.items.map(({ address }: { address: string }) => address));
      next = body.next;
    }
    expect(seen).toEqual(addresses);
    const one = await expects(
      400,
      'POST',
      `/rooms/${id}/members`,
      bulk([...addresses, 'one-more'].map((address) => ({ address }))),
    );
    expect(one.body.errors).toMatchObject([{ field: 'members', rule: 'too_big' }]);
    expect((await ask('GET', `/rooms/${id}/members?search=many-0004&limit=3`)).body).toMatchObject({
      total: 10,
    });
  }, 120_000);
});

const stored = async () => ({
  schema: await import('@/server/store/schema.ts'),
  database: house.database,
});

describe('one member', () => {
  it('PUT is exactly what is given, whatever was there', async () => {
    const id = await house.room();
    await house.users('paul');
    const full = {
      role: 'moderator',
      moderation: ['controlCalls', 'managePins'],
      overrides: { publish: 'deny', send: 'allow' },
      profile: { resolution: 'vga', screens: 2 },
      expiresAt: '2030-01-01T00:00:00Z',
      name: 'P.',
    };
    const added = await expects(201, 'PUT', `/rooms/${id}/members/paul`, { body: full });
    expect(added.body).toMatchObject({
      role: 'moderator',
      profile: { resolution: 'vga', screens: 2 },
      name: 'P.',
    });
    const plain = await expects(200, 'PUT', `/rooms/${id}/members/user:paul`, { body: {} });
    expect(plain.body).toMatchObject({
      name: 'Paul',
      role: 'member',
      moderation: [],
      profile: {},
      expiresAt: null,
      overrides: {
        publish: null,
        publishKinds: null,
        subscribe: null,
        list: null,
        send: null,
        receive: null,
      },
    });
    await expects(404, 'PUT', `/rooms/${id}/members/ghost`, { body: {} });
  });

  it('PATCH changes what is named, null unsets, and nobody is added by it', async () => {
    const id = await house.room();
    await house.users('quin');
    await expects(404, 'PATCH', `/rooms/${id}/members/quin`, { body: { role: 'owner' } });
    await expects(201, 'PUT', `/rooms/${id}/members/quin`, {
      body: { overrides: { publish: 'deny', send: 'deny' }, profile: { screens: 3, data: true } },
    });
    const { body } = await expects(200, 'PATCH', `/rooms/${id}/members/quin`, {
      body: { overrides: { send: null }, profile: { data: null } },
    });
    expect(body).toMatchObject({ overrides: { publish: 'deny', send: null }, profile: { screens: 3 } });
    expect(body.profile).toEqual({ screens: 3 });
    const answer = await expects(400, 'PATCH', `/rooms/${id}/members/quin`, {
      body: { expiresAt: '2001-01-01T00:00:00Z' },
    });
    expect(answer.body.errors).toMatchObject([{ field: 'expiresAt' }]);
  });

  it('DELETE takes off the list, and what was denied stays denied', async () => {
    const id = await house.room();
    await house.users('rosa');
    await expects(201, 'PUT', `/rooms/${id}/members/rosa`, { body: { overrides: { publish: 'deny' } } });
    await expects(204, 'DELETE', `/rooms/${id}/members/rosa`);
    await expects(404, 'GET', `/rooms/${id}/members/rosa`);
    await expects(404, 'DELETE', `/rooms/${id}/members/rosa`);
    await expects(200, 'POST', `/rooms/${id}/members`, bulk([{ address: 'rosa' }]));
    expect((await ask('GET', `/rooms/${id}/members/rosa`)).body.overrides.publish).toBe('deny');
  });

  it('a membership ends at its time, and is not listed any more', async () => {
    const id = await house.room();
    await house.users('theo');
    const expiresAt = new Date(house.clock.now() + 1000).toISOString();
    await expects(201, 'PUT', `/rooms/${id}/members/theo`, { body: { expiresAt } });
    await house.clock.pass(1500);
    await expects(404, 'GET', `/rooms/${id}/members/theo`);
    expect((await ask('GET', `/rooms/${id}/members`)).body.total).toBe(0);
  });

  it('takes addresses with any characters an address may have', async () => {
    const id = await house.room();
    for (const address of [
      'a/b',
      'a%2Fb',
      'ünïcode@例え.jp',
      '+49 30'.replace(' ', ''),
      'a:b',
      '???',
      '#1',
      '...',
    ]) {
      await expects(201, 'POST', '/users', { body: { address } });
      const path = encodeURIComponent(address);
      await expects(201, 'PUT', `/rooms/${id}/members/${path}`, { body: {} });
      expect((await expects(200, 'GET', `/rooms/${id}/members/${path}`)).body.address).toBe(address);
      expect((await expects(200, 'GET', `/users/${path}`)).body.address).toBe(address);
    }
  });

  it('shows a ban, a lock and the floor', async () => {
    const id = await house.room();
    await house.users('uma');
    await expects(201, 'PUT', `/rooms/${id}/members/uma`, { body: {} });
    const command = (body: object) =>
      expects(204, 'POST', `/rooms/${id}/live/commands`, { body: { person: 'user:uma', ...body } });
    await command({ do: 'allow', kinds: ['microphone'], seconds: 60 });
    await command({ do: 'mute-person', lock: true });
    const at = new Date(house.clock.now()).toISOString();
    expect((await ask('GET', `/rooms/${id}/members/uma`)).body).toMatchObject({
      grant: {
        kinds: ['microphone'],
        until: new Date(house.clock.now() + 60_000).toISOString(),
        cause: 'api',
        byName: 'Admin token',
        at,
      },
      mute: { byName: 'Admin token', at },
      banned: null,
    });
    await command({ do: 'remove' });
    expect((await ask('GET', `/rooms/${id}/members/uma`)).body).toMatchObject({
      grant: null,
      banned: { byName: 'Admin token', at },
    });
  });
});
