import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '@/lib/core/failure.ts';
import { linkId, type ParticipantId, roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { type House, openHouse } from './house.ts';
import { membership, person } from './people.ts';

/** A client that ignores the interface: each test is somebody at a raw socket who wants what is not theirs. */
const school = (patch: Partial<RoomSettings> = {}) =>
  openHouse([
    {
      id: 'a',
      settings: { ...presetSettings('classroom', 'Physics'), ...patch },
      people: [
        person(userPerson('tess'), 'owner'),
        {
          ...person(userPerson('max'), null),
          membership: membership('moderator', 'controlCalls', 'removeFromCall', 'modifyRoom'),
        },
        person(userPerson('ana'), 'member'),
        person(userPerson('ben'), 'member'),
      ],
    },
  ]);

async function lesson(patch: Partial<RoomSettings> = {}) {
  const house = await school(patch);
  const [tess, max, ana, ben] = await Promise.all(
    ['tess', 'max', 'ana', 'ben'].map((who) => house.user(who)),
  );
  if (!tess || !max || !ana || !ben) throw new Error('nobody came');
  await tess.join('a', 'Tess');
  await max.join('a', 'Max');
  await ana.join('a', 'Ana');
  await ben.join('a', 'Ben');
  return { house, tess, max, ana, ben };
}

const because = (failed: Failure) => {
  expect(failed.code).toBe('refused');
  expect(failed.message).toMatch(/\w.*\./);
  expect(failed.reason?.allowed).toBe(false);
  return `${failed.reason?.reason.rule} ${failed.reason?.remedy.do}`;
};
const KINDS = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
const trail = (house: House) => house.store.recorded.flatMap(({ entries }) => entries);

describe('publish', () => {
  it('R7 without the right is refused for each kind, with the reason and the remedy', async () => {
    const { house, ana } = await lesson();
    const answers = [];
    for (const kind of KINDS) answers.push(because(await ana.fails('media.publish', { kind })));
    expect(answers).toEqual(['R7 raise-hand', 'R7 raise-hand', 'R7 ask-host', 'R7 ask-host']);
    expect(house.media().publications.size).toBe(0);
    expect(house.media().routes.size).toBe(0);
  });

  it('R9 no right opens a kind that the room leaves out', async () => {
    const settings = presetSettings('voice-room', 'Voices');
    const { house, tess } = await lesson({ profile: settings.profile });
    expect(because(await tess.fails('media.publish', { kind: 'camera' }))).toBe('R9 none');
    await tess.ask('media.publish', { kind: 'microphone' });
    expect(house.media().publications.size).toBe(1);
  });

  it('R12 one of a kind, and never a second by asking at once', async () => {
    const { house, tess } = await lesson();
    const asks = Array.from({ length: 5 }, () => tess.raw('media.publish', { kind: 'camera' }));
    expect((await Promise.all(asks)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(house.media().publications.size).toBe(1);
  });

  it('R14 a stop holds in a second tab, after leaving and joining, and with every token', async () => {
    const { house, tess, ana } = await lesson({
      audiences: presetSettings('conference', '').audiences,
      muteAll: null,
    });
    const before = await house.tokens.user('ana', '1h');
    await ana.ask('media.publish', { kind: 'microphone' });
    await tess.ask('floor.stop', { participant: ana.participant });
    expect(house.media().publications.size).toBe(0);
    expect(because(await ana.fails('media.publish', { kind: 'microphone' }))).toBe('R4 raise-hand');

    await ana.ask('room.leave', {});
    await ana.join('a', 'Ana');
    expect(because(await ana.fails('media.publish', { kind: 'microphone' }))).toBe('R4 raise-hand');
    for (const other of [await house.user('ana'), await house.visitor({ token: before })]) {
      await other.join('a', 'Somebody else');
      expect(because(await other.fails('media.publish', { kind: 'microphone' }))).toBe('R4 raise-hand');
    }
    expect(house.media().publications.size).toBe(0);
  });

  it('R14 a stop takes every tab’s publication, and only this person’s', async () => {
    const { house, tess, ana, ben } = await lesson({
      audiences: presetSettings('conference', '').audiences,
      muteAll: null,
    });
    const tab = await house.user('ana');
    await tab.join('a', 'Ana too');
    await ana.ask('media.publish', { kind: 'microphone' });
    await tab.ask('media.publish', { kind: 'camera' });
    const { publication } = await ben.ask('media.publish', { kind: 'microphone' });
    await tess.ask('floor.stop', { participant: tab.participant });
    expect([...house.media().publications]).toEqual([publication]);
  });

  it('R3, R20 a timed floor is over at its time, for an act that comes at that very moment', async () => {
    const { house, tess, ana } = await lesson();
    await tess.ask('floor.allow', { participant: ana.participant, seconds: 60 });
    await ana.ask('media.publish', { kind: 'microphone' });
    house.clock.time += 60_000;
    expect(because(await ana.fails('media.publish', { kind: 'camera' }))).toBe('R7 raise-hand');
    expect(house.media().publications.size).toBe(0);
  });
});

describe('what is somebody else’s', () => {
  it('R12, R15 another’s publication cannot be muted, unmuted or closed, not by a host either', async () => {
    const { tess, max, ana, ben } = await lesson();
    await tess.ask('floor.allow', { participant: ana.participant });
    const { publication } = await ana.ask('media.publish', { kind: 'microphone' });
    const guesses = [];
    for (const who of [ben, max, tess]) {
      for (const muted of [true, false]) guesses.push(await who.fails('media.mute', { publication, muted }));
      guesses.push(await who.fails('media.unpublish', { publication }));
      guesses.push(await who.fails('media.unpublish', { publication: 'no-such-thing' }));
    }
    // One answer to all: what is somebody else's cannot be told from what does not exist.
    expect(new Set(guesses.map((failed) => JSON.stringify(failed))).size).toBe(1);
    expect(guesses[0]?.code).toBe('not-found');
    expect(ana.view?.publications[publication]?.muted).toBe(false);
  });

  it('a link that is unknown or another’s takes no signal, and cannot be said to have failed', async () => {
    const { house, ana, ben } = await lesson();
    const link = linkId('link-of-ana');
    house.media().links.set(link, ana.participant);
    const offer = { type: 'offer', sdp: 'v=0' } as const;
    expect(await ben.fails('link.signal', { link, signal: offer })).toMatchObject({ code: 'not-found' });
    expect(await ben.fails('link.restart', { link })).toMatchObject({ code: 'not-found' });
    expect(await ben.fails('link.failed', { link })).toMatchObject({ code: 'not-found' });
    const unknown = await ben.fails('link.signal', { link: 'no-such-link', signal: offer });
    expect(unknown).toEqual(await ben.fails('link.signal', { link, signal: offer }));
    expect(house.media().signals).toEqual([]);
    await ana.ask('link.signal', { link, signal: offer });
    expect(house.media().signals).toMatchObject([{ participant: ana.participant, link }]);
  });

  it.each([
    ['an SDP of 60,001 characters', { type: 'offer', sdp: 'x'.repeat(60_001) }],
    ['no SDP', { type: 'offer' }],
    ['an unknown type', { type: 'renegotiate', renegotiate: true }],
    ['a rollback', { type: 'rollback', sdp: '' }],
    ['a candidate of 1,025 characters', { type: 'candidate', candidate: { candidate: 'x'.repeat(1025) } }],
    ['a candidate for line -1', { type: 'candidate', candidate: { candidate: 'x', sdpMLineIndex: -1 } }],
    ['something besides', { type: 'offer', sdp: 'v=0', to: 'ben' }],
  ])('a signal with %s does not reach the engine', async (_what, signal) => {
    const { house, ana } = await lesson();
    const link = linkId('link-of-ana');
    house.media().links.set(link, ana.participant);
    expect(await ana.raw('link.signal', { link, signal })).toMatchObject({
      failure: { code: 'bad-request' },
    });
    expect(house.media().signals).toEqual([]);
  });
});

describe('R10 moderation', () => {
  const acts = (participant: ParticipantId) =>
    [
      ['floor.allow', { participant }],
      ['floor.allow', { participant, kinds: ['microphone'], seconds: 60 }],
      ['floor.stop', { participant }],
      ['person.override', { participant, right: 'publish', value: 'allow' }],
      ['person.override', { participant, right: 'list', value: null }],
      ['person.remove', { participant }],
      ['hand.lower', { participant }],
    ] as const;

  it('by a student is refused, for everybody and for themselves, before the target is looked for', async () => {
    const { house, tess, ana, ben } = await lesson();
    const targets = [tess.participant, ben.participant, ana.participant, 'nobody' as ParticipantId];
    const answers = new Map<string, Set<string>>();
    for (const target of targets) {
      for (const [name, payload] of acts(target)) {
        // One's own hand is one's own to lower.
        if (name === 'hand.lower' && target === ana.participant) continue;
        const failed = await ana.fails(name, payload as never);
        expect(because(failed), name).toBe('R10 ask-host');
        answers.set(name, (answers.get(name) ?? new Set()).add(JSON.stringify(failed)));
      }
    }
    for (const [name, different] of answers) expect(different.size, name).toBe(1);
    for (const right of ['publish', 'subscribe', 'list', 'send', 'receive'] as const) {
      expect(because(await ana.fails('room.audience', { right, audience: 'anyone' }))).toBe('R10 ask-host');
    }
    expect(trail(house)).toEqual([]);
  });

  it('by a guest is refused', async () => {
    const house = await openHouse([{ id: 'a', settings: presetSettings('open-webinar', 'W'), people: [] }]);
    const [one, two] = [await house.visitor(), await house.visitor()];
    await one.join();
    await two.join();
    for (const [name, payload] of acts(two.participant)) {
      expect((await one.fails(name, payload as never)).code, name).toBe('refused');
    }
    expect(trail(house)).toEqual([]);
  });

  it('of an owner by a moderator is refused, and of a moderator by one who may not edit moderators', async () => {
    const { house, tess, max } = await lesson();
    const other = await house.user('max');
    await other.join('a', 'Max too');
    for (const [name, payload] of acts(tess.participant)) {
      if (name === 'hand.lower') continue;
      expect((await max.fails(name, payload as never)).code, name).toBe('refused');
    }
    expect(trail(house)).toEqual([]);
    await tess.ask('media.publish', { kind: 'camera' });
    expect(house.media().publications.size).toBe(1);
  });

  it('is asked at every act: who is no moderator any more moderates no more', async () => {
    const { house, max, ana, ben } = await lesson();
    await max.ask('floor.allow', { participant: ana.participant });
    const host = await house.registry.find(roomId('a'));
    const demoted = {
      do: 'member',
      person: userPerson('max'),
      name: 'Max',
      membership: membership('member'),
    } as const;

    await host?.run({ type: 'api', name: 'backend' }, demoted);
    for (const [name, payload] of acts(ben.participant)) {
      expect(because(await max.fails(name, payload as never)), name).toBe('R10 ask-host');
    }
    expect(trail(house).map(({ change }) => change.on)).toEqual(['grant', 'membership']);
  });

  it('nobody removes themselves, in this tab or another', async () => {
    const { house, tess } = await lesson();
    const tab = await house.user('tess');
    await tab.join('a', 'Tess too');
    expect(await tess.fails('person.remove', { participant: tab.participant })).toMatchObject({
      code: 'conflict',
    });
  });

  it.each([
    ['no time', { seconds: 0 }],
    ['a time before', { seconds: -60 }],
    ['a part of a second', { seconds: 0.5 }],
    ['more than a day', { seconds: 86_401 }],
    ['for ever', { seconds: 1e308 }],
    ['no kinds', { kinds: [] }],
    ['an unknown kind', { kinds: ['hologram'] }],
    ['too many kinds', { kinds: ['camera', 'camera', 'camera', 'camera', 'camera'] }],
  ])('the floor for %s is a bad request', async (_what, besides) => {
    const { house, tess, ana } = await lesson();
    const payload = { participant: ana.participant, ...besides };
    expect(await tess.raw('floor.allow', payload)).toMatchObject({ failure: { code: 'bad-request' } });
    expect(trail(house)).toEqual([]);
  });
});

describe('R16 somebody removed', () => {
  it('is told so, hears nothing after, can do nothing, and does not come back in any tab', async () => {
    const { house, tess, ana, ben } = await lesson();
    const tab = await house.user('ana');
    await tab.join('a', 'Ana too');
    await tess.ask('person.remove', { participant: ana.participant });
    await vi.waitFor(() => expect([ana.ended, tab.ended]).toEqual([{ why: 'removed' }, { why: 'removed' }]));
    const told = [ana.received.length, tab.received.length];

    await tess.ask('media.publish', { kind: 'microphone' });
    await ben.ask('hand.raise', {});
    await (await house.user('ben')).join('a', 'Ben too');
    await tess.ask('room.audience', { right: 'publish', audience: 'members' });
    for (const gone of [ana, tab]) await gone.caughtUp();
    expect([ana, tab].map((gone, i) => gone.received.slice(told[i]))).toEqual([[], []]);

    for (const gone of [ana, tab]) {
      expect(await gone.fails('media.publish', { kind: 'microphone' })).toMatchObject({ code: 'not-joined' });
      expect(await gone.fails('hand.raise', {})).toMatchObject({ code: 'not-joined' });
      expect(await gone.fails('room.leave', {})).toMatchObject({ code: 'not-joined' });
      const link = { link: 'x', signal: { type: 'offer', sdp: 'v=0' } } as const;
      expect(await gone.fails('link.signal', link)).toMatchObject({ code: 'not-joined' });
      expect(because(await gone.fails('room.join', { room: 'a', name: 'Ana' }))).toBe('R2 none');
    }
    const resume = { participant: ana.participant, key: ana.key };
    const fresh = await house.user('ana');
    expect(because(await fresh.fails('room.join', { room: 'a', name: 'Ana', resume }))).toBe('R2 none');
  });
});

describe('whose stay ended', () => {
  it('hears nothing more of a room they left, and joins it again over the same socket', async () => {
    const { tess, ana, ben } = await lesson();
    await ana.ask('room.leave', {});
    await vi.waitFor(() => expect(ana.ended).toEqual({ why: 'left' }));
    const told = ana.received.length;
    await tess.ask('media.publish', { kind: 'microphone' });
    await ben.ask('hand.raise', {});
    await ana.caughtUp();
    expect(ana.received.slice(told)).toEqual([]);

    await ana.join('a', 'Ana');
    const joined = ana.received.length;
    await ben.ask('hand.lower', {});
    await ana.caughtUp();
    // Told once, and not once for every stay.
    expect(ana.received.slice(joined).filter(({ event }) => event === 'notices')).toHaveLength(1);
  });

  it('R11 by the loss of the last right, comes in again over the same socket when there is one', async () => {
    const house = await openHouse([
      {
        id: 'a',
        settings: presetSettings('open-webinar', 'W'),
        people: [person(userPerson('tess'), 'owner')],
      },
    ]);
    const tess = await house.user('tess');
    await tess.join('a', 'Tess');
    const guest = await house.visitor();
    await guest.join();
    for (const right of ['subscribe', 'list', 'receive'] as const)
      await tess.ask('room.audience', { right, audience: 'members' });
    await vi.waitFor(() => expect(guest.ended).toEqual({ why: 'no-right' }));
    expect(because(await guest.fails('room.join', { room: 'a', name: 'Guest' }))).toBe('R8 sign-in');
    await tess.ask('room.audience', { right: 'subscribe', audience: 'anyone' });
    await guest.join();
    const host = await house.registry.find(roomId('a'));
    expect(host?.state.participants.size).toBe(2);
  });
});
