import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorld, type World } from './world.ts';

const ORIGIN = 'https://app.example';
let world: World;
beforeAll(async () => {
  world = await openWorld([ORIGIN]);
}, 120_000);
afterAll(() => world.close());

/** A running room: Tess owns it, Ana is a member; both are in, and Ana's microphone is on. */
async function running(group: object = {}) {
  const [tess, ana] = [await world.someone('Tess'), await world.someone()];
  const gid = await world.room([tess, ana], group);
  await world.ok('groupeditmembers', { group: { gid, members: { m: tess, admin: { owner: true } } } });
  const { id: room } = await world.state(gid);
  const [teacher, student] = [await world.visitor(tess), await world.visitor(ana)];
  await teacher.join(room);
  const place = await student.join(room);
  const media = await world.media(gid);
  const edit = (permissions: object, m = ana) =>
    world.ok('groupeditmembers', { group: { gid, members: { m, permissions } } });
  return { ...{ tess, ana, gid, room, teacher, student, place, media, edit } };
}

describe('a change during a call', () => {
  it('of a member’s right to publish cuts their media before it is answered, and gives it back', async () => {
    const { student, media, edit } = await running();
    await student.ask('media.publish', { kind: 'microphone' });
    await vi.waitFor(() => expect(media.routes.size).toBe(1));
    await edit({ pub: false });
    expect(media.routes.size).toBe(0);
    expect(media.publications.size).toBe(0);
    expect((await student.fails('media.publish', { kind: 'microphone' })).code).toBe('refused');
    await edit({ pub: 1 });
    await student.ask('media.publish', { kind: 'microphone' });
    await vi.waitFor(() => expect(media.routes.size).toBe(1));
  });

  it('of a member’s right to publish ends also the floor that a moderator gave them', async () => {
    const { teacher, student, place, media, edit, gid, ana } = await running({ preset: 'classroom' });
    await teacher.ask('floor.allow', { participant: place, kinds: ['microphone'] });
    await student.ask('media.publish', { kind: 'microphone' });
    await vi.waitFor(() => expect(media.routes.size).toBe(1));
    await edit({ pub: false });
    expect(media.routes.size).toBe(0);
    expect(await world.member(gid, ana)).toMatchObject({
      grants: {},
      overrides: { publish: { value: 'deny' } },
    });
  });

  it('of a member’s right to subscribe, and of the room’s flags', async () => {
    const { teacher, media, gid, edit, student } = await running();
    await teacher.ask('media.publish', { kind: 'microphone' });
    await vi.waitFor(() => expect(media.routes.size).toBe(1));
    await edit({ sub: false });
    expect(media.routes.size).toBe(0);
    await edit({ sub: true });
    await vi.waitFor(() => expect(media.routes.size).toBe(1));
    await student.ask('media.publish', { kind: 'camera' });
    await world.ok('groupset', { group: { gid, flags: 0x100 } });
    expect(media.publications.size).toBe(1);
  });

  it('of the list ends the stay of who is taken off it, and of the floor that they had', async () => {
    const { teacher, student, place, gid, ana, media } = await running({ flags: 0x100 });
    await teacher.ask('floor.allow', { participant: place });
    await student.ask('media.publish', { kind: 'microphone' });
    await world.ok('groupeditmembers', { group: { gid, members: { m: ana, remove: true } } });
    await vi.waitFor(() => expect(student.ended).toEqual({ why: 'no-right' }));
    expect(media.publications.size).toBe(0);
    expect(await world.member(gid, ana)).toBeNull();
  });

  it.each([
    ['active', { active: 0 }],
    ['the flag PAUSE', { flags: 0x8000000 }],
  ])('of %s closes the room, and opens it again', async (_what, group) => {
    const { student, gid, room } = await running();
    await world.ok('groupset', { group: { gid, ...group } });
    await vi.waitFor(() => expect(student.ended).toEqual({ why: 'room-closed' }));
    await world.ok('groupset', { group: { gid, active: 1 } });
    await student.join(room);
  });

  it('of a user who is switched off or deleted ends their call', async () => {
    const { student, ana, gid } = await running();
    await world.ok('userset', { user: { address: ana, active: false } });
    await vi.waitFor(() => expect(student.ended).not.toBeNull());
    await world.ok('userdel', { user: { address: ana } });
    expect((await world.member(gid, ana))?.membership ?? null).toBeNull();
  });

  it('of tokens that are taken back ends the calls they were used for', async () => {
    const { student, ana } = await running();
    await world.ok('userset', { user: { address: ana, token: { remove: true } } });
    await vi.waitFor(() => expect(student.ended).not.toBeNull());
  });

  it('that a moderator made in the call outlives leaving the list; what backends gave and denied does not', async () => {
    const { teacher, place, gid, ana, tess, edit } = await running();
    await teacher.ask('floor.stop', { participant: place });
    await edit({ list: false, send: true });
    await world.ok('groupeditmembers', { group: { gid, members: { m: ana, remove: true } } });
    const { overrides, membership } = (await world.member(gid, ana)) ?? {};
    expect(membership).toBeNull();
    expect(overrides).toEqual({
      publish: { value: 'deny', mark: expect.objectContaining({ by: `user:${tess}` }) },
    });
  });

  it('of the same thing by many at once loses nothing that is kept', async () => {
    const gid = await world.room();
    const changes = [{ flags: 0x80000 }, { expiryext: 60 }, { callFlags: 0x1003 }, { videoResolution: 0 }];
    const answers = await Promise.all(
      changes.map((group) => world.call('groupset', { group: { gid, ...group } })),
    );
    expect(answers.map(({ result }) => result)).toEqual([true, true, true, true]);
    expect((await world.state(gid)).settings.foreign).toEqual({
      ...{ 'mesibo.flags': 0x80000, 'mesibo.expiryext': 60 },
      ...{ 'mesibo.callFlags': 0x1003, 'mesibo.videoResolution': 0 },
    });
  });
});

