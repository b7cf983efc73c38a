import { describe, expect, it, vi } from 'vitest';
import type { Right } from '@/lib/core/gate/rights.ts';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { type House, openHouse, type Visitor } from './house.ts';
import { mark, person } from './people.ts';

/**
 * R18, at the socket: every event and every answer that a viewer receives is searched for whatever says who else
 * there is. The viewer asks for everything that can be asked.
 */
const WEBINAR = presetSettings('open-webinar', 'Town hall');
const audiences = (
  changes: Partial<Record<Right, 'members' | 'selected' | 'anyone'>>,
): RoomSettings['audiences'] => {
  const all = { ...WEBINAR.audiences };
  // Set by somebody with a name, which the reason of a refusal would carry.
  for (const [right, audience] of Object.entries(changes))
    all[right as Right] = { audience, mark: mark('Olga Organizer') };
  return all;
};

const hall = (settings: RoomSettings) =>
  openHouse([
    {
      id: 'a',
      settings,
      people: [
        person(userPerson('tess.teacher'), 'owner'),
        person(userPerson('ana.adams'), 'member'),
        person(userPerson('quentin.quiet'), 'member', {
          overrides: {
            list: { value: 'deny', mark: mark('Olga Organizer') },
            publish: { value: 'deny', mark: mark('Olga Organizer') },
          },
        }),
      ],
    },
  ]);

interface Company {
  readonly house: House;
  readonly tess: Visitor;
  readonly ana: Visitor;
  readonly guest: Visitor;
  readonly viewer: Visitor;
}

/** Everything that people do to be noticed, with somebody watching who joined first. */
async function bustle(house: House, viewer: Visitor): Promise<Company> {
  await viewer.join('a', 'Viewer');
  const tess = await house.user('tess.teacher');
  await tess.join('a', 'Tess Teacher');
  const ana = await house.user('ana.adams');
  await ana.join('a', 'Ana Adams');
  const guest = await house.visitor();
  await guest.join('a', 'Gus Guest');
  await ana.ask('hand.raise', {});
  await tess.ask('floor.allow', { participant: ana.participant, seconds: 60 });
  const { publication } = await ana.ask('media.publish', { kind: 'microphone' });
  await tess.ask('media.publish', { kind: 'camera' });
  await ana.ask('media.mute', { publication, muted: true });
  await ana.ask('media.mute', { publication, muted: false });
  await tess.ask('floor.stop', { participant: ana.participant });
  await ana.ask('hand.raise', {});
  await tess.ask('person.override', { participant: guest.participant, right: 'send', value: 'allow' });
  await tess.ask('person.remove', { participant: guest.participant });
  return { house, tess, ana, guest, viewer };
}

/** Asks for all there is, with good and bad guesses about others. */
async function pry({ viewer, tess, ana }: Company): Promise<void> {
  const others = [tess.participant, ana.participant, 'nobody'];
  await viewer.raw('room.look', { room: 'a' });
  for (const participant of others) {
    await viewer.raw('floor.allow', { participant });
    await viewer.raw('floor.stop', { participant });
    await viewer.raw('person.remove', { participant });
    await viewer.raw('person.override', { participant, right: 'list', value: 'allow' });
    await viewer.raw('hand.lower', { participant });
  }
  for (const kind of ['microphone', 'camera', 'screen']) await viewer.raw('media.publish', { kind });
  await viewer.raw('room.audience', { right: 'list', audience: 'anyone' });
  await viewer.raw('media.mute', { publication: 'guess', muted: true });
  await viewer.raw('link.signal', { link: 'guess', signal: { type: 'offer', sdp: 'v=0' } });
  const resume = { participant: tess.participant, key: viewer.key };
  await viewer.raw('room.join', { room: 'a', name: 'Viewer', resume });
}

