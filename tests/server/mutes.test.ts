import { describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/core/failure.ts';
import { type ParticipantId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { type House, openHouse, type Visitor } from './house.ts';
import { membership, person } from './people.ts';

/** Clients that ignore the interface, and want to be heard although they are muted. */
async function meeting(patch: Partial<RoomSettings> = {}) {
  const max = {
    ...person(userPerson('max'), null),
    membership: membership('moderator', 'controlCalls', 'removeFromCall'),
  };
  const house = await openHouse([
    {
      id: 'a',
      settings: { ...presetSettings('conference', 'Meeting'), ...patch },
      people: [
        person(userPerson('tess'), 'owner'),
        max,
        person(userPerson('ana'), 'member'),
        person(userPerson('ben'), 'member'),
      ],
    },
  ]);
  const come = async (address: string, name: string) => {
    const visitor = await house.user(address);
    await visitor.join('a', name);
    return visitor;
  };
  const tess = await come('tess', 'Tess');
  const ana = await come('ana', 'Ana');
  const ben = await come('ben', 'Ben');
  return { house, tess, ana, ben, come };
}

const because = (failed: Failure) => {
  expect(failed.code).toBe('refused');
  expect(failed.message).toMatch(/\w.*\./);
  return `${failed.reason?.reason.rule} ${failed.reason?.remedy.do}`;
};
const speak = async (who: Visitor) =>
  (await who.ask('media.publish', { kind: 'microphone' })).publication as string;
const unmuting = (publication: string) => ({ publication, muted: false });
const isRouted = (house: House, publication: string) =>
  [...house.media().routes].some((route) => route.endsWith(`<${publication}`));
const told = ({ received }: Visitor, is: string) =>
  received.flatMap(({ event, payload }) =>
    event === 'notices' ? (payload as { is: string }[]).filter((notice) => notice.is === is) : [],
  );

describe('R21 mute and lock', () => {
  it('R21 cuts at the engine, and refuses to unmute, in every tab and after every return', async () => {
    const { house, tess, ana, ben, come } = await meeting();
    const voice = await speak(ana);
    expect(isRouted(house, voice)).toBe(true);
    await tess.ask('mute.person', { participant: ana.participant, lock: true });
    expect(isRouted(house, voice)).toBe(false);
    expect(house.media().publications.has(voice as never)).toBe(false);
    expect(because(await ana.fails('media.mute', unmuting(voice)))).toBe('R21 raise-hand');
    await ana.ask('media.mute', { publication: voice, muted: true });

    const tab = await come('ana', 'Ana too');
    await ana.ask('room.leave', {});
    await ana.join('a', 'Ana again');
    for (const again of [tab, ana]) {
      const born = await speak(again);
      await again.caughtUp();
      expect(again.view?.publications[born]).toMatchObject({ muted: true, lockedBy: 'Tess' });
      expect(because(await again.fails('media.mute', unmuting(born)))).toBe('R21 raise-hand');
      await again.ask('media.unpublish', { publication: born });
      const anew = await speak(again);
      expect(because(await again.fails('media.mute', unmuting(anew)))).toBe('R21 raise-hand');
      expect(isRouted(house, born) || isRouted(house, anew)).toBe(false);
    }
    await ben.caughtUp();
    expect(house.media().routes.size).toBe(0);
  });

  it('R15, R21 a release opens nothing; the person does', async () => {
    const { house, tess, ana } = await meeting();
    const voice = await speak(ana);
    await tess.ask('mute.person', { participant: ana.participant, lock: true });
    await tess.ask('mute.release', { participant: ana.participant });
    await ana.caughtUp();
    expect(ana.view?.self.unmute.allowed).toBe(true);
    expect(ana.view?.publications[voice]).toMatchObject({ muted: true, lockedBy: null });
    expect(isRouted(house, voice)).toBe(false);
    for (const muted of [true, false])
      expect(await tess.fails('media.mute', { publication: voice, muted })).toMatchObject({
        code: 'not-found',
      });
    await ana.ask('media.mute', unmuting(voice));
    expect(isRouted(house, voice)).toBe(true);
  });

  it('R18 tells who may not list no name, neither in the reason nor in what is said', async () => {
    const { tess, ana } = await meeting();
    const voice = await speak(ana);
    await tess.ask('person.override', { participant: ana.participant, right: 'list', value: 'deny' });
    await ana.caughtUp();
    const from = ana.received.length;
    await tess.ask('mute.person', { participant: ana.participant, lock: false });
    await tess.ask('mute.askUnmute', { participant: ana.participant });
    await tess.ask('mute.person', { participant: ana.participant, lock: true });
    const denied = await ana.fails('media.mute', unmuting(voice));
    expect(denied.reason?.reason).toMatchObject({ rule: 'R21', mark: { by: null, byName: '' } });
    expect(ana.view?.self.unmute).toMatchObject({ allowed: false, reason: { mark: { byName: '' } } });
    expect(ana.view?.publications[voice]?.lockedBy).toBe('');
    expect(told(ana, 'muted')).toEqual([{ is: 'muted', byName: '' }]);
    expect(told(ana, 'asked-to-unmute')).toEqual([{ is: 'asked-to-unmute', byName: '' }]);
    expect(JSON.stringify(ana.received.slice(from))).not.toMatch(/tess/i);
  });
});

describe('R22 mute all', () => {
  it('R22 catches whoever comes later, and a floor excepts for as long as it lasts', async () => {
    const { house, tess, ana, ben, come } = await meeting();
    const [anas, bens] = [await speak(ana), await speak(ben)];
    await tess.ask('floor.allow', { participant: ben.participant, seconds: 60 });
    await tess.ask('mute.all', {});
    expect([isRouted(house, anas), isRouted(house, bens)]).toEqual([false, true]);
    expect(because(await ana.fails('media.mute', unmuting(anas)))).toBe('R22 raise-hand');

    const late = await come('ana', 'Ana, late');
    const lates = await speak(late);
    expect(because(await late.fails('media.mute', unmuting(lates)))).toBe('R22 raise-hand');
    expect(late.view?.room.muteAll).toBe(true);

    await house.clock.pass(60_000);
    expect(isRouted(house, bens)).toBe(false);
    expect(because(await ben.fails('media.mute', unmuting(bens)))).toBe('R22 raise-hand');

    await tess.ask('mute.releaseAll', {});
    expect([anas, bens, lates].some((id) => isRouted(house, id))).toBe(false);
    await ben.ask('media.mute', unmuting(bens));
    expect([anas, bens, lates].map((id) => isRouted(house, id))).toEqual([false, true, false]);
  });

  it('R22 the door says beforehand that one comes in muted, and by nobody’s name', async () => {
    const { house, tess } = await meeting();
    await tess.ask('mute.all', {});
    const visitor = await house.user('ana');
    const look = await visitor.ask('room.look', { room: 'a' });
    expect(look.unmute).toMatchObject({ allowed: false, reason: { rule: 'R22', mark: { byName: '' } } });
  });
});

describe('R23 ask to unmute', () => {
  it('R23 reaches that person alone', async () => {
    const { tess, ana, ben, come } = await meeting();
    const tab = await come('ana', 'Ana too');
    await tess.ask('mute.askUnmute', { participant: ana.participant });
    await Promise.all([ana, tab, ben, tess].map((who) => who.caughtUp()));
    for (const who of [ana, tab])
      expect(told(who, 'asked-to-unmute')).toEqual([{ is: 'asked-to-unmute', byName: 'Tess' }]);
    for (const who of [ben, tess]) expect(told(who, 'asked-to-unmute')).toEqual([]);
  });
});

describe('R10 muting others', () => {
  it('R10 is refused to who does not control the call, before the target is looked for', async () => {
    const { house, tess, ana, ben, come } = await meeting();
    const max = await come('max', 'Max');
    const voice = await speak(ben);
    const answers = new Set<string>();
    for (const target of [ben.participant, tess.participant, ana.participant, 'nobody' as ParticipantId]) {
      for (const [name, payload] of [
        ['mute.person', { participant: target, lock: true }],
        ['mute.person', { participant: target, lock: false }],
        ['mute.release', { participant: target }],
        ['mute.askUnmute', { participant: target }],
        ['mute.all', {}],
        ['mute.releaseAll', {}],
      ] as const)
        answers.add(JSON.stringify(await ana.fails(name, payload as never)));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('R10');
    expect(isRouted(house, voice)).toBe(true);
    // A moderator does not mute who outranks them, and locks no moderator.
    expect(because(await max.fails('mute.person', { participant: tess.participant, lock: false }))).toMatch(
      /^R10/,
    );
    expect(await tess.fails('mute.person', { participant: max.participant, lock: true })).toMatchObject({
      code: 'conflict',
    });
    expect(house.store.recorded).toEqual([]);
  });

  it('R19 every mute and release is in the trail, with who and what; an ask is not', async () => {
    const { house, tess, ana } = await meeting();
    await speak(ana);
    await tess.ask('mute.person', { participant: ana.participant, lock: false });
    await tess.ask('mute.askUnmute', { participant: ana.participant });
    await tess.ask('mute.person', { participant: ana.participant, lock: true });
    await tess.ask('mute.release', { participant: ana.participant });
    await tess.ask('mute.all', {});
    await tess.ask('mute.releaseAll', {});
    const entries = house.store.recorded.flatMap(({ entries: some }) => some);
    expect(entries.map(({ change }) => change.on)).toEqual([
      'silence',
      'mute',
      'mute',
      'settings',
      'settings',
    ]);
    expect(new Set(entries.map(({ actor }) => actor.person))).toEqual(new Set([userPerson('tess')]));
    expect(house.store.recorded[1]?.people).toMatchObject([
      { id: userPerson('ana'), mute: { overGrant: false, mark: { byName: 'Tess' } } },
    ]);
    expect(house.store.recorded[3]?.settings?.muteAll).toMatchObject({
      except: [],
      mark: { byName: 'Tess' },
    });
  });
});
