import { RIGHTS } from '@/lib/core/gate/rights.ts';
import type { ApiPin } from '../data/people-shapes.ts';
import { moment } from '../parts/moment.ts';

/** What a PIN gives, as one line: "Member; may publish, send; may not list". */
export function carries({ role, overrides }: ApiPin): string {
  const allowed = RIGHTS.filter((right) => overrides[right] === 'allow');
  const denied = RIGHTS.filter((right) => overrides[right] === 'deny');
  return [
    role === 'moderator' ? 'Moderator' : 'Member',
    ...(allowed.length ? [`may ${allowed.join(', ')}`] : []),
    ...(denied.length ? [`may not ${denied.join(', ')}`] : []),
    ...(allowed.length + denied.length ? [] : ['rights as the room has them']),
  ].join('; ');
}

/** How often it was used, and whether it still lets anybody in. */
export function uses({ used, maxUses }: ApiPin): string {
  if (maxUses === null) return used === 1 ? 'Used once' : `Used ${used} times`;
  return `Used ${used} of ${maxUses} times`;
}

export type PinState = 'open' | 'used-up' | 'expired';

export function stateOf({ used, maxUses, expiresAt }: ApiPin, now: number): PinState {
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'expired';
  return maxUses !== null && used >= maxUses ? 'used-up' : 'open';
}

export const lasting = (seconds: number | null): string => {
  if (seconds === null) return 'Membership without end';
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const;
  const [size, unit] = units.find(([one]) => seconds % one === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `Membership lasts ${count} ${unit}${count === 1 ? '' : 's'}`;
};

export const until = ({ expiresAt }: ApiPin): string =>
  expiresAt === null ? 'No expiry' : `Until ${moment(expiresAt)}`;

/** Digits in groups, as they are read out. */
export const grouped = (code: string): string => code.replace(/(\d{3})(?=\d)/g, '$1 ');
