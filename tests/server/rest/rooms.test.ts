import { describe, expect, it } from 'vitest';
import { PRESETS, presetSettings } from '@/lib/core/room/presets.ts';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

/** Every field that is wrong, as `field: rule`. */
const wrong = (answer: { body: { errors?: { field: string; rule: string }[] } }) =>
  (answer.body.errors ?? []).map(({ field, rule }) => `${field}: ${rule}`);

describe('POST /rooms', () => {
  it('makes a room as its preset has it, with two PINs', async () => {
    const made = await expects(201, 'POST', '/rooms', {
      body: { id: 'physics', name: 'Physics', preset: 'classroom' },
    });
    expect(made.body.room).toMatchObject({
      id: 'physics',
      name: 'Physics',
      preset: 'classroom',
      createdAt: new Date(house.clock.now()).toISOString(),
      startsAt: null,
      paused: false,
      locked: false,
      muteAll: true,
      audiences: {
        publish: 'selected',
        subscribe: 'members',
        list: 'members',
        send: 'members',
        receive: 'members',
      },
      hands: { policy: 'ask', speakers: 1, seconds: null },
      departures: [],
    });
    expect(made.headers.get('location')).toBe('/api/v1/rooms/physics');
    const labels = made.body.pins.map(({ label }: { label: string }) => label).sort();
    expect(labels).toEqual(['Listener', 'Speaker']);
    for (const pin of made.body.pins) expect(pin.link).toBe(`https://meet.test/r/physics?pin=${pin.code}`);
    const seen = await expects(200, 'GET', '/rooms/physics');
    expect(seen.body).toEqual(made.body.room);
    expect(seen.headers.get('etag')).toBe(made.headers.get('etag'));
  });

  it('takes every setting, and says in what the room departs from its preset', async () => {
    const settings = {
      startsAt: '2024-01-01T10:00:00+01:00',
      duration: 3600,
      expiresAt: '2024-02-01T00:00:00Z',
      paused: true,
      locked: true,
      lobby: true,
      capacity: 12,
      showAttendees: false,
      muteAll: true,
      muteOnEntry: true,
      storeMessages: false,
      topology: 'p2p',
      codec: 'h264',
      audiences: { publish: 'selected', send: 'anyone' },
      profile: { kinds: ['microphone'], handKinds: ['microphone'], resolution: 'vga', maxBitrate: 5000 },
      hands: { policy: 'auto', speakers: 3, seconds: 90 },
    };
    const { body } = await expects(201, 'POST', '/rooms', { body: { name: 'All', ...settings } });
    expect(body.room).toMatchObject({
      ...settings,
      startsAt: '2024-01-01T09:00:00.000Z',
      expiresAt: '2024-02-01T00:00:00.000Z',
    });
    const departed = body.room.departures.map(({ setting }: { setting: string }) => setting);
    expect(departed).toEqual(
      expect.arrayContaining(['audiences.publish', 'profile.kinds', 'hands.policy', 'muteAll', 'capacity']),
    );
    expect(body.room.departures).toContainEqual({ setting: 'capacity', preset: 1000, now: 12 });
  });

  it('makes it with members, or not at all', async () => {
    await house.users('rita', 'rolf');
    const asked = {
      id: 'withmembers',
      name: 'M',
      members: [{ address: 'rita', role: 'owner' }, { address: 'nobody' }],
    };
    const no = await expects(400, 'POST', '/rooms', { body: asked });
    expect(no.body.detail).toContain('nobody');
    expect(wrong(no)).toEqual(['members.1: consistent']);
    await expects(404, 'GET', '/rooms/withmembers');
    await expects(201, 'POST', '/rooms', { body: { ...asked, members: [asked.members[0]] } });
    const { body } = await expects(200, 'GET', '/rooms/withmembers/members');
    expect(body.items).toMatchObject([{ address: 'rita', name: 'Rita', role: 'owner' }]);
  });

  it('refuses an id that is taken, also by a deleted room', async () => {
    await house.room({ id: 'taken' });
    expect((await expects(409, 'POST', '/rooms', { body: { id: 'taken', name: 'B' } })).body.code).toBe(
      'conflict',
    );
    await expects(204, 'DELETE', '/rooms/taken');
    await expects(409, 'POST', '/rooms', { body: { id: 'taken', name: 'B' } });
  });

  it.each([
    [{}, ['name: invalid_type']],
    [{ name: '' }, ['name: custom']],
    [{ name: '\u200b \u0007' }, ['name: custom']],
    [{ name: 'x'.repeat(81) }, ['name: too_big']],
    [{ name: 'A', colour: 'red', size: 1 }, ['colour: unrecognized_keys', 'size: unrecognized_keys']],
    [{ name: 'A', profile: { kinds: ['voice'] } }, ['profile.kinds.0: invalid_value']],
    [{ name: 'A', profile: { zoom: 1 } }, ['profile.zoom: unrecognized_keys']],
    [{ name: 'A', profile: { kinds: ['camera', 'camera'] } }, ['profile.kinds: custom']],
    [{ name: 'A', capacity: 0 }, ['capacity: too_small']],
    [{ name: 'A', codec: 'vp9' }, ['codec: invalid_value']],
    [{ name: 'A', capacity: 1.5 }, ['capacity: invalid_type']],
    [{ name: 'A', capacity: '12' }, ['capacity: invalid_type']],
    [{ name: 'A', preset: 'party' }, ['preset: invalid_value']],
    [{ name: 'A', id: '../etc' }, ['id: invalid_format']],
    [{ name: 'A', id: 'a b' }, ['id: invalid_format']],
    [{ name: 'A', startsAt: 'tomorrow' }, ['startsAt: invalid_format']],
    [{ name: 'A', startsAt: 1700000000 }, ['startsAt: invalid_type']],
    [{ name: 'A', expiresAt: '2020-01-01T00:00:00Z' }, ['expiresAt: consistent']],
    [{ name: 'A', duration: 60 }, ['duration: consistent']],
    [
      { name: 'A', profile: { kinds: [], handKinds: [] }, audiences: { publish: 'anyone' } },
      ['audiences.publish: consistent'],
    ],
    [
      { name: 'A', profile: { kinds: ['microphone'], handKinds: ['camera'] } },
      ['profile.handKinds: consistent'],
    ],
    [{ name: 'A', members: [{ address: 'a', person: 'user:a' }] }, ['members.0.address: custom']],
    [{ name: 'A', members: [{}] }, ['members.0.address: custom']],
    [{ name: 'A', members: [{ address: 'user:a' }] }, ['members.0.address: custom']],
    [[], ['body: invalid_type']],
    ['"text"', ['body: invalid_type']],
    ['null', ['body: invalid_type']],
  ])('names what is wrong with %j', async (body, expected) => {
    const before = (await ask('GET', '/rooms?limit=1')).body.total;
    const answer = await expects(400, 'POST', '/rooms', { body });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'bad-request',
      status: 400,
      type: '/docs#problem-bad-request',
    });
    expect(wrong(answer)).toEqual(expected);
    expect((await ask('GET', '/rooms?limit=1')).body.total).toBe(before);
  });
});

