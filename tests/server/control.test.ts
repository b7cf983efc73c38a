import { describe, expect, it } from 'vitest';
import { publicationId, roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import type { RequestName } from '@/lib/wire/requests.ts';
import { type House, openHouse } from './house.ts';
import { membership, person } from './people.ts';

let house: House;

/** Tess owns, Max moderates calls, Ana and Ben are students. */
async function lesson() {
  house = await openHouse([
    {
      id: 'a',
      settings: presetSettings('classroom', 'Physics'),
      people: [
        person(userPerson('tess'), 'owner'),
        {
          ...person(userPerson('max'), null),
          membership: membership('moderator', 'controlCalls', 'removeFromCall'),
        },
        person(userPerson('ana'), 'member'),
        person(userPerson('ben'), 'member'),
      ],
    },
  ]);
  const come = async (who: string, name: string) => {
    const visitor = await house.user(who);
    return Object.assign(visitor, { here: await visitor.join('a', name) });
  };
  return {
    tess: await come('tess', 'Tess'),
    max: await come('max', 'Max'),
    ana: await come('ana', 'Ana'),
    ben: await come('ben', 'Ben'),
  };
}

describe('R10 a student who goes around the screen', () => {
  it('R10 is refused everything that hosts do, before the target is looked for', async () => {
    const { ana, ben } = await lesson();
    const asks: readonly [RequestName, (participant: string) => object][] = [
      ['hand.lowerAll', () => ({})],
      ['floor.extend', (participant) => ({ participant, seconds: 60 })],
      ['floor.stop', (participant) => ({ participant, kinds: ['camera'] })],
      ['mute.all', (participant) => ({ except: [participant] })],
      ['person.askCamera', (participant) => ({ participant })],
      ['person.spotlight', (participant) => ({ participant })],
      ['person.role', (participant) => ({ participant, role: 'moderator' })],
      ['person.explain', (participant) => ({ participant })],
      ['person.readmit', (participant) => ({ person: `user:${participant}` })],
      ['room.lock', () => ({ locked: true })],
      ['room.end', () => ({})],
      ['room.trail', () => ({})],
    ];
    const trail = house.store.recorded.length;
    for (const [name, payload] of asks) {
      const known = await ana.fails(name, payload(ben.here) as never);
      const unknown = await ana.fails(name, payload('pt-nobody') as never);
      expect(known.reason?.reason, name).toMatchObject({ rule: 'R10' });
      expect(unknown, name).toEqual(known);
    }
    // What is one's own to take back is nothing, as long as one could do nothing.
    expect((await ana.fails('act.undo', {})).code).toBe('conflict');
    expect(house.store.recorded).toHaveLength(trail);
  });

  it('R19 a moderator is not shown the trail, and the owner is, newest first, by page', async () => {
    const { tess, max, ana } = await lesson();
    expect((await max.fails('room.trail', {})).reason?.reason).toMatchObject({ rule: 'R10' });
    await tess.ask('floor.allow', { participant: ana.here });
    await tess.ask('floor.stop', { participant: ana.here });
    const { entries, more } = await tess.ask('room.trail', { limit: 1 });
    expect([entries.length, more]).toEqual([1, true]);
    expect(entries[0]).toMatchObject({
      actor: 'Tess',
      on: 'grant',
      name: 'Ana',
      cause: 'revoked',
      after: null,
    });
    const older = await tess.ask('room.trail', { before: entries[0]?.id ?? 0, limit: 1 });
    expect(older.entries[0]).toMatchObject({ on: 'grant', name: 'Ana', before: null });
  });
});

describe('R33 hosts hear of each other', () => {
  it('R18, R33 who did what reaches those who control the call, and nobody else', async () => {
    const { tess, max, ana, ben } = await lesson();
    const heard = [tess, max, ana, ben].map((visitor) => {
      const acts: string[] = [];
      visitor.socket.on(
        'notices',
        (notices: readonly { is: string; act?: { what: string; by: { name: string } } }[]) => {
          for (const notice of notices)
            if (notice.is === 'act' || notice.is === 'trail')
              acts.push(notice.act ? `${notice.act.by.name} ${notice.act.what}` : 'trail');
        },
      );
      return acts;
    });
    await max.ask('floor.allow', { participant: ana.here });
    await tess.ask('floor.stop', { participant: ana.here });
    // What each was told by now has come.
    await Promise.all([tess, max, ana, ben].map((visitor) => visitor.ask('room.look', { room: 'a' })));
    expect(heard[0]).toEqual(['Max allowed', 'trail', 'Tess stopped', 'trail']);
    expect(heard[1]).toEqual(heard[0]);
    expect([heard[2], heard[3]]).toEqual([[], []]);
  });

  it('two who click opposite things are carried out in one order, the same for all, and both are told', async () => {
    const { tess, max, ana, ben } = await lesson();
    const participant = ana.here;
    await Promise.all([tess.ask('floor.allow', { participant }), max.ask('floor.stop', { participant })]);
    await Promise.all([tess, max, ana, ben].map((visitor) => visitor.ask('room.look', { room: 'a' })));
    const may = ana.view?.self.publish.microphone.allowed;
    for (const host of [tess, max])
      expect(host.view?.people?.[participant]?.speak?.kinds.includes('microphone')).toBe(may);
    const stored = house.store.recorded.flatMap(({ entries }) => entries).map(({ actor }) => actor.name);
    expect(stored).toContain('Tess');
    // The stop that came first had nothing to stop.
    expect(may).toBe(!stored.includes('Max'));
  });

  it('R32 several are stopped by one message, and given back by one; one whom the asker may not touch keeps all', async () => {
    const { tess, max, ana, ben } = await lesson();
    const both = [ana.here, ben.here];
    for (const participant of both) await tess.ask('floor.allow', { participant });
    const may = () => [ana, ben].map(({ view }) => view?.self.publish.microphone.allowed);
    expect((await max.fails('floor.stopSeveral', { participants: [...both, tess.here] })).code).toBe(
      'refused',
    );
    expect(may()).toEqual([true, true]);
    await max.ask('floor.stopSeveral', { participants: both });
    expect(may()).toEqual([false, false]);
    await max.ask('act.undo', {});
    expect(may()).toEqual([true, true]);
  });

  it('R16 only hosts are told who was removed; a removal is taken back by its author', async () => {
    const { tess, max, ana, ben } = await lesson();
    await max.ask('person.remove', { participant: ana.here });
    expect(tess.view?.removed).toMatchObject([{ person: 'user:ana', name: 'ana', byName: 'Max' }]);
    expect(ben.view?.removed).toBeNull();
    expect((await tess.fails('act.undo', {})).code).toBe('conflict');
    await max.ask('act.undo', {});
    expect(tess.view?.removed).toEqual([]);
    await (await house.user('ana')).join('a', 'Ana');
  });

  it('every right of somebody is told with its reason, as the person themselves sees it', async () => {
    const { tess, ana } = await lesson();
    await tess.ask('floor.stop', { participant: ana.here });
    const told = await tess.ask('person.explain', { participant: ana.here });
    expect(told.publish).toEqual(ana.view?.self.publish);
    expect(told.unmute).toEqual(ana.view?.self.unmute);
    expect(told.list).toEqual(ana.view?.self.list);
  });

  it('R33 the end of the call reaches everybody as such', async () => {
    const { max, ana, ben, tess } = await lesson();
    const ended = [tess, ana, ben].map(
      (visitor) => new Promise((resolve) => visitor.socket.once('ended', (reason) => resolve(reason))),
    );
    await max.ask('room.end', {});
    expect(await Promise.all(ended)).toEqual([1, 2, 3].map(() => ({ why: 'call-ended' })));
  });
});

describe('R30 who talks', () => {
  it('R30 where nobody hears, the browser’s word is taken for its own microphone alone', async () => {
    const { tess, ana } = await lesson();
    const { publication } = await tess.ask('media.publish', { kind: 'microphone' });
    const stranger = { publication, talking: true };
    expect((await ana.fails('media.talking', stranger)).code).toBe('not-found');
    expect((await ana.fails('media.talking', { publication: publicationId('x'), talking: true })).code).toBe(
      'not-found',
    );
    await tess.ask('media.talking', stranger);
    await ana.ask('room.look', { room: 'a' });
    expect(ana.view?.publications[publication]?.talking).toBe(true);
  });

  it('R30 where the media server hears, nobody’s word is', async () => {
    const { tess, ana } = await lesson();
    const { publication } = await tess.ask('media.publish', { kind: 'microphone' });
    const host = await house.registry.find(roomId('a'));
    house.media().hears = true;
    if (!host) throw new Error('The room is not running.');
    await tess.ask('media.talking', { publication, talking: true });
    await ana.ask('room.look', { room: 'a' });
    expect(ana.view?.publications[publication]?.talking).toBe(false);
    host.heard(publication, true);
    await host.settled();
    await ana.ask('room.look', { room: 'a' });
    expect(ana.view?.publications[publication]?.talking).toBe(true);
  });
});

describe('R9 what exceeds the profile', () => {
  it('R9 its owner knows why before it is seen to be gone, and nobody else is told why', async () => {
    const { tess, max, ana } = await lesson();
    const { publication } = await tess.ask('media.publish', { kind: 'camera' });
    const host = await house.registry.find(roomId('a'));
    if (!host) throw new Error('The room is not running.');
    await ana.ask('room.look', { room: 'a' });
    host.exceeded(publication, { what: 'resolution', width: 4000, height: 3000 });
    await host.settled();
    await Promise.all([tess, max, ana].map((one) => one.ask('room.look', { room: 'a' })));
    const told = (one: typeof tess) =>
      one.received
        .flatMap(({ event, payload }) => (event === 'notices' ? (payload as Notice[]) : []))
        .filter(({ is }) => is === 'exceeded' || is === 'publication-gone')
        .map((notice) => [
          notice.is,
          'publication' in notice ? notice.publication : 'id' in notice && notice.id,
        ]);
    expect(told(tess)).toEqual([
      ['exceeded', publication],
      ['publication-gone', publication],
    ]);
    for (const one of [max, ana]) expect(told(one)).toEqual([['publication-gone', publication]]);
    expect(ana.view?.publications).toEqual({});
  });
});
