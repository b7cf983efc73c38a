import { describe, expect, it } from 'vitest';
import { participantId, publicationId, type RoomId } from '@/lib/core/ids.ts';
import { ADMIN_TOKEN, restHouse } from './house.ts';

const house = restHouse({ heartbeatMs: 150 });
const { ask, expects } = house;

const act = async (room: RoomId, who: string, command: object) => {
  const host = await house.registry.find(room);
  expect(await host?.run({ type: 'participant', id: participantId(who) }, command as never)).toBeNull();
};

/** A classroom with a teacher and a student in it. */
async function lesson() {
  const id = await house.room({ preset: 'classroom' });
  const [tess, ana] = [`tess-${id}`, `ana-${id}`];
  await house.users(tess, ana);
  await expects(200, 'POST', `/rooms/${id}/members`, {
    body: { members: [{ address: tess, role: 'owner' }, { address: ana }] },
  });
  const teacher = await house.join(id, tess, 'Tess');
  const student = await house.join(id, ana, 'Ana');
  return { id, teacher, student, person: `user:${ana}`, owner: `user:${tess}` };
}

describe('GET /rooms/{room}/live', () => {
  it('says who is in, who publishes, who may speak and who asks to', async () => {
    const { id, teacher, student, person, owner } = await lesson();
    await act(id, teacher, { do: 'publish', publication: publicationId('cam'), kind: 'camera' });
    await act(id, student, { do: 'raise-hand' });
    const at = new Date(house.clock.now()).toISOString();
    const { body } = await expects(200, 'GET', `/rooms/${id}/live`);
    expect(body).toMatchObject({
      running: true,
      muteAll: true,
      hands: [{ person, name: 'Ana', at }],
    });
    const [first, second] = [teacher, student].map((one) =>
      body.participants.find((participant: { id: string }) => participant.id === one),
    );
    expect(first).toMatchObject({
      person: owner,
      name: 'Tess',
      role: 'owner',
      away: false,
      handRaised: false,
      publications: [
        { id: 'cam', kind: 'camera', muted: false, silenced: false, profile: { resolution: 'hd' } },
      ],
      speak: {
        kinds: ['microphone', 'camera', 'screen', 'screenAudio'],
        granted: false,
        until: null,
        lockedBy: null,
      },
    });
    expect(second).toMatchObject({
      handRaised: true,
      publications: [],
      speak: { kinds: [], granted: false, lockedBy: '' },
    });
  });

  it('is empty for a room in which nobody is', async () => {
    const id = await house.room();
    expect((await expects(200, 'GET', `/rooms/${id}/live`)).body).toEqual({
      running: false,
      participants: [],
      hands: [],
      waiting: [],
      muteAll: false,
      locked: false,
    });
  });
});

