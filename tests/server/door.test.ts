import { describe, expect, it, vi } from 'vitest';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { REQUESTS } from '@/lib/wire/requests.ts';
import { connect, type House, openHouse, type Visitor } from './house.ts';
import { mark, person, T0 } from './people.ts';

const CONFERENCE = presetSettings('conference', 'A room');
const rule = (audience: 'anyone' | 'selected') => ({ audience, mark: null });
const OPEN: RoomSettings = {
  ...CONFERENCE,
  audiences: {
    publish: rule('anyone'),
    subscribe: rule('anyone'),
    list: rule('anyone'),
    send: rule('anyone'),
    receive: rule('anyone'),
  },
};
const open = (patch: Partial<RoomSettings> = {}) =>
  openHouse([
    {
      id: 'a',
      settings: { ...OPEN, ...patch },
      people: [person(userPerson('tess'), 'owner'), person(userPerson('ana'), 'member')],
    },
  ]);

/** Nobody is disturbed: somebody who was here is still here, is served, and was told nothing. */
async function undisturbed(house: House, act: (hostile: Visitor) => Promise<void>): Promise<void> {
  const quiet = await house.visitor();
  await quiet.join('a', 'Quiet');
  await quiet.caughtUp();
  const before = quiet.received.length;
  const hostile = await house.visitor();
  await act(hostile);
  await quiet.caughtUp();
  expect(quiet.received.slice(before)).toEqual([]);
  expect(quiet.socket.connected).toBe(true);
  await quiet.ask('hand.raise', {});
}

describe('what is not a message of this house', () => {
  it('is answered with a failure, disturbs nobody, and is counted', async () => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      for (const name of [
        'room.destroy',
        'toString',
        '__proto__',
        'constructor',
        'error',
        '',
        'room.join ',
        '🎓',
      ]) {
        expect(await hostile.raw(name, {}), name).toMatchObject({
          ok: false,
          failure: { code: 'unknown-message' },
        });
      }
    });
    expect(await house.refused('unknown-message')).toBe(8);
  });

  it('is logged once for each socket and kind of failure, however often it comes', async () => {
    const house = await open();
    const hostile = await house.visitor();
    for (let i = 0; i < 30; i++) await hostile.raw(`no.such.${i}`, {});
    for (let i = 0; i < 30; i++) await hostile.raw('room.join', { i });
    const logged = house.lines.filter(({ msg }) => msg === 'message not carried out');
    expect(logged.map(({ code }) => code)).toEqual(['unknown-message', 'bad-request']);
    await hostile.raw(`${'x'.repeat(20_000)}`, {});
    expect(JSON.stringify(house.lines).length).toBeLessThan(3000);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'x'],
    ['a number', 7],
    ['a list', []],
    ['a list of rooms', [{ room: 'a', name: 'x' }]],
    ['no name', { room: 'a' }],
    ['no room', { name: 'x' }],
    ['a room that is a number', { room: 7, name: 'x' }],
    ['a room that is an object', { room: { toString: 'a' }, name: 'x' }],
    ['a room that is a path', { room: '../a', name: 'x' }],
    ['a room of 65 letters', { room: 'a'.repeat(65), name: 'x' }],
    ['one key more', { room: 'a', name: 'x', role: 'owner' }],
    ['a person', { room: 'a', name: 'x', person: 'user:tess' }],
    ['a key more inside', { room: 'a', name: 'x', resume: { participant: 'p', key: 'k', as: 'user:tess' } }],
    ['a proto', JSON.parse('{"room":"a","name":"x","__proto__":{"role":"owner"}}')],
    ['an empty name', { room: 'a', name: '' }],
    ['a blank name', { room: 'a', name: ' \t\n ' }],
    ['a name of control characters', { room: 'a', name: '\u0000\u001b\u202e' }],
    ['a name of 10,000 letters', { room: 'a', name: 'x'.repeat(10_000) }],
    ['bytes', Buffer.from('{"room":"a","name":"x"}')],
    ['bytes inside', { room: 'a', name: Buffer.from('x') }],
  ])('a join with %s is a bad request and lets nobody in', async (_what, payload) => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      const answer = await hostile.raw('room.join', payload);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
    });
  });

  it('every message that needs something refuses nothing and a key too many', async () => {
    const house = await open();
    const hostile = await house.visitor();
    await hostile.join();
    for (const name of Object.keys(REQUESTS)) {
      const answer = await hostile.raw(name, { surprise: 1 });
      expect(answer, name).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
    }
    await hostile.ask('hand.raise', {});
  });

  it('a message without a payload, where none is needed, is served', async () => {
    const house = await open();
    const visitor = await house.visitor();
    await visitor.join();
    expect(await visitor.raw('hand.raise')).toEqual({ ok: true, value: {} });
  });

  it('a message without an acknowledgement is carried out all the same, and its failure is nobody’s', async () => {
    const house = await open();
    const visitor = await house.visitor();
    await visitor.join();
    visitor.socket.emit('hand.raise', {});
    visitor.socket.emit('hand.raise');
    visitor.socket.emit('no.such', {});
    visitor.socket.emit('room.join', 5, 6, 7);
    await vi.waitFor(() => expect(visitor.view?.self.handRaised).toBe(true));
    await visitor.caughtUp();
    expect(await house.refused('unknown-message')).toBe(1);
  });

  it('a message too large is refused, and the next one served', async () => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      const large = { room: 'a', name: 'x'.repeat(64 * 1024) };
      expect(await hostile.raw('room.join', large)).toMatchObject({
        ok: false,
        failure: { code: 'too-large' },
      });
      const many = { room: 'a', name: 'x', list: Array.from({ length: 9000 }, () => ({ a: 1 })) };
      expect(await hostile.raw('room.join', many)).toMatchObject({
        ok: false,
        failure: { code: 'too-large' },
      });
      await hostile.ask('room.look', { room: 'a' });
    });
  });

  it('a message beyond the socket’s own limit closes that socket and nobody else’s', async () => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      hostile.socket.emit('room.join', { room: 'a', name: 'x'.repeat(300 * 1024) });
      await hostile.gone();
    });
  });

  it('depth is no way in, or out', async () => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      // As text, because this side could not write it down otherwise.
      const deep = `42["room.join",${'['.repeat(100_000)}${']'.repeat(100_000)}]`;
      hostile.socket.io.engine.write(deep);
      await hostile.raw('no.such', {}).catch(() => {});
    });
  });
});

