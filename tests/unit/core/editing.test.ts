import { describe, expect, it } from 'vitest';
import { decide } from '@/lib/core/gate/decide.ts';
import type { SettingsEdit } from '@/lib/core/room/commands.ts';
import { nextDeadline } from '@/lib/core/room/room.ts';
import { closesAt } from '@/lib/core/room/settings.ts';
import {
  ANN,
  API,
  CLOCK,
  GUS,
  joining,
  makeRoom,
  mark,
  moderator,
  NORA,
  OLGA,
  PEOPLE,
  person,
  pub,
  Stage,
  stageWith,
  T0,
} from './kit.ts';

const edit = (patch: SettingsEdit) => ({ do: 'settings', patch }) as const;

describe('R19: an edit of the settings', () => {
  it('R19: alters what it names, deep in the profile too, and records each before and after', () => {
    const stage = stageWith('conference', [OLGA]);
    const { settings } = stage.room;
    stage.do(
      OLGA,
      edit({
        name: 'Chemistry',
        profile: { resolution: 'vga', screens: 2 },
        hands: { policy: 'auto', speakers: 3 },
        audiences: { list: 'selected', send: undefined },
        capacity: undefined,
      }),
    );
    expect(stage.room.settings).toEqual({
      ...settings,
      name: 'Chemistry',
      profile: { ...settings.profile, resolution: 'vga', screens: 2 },
      hands: { policy: 'auto', speakers: 3, seconds: null, order: 'raised' },
      audiences: {
        ...settings.audiences,
        list: { audience: 'selected', mark: { by: OLGA, byName: 'olga shown', at: T0 } },
      },
    });
    expect(stage.entries.map(({ change }) => change.on)).toEqual(['audience', 'settings']);
    expect(stage.entries[1]?.change).toMatchObject({
      before: { name: 'Physics', hands: settings.hands, profile: settings.profile },
      after: { name: 'Chemistry' },
    });
  });

  it('R19: what is as it was is not recorded', () => {
    const stage = stageWith('classroom', [OLGA], { locked: mark(), paused: null });
    const before = stage.room;
    const { profile, hands, capacity } = before.settings;
    stage.do(
      OLGA,
      edit({
        profile,
        hands,
        capacity,
        locked: true,
        paused: false,
        muteAll: true,
        audiences: { publish: 'selected' },
      }),
    );
    expect(stage.room).toBe(before);
    expect(stage.outcome?.effects).toEqual([]);
  });

  it('R19: switches carry who and when, and switching them off leaves nothing', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(OLGA, edit({ locked: true, muteAll: true }));
    const by = { by: OLGA, byName: 'olga shown', at: T0 };
    expect(stage.room.settings).toMatchObject({ locked: by, muteAll: { mark: by, except: [] } });
    stage.do(OLGA, edit({ locked: false, muteAll: false }));
    expect(stage.room.settings).toMatchObject({ locked: null, muteAll: null });
  });

  it('R19: is whole or not at all: a wrong part undoes the right ones', () => {
    const stage = stageWith('conference', [OLGA]);
    const before = stage.room;
    expect(
      stage.fails(OLGA, edit({ name: 'New', locked: true, audiences: { list: 'anyone' }, capacity: 0 })),
    ).toBe('bad-request');
    expect(stage.room).toBe(before);
  });

  it('R10: takes modifyRoom, and deleteRoom for the end of the room; an empty one too', () => {
    const keeper = person(NORA, moderator('deleteRoom'));
    const stage = new Stage(makeRoom('conference', {}, [...PEOPLE, keeper]));
    stage.join(NORA);
    stage.join(ANN);
    for (const patch of [
      {},
      { name: undefined },
      { name: 'x' },
      { lobby: true },
      { deleted: false, name: 'x' },
    ] as SettingsEdit[]) {
      expect(stage.refused(NORA, edit(patch)).reason).toMatchObject({ rule: 'R10', needs: 'modifyRoom' });
      expect(stage.refused(ANN, edit(patch)).reason.rule).toBe('R10');
    }
    expect(stage.refused(ANN, edit({ deleted: true })).reason).toMatchObject({ needs: 'deleteRoom' });
    stage.do(NORA, edit({ deleted: true }));
  });

  it('R13: hands switched off in an edit of several settings are lowered in the same step', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(OLGA, edit({ name: 'x', hands: { policy: 'off' } }));
    expect(stage.room.hands).toEqual([]);
  });
});

