import { describe, expect, it } from 'vitest';
import { type ParticipantId, roomId, userPerson } from '@/lib/core/ids.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';
import { MOST_VOICES } from '@/lib/core/quality/voices.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import type { RequestInput } from '@/lib/wire/requests.ts';
import { type House, openHouse, type Visitor } from './house.ts';
import { person } from './people.ts';

/**
 * R34, R35, at the socket: what pages report, what the engine is asked for, and who is told what. `wants` holds what
 * each subscriber was last asked for; the levels are as seen by the one who watches.
 */
const NAMES = ['tess', 'ana', 'ben', 'cem'];
const open = (patch: Partial<RoomSettings> = {}, names: readonly string[] = NAMES) =>
  openHouse(
    ['a', 'b'].map((id) => ({
      id,
      settings: { ...presetSettings('conference', id), ...patch },
      people: names.map((name) => person(userPerson(name), name === 'tess' ? 'owner' : 'member')),
    })),
  );

/** Everybody is in, and those named send a camera; gives each by name, and the publications by their sender. */
async function call(house: House, cameras: readonly string[] = ['ana', 'ben', 'cem']) {
  const people: Record<string, Visitor> = {};
  for (const name of NAMES) {
    people[name] = await house.user(name);
    await people[name].join('a', name);
  }
  const sends: Record<string, string> = {};
  for (const name of cameras)
    sends[name] = (await the(people, name).ask('media.publish', { kind: 'camera' })).publication;
  return { people, sends, at: (name: string) => the(people, name), of: (name: string) => sends[name] ?? '' };
}
function the(people: Record<string, Visitor>, name: string): Visitor {
  const found = people[name];
  if (!found) throw new Error(`${name} is not in this call`);
  return found;
}

const tile = (publication: string, width: number) => ({
  publication,
  width,
  height: Math.round((width * 9) / 16),
});
const view = (who: Visitor, ...tiles: ReturnType<typeof tile>[]) =>
  who.ask('media.viewing', { tiles, lowData: false });
const wants = (house: House, who: { readonly participant: ParticipantId }) =>
  Object.fromEntries(house.media().wants.get(who.participant) ?? []);
/** What a visitor was last told that they are sent less of; null when never. */
const told = (who: Visitor): Readonly<Record<string, Sent>> | null => {
  const notices = who.received.flatMap(({ event, payload }) =>
    event === 'notices' ? (payload as Notice[]) : [],
  );
  const last = notices.filter((notice) => notice.is === 'sent').at(-1);
  return last ? last.sent : null;
};

const REPORT: RequestInput<'media.measured'> = {
  interval: 2_000,
  down: {
    bitrate: 2_000_000,
    packets: 400,
    lost: 0,
    delay: 40,
    roundTrip: 40,
    freezes: 0,
    framesDropped: 0,
    concealed: 0,
  },
  up: { bitrate: 500_000, available: 2_000_000, lost: 0, roundTrip: 40, limited: 'none' },
};
const NARROW = { ...REPORT, down: { ...REPORT.down, bitrate: 250_000, packets: 50, lost: 400 } };

/** A report every two seconds, as browsers send them. */
async function reports(house: House, who: Visitor, report: RequestInput<'media.measured'>, count = 1) {
  for (let i = 0; i < count; i++) {
    await house.clock.pass(2_000);
    await who.ask('media.measured', report);
  }
}

