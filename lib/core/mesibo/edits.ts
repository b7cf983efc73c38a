import type { Membership, Person } from '../gate/person.ts';
import { PLAIN_MEMBER } from '../gate/person.ts';
import { RIGHTS, type Right } from '../gate/rights.ts';
import { DEFAULT_PROFILE, mergeProfile, type Profile } from '../profile.ts';
import type { MemberEdit, MembershipEdit, SettingsEdit } from '../room/commands.ts';
import type { RoomSettings } from '../room/settings.ts';
import { adminFlags, keptOfAdminFlags, rankOf } from './admin-flags.ts';
import {
  CALL_FIELDS,
  callFlags,
  DEFAULT_RESOLUTION,
  keptOfCallFlags,
  profileByCallFlags,
  resolutionCode,
  resolutionOf,
} from './call-flags.ts';
import { KEPT, keep, sameForeign } from './kept.ts';
import { keptOfMemberFlags, memberFlags, overridesOf } from './member-flags.ts';
import { editByRoomFlags, roomFlags } from './room-flags.ts';

/** mesibo's call settings. Call flags of 0 say nothing of a room, and of a member that they have none of their own. */
export interface CallNumbers {
  readonly callFlags?: number | undefined;
  /** Must be a known code; see `resolutionOf`. 0 is the default: of a member, the room's. */
  readonly videoResolution?: number | undefined;
  /** Seconds; 0 means no end: of a member, the room's. */
  readonly callDuration?: number | undefined;
}

/** A room in mesibo's numbers. What is absent stays as it is. */
export interface RoomNumbers extends CallNumbers {
  readonly flags?: number | undefined;
  /** Seconds by which a room's expiry is put off whenever it is used: kept, and not acted on. */
  readonly expiryExtension?: number | undefined;
}

/** A member in mesibo's numbers. What is absent stays as it is. */
export interface MemberNumbers extends CallNumbers {
  readonly flags?: number | undefined;
  readonly adminFlags?: number | undefined;
}

type Numbers<Some> = { readonly [Key in keyof Some]-?: number };

/** A room as mesibo's GroupSettings have it. */
export const roomNumbers = (settings: RoomSettings): Numbers<RoomNumbers> => ({
  flags: roomFlags(settings),
  callFlags: callFlags(settings.profile, settings.foreign[KEPT.callFlags]),
  videoResolution: resolutionCode(settings.profile.resolution, settings.foreign[KEPT.videoResolution]),
  callDuration: settings.profile.callDuration,
  expiryExtension: settings.foreign[KEPT.expiryExtension] ?? 0,
});

/** The edit that makes a room what these numbers say; empty where it is so already. */
export function roomEdit(given: RoomNumbers, settings: RoomSettings): SettingsEdit {
  const byFlags = given.flags === undefined ? null : editByRoomFlags(given.flags, settings);
  let { foreign } = settings;
  if (byFlags) foreign = keep(foreign, KEPT.flags, byFlags.kept);
  const profile: { -readonly [Key in keyof Profile]?: Profile[Key] } = {};
  if (given.callFlags) {
    Object.assign(profile, profileByCallFlags(given.callFlags, settings.profile));
    foreign = keep(foreign, KEPT.callFlags, keptOfCallFlags(given.callFlags));
    // A hand cannot give what the room no longer has.
    const { kinds = [] } = profile;
    profile.handKinds = settings.profile.handKinds.filter((kind) => kinds.includes(kind));
  }
  const resolution = given.videoResolution === undefined ? null : resolutionOf(given.videoResolution);
  if (resolution) {
    profile.resolution = resolution;
    const kept = given.videoResolution === DEFAULT_RESOLUTION ? DEFAULT_RESOLUTION : undefined;
    foreign = keep(foreign, KEPT.videoResolution, kept);
  }
  if (given.callDuration !== undefined) profile.callDuration = given.callDuration;
  if (given.expiryExtension !== undefined)
    foreign = keep(foreign, KEPT.expiryExtension, given.expiryExtension || undefined);
  return {
    ...byFlags?.edit,
    ...(Object.keys(profile).length && { profile }),
    ...(!sameForeign(foreign, settings.foreign) && { foreign }),
  };
}

/** A member as mesibo's MemberPermissions have it. */
export function memberNumbers(settings: RoomSettings, person: Person): Numbers<MemberNumbers> {
  const { role, moderation, profile, foreign }: Membership = person.membership ?? PLAIN_MEMBER;
  const ownCall = CALL_FIELDS.some((field) => profile[field] !== undefined);
  return {
    flags: memberFlags(settings, person),
    adminFlags: adminFlags({ role, moderation }, foreign[KEPT.adminFlags]),
    callFlags: ownCall ? callFlags(mergeProfile(settings.profile, profile), foreign[KEPT.callFlags]) : 0,
    videoResolution: profile.resolution === undefined ? 0 : resolutionCode(profile.resolution, undefined),
    callDuration: profile.callDuration ?? 0,
  };
}

/** The edit that makes somebody a member with these numbers; `rights` are single ones by name, over the flags. */
export function memberEdit(
  given: MemberNumbers,
  rights: Readonly<Partial<Record<Right, boolean>>>,
  settings: RoomSettings,
  person: Person,
): Omit<MemberEdit, 'person'> {
  const before = person.membership ?? PLAIN_MEMBER;
  let { foreign } = before;
  const membership: { -readonly [Key in keyof MembershipEdit]: MembershipEdit[Key] } = {};
  const profile: { -readonly [Key in keyof Profile]?: Profile[Key] | null } = {};
  const overrides: Partial<Record<Right, 'allow' | 'deny'>> =
    given.flags === undefined ? {} : overridesOf(given.flags);
  for (const right of RIGHTS) {
    const allowed = rights[right];
    if (allowed !== undefined) overrides[right] = allowed ? 'allow' : 'deny';
  }
  if (given.flags !== undefined) foreign = keep(foreign, KEPT.flags, keptOfMemberFlags(given.flags));
  if (given.adminFlags !== undefined) {
    Object.assign(membership, rankOf(given.adminFlags));
    foreign = keep(foreign, KEPT.adminFlags, keptOfAdminFlags(given.adminFlags));
  }
  if (given.callFlags) {
    Object.assign(
      profile,
      profileByCallFlags(given.callFlags, mergeProfile(settings.profile, before.profile)),
    );
    foreign = keep(foreign, KEPT.callFlags, keptOfCallFlags(given.callFlags));
  } else if (given.callFlags === 0) {
    for (const field of CALL_FIELDS) profile[field] = null;
    foreign = keep(foreign, KEPT.callFlags, undefined);
  }
  if (given.videoResolution === DEFAULT_RESOLUTION) profile.resolution = null;
  else if (given.videoResolution !== undefined)
    profile.resolution = resolutionOf(given.videoResolution) ?? DEFAULT_PROFILE.resolution;
  if (given.callDuration !== undefined) profile.callDuration = given.callDuration || null;
  return {
    membership: {
      ...membership,
      ...(Object.keys(profile).length && { profile }),
      ...(!sameForeign(foreign, before.foreign) && { foreign }),
    },
    ...(Object.keys(overrides).length && { overrides }),
  };
}
