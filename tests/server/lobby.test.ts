import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '@/lib/core/failure.ts';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { REQUESTS, type RequestName } from '@/lib/wire/requests.ts';
import { type House, openHouse, type Visitor } from './house.ts';
import { person } from './people.ts';

/** R27, at the socket: who waits hears nothing and moves nothing, and is let in by those who may. */
const house = (patch: Partial<ReturnType<typeof presetSettings>> = {}) =>
  openHouse([
    {
      id: 'a',
      settings: { ...presetSettings('open-webinar', 'Town hall'), lobby: true, ...patch },
      people: [
        person(userPerson('tess'), 'owner'),
        person(userPerson('max'), 'moderator'),
        person(userPerson('ana'), 'member'),
      ],
    },
  ]);

async function wait(visitor: Visitor, name: string, pin?: string) {
  const joined = await visitor.ask('room.join', { room: 'a', name, ...(pin && { pin }) });
  expect(joined.waiting).toBe(true);
  return joined;
}

const stateOf = async (here: House) => {
  const host = await here.registry.find(roomId('a'));
  if (!host) throw new Error('no room');
  return host.state;
};

/** Something that every request would take; what matters is that none is carried out. */
function payloads(others: readonly string[], own: string): [RequestName, object][] {
  const participants = [...others, own, 'nobody'];
  const publication = { publication: 'nobody-s' };
  const link = { link: 'a-link' };
  const each = participants.map((participant) => ({ participant }));
  const all: { readonly [Name in RequestName]?: readonly object[] } = {
    'room.audience': [{ right: 'list', audience: 'anyone' }],
    'media.publish': ['microphone', 'camera', 'screen', 'screenAudio'].map((kind) => ({ kind })),
    'media.unpublish': [publication],
    'media.stop': [publication],
    'media.mute': [{ ...publication, muted: false }],
    'media.talking': [{ ...publication, talking: true }],
    'hand.raise': [{}],
    'hand.lowerAll': [{}],
    'hand.lower': [{}, ...each],
    'floor.allow': each,
    'floor.extend': each.map((target) => ({ ...target, seconds: 60 })),
    'floor.next': [{}],
    'floor.stop': each,
    'floor.stopSeveral': [{ participants }],
    'lobby.admit': each,
    'lobby.admitAll': [{}],
    'lobby.deny': each,
    'mute.person': each.map((target) => ({ ...target, lock: true })),
    'mute.release': each,
    'mute.all': [{}],
    'mute.releaseAll': [{}],
    'mute.askUnmute': each,
    'person.override': each.map((target) => ({ ...target, right: 'list', value: 'allow' })),
    'person.askCamera': each,
    'person.spotlight': [{}, ...each],
    'person.role': each.map((target) => ({ ...target, role: 'moderator' })),
    'person.explain': each,
    'person.readmit': [{ person: 'user:ana' }],
    'act.undo': [{}],
    'room.lock': [{ locked: true }],
    'room.end': [{}],
    'room.trail': [{}],
    'person.remove': each,
    'chat.send': [{ text: 'Let me in' }, ...each.map((to) => ({ text: 'psst', to: to.participant }))],
    'chat.remove': [{ id: 'a-message' }],
    'chat.history': [{}],
    'data.send': [{ data: '{}' }],
    'link.signal': [{ ...link, signal: { type: 'offer', sdp: 'v=0' } }],
    'media.viewing': [{ tiles: [], lowData: false }],
    'media.measured': [
      {
        interval: 2000,
        down: {
          ...{ bitrate: 0, packets: 0, lost: 0, delay: 0, roundTrip: null },
          ...{ freezes: 0, framesDropped: 0, concealed: 0 },
        },
        up: { bitrate: 0, available: null, lost: 0, roundTrip: null, limited: 'none' },
      },
    ],
    'link.restart': [link],
    'link.failed': [link],
  };
  return Object.entries(all).flatMap(([name, list]) =>
    list.map((payload) => [name as RequestName, payload] as [RequestName, object]),
  );
}

/** Why a request is refused, once the door's own limit lets it be asked. */
async function refusal(visitor: Visitor, name: RequestName, payload: object): Promise<Failure> {
  for (;;) {
    const failure = await visitor.fails(name, payload as never);
    if (failure.code !== 'rate-limited') return failure;
    await new Promise((later) => setTimeout(later, 200));
  }
}

