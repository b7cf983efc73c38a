import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODERATION_RIGHTS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { ADMIN_BITS, withAdminBits } from '@/lib/core/mesibo/admin-flags.ts';
import { callSettings, fromCallSettings, resolutionOf } from '@/lib/core/mesibo/call-flags.ts';
import {
  type MemberNumbers,
  memberEdit,
  memberNumbers,
  type RoomNumbers,
  roomEdit,
  roomNumbers,
} from '@/lib/core/mesibo/edits.ts';
import { normalisedRoomFlags, withAudiences } from '@/lib/core/mesibo/room-flags.ts';
import type { Command, MemberEdit, SettingsEdit } from '@/lib/core/room/commands.ts';
import { PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';

const T0 = 1_700_000_000_000;
const ANA = userPerson('ana');
const fresh = (preset: PresetName = 'conference') =>
  emptyRoom(roomId('a'), presetSettings(preset, 'A'), [], []);

function done(room: Room, command: Command): Room {
  const outcome = step(room, { type: 'api', name: 'test' }, command, T0);
  expect(outcome.failure).toBeNull();
  return outcome.room;
}
const edited = (room: Room, patch: SettingsEdit) => done(room, { do: 'settings', patch });
const given = (room: Room, numbers: RoomNumbers) => edited(room, roomEdit(numbers, room.settings));
const ana = (room: Room) => {
  const person = room.people.get(ANA);
  if (!person) throw new Error('Ana is not there');
  return person;
};
const withAna = (room: Room, edit: Omit<MemberEdit, 'person'> = { membership: {} }) =>
  done(room, { do: 'member', person: ANA, name: 'Ana', ...edit });
const anaGiven = (room: Room, numbers: MemberNumbers) =>
  withAna(room, memberEdit(numbers, {}, room.settings, ana(room)));

/** Any 32 bits: all alike, or few of them. */
const bits = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc
    .array(fc.integer({ min: 0, max: 31 }), { maxLength: 6 })
    .map((shifts) => shifts.reduce((all, shift) => (all | (1 << shift)) >>> 0, 0)),
);
const preset = fc.constantFrom(...(Object.keys(PRESETS) as PresetName[]));
const code = fc.constantFrom(0, 1, 2, 3, 4, 5, 8, 9, 10);
const DELETE = 0x80000000;