describe('POST /rooms/{room}/live/commands', () => {
  it('does what a moderator’s click does', async () => {
    const { id, student, person } = await lesson();
    const command = (status: number, body: object) =>
      expects(status, 'POST', `/rooms/${id}/live/commands`, { body });
    const seen = async () =>
      (await ask('GET', `/rooms/${id}/live`)).body.participants.find(
        (one: { id: string }) => one.id === student,
      );

    await act(id, student, { do: 'raise-hand' });
    await command(204, { do: 'allow', participant: student, seconds: 60 });
    expect(await seen()).toMatchObject({
      handRaised: false,
      speak: { granted: true, kinds: ['microphone', 'camera'], lockedBy: null },
    });
    await act(id, student, { do: 'publish', publication: publicationId(`mic-${id}`), kind: 'microphone' });
    await command(204, { do: 'ask-unmute', person });
    await command(204, { do: 'mute-person', person, lock: false });
    expect((await seen()).publications).toMatchObject([{ muted: true, silenced: true }]);
    await command(204, { do: 'mute-person', person, lock: true });
    expect((await seen()).speak.lockedBy).toBe('Admin token');
    await command(204, { do: 'release-mute', person });
    await command(204, { do: 'stop', person });
    expect(await seen()).toMatchObject({ publications: [], speak: { granted: false, kinds: [] } });
    await command(204, { do: 'release-all' });
    expect((await ask('GET', `/rooms/${id}/live`)).body.muteAll).toBe(false);
    await command(204, { do: 'mute-all', except: [person] });
    await act(id, student, { do: 'raise-hand' });
    await command(204, { do: 'lower-hand', person });
    expect((await ask('GET', `/rooms/${id}/live`)).body).toMatchObject({ muteAll: true, hands: [] });
    await command(204, { do: 'disconnect', participant: student });
    expect(await seen()).toBeUndefined();
    await command(204, { do: 'remove', person });
    await command(204, { do: 'readmit', person });
  });

  it('takes kinds, gives time, lights, locks, trusts and ends, as hosts do', async () => {
    const { id, student, person } = await lesson();
    const command = (status: number, body: object) =>
      expects(status, 'POST', `/rooms/${id}/live/commands`, { body });
    const live = async () => (await ask('GET', `/rooms/${id}/live`)).body;
    const seen = async () => (await live()).participants.find((one: { id: string }) => one.id === student);

    await command(204, { do: 'allow', person, seconds: 60 });
    const until = Date.parse((await seen()).speak.until);
    await command(204, { do: 'extend', person, seconds: 60 });
    expect(Date.parse((await seen()).speak.until)).toBe(until + 60_000);
    await command(204, { do: 'ask-camera', person });
    await command(204, { do: 'stop', person, kinds: ['camera'] });
    expect((await seen()).speak.kinds).toEqual(['microphone']);
    await command(409, { do: 'ask-camera', person });
    await command(204, { do: 'stop', person });
    await command(409, { do: 'extend', person, seconds: 60 });

    await command(204, { do: 'spotlight', participant: student });
    expect((await seen()).spotlit).toBe(true);
    await command(204, { do: 'spotlight' });
    expect((await seen()).spotlit).toBe(false);
    await act(id, student, { do: 'raise-hand' });
    await command(204, { do: 'lower-all' });
    expect((await live()).hands).toEqual([]);
    await command(204, { do: 'set-role', person, role: 'moderator' });
    expect((await seen()).role).toBe('moderator');
    await command(204, { do: 'lock', locked: true });
    expect((await live()).locked).toBe(true);
    await command(204, { do: 'end-call' });
    expect(await live()).toMatchObject({ running: false, participants: [] });
  });

  it('refuses what makes no sense, and does nothing', async () => {
    const { id, student, person, owner } = await lesson();
    const before = (await ask('GET', `/rooms/${id}/live`)).text;
    for (const [status, body, field] of [
      [400, {}, 'do'],
      [400, { do: 'dance' }, 'do'],
      [400, { do: 'allow' }, 'participant'],
      [400, { do: 'allow', person, participant: student }, 'participant'],
      [400, { do: 'allow', person, kinds: [] }, 'kinds'],
      [400, { do: 'allow', person, seconds: 86_401 }, 'seconds'],
      [400, { do: 'allow', person, seconds: 0.5 }, 'seconds'],
      [400, { do: 'allow', person: 'ana' }, 'person'],
      [400, { do: 'mute-person', person }, 'lock'],
      [400, { do: 'release-all', person }, 'person'],
      [400, { do: 'settings', patch: {} }, 'do'],
      [404, { do: 'allow', participant: 'nobody' }, null],
      [404, { do: 'allow', person: 'user:nobody' }, null],
      [404, { do: 'remove', person: 'guest:nobody' }, null],
      [409, { do: 'mute-person', person: owner, lock: true }, null],
      [409, { do: 'ask-unmute', person }, null],
    ] as const) {
      const answer = await expects(status, 'POST', `/rooms/${id}/live/commands`, { body });
      if (field) expect(answer.body.errors[0].field, JSON.stringify(body)).toBe(field);
    }
    expect((await ask('GET', `/rooms/${id}/live`)).text).toBe(before);
  });
});

interface Event {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is JSON of any shape
  readonly data: any;
}

