import { z } from 'zod';
import { GRANT_CAUSES, type Mark, type Membership } from '@/lib/core/gate/person.ts';
import { AUDIENCES, KINDS, MODERATION_RIGHTS, RIGHTS, ROLES } from '@/lib/core/gate/rights.ts';
import { isGuest, type PersonId } from '@/lib/core/ids.ts';
import type { SettingsPatch } from '@/lib/core/room/changes.ts';
import type { RightChange, RoomEvent } from '@/lib/core/room/events.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { END_REASONS } from '@/lib/core/session.ts';

/*
 * What is sent, event by event. Every body is `{ id, type, timestamp, room, data }`; times are RFC 3339 in UTC. The
 * schemas are the documentation, and a test holds every event of random stories against them.
 */

const time = z.iso.datetime();
const who = {
  /** `user:{address}` or `guest:{uuid}`. */
  person: z.string(),
  /** A user's address; null for a guest. */
  address: z.string().nullable(),
  name: z.string(),
};
const participant = z.string();
const publishing = { publication: z.string(), participant, ...who, kind: z.enum(KINDS) };

/** Who brought it about; `person` is null for a backend and for the clock. */
const actor = z.object({ person: z.string().nullable(), name: z.string() });
const cause = z.enum(['asked', 'time', 'left', 'answered', 'revoked']);
const mark = z.object({ byName: z.string(), at: time });

const membership = z.object({
  role: z.enum(ROLES),
  moderation: z.array(z.enum(MODERATION_RIGHTS)),
  /** Only the fields that differ from the room's. */
  profile: z.record(z.string(), z.unknown()),
  expiresAt: time.nullable(),
});
const override = z.object({
  value: z.enum(['allow', 'deny']),
  /** For an allowed `subscribe`: the media it is limited to. */
  media: z.array(z.enum(['audio', 'video'])).nullable(),
  /** For `publish`: the kinds it is about. */
  kinds: z.array(z.enum(KINDS)).nullable(),
});
const grant = z.object({
  kinds: z.array(z.enum(KINDS)).nullable(),
  until: time.nullable(),
  cause: z.enum(GRANT_CAUSES),
});

const was = <Value extends z.ZodType>(value: Value) => ({
  before: value.nullable(),
  after: value.nullable(),
});
const right = z.enum(RIGHTS);
/** What changed of one person, or with `audience` and `settings` of the whole room. */
const CHANGE = z.discriminatedUnion('on', [
  z.object({ on: z.literal('override'), ...who, right, ...was(override) }),
  z.object({ on: z.literal('grant'), ...who, right, ...was(grant) }),
  z.object({ on: z.literal('ban'), ...who, ...was(mark) }),
  z.object({ on: z.literal('mute'), ...who, ...was(mark) }),
  z.object({ on: z.literal('membership'), ...who, ...was(membership) }),
  z.object({ on: z.literal('audience'), right, before: z.enum(AUDIENCES), after: z.enum(AUDIENCES) }),
  /** Only the settings that changed. */
  z.object({
    on: z.literal('settings'),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  }),
]);

const event = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({
    /** The same in every attempt, and in the header `webhook-id`. */
    id: z.uuid(),
    type: z.literal(type),
    /** When it happened, which may be long before it is told. */
    timestamp: time,
    room: z.object({ id: z.string(), name: z.string() }),
    data,
  });

export const WEBHOOK_EVENTS = {
  /** The first participant comes in. Whoever was there before is not: a call begins. */
  'room.started': event('room.started', z.object({})),
  /** The last one is out; `interrupted` when the server went down in the middle of the call. */
  'room.ended': event('room.ended', z.object({ interrupted: z.boolean() })),
  'participant.joined': event('participant.joined', z.object({ participant, ...who })),
  'participant.left': event(
    'participant.left',
    z.object({
      participant,
      ...who,
      why: z.enum(END_REASONS),
      joinedAt: time,
    }),
  ),
  'publication.started': event('publication.started', z.object(publishing)),
  /** `refused`: the right to it was taken. */
  'publication.ended': event(
    'publication.ended',
    z.object({ ...publishing, why: z.enum(['closed', 'stopped', 'refused', 'left']) }),
  ),
  'right.changed': event('right.changed', CHANGE.and(z.object({ actor, cause }))),
  'hand.raised': event('hand.raised', z.object(who)),
  'hand.lowered': event('hand.lowered', z.object({ ...who, actor, cause })),
  /** To everybody: a private message is told to nobody but its ends. `kept` where the room keeps them. */
  'message.sent': event(
    'message.sent',
    z.object({ message: z.string(), ...who, text: z.string(), kept: z.boolean() }),
  ),
  'member.added': event('member.added', z.object({ ...who, membership, actor, cause })),
  /** `membership` as it was. */
  'member.removed': event('member.removed', z.object({ ...who, membership, actor, cause })),
} as const satisfies Record<RoomEvent['type'], z.ZodType>;

type Schemas = typeof WEBHOOK_EVENTS;
export type Payload = { [Type in keyof Schemas]: z.output<Schemas[Type]> }[keyof Schemas];

/** What is sent about one event of a room. @param at milliseconds since the epoch */
export function payloadOf(id: string, room: Room, event: RoomEvent, at: number): Payload {
  const { type, data } = told(event);
  const about = { id: room.id, name: room.settings.name };
  return { id, type, timestamp: iso(at), room: about, data } as Payload;
}