describe('group flags', () => {
  it('come back as they came, in every kind of room, but for what is normalised', () => {
    fc.assert(
      fc.property(preset, bits, bits, (name, first, flags) => {
        const room = given(given(fresh(name), { flags: first }), { flags });
        expect(roomNumbers(room.settings).flags).toBe(normalisedRoomFlags(flags));
      }),
      { numRuns: 2000 },
    );
  });

  it('are normalised in two ways only: a nibble with both bits is selected, and DELETE is a request', () => {
    fc.assert(
      fc.property(bits, (flags) => {
        const lost = (flags ^ normalisedRoomFlags(flags)) >>> 0;
        expect(lost & ~(DELETE | 0x2 | 0x200 | 0x2000 | 0x20000)).toBe(0);
        for (const nibble of [0, 8, 12, 16])
          expect(Boolean(lost & (2 << nibble))).toBe(((flags >>> nibble) & 3) === 3);
      }),
    );
    expect(normalisedRoomFlags(0xffffffff)).toBe(0x7ffdddfd);
  });

  it('write every audience', () => {
    const room = given(fresh(), { flags: 0x22100 });
    const { audiences } = room.settings;
    expect(RIGHTS.map((right) => audiences[right].audience)).toEqual([
      ...['selected', 'anyone', 'anyone', 'members', 'members'],
    ]);
    expect(given(room, { flags: 0x8000051 }).settings).toMatchObject({
      storeMessages: false,
      paused: { byName: 'test' },
      audiences: { send: { audience: 'selected' }, receive: { audience: 'selected' } },
    });
  });

  it('that say what is so already change nothing, and keep nothing', () => {
    fc.assert(
      fc.property(preset, bits, (name, flags) => {
        const room = given(fresh(name), { flags });
        expect(given(room, roomNumbers(room.settings))).toBe(room);
        const plain = fresh(name);
        expect(roomEdit(roomNumbers(plain.settings), plain.settings)).toEqual({
          profile: expect.anything(),
        });
        expect(given(plain, roomNumbers(plain.settings))).toBe(plain);
      }),
    );
  });

  it('leave a room whose messages anyone receives as it is when its own flags are written back', () => {
    const room = fresh('open-webinar');
    expect(given(room, { flags: 0x22100 }).settings).toEqual(room.settings);
    expect(given(room, { flags: 0x22110 }).settings.audiences.receive.audience).toBe('selected');
  });

  it('give way, field by field, to what somebody changed later elsewhere', () => {
    fc.assert(
      fc.property(
        bits,
        fc.constantFrom(...RIGHTS),
        fc.constantFrom('members', 'selected', 'anyone'),
        fc.boolean(),
        fc.boolean(),
        (flags, right, audience, storeMessages, paused) => {
          const room = edited(given(fresh(), { flags }), {
            audiences: { [right]: audience },
            storeMessages,
            paused,
          });
          const now = roomNumbers(room.settings).flags;
          expect(Boolean(now & 0x40)).toBe(!storeMessages);
          expect(Boolean(now & 0x8000000)).toBe(paused);
          const nibble = { send: 0, receive: 4, publish: 8, subscribe: 12, list: 16 }[right];
          const two = right === 'receive' ? (now >>> nibble) & 1 : (now >>> nibble) & 3;
          const expected = { members: 0, selected: 1, anyone: right === 'receive' ? 0 : 2 }[audience];
          expect(two).toBe(expected);
          // What nobody touched is as it came.
          const touched = 0x8000040 | (right === 'receive' ? 1 << nibble : 3 << nibble);
          expect((now & ~touched) >>> 0).toBe((normalisedRoomFlags(flags) & ~touched) >>> 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are replaced right by right by name', () => {
    expect(withAudiences(0x22100, { send: 1, publish: 0, list: 2 })).toBe(0x22001);
    expect(withAudiences(0xf0000000, { receive: 2 })).toBe(0xf0000020);
  });
});

describe('call settings', () => {
  it('call flags of a room come back as they came', () => {
    fc.assert(
      fc.property(
        preset,
        bits.filter((flags) => (flags & 0x106) !== 0),
        bits.filter((flags) => (flags & 0x106) !== 0),
        code,
        fc.nat(100_000),
        (name, first, flags, videoResolution, callDuration) => {
          const numbers = { callFlags: flags, videoResolution, callDuration };
          const room = given(given(fresh(name), { callFlags: first }), numbers);
          expect(roomNumbers(room.settings)).toMatchObject(numbers);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('mean what they are called', () => {
    const room = given(fresh(), { callFlags: 0x8107, videoResolution: 2, callDuration: 90 });
    expect(room.settings.profile).toMatchObject({
      kinds: ['microphone', 'camera', 'screen', 'screenAudio'],
      data: false,
      simulcast: false,
      talkDetection: true,
      fixed: [],
      resolution: 'vga',
      callDuration: 90,
    });
    expect(room.settings.foreign).toEqual({});
    const other = given(room, { callFlags: 0x7020b });
    expect(other.settings.profile).toMatchObject({
      kinds: ['microphone'],
      handKinds: ['microphone'],
      data: true,
      simulcast: true,
      talkDetection: false,
      fixed: ['bitrate', 'resolution', 'frameRate'],
    });
  });

  it('call flags of 0 say nothing', () => {
    const room = given(fresh(), { callFlags: 0x1003 });
    expect(given(room, { callFlags: 0 })).toBe(room);
  });

  it('the default resolution comes back as 0, until somebody chooses another', () => {
    const room = given(fresh(), { videoResolution: 0 });
    expect(roomNumbers(room.settings).videoResolution).toBe(0);
    expect(roomNumbers(fresh().settings).videoResolution).toBe(3);
    const chosen = edited(room, { profile: { resolution: 'vga' } });
    expect(roomNumbers(chosen.settings).videoResolution).toBe(2);
    expect(roomNumbers(given(room, { videoResolution: 3 }).settings).videoResolution).toBe(3);
  });

  it('give way to what somebody changed later elsewhere, kind by kind', () => {
    // PREFER264 and RECORD are nobody's; VALID did not come.
    const room = given(fresh(), { callFlags: 0x81006 });
    const later = edited(room, { profile: { kinds: ['microphone', 'screen'], handKinds: [] } });
    expect(roomNumbers(later.settings).callFlags).toBe(0x81102);
    // A screen without its sound is left so where the flags say nothing new about it.
    expect(given(later, { callFlags: 0x81106 }).settings.profile.kinds).toEqual([
      ...['microphone', 'camera', 'screen'],
    ]);
  });

  it('sflags are eight bits of resolution above 24 of call flags, and back', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.nat(255), (callFlags, videoResolution) => {
        const packed = callSettings(callFlags, videoResolution);
        expect(packed).toBeGreaterThanOrEqual(0);
        expect(fromCallSettings(packed)).toEqual({ callFlags, videoResolution });
      }),
    );
    expect(callSettings(263 | 32768, 4)).toBe(0x4008107);
    expect([6, 7, 11, 255].map(resolutionOf)).toEqual([null, null, null, null]);
  });
});

describe('member flags', () => {
  it('come back as they came, and are an override for each right', () => {
    fc.assert(
      fc.property(preset, bits, bits, (name, first, flags) => {
        let room = anaGiven(withAna(fresh(name)), { flags: first });
        room = anaGiven(room, { flags });
        const person = ana(room);
        expect(memberNumbers(room.settings, person).flags).toBe((flags & ~DELETE) >>> 0);
        expect(Object.keys(person.overrides)).toHaveLength(5);
        expect(person.overrides.publish?.value).toBe(flags & 4 ? 'allow' : 'deny');
        expect(person.overrides.list?.value).toBe(flags & 16 ? 'allow' : 'deny');
      }),
      { numRuns: 1000 },
    );
  });

  it('of somebody without overrides are what the audiences give', () => {
    const flags = (name: PresetName, edit: MemberEdit['membership'] = {}) => {
      const room = withAna(fresh(name), { membership: edit });
      return memberNumbers(room.settings, ana(room)).flags;
    };
    expect(flags('conference')).toBe(0x1f);
    expect(flags('classroom')).toBe(0x1b);
    expect(flags('classroom', { role: 'moderator', moderation: ['controlCalls'] })).toBe(0x1f);
  });

  it('give way to a later change of an override, and keep the rest', () => {
    fc.assert(
      fc.property(
        bits,
        fc.constantFrom(...RIGHTS),
        fc.constantFrom('allow', 'deny', null),
        (flags, right, value) => {
          const before = anaGiven(withAna(fresh('classroom')), { flags });
          const room = withAna(before, { overrides: { [right]: value } });
          const bit = { send: 1, receive: 2, publish: 4, subscribe: 8, list: 16 }[right];
          const now = memberNumbers(room.settings, ana(room)).flags;
          const allowed = value === null ? right !== 'publish' : value === 'allow';
          expect(Boolean(now & bit)).toBe(allowed);
          expect((now & ~bit) >>> 0).toBe((flags & ~bit & ~DELETE) >>> 0);
        },
      ),
    );
  });

  it('rights by name override only those rights', () => {
    const room = withAna(fresh());
    const edit = memberEdit({}, { publish: false }, room.settings, ana(room));
    expect(edit).toEqual({ membership: {}, overrides: { publish: 'deny' } });
  });
});

describe('admin flags', () => {
  const rankGiven = (adminFlags: number, room = withAna(fresh())) => anaGiven(room, { adminFlags });

  it('come back as they came', () => {
    fc.assert(
      fc.property(bits, bits, (first, adminFlags) => {
        const room = rankGiven(adminFlags, rankGiven(first));
        expect(memberNumbers(room.settings, ana(room)).adminFlags).toBe((adminFlags & ~DELETE) >>> 0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [0, 'member', []],
    [0x10, 'member', []],
    [0x30, 'moderator', ['editMembers']],
    [0x40, 'member', []],
    [0xc0, 'moderator', ['editModerators']],
    [0x6000, 'member', []],
    [0xe000, 'moderator', ['managePins']],
    [0x1, 'moderator', ['modifyRoom']],
    [0x200, 'moderator', ['deleteRoom']],
    [0x400, 'moderator', ['controlCalls']],
    [0x800, 'moderator', ['removeFromCall']],
    [0xefff, 'moderator', [...MODERATION_RIGHTS]],
    [0x1000, 'owner', []],
    [0xffff, 'owner', []],
  ])('%i make: %s', (flags, role, moderation) => {
    const room = rankGiven(flags);
    expect(ana(room).membership).toMatchObject({ role, moderation });
  });

  it('give way to a later change of role or rights', () => {
    fc.assert(
      fc.property(
        bits,
        fc.constantFrom('owner', 'moderator', 'member'),
        fc.subarray([...MODERATION_RIGHTS]),
        (adminFlags, role, moderation) => {
          const before = rankGiven(adminFlags);
          const room = withAna(before, { membership: { role, moderation } });
          const now = memberNumbers(room.settings, ana(room)).adminFlags;
          expect(Boolean(now & 0x1000)).toBe(role === 'owner');
          if (role === 'owner') return;
          const held = role === 'moderator' ? moderation : [];
          const has = (...masks: number[]) => masks.every((one) => (now & one) === one);
          expect(has(1)).toBe(held.includes('modifyRoom'));
          expect(has(0x30)).toBe(held.includes('editMembers'));
          expect(has(0xc0)).toBe(held.includes('editModerators'));
          expect(has(0x200)).toBe(held.includes('deleteRoom'));
          expect(has(0x400)).toBe(held.includes('controlCalls'));
          expect(has(0x800)).toBe(held.includes('removeFromCall'));
          expect(has(0xe000)).toBe(held.includes('managePins'));
          // Above the sixteen bits of rank nothing of ours stands.
          expect((now & 0x7fff0000) >>> 0).toBe((adminFlags & 0x7fff0000) >>> 0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('who is made a plain member elsewhere keeps no half of a pair', () => {
    const before = rankGiven(0x410);
    const room = withAna(before, { membership: { role: 'member' } });
    expect(memberNumbers(room.settings, ana(room)).adminFlags).toBe(0);
  });

  it('by name are switched one by one; an owner who is none any more keeps nothing of it', () => {
    expect(withAdminBits(0, { owner: true })).toBe(ADMIN_BITS.owner);
    expect(withAdminBits(0xffff, { owner: false })).toBe(0);
    expect(withAdminBits(0x430, { remuser: false, hangup: true })).toBe(0xc10);
    expect(withAdminBits(0x430, { owner: false })).toBe(0x430);
  });
});

describe('a member’s own call settings', () => {
  it('come back as they came', () => {
    fc.assert(
      fc.property(
        preset,
        bits,
        bits,
        code,
        fc.nat(100_000),
        (name, first, callFlags, video, callDuration) => {
          let room = anaGiven(withAna(fresh(name)), { callFlags: first });
          const numbers = { callFlags, videoResolution: video, callDuration };
          room = anaGiven(room, numbers);
          expect(memberNumbers(room.settings, ana(room))).toMatchObject(numbers);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('of 0 are the room’s again', () => {
    const room = anaGiven(withAna(fresh()), { callFlags: 0x3, videoResolution: 1, callDuration: 9 });
    expect(ana(room).membership?.profile).toMatchObject({ kinds: ['microphone'], resolution: 'qvga' });
    const none = anaGiven(room, { callFlags: 0, videoResolution: 0, callDuration: 0 });
    expect(ana(none).membership?.profile).toEqual({});
    expect(ana(none).membership?.foreign).toEqual({});
  });
});
