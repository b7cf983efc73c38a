import type { Kind } from '../gate/rights.ts';
import type { MessageId, ParticipantId, PersonId, PublicationId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import { Table } from '../table.ts';
import type { Cause, Change } from './changes.ts';
import type { AuditEntry, Effect } from './commands.ts';
import type { Message } from './messages.ts';
import type { Participant, Publication, Room } from './room.ts';

/** What somebody outside may want to be told of a room, by name. */
export const EVENT_TYPES = [
  'room.started',
  'room.ended',
  'participant.joined',
  'participant.left',
  'publication.started',
  'publication.ended',
  'right.changed',
  'hand.raised',
  'hand.lowered',
  'message.sent',
  'member.added',
  'member.removed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The changes that alter what somebody may do. Who comes onto the list or goes has events of its own. */
const RIGHT_CHANGES = ['override', 'grant', 'ban', 'mute', 'membership', 'audience', 'settings'] as const;
export type RightChange = Extract<Change, { readonly on: (typeof RIGHT_CHANGES)[number] }>;

/**
 * Why a publication ended: by its own participant, by a host who stopped this one alone, because the gate no longer
 * allows it, or with the stay.
 */
export type PublicationEnd = 'closed' | 'stopped' | 'refused' | 'left';

interface Somebody {
  readonly person: PersonId;
  readonly name: string;
}
interface Publishing extends Somebody {
  readonly publication: PublicationId;
  readonly participant: ParticipantId;
  readonly kind: Kind;
}
interface Caused {
  readonly actor: AuditEntry['actor'];
  readonly cause: Cause;
}

/** One thing that happened in a room. What belongs together holds the same participant and publication ids. */
export type RoomEvent =
  /** The first participant came in. */
  | { readonly type: 'room.started' }
  /** The last one is out. */
  | { readonly type: 'room.ended' }
  | ({ readonly type: 'participant.joined'; readonly participant: ParticipantId } & Somebody)
  | ({
      readonly type: 'participant.left';
      readonly participant: ParticipantId;
      readonly why: EndReason['why'];
      readonly joinedAt: number;
    } & Somebody)
  | ({ readonly type: 'publication.started' } & Publishing)
  | ({ readonly type: 'publication.ended'; readonly why: PublicationEnd } & Publishing)
  /** `person` is null for what concerns the whole room. */
  | ({
      readonly type: 'right.changed';
      readonly person: PersonId | null;
      readonly name: string;
      readonly change: RightChange;
    } & Caused)
  | ({ readonly type: 'hand.raised' } & Somebody)
  | ({ readonly type: 'hand.lowered' } & Somebody & Caused)
  /** R26: written to everybody. Comes of no step alone: `messageSent` tells of it once the message has its id. */
  | ({
      readonly type: 'message.sent';
      readonly message: MessageId;
      readonly text: string;
      readonly kept: boolean;
    } & Somebody)
  | ({
      readonly type: 'member.added' | 'member.removed';
      readonly membership: NonNullable<Extract<Change, { on: 'membership' }>['after']>;
    } & Somebody &
      Caused);

/**
 * What happened in one step, in an order in which it can be followed: a call begins before anybody is in it, and ends
 * when everybody is out; what somebody publishes lies within their stay. Following the events from an empty room gives
 * the participants and publications as the room has them.
 */
export function eventsOf(before: Room, after: Room, effects: readonly Effect[]): RoomEvent[] {
  const events: RoomEvent[] = [];
  const here = [before.participants.size, after.participants.size];
  if (here[0] === 0 && here[1] !== 0) events.push({ type: 'room.started' });
  for (const effect of effects)
    if (effect.type === 'record') events.push(...recorded(before, after, effect.entry));

  const changed = [...Table.changedKeys(before.participants, after.participants)];
  for (const id of changed) {
    const now = after.participants.get(id);
    if (now && !before.participants.has(id))
      events.push({ type: 'participant.joined', participant: id, ...somebody(now) });
  }
  events.push(...publishing(before, after, effects));
  const reasons = new Map(
    effects.flatMap((one) => (one.type === 'ended' ? [[one.participant, one.reason]] : [])),
  );
  for (const id of changed) {
    const was = before.participants.get(id);
    if (!was || after.participants.has(id)) continue;
    const why = reasons.get(id)?.why ?? 'left';
    events.push({ type: 'participant.left', participant: id, ...somebody(was), why, joinedAt: was.joinedAt });
  }
  if (here[0] !== 0 && here[1] === 0) events.push({ type: 'room.ended' });
  return events;
}

/**
 * R26: that something was written to everybody, under the id by which it is known from now on. A private message
 * reaches no third: nothing outside the room is told of it.
 */
export const messageSent = (id: MessageId, { sender, senderName, to, text, kept }: Message): RoomEvent[] =>
  to === null ? [{ type: 'message.sent', message: id, person: sender, name: senderName, text, kept }] : [];

function publishing(before: Room, after: Room, effects: readonly Effect[]): RoomEvent[] {
  if (before.publications === after.publications) return [];
  const cut = new Set(effects.flatMap((one) => (one.type === 'cut' ? [one.publication] : [])));
  const stopped = new Set(
    effects.flatMap((one) =>
      one.type === 'record' && one.entry.change.on === 'publication' ? [one.entry.change.publication] : [],
    ),
  );
  const ended: RoomEvent[] = [];
  const started: RoomEvent[] = [];
  for (const id of Table.changedKeys(before.publications, after.publications)) {
    const was = before.publications.get(id);
    const now = after.publications.get(id);
    // Muting alters a publication and neither ends nor begins one.
    if (was && now) continue;
    const publication = was ?? now;
    const participant = publication && (was ? before : after).participants.get(publication.participant);
    if (!publication || !participant) continue;
    const what = published(publication, participant);
    if (now) started.push({ type: 'publication.started', ...what });
    else {
      const ownEnd = stopped.has(id) ? 'stopped' : 'closed';
      const why = cut.has(id) ? 'refused' : after.participants.has(participant.id) ? ownEnd : 'left';
      ended.push({ type: 'publication.ended', ...what, why });
    }
  }
  return [...ended, ...started];
}

function recorded(before: Room, after: Room, { actor, cause, change }: AuditEntry): RoomEvent[] {
  // The trail also keeps that somebody asked for what was so already, or gave a member another name.
  if (JSON.stringify(change.before) === JSON.stringify(change.after)) return [];
  const named = (person: PersonId): Somebody => ({ person, name: nameOf(before, after, person) });
  switch (change.on) {
    case 'hand':
      return change.after
        ? [{ type: 'hand.raised', ...named(change.person) }]
        : [{ type: 'hand.lowered', ...named(change.person), actor, cause }];
    case 'membership': {
      const { before: was, after: is, person, name } = change;
      const who = { person, name };
      if (!was && is) return [{ type: 'member.added', ...who, membership: is, actor, cause }];
      if (was && !is) return [{ type: 'member.removed', ...who, membership: was, actor, cause }];
      return [{ type: 'right.changed', ...who, change, actor, cause }];
    }
    case 'override':
    case 'grant':
    case 'ban':
    case 'mute':
      return [{ type: 'right.changed', ...named(change.person), change, actor, cause }];
    case 'audience':
    case 'settings':
      return [{ type: 'right.changed', person: null, name: '', change, actor, cause }];
    default:
      return [];
  }
}

const somebody = ({ person, name }: Participant): Somebody => ({ person, name });

const published = ({ id, kind }: Publication, participant: Participant): Publishing => ({
  publication: id,
  participant: participant.id,
  kind,
  ...somebody(participant),
});

/** As the room knows them, or as they called themselves when they came in. */
function nameOf(before: Room, after: Room, id: PersonId): string {
  for (const room of [after, before]) {
    const known = room.people.get(id)?.name;
    if (known) return known;
    for (const tab of room.presence.get(id) ?? []) {
      const name = room.participants.get(tab)?.name;
      if (name) return name;
    }
  }
  return '';
}
