import { MOST_SCREENS, type ProfilePatch } from '../profile.ts';
import type { Pin } from './pins.ts';
import { isPreset } from './presets.ts';
import { closesAt, type RoomSettings } from './settings.ts';

/** Something that settings must not be: what it is about, and what is said when it is so. */
interface Check {
  /** An edit that alters none of it is not blamed for it. */
  readonly about: (settings: RoomSettings) => unknown;
  readonly wrong: (settings: RoomSettings, now: number) => string | null | false;
}

const CHECKS: readonly Check[] = [
  {
    about: ({ preset }) => preset,
    wrong: ({ preset }) => !isPreset(preset) && `preset: there is no preset "${preset}".`,
  },
  {
    about: ({ startsAt }) => startsAt,
    wrong: ({ startsAt }) => startsAt !== null && !Number.isSafeInteger(startsAt) && 'startsAt: is no time.',
  },
  {
    about: ({ expiresAt }) => expiresAt,
    wrong: ({ expiresAt }, now) => timeProblem(expiresAt, now),
  },
  {
    about: ({ startsAt, expiresAt }) => [startsAt, expiresAt],
    wrong: ({ startsAt, expiresAt }) =>
      startsAt !== null && expiresAt !== null && expiresAt <= startsAt && 'expiresAt: is not after startsAt.',
  },
  {
    about: ({ startsAt, duration }) => [startsAt, duration],
    wrong: ({ startsAt, duration }) =>
      duration !== null && startsAt === null && 'duration: needs startsAt, which it counts from.',
  },
  {
    about: ({ duration }) => duration,
    wrong: ({ duration }) => spanProblem('duration', duration),
  },
  {
    about: ({ startsAt, duration }) => [startsAt, duration],
    wrong: (settings, now) =>
      settings.duration !== null &&
      (closesAt({ ...settings, expiresAt: null }) ?? now + 1) <= now &&
      'duration: the room would be over already.',
  },
  {
    about: ({ capacity }) => capacity,
    wrong: ({ capacity }) => !isCount(capacity, 1) && 'capacity: must be at least 1.',
  },
  {
    about: ({ audiences, profile }) => [audiences.publish.audience, profile.kinds],
    wrong: ({ audiences, profile }) =>
      !profile.kinds.length &&
      audiences.publish.audience !== 'selected' &&
      `audiences.publish: is "${audiences.publish.audience}", but profile.kinds leaves nothing to publish.`,
  },
  {
    about: ({ hands }) => hands,
    wrong: ({ hands }) => !isCount(hands.speakers, 1) && 'hands.speakers: must be at least 1.',
  },
  {
    about: ({ hands }) => hands,
    wrong: ({ hands }) => spanProblem('hands.seconds', hands.seconds),
  },
  {
    about: ({ profile }) => [profile.kinds, profile.handKinds],
    wrong: ({ profile }) => {
      const beyond = profile.handKinds.find((kind) => !profile.kinds.includes(kind));
      return beyond !== undefined && `profile.handKinds: holds "${beyond}", which profile.kinds does not.`;
    },
  },
  {
    about: ({ profile: { kinds: _, handKinds: __, ...rest } }) => rest,
    wrong: ({ profile }) => profileProblem(profile),
  },
];

/**
 * What is wrong with settings that contradict themselves, in one sentence that begins with the setting; null when
 * nothing is. What is as it was before is not complained of.
 *
 * @param before null for a room that is being made
 * @param now milliseconds since the epoch
 */
export function contradiction(
  settings: RoomSettings,
  before: RoomSettings | null,
  now: number,
): string | null {
  for (const { about, wrong } of CHECKS) {
    const words = wrong(settings, now);
    if (words && (!before || !same(about(before), about(settings)))) return words;
  }
  return null;
}

/** What is wrong with the numbers of a profile, the room's or a member's; null when nothing is. */
export function profileProblem(profile: ProfilePatch): string | null {
  const { callDuration = 0, screens = 0, maxBitrate = 1, frameRate = 1 } = profile;
  if (!isCount(callDuration, 0)) return 'profile.callDuration: must be 0 (no end) or more seconds.';
  if (!isCount(screens, 0) || screens > MOST_SCREENS)
    return `profile.screens: must be between 0 and ${MOST_SCREENS}.`;
  if (!isCount(maxBitrate, 1)) return 'profile.maxBitrate: must be more than 0.';
  if (!(frameRate > 0 && frameRate < Number.POSITIVE_INFINITY))
    return 'profile.frameRate: must be more than 0.';
  return null;
}

/** R25: what is wrong with a PIN as it is made or changed. */
export function pinProblem(pin: Pin, before: Pin | null, now: number): string | null {
  if (!/^\d{4,10}$/.test(pin.code)) return 'code: must be 4 to 10 digits.';
  if (pin.maxUses !== null && !isCount(pin.maxUses, 1)) return 'maxUses: must be at least 1.';
  return (
    (pin.expiresAt === before?.expiresAt ? null : timeProblem(pin.expiresAt, now)) ??
    spanProblem('memberSeconds', pin.memberSeconds) ??
    profileProblem(pin.profile)
  );
}

/** What is wrong with an `expiresAt` that is set now; milliseconds since the epoch, null for no end. */
export function timeProblem(expiresAt: number | null, now: number): string | null {
  if (expiresAt === null) return null;
  if (!Number.isSafeInteger(expiresAt)) return 'expiresAt: is no time.';
  return expiresAt <= now ? 'expiresAt: is in the past.' : null;
}

const spanProblem = (name: string, seconds: number | null): string | null =>
  seconds === null || (seconds > 0 && seconds < Number.POSITIVE_INFINITY)
    ? null
    : `${name}: must be more than 0 seconds.`;

const isCount = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;

/** Plain data is the same when it reads the same. JSON knows no NaN, and would take it for null. */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (typeof a === typeof b && JSON.stringify(a) === JSON.stringify(b));
