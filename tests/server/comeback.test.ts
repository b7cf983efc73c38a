import { describe, expect, it, vi } from 'vitest';
import { linkId, type ParticipantId, publicationId, roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import { type House, openHouse, type Visitor } from './house.ts';
import { person } from './people.ts';

const people = [
  person(userPerson('tess'), 'owner'),
  person(userPerson('ana'), 'member'),
  person(userPerson('ben'), 'member'),
];
const open = () =>
  openHouse([
    { id: 'a', settings: presetSettings('conference', 'A'), people },
    { id: 'b', settings: presetSettings('conference', 'B'), people },
  ]);

const stateOf = async (house: House, participant: ParticipantId, room = 'a') =>
  (await house.registry.find(roomId(room)))?.state.participants.get(participant)?.session.state ?? 'gone';

/** Cuts somebody's socket, and waits until the room has noticed. */
async function lose(house: House, visitor: Visitor): Promise<void> {
  visitor.socket.disconnect();
  await vi.waitFor(async () => expect(await stateOf(house, visitor.participant)).toBe('away'));
}
const links = (visitor: Visitor) =>
  visitor.received
    .filter(({ event }) => event.startsWith('link.'))
    .map(({ event, payload }) => `${event} ${(payload as { link: string }).link}`);

describe('a goodbye', () => {
  it('is a goodbye although the socket closes at the same moment', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    const participant = await ana.join('a', 'Ana');
    await vi.waitFor(() => expect(tess.view?.people?.[participant]).toBeDefined());
    ana.socket.emit('room.leave', {});
    ana.socket.disconnect();
    await vi.waitFor(() => expect(tess.view?.people?.[participant]).toBeUndefined());
    expect(await stateOf(house, participant)).toBe('gone');
  });
});

describe('a lost socket', () => {
  it('R20 leaves its place, hand and media, and comes back to them with its key', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    const participant = await ana.join('a', 'Ana');
    const { publication } = await ana.ask('media.publish', { kind: 'microphone' });
    await ana.ask('hand.raise', {});
    await tess.ask('hand.raise', {});
    await lose(house, ana);
    await vi.waitFor(() => expect(tess.view?.people?.[participant]?.away).toBe(true));
    expect([...house.media().publications]).toEqual([publication]);

    await house.clock.pass(19_999);
    const back = await house.user('ana');
    expect(await back.resume(participant, ana.key)).toBe(participant);
    await vi.waitFor(() => expect(tess.view?.people?.[participant]?.away).toBe(false));
    expect(back.view?.self).toMatchObject({ participant, name: 'Ana', handRaised: true });
    expect(Object.keys(back.view?.publications ?? {})).toEqual([publication]);
    expect(
      tess.view?.hands?.map(({ name }) => name),
      'R13 the hand kept its place',
    ).toEqual(['Ana', 'Tess']);
    await back.ask('media.mute', { publication, muted: true });
    await house.clock.pass(60_000);
    expect(await stateOf(house, participant)).toBe('present');
  });

  it('is given what was said about its links meanwhile, in order, once, and no stale notice', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    await ana.join('a', 'Ana');
    const { sink } = house.media();
    sink.open(ana.participant, linkId('l0'), { direction: 'down' });
    await ana.caughtUp();
    expect(links(ana)).toEqual(['link.open l0']);
    await lose(house, ana);
    const expected: string[] = [];
    for (let i = 1; i <= 100; i++) {
      sink.open(ana.participant, linkId(`l${i}`), { direction: 'down' });
      sink.signal(ana.participant, linkId(`l${i}`), { type: 'offer', sdp: `${i}` });
      sink.slots(ana.participant, linkId(`l${i}`), [{ mid: '0', publication: publicationId('p') }]);
      sink.close(ana.participant, linkId(`l${i}`));
      for (const what of ['open', 'signal', 'slots', 'close']) expected.push(`link.${what} l${i}`);
    }
    await tess.ask('media.publish', { kind: 'camera' });
    await tess.ask('hand.raise', {});
    await tess.ask('person.override', { participant: ana.participant, right: 'send', value: 'deny' });

    const back = await house.user('ana');
    await back.resume(ana.participant, ana.key);
    sink.close(ana.participant, linkId('last'));
    await back.caughtUp();
    expect(links(back)).toEqual([...expected, 'link.close last']);
    const notices = back.received
      .filter(({ event }) => event === 'notices')
      .map(({ payload }) => payload as Notice[]);
    const stale = notices.flat().filter(({ is }) => ['hands', 'publication', 'self'].includes(is));
    expect(stale, 'what changed meanwhile is in the view').toEqual([]);
    expect(back.view?.self.send.allowed).toBe(false);
    expect(back.view?.hands).toHaveLength(1);
    expect(Object.keys(back.view?.publications ?? {})).toHaveLength(1);
  });

  it('whose messages were too many to keep comes in anew, and its old self is over', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    const old = await ana.join('a', 'Ana');
    await ana.ask('media.publish', { kind: 'microphone' });
    await lose(house, ana);
    for (let i = 0; i < 401; i++) house.media().sink.close(old, linkId(`l${i}`));
    const back = await house.user('ana');
    const fresh = await back.resume(old, ana.key);
    expect(fresh).not.toBe(old);
    await back.caughtUp();
    expect(links(back)).toEqual([]);
    expect(house.media().publications.size).toBe(0);
    await vi.waitFor(() =>
      expect(Object.keys(tess.view?.people ?? {}).sort()).toEqual([tess.participant, fresh].sort()),
    );
    await back.ask('hand.raise', {});
  });

  it('is over after twenty seconds, and comes in anew', async () => {
    const house = await open();
    const ana = await house.user('ana');
    const old = await ana.join('a', 'Ana');
    await ana.ask('media.publish', { kind: 'microphone' });
    await lose(house, ana);
    await house.clock.pass(20_000);
    expect(await stateOf(house, old)).toBe('gone');
    expect(house.media().publications.size).toBe(0);
    const back = await house.user('ana');
    expect(await back.resume(old, ana.key)).not.toBe(old);
  });

  it('whose person was removed meanwhile is turned away, key or not', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    await ana.join('a', 'Ana');
    await lose(house, ana);
    await tess.ask('person.remove', { participant: ana.participant });
    const back = await house.user('ana');
    const resume = { participant: ana.participant, key: ana.key };
    expect(await back.fails('room.join', { room: 'a', name: 'Ana', resume })).toMatchObject({
      code: 'refused',
    });
  });

  it('R18 whose right to list went meanwhile comes back to a view without people', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    await ana.join('a', 'Ana');
    await lose(house, ana);
    await tess.ask('person.override', { participant: ana.participant, right: 'list', value: 'deny' });
    const back = await house.user('ana');
    await back.resume(ana.participant, ana.key);
    await tess.ask('hand.raise', {});
    await back.caughtUp();
    expect(back.view?.people).toBeNull();
    expect(JSON.stringify(back.received)).not.toContain('Tess');
  });
});