describe('R19: settings that contradict themselves are refused, with the setting that is wrong', () => {
  it.each<[string, SettingsEdit]>([
    ['expiresAt', { expiresAt: T0 }],
    ['expiresAt', { expiresAt: T0 - 1 }],
    ['expiresAt', { expiresAt: Number.NaN }],
    ['expiresAt', { startsAt: T0 + 2000, expiresAt: T0 + 2000 }],
    ['startsAt', { startsAt: Number.POSITIVE_INFINITY }],
    ['duration', { duration: 60 }],
    ['duration', { startsAt: T0, duration: 0 }],
    ['duration', { startsAt: T0, duration: Number.NaN }],
    ['duration', { startsAt: T0 - 60_000, duration: 60 }],
    ['capacity', { capacity: 0 }],
    ['capacity', { capacity: Number.POSITIVE_INFINITY }],
    ['capacity', { capacity: 1.5 }],
    ['preset', { preset: 'party' }],
    ['preset', { preset: '__proto__' }],
    ['audiences.publish', { profile: { kinds: [], handKinds: [] } }],
    ['profile.handKinds', { profile: { kinds: ['camera'] } }],
    [
      'profile.handKinds',
      { profile: { handKinds: ['screen'], kinds: [] }, audiences: { publish: 'selected' } },
    ],
    ['profile.screens', { profile: { screens: -1 } }],
    ['profile.screens', { profile: { screens: 5 } }],
    ['profile.maxBitrate', { profile: { maxBitrate: 0 } }],
    ['profile.frameRate', { profile: { frameRate: Number.NaN } }],
    ['profile.callDuration', { profile: { callDuration: -1 } }],
    ['hands.speakers', { hands: { policy: 'auto', speakers: 0 } }],
    ['hands.seconds', { hands: { seconds: 0 } }],
  ])('R19: %s in %j', (setting, patch) => {
    const stage = stageWith('conference', [OLGA]);
    expect(stage.fails(OLGA, edit({ name: 'Otherwise', ...patch }))).toBe('bad-request');
    expect(stage.outcome?.failure?.message.startsWith(`${setting}: `), stage.outcome?.failure?.message).toBe(
      true,
    );
  });

  it('R19: what was wrong before is not held against an edit of something else', () => {
    const { settings } = makeRoom('conference');
    const odd = {
      preset: 'of-an-older-version',
      expiresAt: T0 - 1,
      capacity: 0,
      profile: { ...settings.profile, kinds: ['camera'], handKinds: ['microphone'] },
      hands: { ...settings.hands, speakers: 0 },
    } as const;
    const stage = new Stage(makeRoom('conference', odd));
    stage.do(API, edit({ name: 'Renamed', profile: { resolution: 'vga' }, showAttendees: false }));
    expect(stage.room.settings).toMatchObject({ ...odd, name: 'Renamed', profile: { resolution: 'vga' } });
    expect(stage.fails(API, edit({ profile: { kinds: ['screen'] } }))).toBe('bad-request');
    expect(stage.fails(API, edit({ expiresAt: T0 - 2 }))).toBe('bad-request');
    stage.do(API, edit({ expiresAt: null }));
  });

  it('R19: an edit may set right in one go what would be wrong by itself', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(OLGA, edit({ profile: { kinds: [], handKinds: [] }, audiences: { publish: 'selected' } }));
    stage.do(OLGA, edit({ startsAt: T0, duration: 60 }));
    expect(stage.fails(OLGA, edit({ startsAt: null }))).toBe('bad-request');
    stage.do(OLGA, edit({ startsAt: null, duration: null }));
  });
});

describe('R1: the duration of a room', () => {
  it('R1: counts from the start, and whichever end is first closes the room', () => {
    const { settings } = makeRoom('conference');
    const ends = (startsAt: number | null, duration: number | null, expiresAt: number | null) =>
      closesAt({ ...settings, startsAt, duration, expiresAt });
    expect(ends(null, null, null)).toBeNull();
    expect(ends(T0, 60, null)).toBe(T0 + 60_000);
    expect(ends(T0, 60, T0 + 59_999)).toBe(T0 + 59_999);
    expect(ends(T0, 60, T0 + 60_001)).toBe(T0 + 60_000);
    expect(ends(null, 60, null), 'without a start there is nothing to count from').toBeNull();
    expect(ends(T0, null, T0 + 5)).toBe(T0 + 5);
  });

  it('R1, R20: everybody’s stay ends when it is over, and nobody comes in after', () => {
    const stage = stageWith('conference', [OLGA, ANN], { startsAt: T0, duration: 60 });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    expect(nextDeadline(stage.room)).toBe(T0 + 60_000);
    stage.pass(59_999);
    expect(stage.room.participants.size).toBe(2);
    stage.pass(1);
    expect(stage.room.participants.size).toBe(0);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.refused(OLGA, joining(OLGA))).toMatchObject({
      reason: { rule: 'R1', because: 'expired', at: T0 + 60_000 },
      remedy: { do: 'none' },
    });
    const late = decide(stage.room.settings, person(GUS, null), { right: 'list' }, stage.now);
    expect(late.reason.rule).toBe('R1');
  });

  it('R1: prolonged before its end, the room stays open; the clock has nothing to do', () => {
    const stage = stageWith('conference', [OLGA], { startsAt: T0, duration: 60 });
    stage.now += 59_000;
    stage.do(OLGA, edit({ duration: 120 }));
    stage.pass(2000);
    expect(stage.inside(OLGA)).toBe(true);
    expect(stage.try(CLOCK, { do: 'tick' }).effects).toEqual([]);
  });
});