/** Follows a room; `until` resolves with the first event, from the first on, of which it is true. */
async function follow(id: string, token = ADMIN_TOKEN) {
  const aborted = new AbortController();
  const response = await house.fetch(`/api/v1/rooms/${id}/live/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: aborted.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const events: Event[] = [];
  let comments = 0;
  let ended = false;
  let heard = () => {};
  const reading = (async () => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event && data) events.push({ event, data: JSON.parse(data) });
        else comments += 1;
      }
      heard();
    }
    ended = true;
    heard();
  })();
  const waitFor = async (what: () => boolean) => {
    while (!what()) await new Promise<void>((resolve) => (heard = resolve));
  };
  return {
    events,
    waitFor,
    comments: () => comments,
    isOver: () => ended,
    async stop() {
      await reader.cancel();
      await reading;
    },
  };
}

describe('GET /rooms/{room}/live/events', () => {
  it('sends the state at once, each change soon, and the trail as it grows', async () => {
    const { id, person } = await lesson();
    const stream = await follow(id);
    await stream.waitFor(() => stream.events.length > 0);
    expect(stream.events[0]?.event).toBe('live');
    expect(stream.events[0]?.data).toEqual((await ask('GET', `/rooms/${id}/live`)).body);
    await expects(204, 'POST', `/rooms/${id}/live/commands`, { body: { do: 'allow', person } });
    await stream.waitFor(() => stream.events.some(({ event }) => event === 'audit'));
    const entry = stream.events.find(({ event }) => event === 'audit')?.data;
    const { body } = await ask('GET', `/rooms/${id}/audit?limit=1`);
    expect(entry).toEqual(body.items[0]);
    const states = stream.events.filter(({ event }) => event === 'live');
    expect(states.at(-1)?.data).toEqual((await ask('GET', `/rooms/${id}/live`)).body);
    await stream.stop();
  });

  it('says many changes at once, and ends at the last state', async () => {
    const { id, person } = await lesson();
    const stream = await follow(id);
    await stream.waitFor(() => stream.events.length > 0);
    for (let i = 0; i < 30; i++) {
      await expects(204, 'POST', `/rooms/${id}/live/commands`, { body: { do: 'allow', person } });
      await expects(204, 'POST', `/rooms/${id}/live/commands`, { body: { do: 'stop', person } });
    }
    await stream.waitFor(() => stream.events.filter(({ event }) => event === 'audit').length >= 60);
    const ids = stream.events.filter(({ event }) => event === 'audit').map(({ data }) => data.id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(stream.events.filter(({ event }) => event === 'live').length).toBeLessThan(40);
    await stream.stop();
  });

  it('lets the room rest when nobody listens any more', async () => {
    const id = await house.room();
    const host = await house.registry.find(id);
    const stream = await follow(id);
    await stream.waitFor(() => stream.events.length > 0);
    expect(host?.idle).toBe(false);
    await house.clock.pass(60_000);
    expect(await house.registry.running(id)).toBe(host);
    await stream.stop();
    await expect.poll(() => host?.idle).toBe(true);
    await house.clock.pass(60_000);
    expect(await house.registry.running(id)).toBeNull();
  });

  it('keeps a quiet connection open with comments, and ends when the token is revoked', async () => {
    const id = await house.room();
    const made = await house.appTokens.create({ name: 'S', scopes: ['live:read'], expiresAt: null });
    const stream = await follow(id, made.token);
    await stream.waitFor(() => stream.comments() >= 2);
    await house.appTokens.remove(made.id);
    await stream.waitFor(() => stream.isOver());
  });

  it('sends no trail to those who may not read it', async () => {
    const { id, person } = await lesson();
    const stream = await follow(id, await house.token('live:read'));
    await stream.waitFor(() => stream.events.length > 0);
    await expects(204, 'POST', `/rooms/${id}/live/commands`, { body: { do: 'allow', person } });
    await stream.waitFor(() => stream.events.filter(({ event }) => event === 'live').length > 1);
    await stream.waitFor(() => stream.comments() > 1);
    expect(stream.events.some(({ event }) => event === 'audit')).toBe(false);
    await stream.stop();
  });

  it('ends with the room', async () => {
    const id = await house.room();
    const stream = await follow(id);
    await stream.waitFor(() => stream.events.length > 0);
    await expects(204, 'DELETE', `/rooms/${id}`);
    await stream.waitFor(() => stream.isOver());
  });

  it('opens nothing for a HEAD', async () => {
    const id = await house.room();
    const host = await house.registry.find(id);
    const answer = await ask('HEAD', `/rooms/${id}/live/events`);
    expect(answer.status).toBe(200);
    expect(host?.idle).toBe(true);
  });
});