describe('the protocol below the messages', () => {
  /** Packets of Engine.IO and Socket.IO, as text. */
  const packets = [
    '40null',
    '40[]',
    '40"x"',
    '40{"token":7}',
    '40{"token":{"a":1}}',
    '40/admin,{}',
    '42["error",{}]',
    '42["disconnect"]',
    '42["disconnecting",{}]',
    '42["newListener",{}]',
    '42["connect_error"]',
    '42[]',
    '42{}',
    '42[null]',
    '42[7,{}]',
    '42[{"a":1},{}]',
    '42999999999999999999["room.look",{"room":"a"}]',
    '420["room.look"]',
    '42["room.look',
    '43["x"]',
    '4399[]',
    '44{"message":"x"}',
    '45',
    '451-["room.join",{"_placeholder":true,"num":0}]',
    '4599-["room.join",{"_placeholder":true,"num":98}]',
    '451-["room.join",{"_placeholder":true,"num":"__proto__"}]',
    '46',
    '49',
    '41',
    '6',
    '9',
    'x',
    '',
  ];
  it.each(packets)('%j ends at most its own socket', async (packet) => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      hostile.socket.io.engine.write(packet);
      // Served again, or gone; but never silent for ever, and never the end of everybody.
      await Promise.race([hostile.caughtUp().catch(() => {}), hostile.gone()]);
    });
  });
});