/** What says who somebody is: their names, addresses and every id but that of what is received. */
async function telltales({ house, tess, ana, guest, viewer }: Company): Promise<string[]> {
  const host = await house.registry.find(roomId('a'));
  const people = [...(host?.state.people.keys() ?? [])].filter((id) => id !== viewerPerson(host, viewer));
  return [
    'Tess Teacher',
    'Ana Adams',
    'Gus Guest',
    'Olga',
    'tess.teacher',
    'ana.adams',
    ...[tess, ana, guest].map((other) => other.participant),
    ...[tess, ana, guest].map((other) => other.key),
    ...people,
  ];
}
const viewerPerson = (host: Awaited<ReturnType<House['registry']['find']>>, viewer: Visitor) =>
  host?.state.participants.get(viewer.participant)?.person;

async function leaks(company: Company): Promise<string[]> {
  await company.viewer.caughtUp();
  const marks = await telltales(company);
  return company.viewer.received.flatMap(({ event, payload }) => {
    const text = JSON.stringify(payload);
    return marks.filter((telltale) => text.includes(telltale)).map((telltale) => `${event}: ${telltale}`);
  });
}

describe('R18 who may not list', () => {
  it.each([
    ['a guest, where members may', 'members'],
    ['a guest, where the selected may', 'selected'],
  ] as const)('%s, learns of nobody, by no event and no answer', async (_who, list) => {
    const house = await hall({ ...WEBINAR, audiences: audiences({ list, publish: 'selected' }) });
    const company = await bustle(house, await house.visitor());
    await pry(company);
    expect(await leaks(company)).toEqual([]);
    expect(company.viewer.view).toMatchObject({ people: null, hands: null });
    // They do receive: the test would be worth nothing with somebody who is sent nothing at all.
    expect(Object.values(company.viewer.view?.publications ?? {})).toMatchObject([
      { kind: 'camera', name: null },
    ]);
  });

  it('a member to whom it was denied by somebody with a name, learns not even that name', async () => {
    const house = await hall({ ...WEBINAR, showAttendees: true });
    const company = await bustle(house, await house.user('quentin.quiet'));
    await pry(company);
    expect(await leaks(company)).toEqual([]);
    expect(company.viewer.view?.self.list.allowed).toBe(false);
  });

  it('is sent nothing at all when people come, go, drop out and ask to speak', async () => {
    const house = await hall({ ...WEBINAR, audiences: audiences({ list: 'members' }) });
    const viewer = await house.visitor();
    await viewer.join('a', 'Viewer');
    await viewer.caughtUp();
    const before = viewer.received.length;
    const crowd = await Promise.all(Array.from({ length: 10 }, () => house.visitor()));
    for (const one of crowd) await one.join('a', 'One of many');
    for (const one of crowd.slice(0, 5)) await one.ask('hand.raise', {});
    for (const one of crowd.slice(0, 2)) await one.ask('hand.lower', {});
    for (const one of crowd.slice(0, 3)) await one.ask('room.leave', {});
    for (const one of crowd.slice(3, 6)) one.socket.disconnect();
    const host = await house.registry.find(roomId('a'));
    await vi.waitFor(() =>
      expect(
        [...(host?.state.participants.values() ?? [])].filter((p) => p.session.state === 'away'),
      ).toHaveLength(3),
    );
    await house.clock.pass(20_000);
    expect(host?.state.participants.size).toBe(5);
    await viewer.caughtUp();
    expect(viewer.received.slice(before)).toEqual([]);
  });

  it('and receives nothing either, hears not even that something is sent', async () => {
    const house = await hall({ ...WEBINAR, audiences: audiences({ list: 'members', subscribe: 'members' }) });
    const viewer = await house.visitor();
    await viewer.join('a', 'Viewer');
    await viewer.caughtUp();
    const before = viewer.received.length;
    const company = await bustleAfter(house, viewer);
    await viewer.caughtUp();
    expect(viewer.received.slice(before)).toEqual([]);
    expect(await leaks(company)).toEqual([]);
  });

  it('learns no name from being allowed to speak, stopped, or removed', async () => {
    const house = await hall({ ...WEBINAR, audiences: audiences({ list: 'members' }) });
    const company = await bustle(house, await house.visitor());
    const { tess, viewer } = company;
    const { participant } = viewer;
    await tess.ask('floor.allow', { participant });
    await viewer.ask('media.publish', { kind: 'microphone' });
    await tess.ask('floor.stop', { participant });
    await viewer.fails('media.publish', { kind: 'microphone' });
    await tess.ask('person.override', { participant, right: 'publish', value: 'deny' });
    await tess.ask('person.override', { participant, right: 'subscribe', value: 'allow', media: ['audio'] });
    await viewer.fails('media.publish', { kind: 'microphone' });
    await tess.ask('person.remove', { participant });
    await vi.waitFor(() => expect(viewer.ended).toEqual({ why: 'removed' }));
    await viewer.fails('room.join', { room: 'a', name: 'Viewer' });
    await viewer.raw('room.look', { room: 'a' });
    expect(await leaks(company)).toEqual([]);
  });

  it('any more, has it taken out of the view at once, and is told nothing from then on', async () => {
    const house = await hall({ ...WEBINAR, showAttendees: true });
    const company = await bustle(house, await house.visitor());
    const { tess, ana, viewer } = company;
    expect(Object.keys(viewer.view?.people ?? {})).toHaveLength(3);
    await tess.ask('room.audience', { right: 'list', audience: 'members' });
    await vi.waitFor(() => expect(viewer.view?.people).toBeNull());
    viewer.received.length = 0;
    await ana.ask('hand.lower', {});
    await (await house.visitor()).join('a', 'Late Comer');
    await tess.ask('media.publish', { kind: 'microphone' });
    await pry(company);
    expect(await leaks(company)).toEqual([]);
    expect(JSON.stringify(viewer.view)).not.toMatch(/Teacher|Adams|Late/);
    expect(Object.keys(viewer.view?.publications ?? {})).toHaveLength(2);
  });
});

