import type { z } from '@hono/zod-openapi';
import type { Pin } from '@/lib/core/room/pins.ts';
import type { NewPin } from '../../../rooms/administration.ts';
import type { NewPin as NewPinSchema, Pin as PinSchema } from '../schemas/pin.ts';
import { defined, forEachRight, timeOrNull } from './common.ts';
import { showOwnProfile } from './profile.ts';

/** @param base where people reach this server, without a slash at its end */
export const showPin = (pin: Pin, room: string, base: string): z.output<typeof PinSchema> => ({
  id: pin.id,
  code: pin.code,
  label: pin.label,
  role: pin.role,
  moderation: [...pin.moderation],
  overrides: forEachRight((right) => pin.overrides[right] ?? null),
  profile: showOwnProfile(pin.profile),
  memberSeconds: pin.memberSeconds,
  expiresAt: timeOrNull(pin.expiresAt),
  maxUses: pin.maxUses,
  used: pin.used,
  link: `${base}/r/${encodeURIComponent(room)}?pin=${pin.code}`,
});

/** What was asked of a PIN, over the overrides it has. */
export function pinEdit(asked: z.output<typeof NewPinSchema>, before: Pin['overrides'] = {}): NewPin {
  const { overrides, profile, ...plain } = defined(asked);
  const merged =
    overrides && Object.entries({ ...before, ...defined(overrides) }).filter(([, value]) => value);
  return {
    ...plain,
    ...(profile && { profile: defined(profile) }),
    ...(merged && { overrides: Object.fromEntries(merged) }),
  };
}
