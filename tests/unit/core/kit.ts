import { expect } from 'vitest';
import type { Ask } from '@/lib/core/gate/decide.ts';
import type { Denied } from '@/lib/core/gate/decision.ts';
import {
  type Grant,
  type HardMute,
  type Mark,
  type Membership,
  type Override,
  type Person,
  PLAIN_MEMBER,
} from '@/lib/core/gate/person.ts';
import { KINDS, type ModerationRight, type Right } from '@/lib/core/gate/rights.ts';
import {
  guestPerson,
  type ParticipantId,
  type PersonId,
  type PinId,
  participantId,
  pinId,
  publicationId,
  roomId,
  sourceId,
  userPerson,
} from '@/lib/core/ids.ts';
import type { ProfilePatch } from '@/lib/core/profile.ts';
import type { Actor, AuditEntry, Command, CommandOf, Outcome } from '@/lib/core/room/commands.ts';
import { type Pin, PLAIN_PIN } from '@/lib/core/room/pins.ts';
import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { step } from '@/lib/core/room/step.ts';
import { classKey, type Standing, type ViewClass } from '@/lib/core/roster/sight.ts';

/** Everything about which somebody's rights can be asked. */
export const ASKS: readonly Ask[] = [
  ...KINDS.map((kind) => ({ right: 'publish', kind }) as const),
  { right: 'subscribe', medium: 'audio' },
  { right: 'subscribe', medium: 'video' },
  { right: 'list' },
  { right: 'send' },
  { right: 'receive' },
];

/** The moment every test starts at, milliseconds since the epoch. */
export const T0 = 1_700_000_000_000;

export const mark = (byName = 'Hester Host', at = T0 - 60_000): Mark => ({
  by: userPerson(byName.toLowerCase().replaceAll(' ', '.')),
  byName,
  at,
});

export const member = (profile: ProfilePatch = {}): Membership => ({ ...PLAIN_MEMBER, profile });
export const owner = (): Membership => ({ ...PLAIN_MEMBER, role: 'owner' });
export const moderator = (...moderation: ModerationRight[]): Membership => ({
  ...PLAIN_MEMBER,
  role: 'moderator',
  moderation,
});

export const person = (
  id: PersonId,
  membership: Membership | null,
  besides: {
    readonly overrides?: Partial<Record<Right, Override>>;
    readonly grants?: Partial<Record<Right, Grant>>;
    readonly ban?: Mark | null;
    readonly mute?: HardMute | null;
    readonly pins?: readonly PinId[];
  } = {},
): Person => ({
  id,
  name: id.slice(id.indexOf(':') + 1),
  membership,
  overrides: besides.overrides ?? {},
  grants: besides.grants ?? {},
  ban: besides.ban ?? null,
  mute: besides.mute ?? null,
  pins: besides.pins ?? [],
});

/** The people most tests speak of. */
export const OLGA = userPerson('olga');
export const MAX = userPerson('max');
export const MIA = userPerson('mia');
export const ANN = userPerson('ann');
export const BEN = userPerson('ben');
export const NORA = userPerson('nora');
export const GUS = guestPerson('gus');

/** Olga owns; Max moderates with everything; Mia moderates calls only; Ann and Ben are members; Nora and Gus are not. */
export const PEOPLE: readonly Person[] = [
  person(OLGA, owner()),
  person(
    MAX,
    moderator(
      'modifyRoom',
      'editMembers',
      'editModerators',
      'controlCalls',
      'removeFromCall',
      'managePins',
      'deleteRoom',
    ),
  ),
  person(MIA, moderator('controlCalls', 'removeFromCall')),
  person(ANN, member()),
  person(BEN, member()),
];

export const makeRoom = (
  preset: PresetName,
  patch: Partial<RoomSettings> = {},
  people: readonly Person[] = PEOPLE,
): Room => emptyRoom(roomId('room-1'), { ...presetSettings(preset, 'Physics'), ...patch }, people);

export const asParticipant = (id: ParticipantId): Actor => ({ type: 'participant', id });
export const API: Actor = { type: 'api', name: 'backend' };
export const CLOCK: Actor = { type: 'clock' };