describe('requests that are no requests', () => {
  it.each(['{', '{"name":', '', 'name=A', '{"name":"A"}}', '\u0000'])(
    'malformed JSON %j is 400',
    async (body) => {
      const answer = await expects(400, 'POST', '/rooms', { body });
      expect(answer.body.code).toBe('bad-request');
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('%s is 415', async (type) => {
    const answer = await expects(415, 'POST', '/rooms', {
      body: '{"name":"A"}',
      headers: { 'content-type': type },
    });
    expect(answer.body).toMatchObject({ code: 'bad-request', status: 415 });
    expect(answer.body.detail).toContain('application/json');
  });

  it('takes JSON with a character set', async () => {
    await expects(201, 'POST', '/rooms', {
      body: '{"name":"A"}',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  });

  it('refuses what is not known in a query, by name', async () => {
    for (const path of [
      '/rooms?colour=red',
      '/presets?colour=red',
      '/users?colour=red',
      '/tokens?colour=red',
    ]) {
      const answer = await expects(400, 'GET', path);
      expect(wrong(answer), path).toEqual(['colour: unrecognized_keys']);
    }
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=x', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['sort=size', 'sort'],
    ['cursor=x', 'cursor'],
    [`cursor=${Buffer.from('["name",5,"a"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["-createdAt","x","a"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["-createdAt",1e300,"a"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["-createdAt",5,"a\\u0000"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["createdAt",5,"a"]').toString('base64url')}`, 'cursor'],
    ['search=%00', 'search'],
    [`search=${'x'.repeat(101)}`, 'search'],
    ['preset=party', 'preset'],
  ])('GET /rooms?%s is 400 and names %s', async (query, field) => {
    const answer = await expects(400, 'GET', `/rooms?${query}`);
    expect(answer.body.errors[0].field).toBe(field);
  });

  it('answers what does not exist with problem details', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['PUT', '/rooms'],
      ['POST', '/rooms/a/live'],
      ['GET', '/'],
      ['GET', '/rooms/'],
    ] as const) {
      const answer = await expects(404, method, path);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.body.code).toBe('not-found');
    }
  });

  it('takes 256 kB where nothing is said, and 10 MB where many may be named', async () => {
    const id = await house.room();
    const long = JSON.stringify({ name: 'x'.repeat(300 * 1024) });
    for (const [method, path] of [
      ['PATCH', `/rooms/${id}`],
      ['POST', '/users'],
      ['POST', '/tokens'],
      ['POST', `/rooms/${id}/pins`],
      ['POST', `/rooms/${id}/live/commands`],
      ['PUT', `/rooms/${id}/members/a`],
    ] as const)
      expect((await expects(413, method, path, { body: long })).body.code).toBe('too-large');
    await expects(400, 'POST', '/rooms', { body: long });
    const huge = JSON.stringify({ members: 'x'.repeat(10 * 1024 * 1024) });
    for (const path of ['/rooms', `/rooms/${id}/members`, `/rooms/${id}/preview`])
      await expects(413, 'POST', path, { body: huge });
  });

  it('never caches an answer', async () => {
    expect((await ask('GET', '/rooms')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('GET /rooms', () => {
  it('pages in every order, each room once, also while rooms come and go', async () => {
    const mark = 'pagingtest';
    for (let i = 0; i < 25; i++) {
      house.clock.time += i % 3;
      await house.room({ name: `${mark} ${String((i * 7) % 25).padStart(2, '0')}` });
    }
    for (const sort of ['createdAt', '-createdAt', 'name', '-name']) {
      const ids: string[] = [];
      const values: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const { body } = await expects(200, 'GET', `/rooms?search=${mark}&sort=${sort}&limit=4${after}`);
        expect(body.items.length).toBeLessThanOrEqual(4);
        for (const room of body.items) {
          ids.push(room.id);
          values.push(sort.endsWith('name') ? room.name : room.createdAt);
        }
        cursor = body.next;
        pages++;
        // In the middle of the list somebody makes another, and deletes one that was seen.
        if (pages === 2) {
          await house.room({ name: `${mark} 00 new` });
          await expects(204, 'DELETE', `/rooms/${ids[0]}`);
        }
      } while (cursor !== null);
      expect(new Set(ids).size).toBe(ids.length);
      const sorted = [...values].sort();
      expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
    }
  });

  it('counts all pages, and finds by name, id and preset', async () => {
    await house.room({ id: 'find-me-1', name: 'Zebra 100%', preset: 'voice-room' });
    await house.room({ id: 'find-me-2', name: 'Zebra 100_', preset: 'conference' });
    expect((await ask('GET', '/rooms?search=FIND-ME&limit=1')).body).toMatchObject({ total: 2 });
    expect((await ask('GET', '/rooms?search=zebra&preset=voice-room')).body).toMatchObject({
      total: 1,
      items: [{ id: 'find-me-1' }],
    });
    expect((await ask('GET', '/rooms?search=100%25')).body.total).toBe(1);
    expect((await ask('GET', '/rooms?search=nothing-at-all')).body).toEqual({
      items: [],
      next: null,
      total: 0,
    });
  });
});

describe('PATCH /rooms/{room}', () => {
  it('changes what is named and nothing else; null is what the preset has', async () => {
    const id = await house.room({ preset: 'classroom', capacity: 5, audiences: { send: 'anyone' } });
    const before = (await ask('GET', `/rooms/${id}`)).body;
    const renamed = await expects(200, 'PATCH', `/rooms/${id}`, { body: { name: 'B' } });
    expect({ ...renamed.body, name: before.name }).toEqual(before);
    const reset = await expects(200, 'PATCH', `/rooms/${id}`, {
      body: { capacity: null, audiences: { send: null }, muteAll: false },
    });
    expect(reset.body).toMatchObject({ capacity: 1000, audiences: { send: 'members' }, muteAll: false });
    const again = await expects(200, 'PATCH', `/rooms/${id}`, { body: { muteAll: null, name: before.name } });
    expect(again.body.muteAll).toBe(true);
    expect(again.body.departures).toEqual([]);
  });

  it('unsets every setting that may be null', async () => {
    const all = {
      startsAt: '2030-01-01T00:00:00Z',
      duration: 60,
      expiresAt: '2031-01-01T00:00:00Z',
      paused: true,
      locked: true,
      lobby: true,
      capacity: 3,
      showAttendees: true,
      muteAll: true,
      muteOnEntry: true,
      storeMessages: false,
      topology: 'sfu',
      codec: 'h264',
      audiences: {
        publish: 'anyone',
        subscribe: 'selected',
        list: 'selected',
        send: 'anyone',
        receive: 'selected',
      },
      profile: {
        kinds: ['microphone'],
        handKinds: [],
        data: true,
        resolution: '4k',
        maxBitrate: 1,
        frameRate: 1,
        fixed: ['bitrate'],
        adaptive: false,
        simulcast: false,
        screens: 0,
        talkDetection: false,
        callDuration: 5,
      },
      hands: { policy: 'off', speakers: 9, seconds: 9 },
    };
    const nulls = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nulls(inner)]))
        : null;
    for (const preset of Object.keys(PRESETS)) {
      const id = await house.room({ preset });
      const plain = (await ask('GET', `/rooms/${id}`)).body;
      const full = await expects(200, 'PATCH', `/rooms/${id}`, { body: all });
      expect(full.body.departures.length, preset).toBeGreaterThan(20);
      const unset = await expects(200, 'PATCH', `/rooms/${id}`, { body: nulls(all) });
      expect(unset.body, preset).toEqual(plain);
    }
  });

  it('a new preset is compared with, and reset to', async () => {
    const id = await house.room({ preset: 'conference' });
    const moved = await expects(200, 'PATCH', `/rooms/${id}`, { body: { preset: 'classroom' } });
    expect(moved.body.audiences.publish).toBe('members');
    expect(moved.body.departures).toContainEqual({
      setting: 'audiences.publish',
      preset: 'selected',
      now: 'members',
    });
    const both = await expects(200, 'PATCH', `/rooms/${id}`, {
      body: { preset: 'open-webinar', audiences: { publish: null, subscribe: null } },
    });
    expect(both.body.audiences).toMatchObject({ publish: 'selected', subscribe: 'anyone' });
  });

  it('refuses what contradicts what is stored already, and changes nothing', async () => {
    const id = await house.room({ startsAt: '2030-01-01T00:00:00Z' });
    const before = (await ask('GET', `/rooms/${id}`)).text;
    for (const [body, field] of [
      [{ name: 'B', expiresAt: '2029-01-01T00:00:00Z' }, 'expiresAt'],
      [{ name: 'B', profile: { kinds: [] } }, 'audiences.publish'],
      [{ name: null }, 'name'],
      [{ id: 'other' }, 'id'],
      [{ gid: 5 }, 'gid'],
    ] as const) {
      const answer = await expects(400, 'PATCH', `/rooms/${id}`, { body });
      expect(answer.body.errors[0].field).toBe(field);
    }
    expect((await ask('GET', `/rooms/${id}`)).text).toBe(before);
  });

  it('reaches a running call at once', async () => {
    const id = await house.room();
    await house.users('cora');
    await expects(200, 'POST', `/rooms/${id}/members`, { body: { members: [{ address: 'cora' }] } });
    await house.join(id, 'cora');
    await expects(200, 'PATCH', `/rooms/${id}`, { body: { audiences: { publish: 'selected' } } });
    const live = await expects(200, 'GET', `/rooms/${id}/live`);
    expect(live.body.participants[0].speak.kinds).toEqual([]);
  });
});

describe('ETag and If-Match', () => {
  it('lets one of two who saw the same room through', async () => {
    const id = await house.room();
    const etag = (await ask('GET', `/rooms/${id}`)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const answers = await Promise.all(
      ['B', 'C', 'D'].map((name) =>
        ask('PATCH', `/rooms/${id}`, { body: { name }, headers: { 'if-match': etag } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const lost = answers.find(({ status }) => status === 412);
    expect(lost?.body.code).toBe('stale');
    const won = answers.find(({ status }) => status === 200);
    const now = await ask('GET', `/rooms/${id}`);
    expect(now.body).toEqual(won?.body);
    expect(now.headers.get('etag')).toBe(won?.headers.get('etag'));
  });

  it('holds for deleting, takes a list and the star, and nothing weak or empty', async () => {
    const id = await house.room();
    const etag = (await ask('GET', `/rooms/${id}`)).headers.get('etag') ?? '';
    for (const header of ['"other"', '', `W/${etag}`, etag.replaceAll('"', '')])
      await expects(412, 'DELETE', `/rooms/${id}`, { headers: { 'if-match': header } });
    await expects(200, 'PATCH', `/rooms/${id}`, {
      body: { name: 'X' },
      headers: { 'if-match': `"a", ${etag}` },
    });
    await expects(412, 'DELETE', `/rooms/${id}`, { headers: { 'if-match': etag } });
    await expects(204, 'DELETE', `/rooms/${id}`, { headers: { 'if-match': '*' } });
  });
});

describe('DELETE /rooms/{room}', () => {
  it('leaves a room that looks as if it had never been, everywhere', async () => {
    const id = await house.room();
    await house.users('dina');
    await expects(200, 'POST', `/rooms/${id}/members`, { body: { members: [{ address: 'dina' }] } });
    await house.join(id, 'dina');
    await expects(204, 'DELETE', `/rooms/${id}`);
    const asked = [
      ['GET', ''],
      ['PATCH', '', { name: 'B' }],
      ['DELETE', ''],
      ['GET', '/members'],
      ['POST', '/members', { members: [{ address: 'dina' }] }],
      ['GET', '/members/dina'],
      ['PUT', '/members/dina', {}],
      ['PATCH', '/members/dina', {}],
      ['DELETE', '/members/dina'],
      ['GET', '/pins'],
      ['POST', '/pins', {}],
      ['PATCH', '/pins/x', {}],
      ['DELETE', '/pins/x'],
      ['GET', '/audit'],
      ['GET', '/live'],
      ['GET', '/live/events'],
      ['POST', '/live/commands', { do: 'release-all' }],
      ['GET', '/decide?guest=true'],
      ['POST', '/preview', {}],
    ] as const;
    for (const [method, path, body] of asked) {
      const deleted = await expects(404, method, `/rooms/${id}${path}`, { body });
      const unknown = await expects(404, method, `/rooms/never-was${path}`, { body });
      const strange = await expects(404, method, `/rooms/%00%2e%2e${path}`, { body });
      expect(deleted.body, `${method} ${path}`).toEqual(unknown.body);
      expect(strange.body, `${method} ${path}`).toEqual(unknown.body);
    }
    expect(
      (await ask('GET', '/rooms?limit=200')).body.items.some((room: { id: string }) => room.id === id),
    ).toBe(false);
  });
});

describe('GET /presets', () => {
  it('gives every preset as a room made from it is', async () => {
    const { body } = await expects(200, 'GET', '/presets');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(Object.keys(PRESETS));
    for (const { name, settings } of body.items) {
      const id = await house.room({ preset: name });
      expect((await ask('GET', `/rooms/${id}`)).body).toMatchObject(settings);
      expect(presetSettings(name, '').showAttendees).toBe(settings.showAttendees);
    }
  });
});
