import {
  type Grant,
  type HardMute,
  type Mark,
  type Membership,
  type Override,
  type Person,
  PLAIN_MEMBER,
} from '@/lib/core/gate/person.ts';
import type { ModerationRight, Right, Role } from '@/lib/core/gate/rights.ts';
import { type PersonId, type PinId, userPerson } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';

/** The moment the tests with a clock of their own start at, milliseconds since the epoch. */
export const T0 = 1_700_000_000_000;

export const mark = (byName = 'Tess', at = T0): Mark => ({ by: userPerson('tess'), byName, at });

export const membership = (role: Role, ...moderation: ModerationRight[]): Membership => ({
  ...PLAIN_MEMBER,
  role,
  moderation,
});

export const person = (
  id: PersonId,
  role: Role | null,
  besides: {
    readonly name?: string;
    readonly overrides?: Partial<Record<Right, Override>>;
    readonly grants?: Partial<Record<Right, Grant>>;
    readonly ban?: Mark | null;
    readonly mute?: HardMute | null;
    readonly pins?: readonly PinId[];
  } = {},
): Person => ({
  id,
  name: besides.name ?? id.slice(id.indexOf(':') + 1),
  membership: role && membership(role),
  overrides: besides.overrides ?? {},
  grants: besides.grants ?? {},
  ban: besides.ban ?? null,
  mute: besides.mute ?? null,
  pins: besides.pins ?? [],
});

/** An entry of the trail that says that somebody was removed. */
export const banned = (id: PersonId, at = T0): AuditEntry => ({
  actor: { person: userPerson('tess'), name: 'Tess' },
  at,
  cause: 'asked',
  change: { on: 'ban', person: id, before: null, after: mark('Tess', at) },
});
