import { describe, expect, it, vi } from 'vitest';
import { participantId, publicationId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Topology } from '@/lib/core/room/settings.ts';
import type { Engine } from '@/server/media/engine.ts';
import { joinEngines } from '@/server/media/topology.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { TestClock, TestEngine, TestMessages, TestStore, testIds, testLog, testOutbox } from './doubles.ts';
import { person } from './people.ts';

const ROOM = roomId('a');
const API = { type: 'api', name: 'backend' } as const;

/** One room over a registry, with an engine of each kind that remembers what it was given. */
function house(topology: Topology, withServer = true) {
  const p2p = new TestEngine();
  const sfu = Object.assign(new TestEngine(), { name: 'janus' as const }) as TestEngine & Engine;
  const store = new TestStore();
  const settings = { ...presetSettings('conference', 'Physics'), topology };
  const people = [person(userPerson('ana'), 'member'), person(userPerson('ben'), 'member')];
  store.rooms.set('a', { settings, people, pins: [] });
  const registry = createRegistry({
    store,
    messages: new TestMessages(),
    ids: testIds,
    engine: joinEngines(p2p, withServer ? sfu : null),
    outbox: testOutbox([]),
    sink: { open() {}, signal() {}, slots() {}, close() {} },
    clock: new TestClock(),
    log: testLog().log,
  });
  const find = async () => {
    const host = await registry.find(ROOM);
    if (!host) throw new Error('no room');
    return host;
  };
  const join = async (name: string) =>
    (await find()).run(
      { type: 'participant', id: participantId(name) },
      { do: 'join', person: userPerson(name), name, source: sourceId(name) },
    );
  return { p2p, sfu, find, join };
}