/** The same bustle, for a viewer who is inside already. */
async function bustleAfter(house: House, viewer: Visitor): Promise<Company> {
  return bustle(house, { ...viewer, join: async () => viewer.participant } as Visitor).then((company) => ({
    ...company,
    viewer,
  }));
}

describe('R18 who may list', () => {
  it('where attendees are hidden, knows those who publish by name, and nobody else', async () => {
    const house = await hall(WEBINAR);
    const company = await bustle(house, await house.visitor());
    const { viewer, tess, ana } = company;
    await viewer.caughtUp();
    expect(Object.values(viewer.view?.publications ?? {}).map(({ name }) => name)).toEqual(['Tess Teacher']);
    const text = JSON.stringify(viewer.received);
    expect(text, 'Ana spoke for a while').toContain('Ana Adams');
    for (const hidden of ['Gus Guest', tess.participant, ana.participant, 'user:'])
      expect(text).not.toContain(hidden);
    expect(viewer.view).toMatchObject({ people: null, hands: null });
  });

  it('where attendees are shown, knows who is here, and how they came to speak only as a moderator', async () => {
    const house = await hall({ ...WEBINAR, showAttendees: true });
    const { viewer, tess, ana } = await bustle(house, await house.visitor());
    await viewer.caughtUp();
    await tess.caughtUp();
    expect(viewer.view?.people?.[ana.participant]).toMatchObject({ name: 'Ana Adams', speak: null });
    expect(tess.view?.people?.[ana.participant]?.speak).toMatchObject({ kinds: [], granted: false });
    expect(viewer.view?.hands?.map(({ name }) => name)).toEqual(['Ana Adams']);
    // A person's id is a user's address: no browser is told anybody's, and none needs it.
    expect(JSON.stringify(viewer.received)).not.toMatch(/user:(tess|ana)/);
  });
});