describe('who comes', () => {
  const rejection = (house: House, auth: object) =>
    connect(house.url, auth).then(
      (visitor) => {
        visitor.socket.disconnect();
        return 'let in';
      },
      (failed: { code?: string }) => failed.code ?? 'no reason',
    );

  it('with a wrong user token is turned away, and never made a guest', async () => {
    const house = await open();
    house.users.set('ana', 'Ana');
    const guest = await house.tokens.guest('5f0c');
    const bad = [
      'garbage',
      'x'.repeat(10_000),
      'x'.repeat(4095),
      'x'.repeat(4096),
      7,
      {},
      [],
      true,
      ['a'],
      { length: 3 },
    ];
    for (const token of bad) {
      expect(await rejection(house, { token, guest }), JSON.stringify(token)?.slice(0, 40)).toBe(
        'unauthenticated',
      );
    }
    expect(await rejection(house, { token: await house.tokens.user('ana', '-1s') })).toBe('expired');
    expect(await rejection(house, { token: await house.tokens.user('gone', '1h') })).toBe('unauthenticated');
    expect(await rejection(house, { token: await house.tokens.user('ana', '1h') })).toBe('let in');
    expect(await rejection(house, { token: undefined })).toBe('let in');
    expect(await rejection(house, { token: '' })).toBe('let in');
    expect(await rejection(house, { guest: { a: 1 } })).toBe('let in');
  });

  it('is told so when it cannot be found out, and let in when it can again', async () => {
    const house = await open();
    house.users.set('ana', 'Ana');
    const token = await house.tokens.user('ana', '1h');
    const find = vi.spyOn(house.users, 'get').mockImplementation(() => {
      throw new Error('the database is away');
    });
    expect(await rejection(house, { token })).toBe('unavailable');
    find.mockRestore();
    expect(await rejection(house, { token })).toBe('let in');
  });

  it('is asked who they are only when they come: a user token says who, and the room what', async () => {
    const house = await open();
    const ana = await house.user('ana');
    const { you } = await ana.ask('room.look', { room: 'a' });
    expect(you).toEqual({ kind: 'user', name: 'Ana', role: 'member' });
    const guest = await house.visitor();
    const seen = await guest.ask('room.look', { room: 'a' });
    expect(seen.you).toEqual({ kind: 'guest', name: '', role: 'guest' });
    const again = await house.visitor({ guest: seen.guest });
    expect((await again.ask('room.look', { room: 'a' })).guest).toBe(seen.guest);
  });
});