describe('a place that is kept', () => {
  async function kept() {
    const house = await open();
    const ana = await house.user('ana');
    const place = await ana.join('a', 'Ana');
    await lose(house, ana);
    return { house, ana, place };
  }
  const still = async (house: House, ana: Visitor) => {
    expect(await stateOf(house, ana.participant)).toBe('away');
    const back = await house.user('ana');
    expect(await back.resume(ana.participant, ana.key)).toBe(ana.participant);
  };

  it.each([
    ['no key', ''],
    ['a guess', 'A'.repeat(43)],
    ['a key too long', 'A'.repeat(128)],
  ])('is not opened by %s', async (_what, key) => {
    const { house, ana, place } = await kept();
    const other = await house.user('ana');
    expect(await other.resume(place, key)).not.toBe(place);
    await still(house, ana);
  });

  it('is not opened by the key of another place of the same person', async () => {
    const { house, ana, place } = await kept();
    const tab = await house.user('ana');
    await tab.join('a', 'Ana');
    const key = tab.key;
    await tab.ask('room.leave', {});
    expect(await tab.resume(place, key)).not.toBe(place);
    await still(house, ana);
  });

  it('is not opened by anybody else with the right key: not by a member, an owner or a guest', async () => {
    const { house, ana, place } = await kept();
    for (const who of [await house.user('ben'), await house.user('tess')]) {
      expect(await who.resume(place, ana.key)).not.toBe(place);
      expect(who.view?.self.participant).not.toBe(place);
    }
    const guest = await house.visitor();
    const resume = { participant: place, key: ana.key };
    expect(await guest.fails('room.join', { room: 'a', name: 'Ana', resume })).toMatchObject({
      code: 'refused',
    });
    await still(house, ana);
  });

  it('is not opened in another room', async () => {
    const { house, ana, place } = await kept();
    const other = await house.user('ana');
    expect(await other.resume(place, ana.key, 'b')).not.toBe(place);
    await still(house, ana);
  });
});

describe('two sockets at one place', () => {
  it('the second takes it over, and the first is disconnected and can do nothing', async () => {
    const house = await open();
    const [tess, ana] = [await house.user('tess'), await house.user('ana')];
    await tess.join('a', 'Tess');
    const participant = await ana.join('a', 'Ana');
    const second = await house.user('ana');
    expect(await second.resume(participant, ana.key)).toBe(participant);
    await ana.gone();
    await expect(ana.raw('hand.raise', {})).rejects.toThrow();
    await second.ask('hand.raise', {});
    await house.clock.pass(60_000);
    expect(await stateOf(house, participant), 'the end of the first is not the end of the place').toBe(
      'present',
    );
    await vi.waitFor(() => expect(tess.view?.people?.[participant]?.away).toBe(false));
    await second.caughtUp();
    const before = second.received.length;
    await tess.ask('hand.raise', {});
    await second.caughtUp();
    expect(second.received.slice(before).filter(({ event }) => event === 'notices')).toHaveLength(1);
  });

  it('both asking at once leave one place with one socket', async () => {
    const house = await open();
    const ana = await house.user('ana');
    const participant = await ana.join('a', 'Ana');
    await lose(house, ana);
    const rivals = await Promise.all([1, 2, 3, 4].map(() => house.user('ana')));
    await Promise.all(rivals.map((one) => one.resume(participant, ana.key).catch(() => null)));
    await vi.waitFor(() => expect(rivals.filter(({ socket }) => socket.connected)).toHaveLength(1));
    const [winner] = rivals.filter(({ socket }) => socket.connected);
    await winner?.ask('hand.raise', {});
    const host = await house.registry.find(roomId('a'));
    expect([...(host?.state.participants.keys() ?? [])]).toEqual([participant]);
    expect(await stateOf(house, participant)).toBe('present');
  });
});
