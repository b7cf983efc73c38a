import { type Audience, RIGHTS, type Right } from '../gate/rights.ts';
import type { SettingsEdit } from '../room/commands.ts';
import type { RoomSettings } from '../room/settings.ts';
import { DELETE, givenBack, KEPT, uint32 } from './kept.ts';

/**
 * Group flags (mesibo-api.md, 2.1). Each right has a nibble: 0 members, 1 selected, 2 anyone. With both bits set the
 * narrower holds: selected. For `receive` mesibo's 2 is a round robin among the members, which we do not have: that
 * bit is kept, and a room whose messages anyone receives reads as 0.
 */
const NIBBLE: Readonly<Record<Right, number>> = { send: 0, receive: 4, publish: 8, subscribe: 12, list: 16 };
const SELECTED = 1;
const ANYONE = 2;
const NOSTORAGE = 0x40;
const PAUSE = 0x8000000;

const mask = (right: Right) => (right === 'receive' ? SELECTED : SELECTED | ANYONE) << NIBBLE[right];
const FIELDS = [...RIGHTS.map(mask), NOSTORAGE, PAUSE];
const SUPPORTED = FIELDS.reduce((all, field) => all | field, 0);

const audienceIn = (flags: number, right: Right): Audience => {
  const code = (flags & mask(right)) >>> NIBBLE[right];
  return code & SELECTED ? 'selected' : code & ANYONE ? 'anyone' : 'members';
};

const audienceBits = (right: Right, audience: Audience): number => {
  const code = audience === 'selected' ? SELECTED : audience === 'anyone' ? ANYONE : 0;
  return (code << NIBBLE[right]) & mask(right);
};

/** The flags as they are understood and given back: no nibble says two things, and nothing is to be deleted. */
export function normalisedRoomFlags(flags: number): number {
  let bits = flags & ~DELETE;
  for (const right of RIGHTS)
    if ((bits & mask(right)) === mask(right) && right !== 'receive') bits &= ~(ANYONE << NIBBLE[right]);
  return uint32(bits);
}

const own = ({ audiences, storeMessages, paused }: RoomSettings): number =>
  RIGHTS.reduce((bits, right) => bits | audienceBits(right, audiences[right].audience), 0) |
  (storeMessages ? 0 : NOSTORAGE) |
  (paused ? PAUSE : 0);

/** Whether flags say that the room is closed for a while. */
export const pausesBy = (flags: number): boolean => Boolean(flags & PAUSE);

/** A room as group flags, unsigned 32 bits. */
export function roomFlags(settings: RoomSettings): number {
  const came = settings.foreign[KEPT.flags];
  return givenBack(FIELDS, own(settings), came, (came ?? 0) & SUPPORTED);
}

/** What a room becomes by flags, and what of them is to be kept. What already is as they say is left alone. */
export function editByRoomFlags(
  given: number,
  settings: RoomSettings,
): { readonly edit: SettingsEdit; readonly kept: number | undefined } {
  const flags = normalisedRoomFlags(given);
  const now = own(settings);
  const differs = (field: number) => (flags & field) !== (now & field);
  const audiences = RIGHTS.filter((right) => differs(mask(right))).map((right) => [
    right,
    audienceIn(flags, right),
  ]);
  return {
    edit: {
      ...(audiences.length && { audiences: Object.fromEntries(audiences) }),
      ...(differs(NOSTORAGE) && { storeMessages: !(flags & NOSTORAGE) }),
      ...(differs(PAUSE) && { paused: Boolean(flags & PAUSE) }),
    },
    kept: uint32(flags & SUPPORTED) === flags ? undefined : flags,
  };
}

/** Flags with some rights' nibbles replaced: 0 members, 1 selected, 2 anyone (of `receive`: round robin). */
export function withAudiences(flags: number, codes: Readonly<Partial<Record<Right, number>>>): number {
  return RIGHTS.reduce((bits, right) => {
    const code = codes[right];
    return code === undefined ? bits : uint32((bits & ~(3 << NIBBLE[right])) | ((code & 3) << NIBBLE[right]));
  }, flags);
}