describe('the way that a room’s media goes', () => {
  it.each([
    ['auto', true, 'sfu'],
    ['auto', false, 'p2p'],
    ['p2p', true, 'p2p'],
    ['p2p', false, 'p2p'],
    ['sfu', true, 'sfu'],
  ] as const)('%s, media server: %s → %s', async (topology, withServer, goes) => {
    const here = house(topology, withServer);
    expect(await here.join('ana')).toBeNull();
    expect([here.p2p.media.has(ROOM), here.sfu.media.has(ROOM)]).toEqual([goes === 'p2p', goes === 'sfu']);
    expect(here[goes].media.get(ROOM)?.changes).toHaveLength(1);
  });

  it('lets nobody in where it is not there, and tells those at the door', async () => {
    const here = house('sfu', false);
    expect(await here.join('ana')).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/media server/),
    });
    const host = await here.find();
    expect(() => host.look(userPerson('ana'), 'Ana')).toThrow(/media server/);
    expect(here.p2p.media.size).toBe(0);
    // It is still a room that can be set right.
    expect(await host.run(API, { do: 'settings', patch: { topology: 'p2p' } })).toBeNull();
    expect(await here.join('ana')).toBeNull();
    expect(here.p2p.media.get(ROOM)?.changes).not.toHaveLength(0);
  });

  it('R35: is told anew what each viewer has use for, when it becomes another', async () => {
    const here = house('sfu');
    for (const name of ['ana', 'ben']) expect(await here.join(name)).toBeNull();
    const host = await here.find();
    const camera = publicationId('camera');
    const ana = { type: 'participant', id: participantId('ana') } as const;
    expect(await host.run(ana, { do: 'publish', publication: camera, kind: 'camera' })).toBeNull();
    const ben = participantId('ben');
    expect(
      host.viewing(ben, { tiles: [{ publication: camera, width: 320, height: 180 }], lowData: false }),
    ).toBeNull();
    expect(here.sfu.media.get(ROOM)?.wants.get(ben)).toEqual(new Map([[camera, 0]]));
    expect(await host.run(API, { do: 'settings', patch: { topology: 'p2p' } })).toBeNull();
    expect(here.p2p.media.get(ROOM)?.wants.get(ben)).toEqual(new Map([[camera, 0]]));
  });

  it('cannot be set to what is not there', async () => {
    const here = house('auto', false);
    const host = await here.find();
    const failed = await host.run(API, { do: 'settings', patch: { topology: 'sfu', name: 'Chemistry' } });
    expect(failed?.code).toBe('unavailable');
    expect(host.state.settings).toMatchObject({ topology: 'auto', name: 'Physics' });
  });

  it('is changed in the middle of a call, with everything that stands', async () => {
    const here = house('auto');
    await here.join('ana');
    await here.join('ben');
    const host = await here.find();
    await host.run(
      { type: 'participant', id: participantId('ana') },
      { do: 'publish', publication: 'voice' as never, kind: 'microphone' },
    );
    const old = here.sfu.media.get(ROOM);
    expect([...(old?.routes ?? [])]).toEqual(['ben<voice']);
    await host.run(API, { do: 'settings', patch: { topology: 'p2p' } });
    expect(old?.closed).toBe(true);
    expect([...(here.p2p.media.get(ROOM)?.routes ?? [])]).toEqual(['ben<voice']);
    // What means the same way is no change of it.
    await host.run(API, { do: 'settings', patch: { topology: 'sfu' } });
    const media = here.sfu.media.get(ROOM);
    await host.run(API, { do: 'settings', patch: { topology: 'auto' } });
    expect(here.sfu.media.get(ROOM)).toBe(media);
    expect(media?.closed).toBe(false);
  });

  it.each(['p2p', 'sfu'] as const)(
    'is another with another codec, with everything that stands (%s)',
    async (topology) => {
      const here = house(topology);
      const engine = here[topology];
      for (const name of ['ana', 'ben']) await here.join(name);
      const host = await here.find();
      await host.run(
        { type: 'participant', id: participantId('ana') },
        { do: 'publish', publication: publicationId('camera'), kind: 'camera' },
      );
      const old = engine.media.get(ROOM);
      expect(engine.ways).toMatchObject([{ topology, codec: 'vp8' }]);
      expect(await host.run(API, { do: 'settings', patch: { codec: 'h264' } })).toBeNull();
      expect(old?.closed).toBe(true);
      expect(engine.ways).toEqual([engine.ways[0], { topology, codec: 'h264' }]);
      const media = engine.media.get(ROOM);
      expect([...(media?.routes ?? [])]).toEqual(['ben<camera']);
      // The same again, and another name, are no change of it.
      await host.run(API, { do: 'settings', patch: { codec: 'h264', name: 'Chemistry' } });
      expect(engine.media.get(ROOM)).toBe(media);
      expect(media?.closed).toBe(false);
    },
  );

  it('R35: of a shared screen in H.264 every viewer is sent all pictures, however small it is', async () => {
    const here = house('sfu');
    for (const name of ['ana', 'ben']) await here.join(name);
    const host = await here.find();
    const screen = publicationId('screen');
    const ana = { type: 'participant', id: participantId('ana') } as const;
    expect(await host.run(ana, { do: 'publish', publication: screen, kind: 'screen' })).toBeNull();
    const ben = participantId('ben');
    host.viewing(ben, { tiles: [{ publication: screen, width: 160, height: 90 }], lowData: true });
    expect(here.sfu.media.get(ROOM)?.wants.get(ben)).toEqual(new Map([[screen, 0]]));
    await host.run(API, { do: 'settings', patch: { codec: 'h264' } });
    expect(here.sfu.media.get(ROOM)?.wants.get(ben)).toEqual(new Map());
    await host.run(API, { do: 'settings', patch: { codec: 'vp8' } });
    expect(here.sfu.media.get(ROOM)?.wants.get(ben)).toEqual(new Map([[screen, 0]]));
  });

  it('is heard by the host, whichever way it goes', async () => {
    const here = house('sfu');
    await here.join('ana');
    const host = await here.find();
    const heard = vi.spyOn(host, 'heard');
    here.sfu.media.get(ROOM)?.events?.talking(publicationId('voice'), true);
    await host.run(API, { do: 'settings', patch: { topology: 'p2p' } });
    here.p2p.media.get(ROOM)?.events?.talking(publicationId('voice'), false);
    expect(heard.mock.calls).toEqual([
      ['voice', true],
      ['voice', false],
    ]);
  });
});