describe('R35: what a page shows', () => {
  it('R35: decides what its viewer is sent, and nobody else', async () => {
    const house = await open();
    const { at, of } = await call(house);
    const before = wants(house, at('ben'));
    await view(at('tess'), tile(of('ana'), 1280), tile(of('ben'), 160));
    expect(wants(house, at('tess'))).toEqual({ [of('ben')]: 0, [of('cem')]: 'none' });
    await at('tess').caughtUp();
    expect(told(at('tess'))).toEqual({
      [of('ben')]: { level: 0, why: 'tile' },
      [of('cem')]: { level: 'none', why: 'tile' },
    });
    await view(at('tess'), tile(of('ana'), 160), tile(of('ben'), 640));
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 0, [of('ben')]: 1, [of('cem')]: 'none' });
    expect(wants(house, at('ben'))).toEqual(before);
    await at('ben').caughtUp();
    expect(told(at('ben'))).toBeNull();
  });

  it('R35: hidden, brings nothing but sound; in sight again, the pictures too', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    const { publication: voice } = await at('ana').ask('media.publish', { kind: 'microphone' });
    await view(at('tess'), tile(of('ana'), 1280));
    await view(at('tess'));
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 'none' });
    expect(house.media().routes, 'the route stands').toContain(`${at('tess').participant}<${of('ana')}`);
    expect(house.media().routes).toContain(`${at('tess').participant}<${voice}`);
    const { publication: slides } = await at('ben').ask('media.publish', { kind: 'screen' });
    expect(wants(house, at('tess')), 'nothing new either').toEqual({ [of('ana')]: 'none', [slides]: 'none' });
    await view(at('tess'), tile(of('ana'), 1280), tile(slides, 1280));
    expect(wants(house, at('tess'))).toEqual({});
  });

  it('R35: not yet known, brings few pictures whole and many small; a page that says nothing keeps them', async () => {
    const house = await open();
    const { at, of } = await call(house);
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 1, [of('ben')]: 1, [of('cem')]: 1 });
    expect(wants(house, at('ana')), 'who sees two').toEqual({});
    await house.clock.pass(60_000);
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 1, [of('ben')]: 1, [of('cem')]: 1 });
  });

  it('R35: that has drawn nothing yet keeps what it is sent for a moment, unless it stays so', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    await view(at('tess'));
    await view(at('tess'));
    expect(wants(house, at('tess')), 'the first frames are on their way').toEqual({});
    await view(at('ben'));
    await view(at('ben'), tile(of('ana'), 640));
    await house.clock.pass(3_000);
    expect(wants(house, at('tess')), 'opened in the background').toEqual({ [of('ana')]: 'none' });
    expect(wants(house, at('ben'))).toEqual({ [of('ana')]: 1 });
    expect(house.clock.pending).toBe(0);
  });

  it('R35: brings what is new at once, and no longer than a page needs to say that it shows it', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana', 'ben']);
    await view(at('tess'), tile(of('ana'), 1280), tile(of('ben'), 1280));
    const { publication } = await at('cem').ask('media.publish', { kind: 'camera' });
    expect(wants(house, at('tess'))).toEqual({ [publication]: 1 });
    // A page that did not know of it yet.
    await view(at('tess'), tile(of('ana'), 1280), tile(of('ben'), 640));
    expect(wants(house, at('tess'))).toEqual({ [of('ben')]: 1, [publication]: 1 });
    await house.clock.pass(3_000);
    expect(wants(house, at('tess'))).toEqual({ [of('ben')]: 1, [publication]: 'none' });
    expect(house.clock.pending, 'nothing is waited for any more').toBe(0);
  });

  it('R35: brings nothing that is new to a page that is hidden meanwhile', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    await view(at('tess'), tile(of('ana'), 1280));
    const { publication } = await at('cem').ask('media.publish', { kind: 'camera' });
    expect(wants(house, at('tess'))).toEqual({ [publication]: 1 });
    await view(at('tess'));
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 'none', [publication]: 'none' });
  });

  it('R35: names nothing that does not reach its viewer, whatever it asks for', async () => {
    const house = await open();
    const { at, of } = await call(house);
    await at('tess').ask('person.override', {
      participant: at('ben').participant,
      right: 'subscribe',
      value: 'deny',
    });
    await view(at('ben'), tile(of('ana'), 160), tile('somewhere', 1280), tile(of('ben'), 1280));
    expect(wants(house, at('ben'))).toEqual({});
    await at('ben').caughtUp();
    expect(told(at('ben')) ?? {}).toEqual({});
    expect([...house.media().routes].filter((route) => route.startsWith(at('ben').participant))).toEqual([]);
  });

  it('R35: is told again to a socket that returns', async () => {
    const house = await open();
    const { at, of } = await call(house);
    await view(at('tess'), tile(of('ana'), 1280));
    const { participant, key } = at('tess');
    at('tess').socket.disconnect();
    const again = await house.user('tess');
    await again.resume(participant, key);
    await again.caughtUp();
    expect(told(again)).toEqual({
      [of('ben')]: { level: 'none', why: 'tile' },
      [of('cem')]: { level: 'none', why: 'tile' },
    });
  });

  it('R35: is forgotten with the participant', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana', 'ben']);
    await view(at('tess'), tile(of('ana'), 160));
    await at('tess').ask('room.leave', {});
    await at('tess').join('a', 'tess');
    expect(wants(house, at('tess'))).toEqual({});
  });

  it('R35: saves by the viewer’s own choice, and slides stay sharp', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    const { publication: slides } = await at('ben').ask('media.publish', { kind: 'screen' });
    const tiles = [tile(of('ana'), 1280), tile(slides, 1280)];
    await at('tess').ask('media.viewing', { tiles, lowData: true });
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 0, [slides]: 0 });
    await at('tess').caughtUp();
    expect(told(at('tess'))?.[of('ana')]).toEqual({ level: 0, why: 'choice' });
  });
});

