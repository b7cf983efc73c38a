import { describe, expect, it } from 'vitest';
import {
  type ParticipantId,
  participantId,
  publicationId,
  roomId,
  sourceId,
  userPerson,
} from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Live } from '@/lib/core/room/revival.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { TestClock, TestEngine, TestMessages, TestStore, testIds, testLog, testOutbox } from './doubles.ts';
import { person } from './people.ts';

const A = roomId('a');
const [ANA, BEN] = ['ana', 'ben'].map((name) => participantId(name)) as [ParticipantId, ParticipantId];
const VOICE = publicationId('voice');

/** One program after the other over the same store: what the former kept is what the next one finds. */
function house() {
  const clock = new TestClock();
  const store = new TestStore();
  const people = ['ana', 'ben'].map((name) => person(userPerson(name), 'member'));
  store.rooms.set('a', { settings: presetSettings('conference', 'A'), people, pins: [] });
  let kept: { at: number; live: Live } | null = null;
  const { log, lines } = testLog();
  const start = async () => {
    const engine = new TestEngine();
    const expected: string[] = [];
    const registry = createRegistry({
      store,
      messages: new TestMessages(),
      ids: testIds,
      live: {
        load: async () => kept,
        rooms: async () => (kept ? [A] : []),
        keep: async (_, live, at) => {
          kept = live && { at, live: JSON.parse(JSON.stringify(live)) };
        },
      },
      engine,
      outbox: { ...testOutbox([]), expect: (one) => void expected.push(one) },
      sink: {} as never,
      clock,
      log,
    });
    const host = await registry.find(A);
    if (!host) throw new Error('no such room');
    return { host, registry, expected, lines, media: () => engine.media.get(A) };
  };
  const begin = async () => {
    const first = await start();
    for (const id of [ANA, BEN]) {
      const actor = { type: 'participant', id } as const;
      const who = { person: userPerson(id), name: id, source: sourceId(id) };
      expect(await first.host.run(actor, { do: 'join', ...who })).toBeNull();
    }
    const publish = { do: 'publish', publication: VOICE, kind: 'microphone' } as const;
    expect(await first.host.run({ type: 'participant', id: ANA }, publish)).toBeNull();
    await clock.pass(200);
    return first;
  };
  const spoil = () => {
    if (kept) kept = { ...kept, live: { publications: 'none' } as never };
  };
  return { clock, store, start, begin, spoil };
}

describe('R20 a program that is started again', () => {
  it('finds the call as it was, waits for everybody’s socket, and has the media brought about', async () => {
    const { begin, start } = house();
    await begin();
    const { host, expected, media } = await start();
    expect(expected.sort()).toEqual([ANA, BEN]);
    expect([...host.state.participants.keys()].sort()).toEqual([ANA, BEN]);
    expect([host.intact, media()?.inherits]).toEqual([true, true]);
    expect(media()?.changes.flatMap(({ opened }) => opened.map(({ id }) => id))).toEqual([VOICE]);
    expect(await host.run({ type: 'participant', id: ANA }, { do: 'back' })).toBeNull();
  });

  it('says so where something was taken from somebody meanwhile', async () => {
    const { begin, start, store } = house();
    await begin();
    const room = store.rooms.get('a');
    const [ana, ben] = room?.people ?? [];
    if (!room || !ana || !ben) throw new Error('nobody');
    const mark = { by: null, byName: 'Tess', at: 0 };
    store.rooms.set('a', { ...room, people: [ana, { ...ben, ban: mark }] });
    const { host, media } = await start();
    expect([...host.state.participants.keys()]).toEqual([ANA]);
    expect([host.intact, media()?.inherits]).toEqual([false, false]);
  });

  it('begins anew where what was kept is damaged, and the log says so', async () => {
    const { begin, start, spoil } = house();
    await begin();
    spoil();
    const { host, lines, media } = await start();
    expect([host.state.participants.size, media()?.inherits ?? false]).toEqual([0, false]);
    expect(lines.map(({ msg }) => msg)).toContain('a call of before cannot be gone on with');
  });

  it('goes on with every call that was kept, though nobody comes back, until their time is over', async () => {
    const { begin, start, clock } = house();
    const { registry } = await begin();
    await registry.close();
    const next = await start();
    await next.registry.revive();
    expect(next.host.state.participants.size).toBe(2);
    await clock.pass(30_000);
    expect(next.host.state.participants.size).toBe(0);
    expect(await next.registry.running(A)).toBeNull();
    expect(next.media()?.closed).toBe(true);
  });

  it('begins anew once everybody has left', async () => {
    const { begin, start, clock } = house();
    const { host } = await begin();
    for (const id of [ANA, BEN]) await host.run({ type: 'participant', id }, { do: 'leave' });
    await clock.pass(200);
    const next = await start();
    expect([next.host.state.participants.size, next.expected]).toEqual([0, []]);
  });

  it('what stands at an orderly end is kept without waiting', async () => {
    const { begin, start } = house();
    const { host, registry } = await begin();
    await host.run({ type: 'participant', id: BEN }, { do: 'raise-hand' });
    await registry.close();
    expect((await start()).host.state.hands).toHaveLength(1);
  });
});