/** That a call ended with the server, for whoever was told that it began. */
export const interrupted = (id: string, room: Payload['room'], at: number): Payload => ({
  id,
  type: 'room.ended',
  timestamp: iso(at),
  room,
  data: { interrupted: true },
});

type Told = {
  [Type in Payload['type']]: { type: Type; data: Extract<Payload, { type: Type }>['data'] };
}[Payload['type']];

function told(event: RoomEvent): Told {
  switch (event.type) {
    case 'room.started':
      return { type: event.type, data: {} };
    case 'room.ended':
      return { type: event.type, data: { interrupted: false } };
    case 'participant.joined':
      return { type: event.type, data: { participant: event.participant, ...whoIs(event) } };
    case 'participant.left': {
      const { participant, why, joinedAt } = event;
      return { type: event.type, data: { participant, ...whoIs(event), why, joinedAt: iso(joinedAt) } };
    }
    case 'publication.started':
    case 'publication.ended': {
      const { publication, participant, kind } = event;
      const what = { publication, participant, ...whoIs(event), kind };
      return event.type === 'publication.started'
        ? { type: event.type, data: what }
        : { type: event.type, data: { ...what, why: event.why } };
    }
    case 'right.changed': {
      const { person, name, actor, cause } = event;
      const about = person === null ? null : whoIs({ person, name });
      return { type: event.type, data: { ...changeOf(event.change, about), actor, cause } };
    }
    case 'hand.raised':
      return { type: event.type, data: whoIs(event) };
    case 'hand.lowered':
      return { type: event.type, data: { ...whoIs(event), actor: event.actor, cause: event.cause } };
    case 'message.sent': {
      const { message, text, kept } = event;
      return { type: event.type, data: { message, ...whoIs(event), text, kept } };
    }
    case 'member.added':
    case 'member.removed': {
      const { actor, cause } = event;
      return {
        type: event.type,
        data: { ...whoIs(event), membership: memberOf(event.membership), actor, cause },
      };
    }
  }
}

type Who = { person: string; address: string | null; name: string };
const whoIs = ({ person, name }: { readonly person: PersonId; readonly name: string }): Who => ({
  person,
  address: isGuest(person) ? null : person.slice('user:'.length),
  name,
});

function changeOf(change: RightChange, about: Who | null): z.output<typeof CHANGE> {
  const who = about ?? { person: '', address: null, name: '' };
  switch (change.on) {
    case 'override': {
      const of = (one: typeof change.before) =>
        one && { value: one.value, media: listOf(one.media), kinds: listOf(one.kinds) };
      return {
        on: change.on,
        ...who,
        right: change.right,
        before: of(change.before),
        after: of(change.after),
      };
    }
    case 'grant': {
      const of = (one: typeof change.before) =>
        one && {
          kinds: listOf(one.kinds),
          until: one.until === undefined ? null : iso(one.until),
          cause: one.cause,
        };
      return {
        on: change.on,
        ...who,
        right: change.right,
        before: of(change.before),
        after: of(change.after),
      };
    }
    case 'ban':
      return { on: change.on, ...who, before: markOf(change.before), after: markOf(change.after) };
    case 'mute': {
      const { before, after } = change;
      return { on: change.on, ...who, before: markOf(before?.mark), after: markOf(after?.mark) };
    }
    case 'membership': {
      const { before, after } = change;
      return { on: change.on, ...who, before: before && memberOf(before), after: after && memberOf(after) };
    }
    case 'audience':
      return {
        on: change.on,
        right: change.right,
        before: change.before.audience,
        after: change.after.audience,
      };
    case 'settings':
      return { on: change.on, before: settingsOf(change.before), after: settingsOf(change.after) };
  }
}

const memberOf = ({ role, moderation, profile, expiresAt }: Membership) => ({
  role,
  moderation: [...moderation],
  profile: { ...profile },
  expiresAt: expiresAt === null ? null : iso(expiresAt),
});

/** Settings in the terms of the REST API: what carries a mark is on or off, and times are texts. */
function settingsOf({
  foreign: _,
  paused,
  deleted,
  locked,
  startsAt,
  expiresAt,
  muteAll,
  ...plain
}: SettingsPatch) {
  const on = (name: string, value: Mark | null | undefined) =>
    value !== undefined && { [name]: value !== null };
  const at = (name: string, value: number | null | undefined) =>
    value !== undefined && { [name]: value === null ? null : iso(value) };
  return {
    ...plain,
    ...on('paused', paused),
    ...on('deleted', deleted),
    ...on('locked', locked),
    ...at('startsAt', startsAt),
    ...at('expiresAt', expiresAt),
    ...(muteAll !== undefined && { muteAll: muteAll && { except: muteAll.except } }),
  };
}

const markOf = (mark: Mark | null | undefined) => (mark ? { byName: mark.byName, at: iso(mark.at) } : null);
const listOf = <Item>(list: readonly Item[] | undefined) => (list ? [...list] : null);
/** Times beyond what a date can say were never meant as one. */
const iso = (at: number): string => new Date(Math.max(-8.64e15, Math.min(8.64e15, at))).toISOString();