describe('R35: what a connection carries', () => {
  const grid = (...names: readonly string[]) => names.map((name) => tile(name, 640));

  it('R35: narrows what that viewer is sent and nobody else, and widens it again by itself', async () => {
    const house = await open();
    const { at, of } = await call(house);
    await view(at('tess'), ...grid(of('ana'), of('ben'), of('cem')));
    await view(at('ben'), ...grid(of('ana'), of('cem')));
    const others = wants(house, at('ben'));
    await reports(house, at('tess'), NARROW);
    const levels = Object.values(wants(house, at('tess')));
    expect(levels.filter((level) => level === 0)).toHaveLength(1);
    expect(levels.filter((level) => level === 'none')).toHaveLength(2);
    await at('tess').caughtUp();
    expect(Object.values(told(at('tess')) ?? {}).map(({ why }) => why)).toEqual([
      'network',
      'network',
      'network',
    ]);
    expect(wants(house, at('ben'))).toEqual(others);
    await reports(house, at('tess'), REPORT, 25);
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 1, [of('ben')]: 1, [of('cem')]: 1 });
  });

  it('R35: the spotlight comes first, then whoever speaks', async () => {
    const house = await open();
    const { at, of } = await call(house);
    await view(at('tess'), ...grid(of('ana'), of('ben'), of('cem')));
    await reports(house, at('tess'), NARROW);
    await at('tess').ask('person.spotlight', { participant: at('cem').participant });
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 'none', [of('ben')]: 'none', [of('cem')]: 0 });
    await at('tess').ask('person.spotlight', {});
    const { publication: voice } = await at('ben').ask('media.publish', { kind: 'microphone' });
    await at('ben').ask('media.mute', { publication: voice, muted: false });
    await at('ben').ask('media.talking', { publication: voice, talking: true });
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 'none', [of('ben')]: 0, [of('cem')]: 'none' });
    await at('ben').ask('media.talking', { publication: voice, talking: false });
    expect(wants(house, at('tess')), 'and stays when they pause').toMatchObject({ [of('ben')]: 0 });
  });

  it('R9, R35: counts for nothing where the room, or the viewer, is to be sent everything', async () => {
    const house = await open({
      profile: { ...presetSettings('conference', '').profile, adaptive: false },
    });
    const { at, of } = await call(house);
    await view(at('tess'), ...grid(of('ana'), of('ben')));
    await reports(house, at('tess'), NARROW, 3);
    expect(wants(house, at('tess')), 'what is shown still counts').toEqual({
      [of('ana')]: 1,
      [of('ben')]: 1,
      [of('cem')]: 'none',
    });
    const host = await house.registry.find(roomId('a'));
    const adaptive = (value: boolean | null) =>
      host?.run(
        { type: 'api', name: 'test' },
        { do: 'member', person: userPerson('tess'), membership: { profile: { adaptive: value } } },
      );
    expect(await adaptive(true)).toBeNull();
    await reports(house, at('tess'), NARROW);
    expect(wants(house, at('tess'))).not.toMatchObject({ [of('ana')]: 1, [of('ben')]: 1 });
    expect(await adaptive(null)).toBeNull();
    expect(wants(house, at('tess')), 'at once').toMatchObject({ [of('ana')]: 1, [of('ben')]: 1 });
  });
});

