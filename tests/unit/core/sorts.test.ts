import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, mayEnter, mayModerate, moderationRights } from '@/lib/core/gate/decide.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import type { Grant, Override, Person } from '@/lib/core/gate/person.ts';
import { AUDIENCES, MODERATION_RIGHTS, RIGHTS, type Right } from '@/lib/core/gate/rights.ts';
import { askedOnce, sortOf } from '@/lib/core/gate/sorts.ts';
import { profileOf, roleOf } from '@/lib/core/gate/standing.ts';
import { guestPerson, userPerson } from '@/lib/core/ids.ts';
import { PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { ASKS, mark, member, moderator, owner, person, T0 } from './kit.ts';

/** Everything that anybody can be asked of. */
const everything = (settings: RoomSettings, who: Person, now: number): string =>
  JSON.stringify([
    ASKS.map((ask) => decide(settings, who, ask, now)),
    mayUnmute(settings, who, now),
    mayEnter(settings, who, 0, now),
    MODERATION_RIGHTS.map((right) => mayModerate(settings, who, right, now)),
    moderationRights(who, now),
    profileOf(settings, who),
    roleOf(who, now),
  ]);

const time = fc.constantFrom(T0 - 2_000, T0 - 1_000, T0, T0 + 1_000, T0 + 2_000);
const id = fc.constantFrom(
  ...['ann', 'ben', 'cleo', 'dan'].flatMap((name) => [userPerson(name), guestPerson(name)]),
);
const ofRights = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Partial<Record<Right, Value>>>({}) },
    fc.tuple(fc.constantFrom(...RIGHTS), value).map(([right, one]) => ({ [right]: one })),
  );
const override: fc.Arbitrary<Override> = fc.record({
  value: fc.constantFrom('allow', 'deny'),
  mark: fc.constant(mark()),
});
const grant: fc.Arbitrary<Grant> = fc.record({ cause: fc.constant('click'), mark: fc.constant(mark()) });
const membership = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(null, member()) },
  fc.constantFrom(owner(), moderator('controlCalls'), member({ kinds: ['camera'] })),
  time.map((expiresAt) => ({ ...member(), expiresAt })),
);
const somebody: fc.Arbitrary<Person> = fc
  .record({
    id,
    membership,
    overrides: ofRights(override),
    grants: ofRights(grant),
    ban: fc.constantFrom(null, null, null, mark()),
    mute: fc.constantFrom(null, null, null, { mark: mark(), overGrant: false }),
  })
  .map(({ id: who, membership: listed, ...besides }) => person(who, listed, besides));

const settings: fc.Arbitrary<RoomSettings> = fc
  .record({
    preset: fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])),
    audiences: fc.record(
      Object.fromEntries(RIGHTS.map((right) => [right, fc.constantFrom(...AUDIENCES)])) as Record<
        Right,
        fc.Arbitrary<(typeof AUDIENCES)[number]>
      >,
    ),
    except: fc.option(fc.subarray([userPerson('ann'), guestPerson('ben'), userPerson('cleo')])),
    startsAt: fc.option(time),
    expiresAt: fc.option(time),
    paused: fc.constantFrom(null, null, null, mark()),
    deleted: fc.constantFrom(null, null, null, mark()),
    locked: fc.constantFrom(null, mark()),
  })
  .map(({ preset, audiences, except, ...rest }) => {
    const room = presetSettings(preset, 'Room');
    const rules = RIGHTS.map((right) => [right, { audience: audiences[right], mark: null }]);
    return {
      ...room,
      ...rest,
      audiences: Object.fromEntries(rules),
      muteAll: except && { mark: mark(), except },
    };
  });

describe('people of one sort', () => {
  it('are given the same answer by everything that decides', () => {
    let alike = 0;
    fc.assert(
      fc.property(
        settings,
        fc.array(somebody, { minLength: 10, maxLength: 30 }),
        time,
        (room, people, now) => {
          const told = new Map<number, string>();
          for (const one of people) {
            const sort = sortOf(room, one);
            if (sort === null) continue;
            const said = everything(room, one, now);
            if (told.has(sort)) alike += 1;
            expect(said).toBe(told.get(sort) ?? said);
            told.set(sort, said);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(alike).toBeGreaterThan(100);
  });

  it('are asked about once, and what that gave is what each would be told alone, at any time', () => {
    fc.assert(
      fc.property(
        settings,
        fc.array(fc.tuple(somebody, time), { minLength: 2, maxLength: 12 }),
        (room, people) => {
          const shared = askedOnce(everything);
          for (const [who, now] of people)
            expect(shared(room, who, now)).toBe(everything({ ...room }, who, now));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are no more than nothing was decided about: anything of one’s own is asked about alone', () => {
    const room = presetSettings('classroom', 'Room');
    const ann = userPerson('ann');
    const alone: Person[] = [
      person(ann, owner()),
      person(ann, moderator()),
      person(ann, member({ screens: 2 })),
      person(ann, { ...member(), expiresAt: T0 }),
      person(ann, null, { overrides: { send: { value: 'deny', mark: mark() } } }),
      person(ann, null, { grants: { publish: { cause: 'hand', mark: mark() } } }),
      person(ann, null, { ban: mark() }),
      person(ann, null, { mute: { mark: mark(), overGrant: false } }),
    ];
    for (const one of alone) expect(sortOf(room, one)).toBeNull();
    let asked = 0;
    const count = askedOnce(() => ++asked);
    for (let n = 0; n < 100; n++) count(room, person(guestPerson(`g${n}`), null), T0);
    expect(asked).toBe(1);
  });
});