/** What viewers were told of, kept plainly: as a room's host has it, and each class once. */
export const standingOf = (classes: ReadonlyMap<ParticipantId, ViewClass>): Standing => ({
  get: (id) => classes.get(id),
  classes: () => new Map([...classes.values()].map((cls) => [classKey(cls), cls])).values(),
});

/** A person's first client; `tab` numbers further ones. */
export const client = (id: PersonId, tab = 1): ParticipantId =>
  participantId(`pt-${id.slice(id.indexOf(':') + 1)}-${tab}`);
export const pub = (text: string) => publicationId(`pub-${text}`);

/** A PIN that gives a membership and no more, changed by `besides`. */
export const makePin = (id: string, code: string, besides: Partial<Omit<Pin, 'id' | 'code'>> = {}): Pin => ({
  ...PLAIN_PIN,
  id: pinId(id),
  code,
  label: id,
  ...besides,
});

/** A room that is driven by commands, one after another; a failure where success was meant fails the test. */
export class Stage {
  now = T0;
  outcome: Outcome | null = null;
  readonly entries: AuditEntry[] = [];

  constructor(public room: Room) {}

  /** Lets time pass and the clock carry out what is due. */
  pass(ms: number): Outcome {
    this.now += ms;
    return this.try(CLOCK, { do: 'tick' });
  }

  try(actor: Actor, command: Command): Outcome {
    const outcome = step(this.room, actor, command, this.now);
    if (outcome.failure) {
      expect(outcome.room, 'R19: a failed command leaves the very same room').toBe(this.room);
      expect(outcome.effects, 'R19: a failed command has no effects').toEqual([]);
    }
    this.room = outcome.room;
    this.outcome = outcome;
    for (const effect of outcome.effects) if (effect.type === 'record') this.entries.push(effect.entry);
    return outcome;
  }

  do(actor: Actor | PersonId, command: Command): Outcome {
    const outcome = this.try(typeof actor === 'string' ? asParticipant(client(actor)) : actor, command);
    expect(outcome.failure, `${command.do} should succeed`).toBeNull();
    return outcome;
  }

  /** Expects the command to be refused by the gate, and gives the reason. */
  refused(actor: Actor | PersonId, command: Command): Denied {
    const outcome = this.try(typeof actor === 'string' ? asParticipant(client(actor)) : actor, command);
    const { failure } = outcome;
    if (failure?.code !== 'refused' || !failure.reason)
      throw new Error(`expected a refusal of ${command.do}, got ${JSON.stringify(failure)}`);
    expect(failure.message).not.toBe('');
    return failure.reason;
  }

  /** Expects a failure of another kind than a refusal. */
  fails(actor: Actor | PersonId, command: Command): string {
    const outcome = this.try(typeof actor === 'string' ? asParticipant(client(actor)) : actor, command);
    expect(outcome.failure, `${command.do} should fail`).not.toBeNull();
    expect(outcome.failure?.message).not.toBe('');
    expect(outcome.failure?.reason).toBeUndefined();
    return outcome.failure?.code ?? '';
  }

  join(id: PersonId, tab = 1, pin?: string): ParticipantId {
    this.do(asParticipant(client(id, tab)), joining(id, tab, pin));
    return client(id, tab);
  }

  tryJoin(id: PersonId, tab = 1): Outcome {
    return this.try(asParticipant(client(id, tab)), joining(id, tab));
  }

  person(id: PersonId): Person | undefined {
    return this.room.people.get(id);
  }

  inside(id: PersonId, tab = 1): boolean {
    return this.room.participants.has(client(id, tab));
  }
}

export const joining = (id: PersonId, tab = 1, pin?: string): CommandOf<'join'> => ({
  do: 'join',
  person: id,
  name: `${id.slice(id.indexOf(':') + 1)} shown`,
  source: sourceId(`src-${id.slice(id.indexOf(':') + 1)}-${tab}`),
  ...(pin === undefined ? {} : { pin }),
});

/** A stage with these people inside. */
export function stageWith(
  preset: PresetName,
  inside: readonly PersonId[],
  patch: Partial<RoomSettings> = {},
  people?: readonly Person[],
): Stage {
  const stage = new Stage(makeRoom(preset, patch, people));
  for (const id of inside) stage.join(id);
  return stage;
}