describe('R35: many voices', () => {
  const CHOIR = Array.from({ length: MOST_VOICES + 3 }, (_, i) => `singer${i}`);

  it('R35: those who spoke lately are heard, and whoever begins to', async () => {
    const house = await open({}, [...NAMES, ...CHOIR]);
    const listener = await house.user('tess');
    await listener.join('a', 'tess');
    const singers: { readonly who: Visitor; readonly voice: string }[] = [];
    for (const name of CHOIR) {
      const who = await house.user(name);
      await who.join('a', name);
      const { publication: voice } = await who.ask('media.publish', { kind: 'microphone' });
      await who.ask('media.mute', { publication: voice, muted: false });
      singers.push({ who, voice });
    }
    const silent = () => Object.keys(wants(house, listener));
    expect(silent()).toHaveLength(3);
    const quiet = singers.find(({ voice }) => silent().includes(voice));
    if (!quiet) throw new Error('everybody is heard');
    await quiet.who.ask('media.talking', { publication: quiet.voice, talking: true });
    expect(silent()).not.toContain(quiet.voice);
    expect(silent()).toHaveLength(3);
    await listener.caughtUp();
    expect(told(listener), 'no picture is missed').toBeNull();
    for (const { who, voice } of singers.slice(0, 3))
      await who.ask('media.mute', { publication: voice, muted: true });
    expect(silent()).toEqual([]);
  });
});

describe('R35: a voice that nobody was sent', () => {
  it('R35: is heard once it is one of few, though it was muted and opened in between', async () => {
    const choir = Array.from({ length: MOST_VOICES + 1 }, (_, i) => `singer${i}`);
    const house = await open({}, [...NAMES, ...choir]);
    const listener = await house.user('tess');
    await listener.join('a', 'tess');
    const singers = new Map<string, Visitor>();
    for (const name of choir) {
      const who = await house.user(name);
      await who.join('a', name);
      const { publication: voice } = await who.ask('media.publish', { kind: 'microphone' });
      await who.ask('media.mute', { publication: voice, muted: false });
      singers.set(voice, who);
    }
    const silent = () => Object.keys(wants(house, listener));
    const [quiet = ''] = silent();
    const mute = (voice: string, muted: boolean) =>
      singers.get(voice)?.ask('media.mute', { publication: voice, muted });
    await mute(quiet, true);
    expect(silent()).toEqual([]);
    const [other = ''] = [...singers.keys()].filter((voice) => voice !== quiet);
    await mute(other, true);
    await mute(quiet, false);
    expect(silent()).toEqual([]);
  });
});

describe('R34: how good a connection is', () => {
  const POOR = { ...REPORT, up: { ...REPORT.up, lost: 0.3 } };
  const shown = async (who: Visitor, publication: string) => {
    await who.caughtUp();
    return who.view?.publications[publication]?.link;
  };

  it('R34: is shown to whoever sees the publication once it lasts, and goes away when it is better', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    await reports(house, at('ana'), POOR);
    expect(await shown(at('ben'), of('ana'))).toBe('good');
    await reports(house, at('ana'), POOR);
    expect(await shown(at('ben'), of('ana'))).toBe('poor');
    expect(await shown(at('ana'), of('ana')), 'also to oneself').toBe('poor');
    await reports(house, at('ana'), REPORT, 5);
    expect(await shown(at('ben'), of('ana'))).toBe('good');
    expect(house.store.recorded.flatMap(({ entries }) => entries)).toEqual([]);
  });

  it('R34: of those who publish nothing nobody is told, until they do', async () => {
    const house = await open();
    const { at } = await call(house, ['ana']);
    await at('tess').caughtUp();
    const before = at('tess').received.length;
    await reports(house, at('ben'), POOR, 3);
    await at('tess').caughtUp();
    expect(
      at('tess')
        .received.slice(before)
        .filter(({ event }) => event === 'notices'),
    ).toEqual([]);
    const { publication } = await at('ben').ask('media.publish', { kind: 'camera' });
    await reports(house, at('ben'), POOR);
    expect(await shown(at('tess'), publication)).toBe('poor');
  });
});