describe('R27: a client that waits and behaves badly', () => {
  it('R18, R27: is refused everything, hears nothing and changes nothing', async () => {
    const here = await house();
    const tess = await here.user('tess');
    await tess.join('a', 'Tess Teacher');
    const gus = await here.visitor();
    const { participant } = await wait(gus, 'Gus');
    const ana = await here.user('ana');
    await wait(ana, 'Ana Adams');
    const before = await stateOf(here);
    const tried = new Set<string>();
    for (const [name, payload] of payloads([tess.participant, 'pt-x'], participant)) {
      tried.add(name);
      expect((await refusal(gus, name, payload)).code, name).toBe('not-joined');
    }
    // Every message of the wire was tried, but for those by which anybody comes and goes.
    const free = ['room.look', 'room.join', 'room.leave'];
    for (const name of Object.keys(REQUESTS))
      if (!free.includes(name)) expect([...tried], name).toContain(name);
    expect((await refusal(gus, 'room.join', { room: 'a', name: 'Gus' })).code).toBe('conflict');
    expect(await stateOf(here)).toBe(before);

    await tess.ask('room.audience', { right: 'list', audience: 'members' });
    const { publication } = await tess.ask('media.publish', { kind: 'microphone' });
    await tess.ask('media.mute', { publication, muted: true });
    await gus.caughtUp();
    expect(gus.received.filter(({ event }) => !event.startsWith('answer'))).toEqual([]);
    const heard = JSON.stringify(gus.received);
    for (const secret of ['Tess', 'Ana', 'tess', 'ana', tess.participant])
      expect(heard).not.toContain(secret);
    expect([...here.media().routes].some((route) => route.startsWith(participant))).toBe(false);
  });

  it('R27: cannot take the place of somebody who is inside, nor come back as somebody else', async () => {
    const here = await house();
    const tess = await here.user('tess');
    await tess.join('a', 'Tess');
    const gus = await here.visitor();
    const resume = { participant: tess.participant, key: tess.key };
    const joined = await gus.ask('room.join', { room: 'a', name: 'Gus', resume });
    expect(joined).toMatchObject({ waiting: true });
    expect(joined.participant).not.toBe(tess.participant);
    expect(gus.view).toBeNull();
  });
});

describe('R27: letting people in', () => {
  it('R27: shows the queue to those who let in, and the room to those let in', async () => {
    const here = await house();
    const tess = await here.user('tess');
    await tess.join('a', 'Tess');
    const gus = await here.visitor();
    const { participant } = await wait(gus, 'Gus');
    await vi.waitFor(() => expect(Object.values(tess.view?.waiting ?? {})).toHaveLength(1));
    expect(Object.values(tess.view?.waiting ?? {})).toMatchObject([
      { participant, name: 'Gus', role: 'guest' },
    ]);
    await tess.ask('lobby.admit', { participant });
    await vi.waitFor(() => expect(gus.view?.self.name).toBe('Gus'));
    expect(tess.view?.waiting).toEqual({});
    // Reloads: no queue again.
    await gus.ask('room.leave', {});
    expect((await gus.ask('room.join', { room: 'a', name: 'Gus' })).waiting).toBe(false);
  });

  it('R20, R27: a lost socket comes back to its place, and comes in if it was let in meanwhile', async () => {
    const here = await house();
    const tess = await here.user('tess');
    await tess.join('a', 'Tess');
    const ana = await here.user('ana');
    const { participant, key } = await wait(ana, 'Ana');
    const first = { participant, key };
    ana.socket.disconnect();
    await vi.waitFor(async () =>
      expect((await stateOf(here)).waiting.get(first.participant)?.session.state).toBe('away'),
    );
    const again = await here.user('ana');
    const back = await again.ask('room.join', { room: 'a', name: 'Ana', resume: first });
    expect(back).toMatchObject({ participant: first.participant, waiting: true });
    again.socket.disconnect();
    await vi.waitFor(async () =>
      expect((await stateOf(here)).waiting.get(first.participant)?.session.state).toBe('away'),
    );
    await tess.ask('lobby.admitAll', {});
    const third = await here.user('ana');
    const came = await third.ask('room.join', { room: 'a', name: 'Ana', resume: first });
    expect(came).toMatchObject({ participant: first.participant, waiting: false });
    await vi.waitFor(() => expect(third.view?.self.name).toBe('Ana'));
  });

  it('R27: who is not let in is told so, and is refused until the minute is over', async () => {
    const here = await house();
    const tess = await here.user('tess');
    await tess.join('a', 'Tess');
    const gus = await here.visitor();
    const { participant } = await wait(gus, 'Gus');
    await tess.ask('lobby.deny', { participant });
    await vi.waitFor(() => expect(gus.ended).toEqual({ why: 'denied' }));
    const look = await gus.ask('room.look', { room: 'a' });
    expect(look.enter).toMatchObject({
      allowed: false,
      reason: { because: 'denied' },
      remedy: { do: 'wait' },
    });
    const failure = await gus.fails('room.join', { room: 'a', name: 'Gus' });
    expect(failure.message).toBe('You were not let in. You can ask again in 60 seconds.');
    await here.clock.pass(60_000);
    await wait(gus, 'Gus');
  });

  it('R27: a backend’s disconnection and a closed room end the waiting too', async () => {
    const here = await house();
    const ana = await here.user('ana');
    await wait(ana, 'Ana');
    expect(await here.registry.roomsWith(userPerson('ana'))).toEqual([roomId('a')]);
    const host = await here.registry.find(roomId('a'));
    await host?.run({ type: 'api', name: 'b' }, { do: 'settings', patch: { paused: true } });
    await vi.waitFor(() => expect(ana.ended).toEqual({ why: 'room-closed' }));
    expect(host?.idle).toBe(true);
  });
});