describe('a message', () => {
  const heard = (visitor: { readonly received: unknown }) => JSON.stringify(visitor.received);

  it('to a group reaches everybody there, in the sender’s name', async () => {
    const { teacher, student, gid, ana } = await running();
    const answer = await world.ok('message', {
      message: { from: ana, groupid: gid, message: 'Good morning' },
    });
    expect(answer.mid).toSatisfy((mid: number) => Number.isInteger(mid) && mid > 0 && mid <= 0x7fffffff);
    for (const one of [teacher, student])
      await vi.waitFor(() => expect(heard(one)).toContain('Good morning'));
    await world.ok('message', {
      message: { from: ana, gid, title: 'Look', message: 'here', url: 'https://x' },
    });
    await vi.waitFor(() => expect(heard(teacher)).toContain('Look\\nhere\\nhttps://x'));
  });

  it('to some of a group reaches those alone', async () => {
    const { teacher, student, gid, tess, ana } = await running();
    const ben = await world.someone('Ben');
    await world.ok('groupeditmembers', { group: { gid, members: { m: ben } } });
    await world.ok('message', { message: { from: ben, to: tess, gid, message: 'For Tess' } });
    await vi.waitFor(() => expect(heard(teacher)).toContain('For Tess'));
    await student.caughtUp();
    expect(heard(student)).not.toContain('For Tess');
    expect(await world.call('message', { message: { from: ben, to: ben, gid, message: 'x' } })).toMatchObject(
      {
        ...{ result: false, error: 'CONFLICT' },
      },
    );
    const partly = await world.ok('message', {
      message: { from: ben, to: `${ben},${ana}`, gid, message: 'Both' },
    });
    expect(partly.unsent).toEqual([ben]);
  });

  it('without a group goes where the two are together', async () => {
    const { teacher, student, tess, ana } = await running();
    await world.room([tess, ana], { name: 'Newer and empty' });
    await world.ok('message', { message: { from: ana, to: tess, message: 'Between us' } });
    await vi.waitFor(() => expect(heard(teacher)).toContain('Between us'));
    expect(student.ended).toBeNull();
    const stranger = await world.someone('Zoe');
    expect(
      await world.call('message', { message: { from: stranger, to: tess, message: 'x' } }),
    ).toMatchObject({
      ...{ result: false, error: 'NOTFOUND', properties: ['to'] },
    });
  });

  it('asks the gate for whoever is named as its sender', async () => {
    const { teacher, gid, ana, edit } = await running();
    await edit({ send: false });
    expect(await world.call('message', { message: { from: ana, gid, message: 'Psst' } })).toMatchObject({
      ...{ result: false, error: 'DENIED', code: 403 },
    });
    const zoe = await world.someone('Zoe');
    expect(await world.call('message', { message: { from: zoe, gid, message: 'Psst' } })).toMatchObject({
      error: 'DENIED',
    });
    await world.ok('userset', { user: { address: zoe, active: 0 } });
    for (const from of [zoe, 'nobody@test'])
      expect(await world.call('message', { message: { from, gid, message: 'Psst' } })).toMatchObject({
        ...{ result: false, properties: ['from'] },
      });
    await teacher.caughtUp();
    expect(heard(teacher)).not.toContain('Psst');
  });
});

describe('browsers of other origins', () => {
  const preflight = (origin: string, path: string) =>
    world.raw({
      ...{ method: 'OPTIONS', path },
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  it.each(['/api.php', '/backend', '/backend/', '/api/v1/rooms'])(
    'are let in where configured: %s',
    async (path) => {
      const answer = await preflight(ORIGIN, path);
      expect(answer.status).toBe(204);
      expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
      expect(String(answer.headers['access-control-allow-methods'])).toContain('POST');
      expect(String(answer.headers['access-control-allow-headers'])).toMatch(/content-type/i);
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
      const called = await world.raw({ method: 'POST', path, headers: { origin: ORIGIN } });
      expect(called.headers['access-control-allow-origin']).toBe(ORIGIN);
    },
  );

  it('are not let in otherwise', async () => {
    for (const origin of ['https://evil.example', 'https://app.example.evil', 'http://app.example', 'null']) {
      const answer = await preflight(origin, '/backend/');
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    const { headers } = await world.raw({ method: 'OPTIONS', path: '/metrics', headers: { origin: ORIGIN } });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