describe('reports from somebody hostile', () => {
  const SHOWN: RequestInput<'media.viewing'> = { tiles: [], lowData: true };

  it('who is not in a room is turned down, and so is who waits', async () => {
    const house = await open({ lobby: true });
    const outside = await house.user('ana');
    expect((await outside.fails('media.viewing', SHOWN)).code).toBe('not-joined');
    expect((await outside.fails('media.measured', REPORT)).code).toBe('not-joined');
    const tess = await house.user('tess');
    await tess.join();
    await outside.join();
    expect((await outside.fails('media.viewing', SHOWN)).code).toBe('not-joined');
    expect((await outside.fails('media.measured', REPORT)).code).toBe('not-joined');
    expect(house.media().wants.has(outside.participant)).toBe(false);
  });

  it('what is said in one room is nothing to another', async () => {
    const house = await open();
    const { at, of } = await call(house);
    const elsewhere = await house.user('ben');
    await elsewhere.join('b');
    await view(elsewhere, tile(of('ana'), 160));
    await reports(house, elsewhere, NARROW);
    await elsewhere.caughtUp();
    expect(told(elsewhere)).toBeNull();
    expect(house.media('b').wants.size).toBe(0);
    expect(wants(house, at('ben'))).toEqual({});
    expect(house.media().wants.has(elsewhere.participant)).toBe(false);
  });

  it.each([
    ['no number', { ...REPORT, down: { ...REPORT.down, lost: 'many' } }],
    ['less than nothing', { ...REPORT, down: { ...REPORT.down, bitrate: -1 } }],
    ['more than there is', { ...REPORT, down: { ...REPORT.down, packets: 1e300 } }],
    ['a share beyond all', { ...REPORT, up: { ...REPORT.up, lost: 2 } }],
    ['a key too many', { ...REPORT, participant: 'p1' }],
  ])('%s is refused', async (_name, report) => {
    const house = await open();
    const { at } = await call(house, []);
    const answer = await at('ana').raw('media.measured', report);
    expect(answer.ok ? '' : answer.failure.code).toBe('bad-request');
  });

  it('the most that can be said spoils nothing but one’s own picture', async () => {
    const house = await open();
    const { at, of } = await call(house);
    await view(at('tess'), tile(of('ana'), 640));
    const most = { ...REPORT.down, bitrate: 1e12, packets: 1e12, lost: 1e12, delay: 1e12, freezes: 1e12 };
    await reports(house, at('ana'), { ...REPORT, down: { ...most, roundTrip: 1e12, concealed: 1 } }, 5);
    expect(wants(house, at('tess'))).toEqual({ [of('ana')]: 1, [of('ben')]: 'none', [of('cem')]: 'none' });
    await view(at('ana'), ...Array.from({ length: 100 }, (_, i) => tile(`x${i}`, 16_000)));
    expect(Object.keys(wants(house, at('ana'))).sort()).toEqual([of('ben'), of('cem')].sort());
  });

  it('a flood of them is refused, queues nothing, and takes nothing from what the same person does', async () => {
    const house = await open();
    const { at, of } = await call(house, ['ana']);
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, i) =>
        i % 2
          ? at('ben').raw('media.measured', { ...REPORT, up: { ...REPORT.up, lost: i % 3 ? 0.5 : 0 } })
          : at('ben').raw('media.viewing', { tiles: [tile(of('ana'), 100 + i)], lowData: false }),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(40);
    expect(new Set(codes)).toEqual(new Set(['ok', 'rate-limited']));
    for (let i = 0; i < 40; i++) await at('ben').ask(i % 2 ? 'hand.lower' : 'hand.raise', {});
    await at('ben').ask('media.publish', { kind: 'camera' });
    const host = await house.registry.find(roomId('a'));
    expect(host?.state.participants.get(at('ben').participant)?.link).toBe('good');
  });
});
