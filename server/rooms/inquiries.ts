import { FailureError, failure } from '@/lib/core/failure.ts';
import { decide, mayModerate } from '@/lib/core/gate/decide.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { discreet } from '@/lib/core/gate/discreet.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import type { Kind, Medium } from '@/lib/core/gate/rights.ts';
import { roleOf } from '@/lib/core/gate/standing.ts';
import type { ParticipantId } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import { type Participant, personOf, type Room } from '@/lib/core/room/room.ts';
import { refusal } from '@/lib/core/room/turn.ts';
import type { TrailStore } from './ports.ts';

/** What somebody inside may ask about the room, besides what they are told anyway. The gate is asked each time. */

/**
 * Every right of one person, each with its reason and all names, for those who control the call.
 * @throws FailureError
 */
export function explained(room: Room, asker: ParticipantId, target: ParticipantId, now: number) {
  const self = inside(room, asker);
  require(room, self, mayModerate(room.settings, personOf(room, self), 'controlCalls', now), now);
  const participant = room.participants.get(target);
  if (!participant) throw new FailureError(failure('not-found', 'This person is no longer here.'));
  const person = personOf(room, participant);
  const { settings } = room;
  const publish = (kind: Kind) => decide(settings, person, { right: 'publish', kind }, now);
  const subscribe = (medium: Medium) => decide(settings, person, { right: 'subscribe', medium }, now);
  return {
    publish: {
      microphone: publish('microphone'),
      camera: publish('camera'),
      screen: publish('screen'),
      screenAudio: publish('screenAudio'),
    },
    subscribe: { audio: subscribe('audio'), video: subscribe('video') },
    list: decide(settings, person, { right: 'list' }, now),
    send: decide(settings, person, { right: 'send' }, now),
    receive: decide(settings, person, { right: 'receive' }, now),
    unmute: mayUnmute(settings, person, now),
  };
}

/** A change as an owner in the call reads it. Times are milliseconds since the epoch. */
export interface TrailEntry {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly cause: AuditEntry['cause'];
  readonly on: AuditEntry['change']['on'];
  readonly name: string | null;
  readonly right: Extract<AuditEntry['change'], { readonly right: unknown }>['right'] | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * R19: what was changed, the newest first, for owners: asked before anything is read, and again before it is told.
 * @throws FailureError
 */
export async function trailFor(
  room: () => Promise<Room>,
  asker: ParticipantId,
  page: { readonly before: number | undefined; readonly limit: number },
  store: TrailStore,
  clock: { now(): number },
): Promise<{ entries: TrailEntry[]; more: boolean }> {
  const owner = async () => {
    const now = await room();
    const self = inside(now, asker);
    const person = personOf(now, self);
    const owns = roleOf(person, clock.now()) === 'owner';
    const answer = mayModerate(now.settings, person, 'editModerators', clock.now());
    require(now, self, owns ? answer : ownersOnly, clock.now());
    return now;
  };
  const { id } = await owner();
  const rows = await store.trail(id, { after: page.before, newest: true, limit: page.limit + 1 });
  const seen = await owner();
  const entries = rows.slice(0, page.limit).map((row) => entryOf(seen, row));
  return { entries, more: rows.length > page.limit };
}

const ownersOnly: Decision = {
  allowed: false,
  right: 'moderate',
  reason: { rule: 'R10', because: 'not-moderator', needs: 'editModerators' },
  remedy: { do: 'none' },
};

function entryOf(room: Room, row: Awaited<ReturnType<TrailStore['trail']>>[number]): TrailEntry {
  const change = row.change as AuditEntry['change'];
  return {
    id: row.id,
    at: row.at,
    actor: (row.actor as AuditEntry['actor']).name,
    cause: row.cause as AuditEntry['cause'],
    on: change.on,
    name: 'person' in change ? nameIn(room, change) : null,
    right: 'right' in change ? change.right : null,
    before: withoutDigits(change.before),
    after: withoutDigits(change.after),
  };
}

function nameIn(
  room: Room,
  change: Extract<AuditEntry['change'], { readonly person: unknown }>,
): string | null {
  if ('name' in change && change.name) return change.name;
  const [tab] = room.presence.get(change.person) ?? [];
  return (tab && room.participants.get(tab)?.name) || room.people.get(change.person)?.name || null;
}

/** Nobody comes in by what a trail says. */
const withoutDigits = (value: unknown): unknown =>
  value && typeof value === 'object' && 'code' in value && typeof value.code === 'string'
    ? { ...value, code: value.code.replace(/\d/g, '*') }
    : (value ?? null);

function inside(room: Room, id: ParticipantId): Participant {
  const participant = room.participants.get(id);
  if (!participant) throw new FailureError(failure('not-joined', 'You are not in this room.'));
  return participant;
}

function require(room: Room, asker: Participant, decision: Decision, now: number): void {
  if (decision.allowed) return;
  throw new FailureError(refusal(discreet(room.settings, personOf(room, asker), decision, now), now));
}
