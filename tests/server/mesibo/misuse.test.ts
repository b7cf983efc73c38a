import { connect as connectTcp } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Scope } from '@/server/identity/principal.ts';
import { ADMIN, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

const get = (path: string) => world.send({ method: 'GET', path });
const post = (body: string, type = 'application/json', path = '/backend/') =>
  world.send({ method: 'POST', path, headers: { 'content-type': type }, body });
const gidOf = (answer: { readonly [key: string]: unknown }) => (answer.group as { gid: number }).gid;

describe('who may call', () => {
  const refused = { result: false, error: 'AUTHFAIL', code: 401, properties: ['token'], op: 'useradd' };
  it.each<[string, unknown]>([
    ['none', undefined],
    ['an empty one', ''],
    ['a wrong one', 'x'.repeat(64)],
    ['a part of it', ADMIN.slice(0, -1)],
    ['more than it', `${ADMIN} `],
    ['null', null],
    ['true', true],
    ['a number', 0],
    ['an array of it', [ADMIN]],
    ['an object', { token: ADMIN }],
    ['a very long one', 'x'.repeat(100_000)],
  ])('a token that is %s opens nothing', async (_what, token) => {
    const address = `never${Math.random()}@test`;
    expect(await world.call('useradd', { token, user: { address } })).toMatchObject({
      ...refused,
      cause: 'Invalid or expired app token',
    });
    expect(await world.users.find(address)).toBeNull();
  });

  it('the body’s token counts, and not the query’s, where they differ', async () => {
    const body = (token: string) => JSON.stringify({ op: 'usersget', token });
    expect(await post(body('wrong'), 'application/json', `/backend?token=${ADMIN}`)).toMatchObject({
      error: 'AUTHFAIL',
    });
    const query = encodeURIComponent(ADMIN);
    expect(
      await post(body(ADMIN), 'application/json', `/backend?token=wrong&op=groupadd&x=${query}`),
    ).toMatchObject({ op: 'usersget', result: true });
  });

  it('application tokens do what their scopes say, until they are over', async () => {
    const put = async (name: string, scopes: readonly Scope[], expiresAt: number | null) =>
      (await world.appTokens.create({ name, scopes, expiresAt })).token;
    const all = await put('App a', ['users:write', 'rooms:write', 'rooms:read'], null);
    const over = await put('App b', ['users:write'], Date.now() - 1);
    const address = await world.someone();
    const as = (token: string, op: string, request: object) => world.call(op, { token, ...request });
    const made = await as(all, 'groupadd', { group: { name: 'By app' } });
    expect(made).toMatchObject({ result: true });
    const members = { group: { name: 'x', members: { m: address } } };
    expect(await as(all, 'groupadd', members)).toMatchObject({ error: 'DENIED', code: 403 });
    const edit = { group: { gid: gidOf(made), members: { m: address } } };
    for (const op of ['groupeditmembers', 'groupset', 'groupgetmembers', 'usersget', 'message'])
      expect(await as(all, op, edit), op).toMatchObject({ error: 'DENIED', properties: ['token'] });
    expect(await as(over, 'useradd', { user: { address } })).toMatchObject({ error: 'AUTHFAIL' });
    const { id } = await world.state(gidOf(made));
    const [first] = await world.rooms.trail(id);
    expect(first?.actor).toEqual({ person: null, name: 'api:App a' });
  });
});

describe('guessing', () => {
  it('ends after many wrong tokens from one network address, and for that address alone', async () => {
    world.from.address = '192.0.2.66';
    for (let i = 0; i < 60; i += 1)
      expect(await world.call('usersget', { token: `guess ${i}` })).toMatchObject({ error: 'AUTHFAIL' });
    expect(await world.call('usersget', { token: 'guess' })).toMatchObject({ error: 'BUSY', code: 429 });
    expect(await world.call('usersget')).toMatchObject({ result: false, error: 'BUSY' });
    world.from.address = '192.0.2.67';
    expect(await world.call('usersget')).toMatchObject({ result: true });
    world.from.address = '127.0.0.1';
  });
});

describe('ops that are none', () => {
  it.each(['someop', 'USERADD', 'groupedit', 'constructor', '__proto__', 'toString', 'a'.repeat(60)])(
    '%s',
    async (op) => {
      expect(await world.call(op)).toMatchObject({ op, result: false, error: 'BADOP' });
    },
  );
  it.each([{ op: undefined }, { op: '' }, { op: ['useradd'] }, { op: { a: 1 } }, { op: 'a'.repeat(10_000) }])(
    'no op at all: %j',
    async (request) => {
      expect(await world.call('', request)).toMatchObject({ result: false, error: 'BADOP', op: '' });
    },
  );
});

describe('the envelope', () => {
  it('gives the id back as a number, whether it went well or not', async () => {
    expect(await world.call('usersget', { id: 42 })).toMatchObject({ id: 42, result: true });
    expect(await world.call('someop', { id: 42 })).toMatchObject({ id: 42, result: false });
    expect(await world.call('usersget', { id: 42, token: 'x' })).toMatchObject({ id: 42, error: 'AUTHFAIL' });
    expect(await get(`/api.php?op=usersget&token=${encodeURIComponent(ADMIN)}&id=7`)).toMatchObject({
      id: 7,
    });
    for (const id of ['x', {}, [1], 1.5, 1e300])
      expect(await world.call('usersget', { id })).not.toHaveProperty('id');
  });

  it('is never kept by a cache', async () => {
    const { headers } = await world.raw({ method: 'GET', path: '/api.php?op=x' });
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('bodies', () => {
  it.each<[string, string, string]>([
    ['broken JSON', '{"op":', 'application/json'],
    ['an array', '[1]', 'application/json'],
    ['a text', '"op"', 'application/json'],
    ['null', 'null', 'application/json'],
    ['multipart', '--x\r\n\r\n', 'multipart/form-data; boundary=x'],
    ['a wrapped array', '{"body":[]}', 'application/json'],
    ['a wrapped text', '{"body":"{}"}', 'application/json'],
  ])('%s is refused cleanly, with the op of the query', async (_what, body, type) => {
    expect(await post(body, type, '/backend/?op=useradd&id=3')).toMatchObject({
      ...{ op: 'useradd', id: 3, result: false, error: 'INVALID', code: 400, properties: ['body'] },
    });
  });

  it('JSON is known by its first character, whatever its type says', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
      expect(await post(JSON.stringify({ op: 'usersget', token: ADMIN }), type)).toMatchObject({
        result: true,
      });
  });

  it('one that is too large is refused in one clean answer, also when it goes on and on', async () => {
    for (const size of [1_048_577, 5_000_000]) {
      const body = `${JSON.stringify({ op: 'useradd', token: ADMIN }).slice(0, -1)},"x":"${'x'.repeat(size)}"}`;
      expect(await post(body, 'application/json', '/backend?op=useradd')).toMatchObject({
        ...{ op: 'useradd', result: false, error: 'TOOLARGE', code: 413 },
      });
    }
    expect(await world.call('usersget')).toMatchObject({ result: true });
  });

  it('one that stops halfway hurts nobody', async () => {
    const { port } = new URL(world.url);
    await new Promise<void>((done) => {
      const socket = connectTcp(Number(port), '127.0.0.1', () => {
        socket.write('POST /backend HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"op":');
        setImmediate(() => socket.destroy());
      });
      socket.on('close', () => done());
    });
    expect(await world.call('usersget')).toMatchObject({ result: true });
  });
});

describe('misuse that known clients commit', () => {
  it('a groupset without a gid', async () => {
    const answer = await world.call('groupset', { group: { name: 'x' } });
    expect(answer).toMatchObject({ result: false, error: 'INVALID', properties: ['gid'] });
    for (const op of ['groupdel', 'groupeditmembers', 'groupgetmembers'])
      expect(await world.call(op, {}), op).toMatchObject({ result: false, properties: ['gid'] });
  });

  it.each([0, 999_999, 2_147_483_648, 4_294_967_295, '999999'])('a gid that is none: %s', async (gid) => {
    for (const op of ['groupset', 'groupdel', 'groupeditmembers', 'groupgetmembers', 'groupsget'])
      expect(await world.call(op, { group: { gid } })).toMatchObject({ result: false, error: 'NOTFOUND' });
  });

  it('permissions that are null, and other things that say nothing', async () => {
    const ana = await world.someone();
    const gid = await world.room();
    const nothing = { permissions: null, admin: null };
    const group = { gid, permissions: null, call: null, profile: null, members: { m: ana, ...nothing } };
    expect(await world.call('groupeditmembers', { group })).toMatchObject({ result: true });
    expect((await world.member(gid, ana))?.overrides).toEqual({});
    const user = { address: ana, permissions: null, profile: null, token: null, otp: null };
    expect(await world.call('useradd', { user })).toMatchObject({ result: true });
    // PHP writes an empty object as an empty array.
    const empty = { gid, permissions: [], call: [], members: { m: ana, permissions: [], admin: [] } };
    expect(await world.call('groupeditmembers', { group: empty })).toMatchObject({ result: true });
  });

  it('members without any members, as the PHP helper sends it', async () => {
    const ana = await world.someone();
    const gid = await world.room([ana]);
    for (const group of [
      { gid, delete: true },
      { gid, delete: 0 },
      { gid, members: {} },
      { gid, members: { m: ' , ' } },
    ])
      expect(await world.call('groupeditmembers', { group })).toMatchObject({
        result: false,
        properties: ['m'],
      });
    expect((await world.member(gid, ana))?.membership).not.toBeNull();
  });

  it('a member whom nobody knows', async () => {
    const ana = await world.someone();
    const gid = await world.room();
    const before = await world.state(gid);
    for (const op of ['groupeditmembers', 'groupset'])
      expect(
        await world.call(op, { group: { gid, name: 'Other', members: { m: `${ana},nobody@test` } } }),
      ).toMatchObject({ result: false, error: 'NOTFOUND', properties: ['m'] });
    expect(await world.state(gid)).toEqual(before);
    const count = await world.rooms.count();
    expect(await world.call('groupadd', { group: { members: { m: 'nobody@test' } } })).toMatchObject({
      ...{ result: false, properties: ['m'] },
    });
    expect(await world.rooms.count()).toBe(count);
  });

  it('taking somebody off the list who is not on it, or does not exist', async () => {
    const [ana, ben] = [await world.someone(), await world.someone('Ben')];
    const gid = await world.room([ana]);
    const remove = (m: string, how: object) =>
      world.call('groupeditmembers', { group: { gid, ...how, members: { m, ...how } } });
    expect(await remove(`${ana},${ben},nobody@test`, { remove: 1 })).toMatchObject({ result: true });
    expect(await world.member(gid, ana)).toBeNull();
    expect(await remove(ana, { remove: true })).toMatchObject({ result: true });
    await world.ok('groupeditmembers', { group: { gid, members: { m: ben } } });
    expect(await remove(ben, { delete: '1' })).toMatchObject({ result: true });
    expect(await world.member(gid, ben)).toBeNull();
  });

  it('non-numeric groups, and keys that nobody knows', async () => {
    const ana = await world.someone();
    const path = `/api.php?op=useradd&token=${encodeURIComponent(ADMIN)}&addr=${ana}&active=true&groups=Some+name`;
    expect(await get(`${path}&sig=none&session=1&restrictions=0&channel=2`)).toMatchObject({ result: true });
    const user = { address: ana, groups: ['x'], quux: { a: 1 }, token: { v2: true, android: true, quux: 1 } };
    expect(await world.call('useradd', { user, quux: [] })).toMatchObject({ result: true });
  });

  it('addresses that are JSON numbers', async () => {
    const answer = await world.call('useradd', { user: { address: 49_123_456 } });
    expect(answer.user).toMatchObject({ address: '49123456' });
    const gid = await world.room();
    expect(
      await world.call('groupeditmembers', { group: { gid, members: { m: 49_123_456 } } }),
    ).toMatchObject({
      result: true,
    });
  });

  it('wildcards, and counts beyond the limit', async () => {
    const stem = `wild${Date.now()}`;
    for (let i = 0; i < 25; i += 1) await world.ok('useradd', { user: { address: `${stem}-${i}@a_b%c` } });
    const listed = async (request: object) =>
      ((await world.ok('usersget', request)).users as unknown[]).length;
    expect(await listed({ user: { address: `${stem}*` }, count: 100_000 })).toBe(25);
    expect(await listed({ user: { address: `${stem}*` }, count: '1000000000' })).toBe(25);
    expect(await listed({ user: { address: `${stem}*` } })).toBe(20);
    expect(await listed({ user: { address: `${stem}*` }, count: 0 })).toBe(20);
    expect(await listed({ user: { address: `${stem}*` }, count: 3 })).toBe(3);
    expect(await listed({ user: { address: `*${stem}-1@a_b%*` }, count: 100 })).toBe(1);
    expect(await listed({ user: { address: `${stem}%` }, count: 100 })).toBe(0);
    expect(await listed({ user: { address: `${stem.slice(0, -1)}_-1@a_b%c` }, count: 100 })).toBe(0);
    const form = await get(
      `/backend?op=usersget&token=${encodeURIComponent(ADMIN)}&addr=${stem}*&count=100000`,
    );
    expect(form.users).toHaveLength(20);
    expect(await get(`/backend?op=usersget&token=${encodeURIComponent(ADMIN)}&addr=*&count=2`)).toMatchObject(
      {
        count: 2,
      },
    );

    const members = (await world.users.byPattern(`${stem}*`, 30)).map(({ address }) => address);
    const gid = await world.room(members);
    expect((await world.ok('groupgetmembers', { group: { gid }, count: 100_000 })).members).toHaveLength(25);
    expect(
      (await get(`/backend?op=getmembers&token=${encodeURIComponent(ADMIN)}&gid=${gid}&count=500`)).members,
    ).toHaveLength(20);
  });

  it('more members than one call may name', async () => {
    const gid = await world.room();
    const m = Array.from({ length: 10_001 }, (_, i) => `u${i}`).join();
    expect(await world.call('groupeditmembers', { group: { gid, members: { m } } })).toMatchObject({
      ...{ result: false, error: 'TOOLARGE', code: 413, properties: ['m'] },
    });
  });
});

describe('values that mean harm', () => {
  it('of a wrong kind name the field, and change nothing', async () => {
    const ana = await world.someone();
    const gid = await world.room([ana]);
    const before = await world.state(gid);
    const cases: readonly [string, object, string][] = [
      ['groupset', { group: { gid, flags: 'many' } }, 'group.flags'],
      ['groupset', { group: { gid, flags: 1.5 } }, 'group.flags'],
      ['groupset', { group: { gid, flags: 4_294_967_296 } }, 'group.flags'],
      ['groupset', { group: { gid, flags: 'NaN' } }, 'group.flags'],
      ['groupset', { group: { gid, flags: [1] } }, 'group.flags'],
      ['groupset', { group: { gid, name: { a: 1 } } }, 'group.name'],
      ['groupset', { group: { gid, name: 'x'.repeat(1001) } }, 'group.name'],
      ['groupset', { group: { gid, name: 'a\u0000b' } }, 'group.name'],
      ['groupset', { group: { gid, name: '\ud800' } }, 'group.name'],
      ['groupset', { group: { gid, active: 'maybe' } }, 'group.active'],
      ['groupset', { group: { gid, active: 2 } }, 'group.active'],
      ['groupset', { group: { gid, expiry: -5 } }, 'group.expiry'],
      ['groupset', { group: { gid, expiry: 1e15 } }, 'group.expiry'],
      ['groupset', { group: { gid, start: 1e15 } }, 'group.start'],
      ['groupset', { group: { gid, permissions: { pub: 3 } } }, 'group.permissions.pub'],
      ['groupset', { group: { gid, permissions: [1] } }, 'group.permissions'],
      ['groupset', { group: { gid, permissions: 'x' } }, 'group.permissions'],
      ['groupset', { group: { gid, call: { videoResolution: 6 } } }, 'videoResolution'],
      ['groupset', { group: { gid, sflags: 0xff008107 } }, 'videoResolution'],
      ['groupset', { group: { gid, callFlags: 8 } }, 'callFlags'],
      ['groupset', { group: [gid] }, 'group'],
      ['groupset', { group: 'x' }, 'group'],
      ['groupset', { group: { gid, preset: 'x', members: ['a'] } }, 'group.members'],
      ['groupeditmembers', { group: { gid, members: { m: { a: 1 } } } }, 'group.members.m'],
      ['groupeditmembers', { group: { gid, members: { m: [[ana]] } } }, 'group.members.m'],
      ['groupeditmembers', { group: { gid, members: { m: 'x'.repeat(64) } } }, 'group.members.m'],
      ['groupeditmembers', { group: { gid, members: { m: ana, remove: 'x' } } }, 'group.members.remove'],
      [
        'groupeditmembers',
        { group: { gid, members: { m: ana, permissions: { pub: 'x' } } } },
        'group.members.permissions.pub',
      ],
      ['groupadd', { group: { preset: '__proto__' } }, 'preset'],
      ['useradd', { user: { address: '' } }, 'address'],
      ['useradd', { user: { address: '   ' } }, 'address'],
      ['useradd', { user: { address: 'x'.repeat(64) } }, 'user.address'],
      ['useradd', { user: { address: 'a,b' } }, 'address'],
      ['useradd', { user: { address: 'a*' } }, 'address'],
      ['useradd', { user: { address: 'a\nb' } }, 'address'],
      ['useradd', { user: { address: 'a b' } }, 'address'],
      ['useradd', { user: { address: 'a\u202eb' } }, 'address'],
      ['useradd', { user: { address: 'guest:x' } }, 'address'],
      ['useradd', { user: { address: '..' } }, 'address'],
      ['useradd', { user: { address: 'zoe@test', token: 'x' } }, 'user.token'],
      ['useradd', { user: { address: 'zoe@test', token: { expiry: 1e15 } } }, 'user.token.expiry'],
      ['useradd', { user: { address: 'zoe@test', permissions: { peers: 9 } } }, 'user.permissions.peers'],
      ['useradd', { user: { address: 'zoe@test', permissions: { calls: 'x' } } }, 'user.permissions.calls'],
      ['useradd', { user: { address: 'zoe@test', profile: { info: {} } } }, 'user.profile.info'],
      ['userset', { user: { uid: 'x' } }, 'user.uid'],
      ['otp', { otp: { address: 'a', tries: 1000 } }, 'otp.tries'],
      ['message', { message: { from: ana, gid } }, 'message'],
      ['message', { message: { from: ana, gid, message: 'x', when: 5 } }, 'when'],
      ['message', { message: { from: ana, message: 'x' } }, 'to'],
      ['message', { message: { gid, message: 'x' } }, 'from'],
    ];
    for (const [op, request, property] of cases) {
      const answer = await world.call(op, request);
      const shown = `${op} ${JSON.stringify(request).slice(0, 120)}: ${JSON.stringify(answer)}`;
      expect(answer, shown).toMatchObject({ result: false, error: 'INVALID', code: 400 });
      expect(answer.properties, shown).toEqual([property]);
    }
    expect(await world.state(gid)).toEqual(before);
    expect(await world.users.find('zoe@test')).toBeNull();
  });

  it('under names that every object has are nobody’s', async () => {
    const ana = await world.someone();
    const gid = await world.room([ana]);
    const body = `{"op":"groupset","token":${JSON.stringify(ADMIN)},"__proto__":{"group":{"name":"p"}},"constructor":{"prototype":{"gid":1}},"group":{"gid":${gid},"__proto__":{"name":"polluted","flags":1}}}`;
    expect(await post(body)).toMatchObject({ result: true });
    expect((await world.state(gid)).settings).toMatchObject({ name: 'Test', foreign: {} });
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });

  it('of any kind anywhere never break it', { timeout: 120_000 }, async () => {
    const ana = await world.someone();
    const gid = await world.room([ana]);
    const ops = ['useradd', 'userset', 'usertoken', 'usersget', 'otp', 'groupadd', 'groupset', 'groupsget'];
    const keys = [
      'gid',
      'name',
      'flags',
      'm',
      'members',
      'permissions',
      'admin',
      'token',
      'address',
      'expiry',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(
          null,
          true,
          '',
          -1,
          0,
          1,
          gid,
          ana,
          1e308,
          'NaN',
          '\u0000',
          '\udfff',
          [],
          {},
        ),
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...keys, '__proto__', 'm'), tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ops, 'groupeditmembers', 'groupgetmembers', 'message'),
        fc.dictionary(
          fc.constantFrom('user', 'group', 'otp', 'message', 'count', 'id', 'm', 'gid'),
          anything,
        ),
        async (op, request) => {
          const answer = await world.call(op, request);
          expect(typeof answer.result).toBe('boolean');
          expect(answer.error).not.toBe('FAILED');
          expect('error' in answer).toBe(!answer.result);
        },
      ),
      { numRuns: 400 },
    );
    expect(world.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

describe('what is kept and given back', () => {
  it('an address that exists keeps its uid, its name and its tokens', async () => {
    const address = await world.someone();
    const first = await world.ok('useradd', { user: { address, token: { appid: 'a' } } });
    const second = await world.ok('useradd', { user: { address, token: { appid: 'b' } } });
    expect((first.user as { uid: number }).uid).toBe((second.user as { uid: number }).uid);
    expect((first.user as { token: string }).token).not.toBe((second.user as { token: string }).token);
    expect(await world.users.tokens(address)).toMatchObject([{ app: 'a' }, { app: 'b' }]);
    expect(await world.users.find(address)).toMatchObject({ name: 'Ana' });
    await world.ok('userset', { user: { address, token: { remove: true, appid: 'a' } } });
    expect(await world.users.tokens(address)).toMatchObject([{ app: 'b' }]);
    expect(await world.ok('useradd', { user: { address } })).not.toHaveProperty('user.token');
  });

  it('two requests at once for a new address make one user', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.call('useradd', { user: { address: 'twins@test', token: {} } })),
    );
    expect(new Set(answers.map(({ user }) => (user as { uid: number }).uid)).size).toBe(1);
  });

  it('who is switched off is not switched on again by asking for a token', async () => {
    const address = await world.someone();
    await world.ok('userset', { user: { address, active: 0 } });
    await world.ok('useradd', { user: { address, token: {} } });
    expect(await world.users.find(address)).toMatchObject({ active: false });
    await world.ok('useradd', { user: { address, active: true } });
    expect(await world.users.find(address)).toMatchObject({ active: true });
  });

  it('flags, restrictions and profile of a user, each where it is given again', async () => {
    const address = await world.someone();
    const permissions = { incoming: true, calls: false, peers: 2 };
    const profile = { name: 'Ana A.', image: 'https://x/a.png', status: 'Hi' };
    await world.ok('useradd', { user: { address, flags: -2147483648, permissions, profile } });
    await world.ok('useradd', { user: { address, permissions: { calls: true } } });
    expect((await world.ok('usersget', { user: { address } })).users).toMatchObject([
      { flag: 0x80000000, permissions: { ...permissions, calls: true }, profile, name: 'Ana A.' },
    ]);
  });

  it('a long name is cut, and one that shows nothing leaves the one that is there', async () => {
    const gid = await world.room([], { name: `${'x'.repeat(79)}🎓🎓` });
    expect((await world.state(gid)).settings.name).toBe('x'.repeat(79));
    await world.ok('groupset', { group: { gid, name: ' \u200b ' } });
    expect((await world.state(gid)).settings.name).toBe('x'.repeat(79));
    await world.ok('groupset', { group: { gid, name: 'a\u202eb' } });
    expect((await world.state(gid)).settings.name).toBe('ab');
  });

  it('group flags that mean nothing to us, and admin rights by halves', async () => {
    const ana = await world.someone();
    const gid = await world.room([ana], { flags: 0x400aa | 0x100 });
    await world.ok('groupset', { group: { gid, permissions: { sub: 2 }, expiryext: 600 } });
    expect((await world.ok('groupsget', { group: { gid } })).groups).toMatchObject([
      { flag: 0x420aa | 0x100, expiryext: 600 },
    ]);
    const admin = { adduser: true, hangup: 1 };
    await world.ok('groupeditmembers', { group: { gid, members: { m: ana, admin } } });
    expect((await world.ok('groupgetmembers', { group: { gid } })).members).toMatchObject([
      { adminFlags: 0x810, isAdmin: true, isOwner: false },
    ]);
    expect((await world.member(gid, ana))?.membership?.moderation).toEqual(['removeFromCall']);
    await world.ok('groupeditmembers', {
      group: { gid, members: { m: ana, permissions: { flags: 0xffff, adminFlags: 0, videoResolution: 2 } } },
    });
    expect((await world.ok('groupgetmembers', { group: { gid } })).members).toMatchObject([
      { flags: 0xffff, adminFlags: 0 },
    ]);
    expect((await world.member(gid, ana))?.membership?.profile).toEqual({ resolution: 'vga' });
  });
});

describe('units and times', () => {
  it('a group lives a year unless it says otherwise; start is in seconds, and duration counts from it', async () => {
    const gid = await world.room();
    const year = 365 * 24 * 3600_000;
    const inAYear = Number((await world.state(gid)).settings.expiresAt) - Date.now();
    expect(Math.abs(inAYear - year)).toBeLessThan(60_000);
    const start = Math.floor(Date.now() / 1000) + 3600;
    await world.ok('groupset', { group: { gid, start, duration: 1800, expiry: 0 } });
    expect((await world.state(gid)).settings).toMatchObject({ startsAt: start * 1000, duration: 1800 });
    await world.ok('groupset', { group: { gid, start: start * 1000 + 1 } });
    expect((await world.state(gid)).settings).toMatchObject({ startsAt: start * 1000 + 1, duration: 1800 });
    expect((await world.ok('groupsget', { group: { gid } })).groups).toMatchObject([
      { start, duration: 1800 },
    ]);
    await world.ok('groupset', { group: { gid, start: 0 } });
    expect((await world.state(gid)).settings).toMatchObject({ startsAt: null, duration: null });
    await world.ok('groupset', { group: { gid, duration: 60 } });
    const { startsAt } = (await world.state(gid)).settings;
    expect(Math.abs(Number(startsAt) - Date.now())).toBeLessThan(60_000);
    const before = await world.state(gid);
    expect(await world.call('groupset', { group: { gid, start, expiry: 60 } })).toMatchObject({
      ...{ result: false, error: 'INVALID', properties: ['expiry'] },
    });
    expect(await world.state(gid)).toEqual(before);
  });

  it('a one-time password has its tries, its end and its uses', async () => {
    const address = 'otp@test';
    const add = (otp: unknown) => world.call('useradd', { user: { address, otp } });
    const make = async (rules: object = {}) =>
      String((await world.ok('otp', { otp: { address, ...rules } })).otp);
    const wrong = (right: string) => (right === '111111' ? '222222' : '111111');
    let right = await make({ tries: 2 });
    expect(await add(wrong(right))).toMatchObject({ error: 'BADOTP' });
    expect(await add(wrong(right))).toMatchObject({ error: 'BADOTP' });
    expect(await add(right)).toMatchObject({ error: 'BADOTP' });
    expect(await world.users.find(address)).toBeNull();
    right = await make({ reuse: true });
    expect(await add(Number(right))).toMatchObject({ result: true });
    expect(await add(right)).toMatchObject({ result: true });
    const newer = await make();
    if (newer !== right) expect(await add(right)).toMatchObject({ error: 'BADOTP' });
    expect(await add(newer)).toMatchObject({ result: true });
  });

  it('the four kinds of room are made as their presets have them, field by field', async () => {
    for (const preset of [
      'conference',
      'open-webinar',
      'members-webinar',
      'classroom',
      'voice-room',
    ] as const) {
      const gid = await world.room([], { name: 'A', preset });
      const { settings } = await world.state(gid);
      expect({ ...settings, expiresAt: null }).toEqual(presetSettings(preset, 'A'));
      const flags = ((await world.ok('groupsget', { group: { gid } })).groups as { flag: number }[])[0]?.flag;
      const again = await world.room([], { name: 'A', preset, flags });
      expect({ ...(await world.state(again)).settings, expiresAt: null }).toEqual(
        presetSettings(preset, 'A'),
      );
    }
  });
});