describe('before, between and after', () => {
  it('who is not in a room can do nothing in it', async () => {
    const house = await open();
    const inside = await house.user('tess');
    const participant = await inside.join();
    const { publication } = await inside.ask('media.publish', { kind: 'microphone' });
    const hostile = await house.user('ana');
    const codes = [
      await hostile.fails('room.leave', {}),
      await hostile.fails('room.audience', { right: 'publish', audience: 'selected' }),
      await hostile.fails('media.publish', { kind: 'camera' }),
      await hostile.fails('media.unpublish', { publication }),
      await hostile.fails('media.mute', { publication, muted: true }),
      await hostile.fails('hand.raise', {}),
      await hostile.fails('hand.lower', { participant }),
      await hostile.fails('floor.allow', { participant }),
      await hostile.fails('floor.stop', { participant }),
      await hostile.fails('person.override', { participant, right: 'list', value: 'deny' }),
      await hostile.fails('person.remove', { participant }),
      await hostile.fails('link.signal', { link: 'x', signal: { type: 'offer', sdp: 'v=0' } }),
      await hostile.fails('link.restart', { link: 'x' }),
      await hostile.fails('link.failed', { link: 'x' }),
    ].map(({ code }) => code);
    expect(codes).toEqual(codes.map(() => 'not-joined'));
  });

  it('nobody joins twice over one socket, neither one after the other nor at once', async () => {
    const house = await open();
    const ana = await house.user('ana');
    const joining = { room: 'a', name: 'Ana' };
    const answers = await Promise.all([1, 2, 3].map(() => ana.raw('room.join', joining)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(await ana.fails('room.join', joining)).toMatchObject({ code: 'conflict' });
    const host = await house.registry.find('a' as never);
    expect(host?.state.participants.size).toBe(1);
  });

  it('leaving and joining without waiting makes no second self', async () => {
    const house = await open();
    const ana = await house.user('ana');
    await ana.join();
    const joining = { room: 'a', name: 'Ana' };
    for (let i = 0; i < 5; i++) {
      const acts = [ana.raw('room.leave', {}), ...[1, 2, 3].map(() => ana.raw('room.join', joining))];
      await Promise.all(acts);
      await ana.raw('room.join', joining);
    }
    const host = await house.registry.find('a' as never);
    expect(host?.state.participants.size).toBe(1);
    ana.socket.disconnect();
    await vi.waitFor(() =>
      expect([...(host?.state.participants.values() ?? [])][0]?.session.state).toBe('away'),
    );
    await house.clock.pass(20_000);
    expect(host?.state.participants.size).toBe(0);
  });

  it('a socket that goes while it joins leaves nobody behind', async () => {
    const house = await open();
    const ana = await house.user('ana');
    house.store.held.hold();
    ana.socket.emit('room.join', { room: 'a', name: 'Ana' });
    await vi.waitFor(() => expect(house.store.loads).toBe(1));
    ana.socket.disconnect();
    // The server has heard of it when it would serve somebody who came later.
    await house.user('tess');
    house.store.held.release();
    const host = await house.registry.find('a' as never);
    await vi.waitFor(async () => {
      await house.clock.pass(20_000);
      expect(host?.state.participants.size).toBe(0);
    });
  });

  it('a room that does not exist is not found, whoever asks', async () => {
    const house = await open();
    const ana = await house.user('ana');
    expect(await ana.fails('room.join', { room: 'none', name: 'Ana' })).toMatchObject({ code: 'not-found' });
    expect(await ana.fails('room.look', { room: 'none' })).toMatchObject({ code: 'not-found' });
    await ana.join();
  });

  it('a store that fails is our fault and not theirs, is logged once, and passes', async () => {
    const house = await open();
    const ana = await house.user('ana');
    house.store.broken = true;
    for (let i = 0; i < 20; i++) {
      const { code, message } = await ana.fails('room.join', { room: 'a', name: 'Ana' });
      expect(code).toBe('internal');
      expect(message).not.toContain('disk');
    }
    expect(house.lines.filter(({ level }) => level === 50)).toMatchObject([
      { err: { message: 'the disk is gone' } },
    ]);
    house.store.broken = false;
    await ana.join();
  });

  it('a room that was only looked at, or turned everybody away, does not stay in memory', async () => {
    const house = await open({ locked: mark() });
    const guest = await house.visitor();
    await guest.fails('room.join', { room: 'a', name: 'Guest' });
    await house.clock.pass(30_000);
    expect(await house.registry.running(roomId('a'))).toBeNull();
    await guest.ask('room.look', { room: 'a' });
    expect(house.media().closed).toBe(false);
    await house.clock.pass(30_000);
    expect(house.media().closed).toBe(true);
  });
});

describe('R1, R2, R11: who is not let in is told why, and what would help', () => {
  const hour = 3_600_000;
  it.each([
    ['paused', { paused: mark('Zoe') }, 'none'],
    ['deleted', { deleted: mark('Zoe') }, 'none'],
    ['expired', { expiresAt: T0 }, 'none'],
    ['not-started', { startsAt: T0 + hour }, 'wait'],
    ['locked', { locked: mark('Zoe') }, 'ask-host'],
    ['full', { capacity: 0 }, 'none'],
  ] as [string, Partial<RoomSettings>, string][])('a room that is %s', async (because, patch, remedy) => {
    const house = await open(patch);
    const ana = await house.user('ana');
    const refused = await ana.fails('room.join', { room: 'a', name: 'Ana' });
    expect(refused).toMatchObject({ code: 'refused', reason: { right: 'enter', reason: { because } } });
    expect(refused.reason?.remedy.do).toBe(remedy);
    expect(refused.message.length).toBeGreaterThan(10);
    expect((await ana.ask('room.look', { room: 'a' })).enter).toMatchObject({ allowed: false });
    // A refusal ends nothing: whoever is turned away may ask again over the same socket.
    expect(await ana.fails('room.join', { room: 'a', name: 'Ana' })).toMatchObject({ code: 'refused' });
  });

  it('somebody banned, in every tab and with every token', async () => {
    const house = await openHouse([
      { id: 'a', settings: OPEN, people: [person(userPerson('ana'), 'member', { ban: mark('Zoe') })] },
    ]);
    for (let tab = 0; tab < 3; tab++) {
      const ana = await house.user('ana');
      const refused = await ana.fails('room.join', { room: 'a', name: 'Ana' });
      expect(refused).toMatchObject({
        code: 'refused',
        reason: { reason: { rule: 'R2', because: 'banned' } },
      });
      expect(JSON.stringify(refused)).not.toContain('Zoe');
    }
  });

  it('the last place is given once', async () => {
    const house = await open({ capacity: 3 });
    const crowd = await Promise.all(Array.from({ length: 8 }, () => house.visitor()));
    const answers = await Promise.all(crowd.map((one) => one.raw('room.join', { room: 'a', name: 'One' })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    await (await house.user('tess')).join();
  });
});

describe('names', () => {
  it.each([
    ['pictures', '👩🏽‍🏫 Ana 🎓', '👩🏽‍🏫 Ana 🎓'],
    ['another direction', 'سلام علي', 'سلام علي'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['space around', '  Ana  ', 'Ana'],
    ['tricks that rewrite the line', 'Ana\u202eneB\u2066\u0007\nTeacher', 'AnaneBTeacher'],
    ['80 characters', 'ä'.repeat(80), 'ä'.repeat(80)],
    ['half a character', 'Ana \ud83d', 'Ana'],
  ])('with %s are shown as %s', async (_what, name, shown) => {
    const house = await open();
    const ana = await house.user('ana');
    const other = await house.user('tess');
    await other.join();
    const participant = await ana.join('a', name);
    await vi.waitFor(() => expect(other.view?.people?.[participant]?.name).toBe(shown));
    expect(ana.view?.self.name).toBe(shown);
  });

  it('with 81 characters, or 10,000, are refused with a reason', async () => {
    const house = await open();
    const ana = await house.user('ana');
    for (const name of ['x'.repeat(81), 'ä'.repeat(10_000), '👩🏽‍🏫'.repeat(1000)]) {
      const { code, message } = await ana.fails('room.join', { room: 'a', name });
      expect(code).toBe('bad-request');
      expect(message).toContain('80');
      expect(message.length).toBeLessThan(200);
    }
  });
});

describe('a flood', () => {
  it('is answered with a failure at first, is counted, and is logged once', async () => {
    const house = await open();
    const hostile = await house.visitor();
    // Signals for links come in bursts, when many links open at once; what changes a room is pressed by a hand.
    const signal = { link: 'none', signal: { type: 'offer', sdp: 'v=0' } };
    const signals = await Promise.all(Array.from({ length: 300 }, () => hostile.raw('link.signal', signal)));
    expect(new Set(signals.map((answer) => !answer.ok && answer.failure.code))).toEqual(
      new Set(['not-joined']),
    );
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => hostile.raw('room.look', { room: 'none' })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code));
    expect(codes.filter((code) => code === 'not-found').length).toBe(60);
    expect(codes.filter((code) => code === 'rate-limited').length).toBeGreaterThan(0);
    expect(await house.refused('rate-limited')).toBe(codes.filter((code) => code === 'rate-limited').length);
    expect(house.lines.filter(({ code }) => code === 'rate-limited')).toHaveLength(1);
  });

  it('that goes on is disconnected, and nobody else notices', async () => {
    const house = await open();
    await undisturbed(house, async (hostile) => {
      for (let i = 0; i < 6000; i++) hostile.socket.emit('hand.raise', {});
      await hostile.gone();
    });
    expect(house.store.recorded.length).toBeLessThan(400);
  });

  it('of one socket takes nothing from another of the same person', async () => {
    const house = await open();
    const one = await house.user('ana');
    const two = await house.user('ana');
    await Promise.all(Array.from({ length: 450 }, () => one.raw('room.look', { room: 'none' })));
    await two.join();
  });
});
