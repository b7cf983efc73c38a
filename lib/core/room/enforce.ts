import { closedBecause, decide, mayEnter } from '../gate/decide.ts';
import type { Denied } from '../gate/decision.ts';
import { discreet } from '../gate/discreet.ts';
import { mayUnmute } from '../gate/mute.ts';
import type { Person } from '../gate/person.ts';
import { askedOnce } from '../gate/sorts.ts';
import { profileOf } from '../gate/standing.ts';
import type { ParticipantId, PublicationId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import { Table } from '../table.ts';
import { silenced } from './changes.ts';
import { callEnd } from './entrance.ts';
import { settleLobby } from './lobby.ts';
import { closePublication } from './publishing.ts';
import { passFloors } from './queue.ts';
import { nextDeadline, personOf, publicationsBy, publicationsOf, type Room } from './room.ts';
import { settleSpotlight } from './spotlight.ts';
import { endStay, setCallEnd } from './stay.ts';
import { settleTalk } from './talking.ts';
import type { Turn } from './turn.ts';

/**
 * Brings a room in line with its own rules after a command: ends the stay of those who may no longer be here and
 * closes every publication that the gate no longer allows, lets in who need not wait (R27), passes the floor on
 * (R28), and mutes every microphone that is locked (R21, R22). This is the only place that takes anything away, so a
 * revocation can forget nothing. Costs what changed: people whose record changed, and everybody only when a
 * setting did or the clock closed the room.
 */
export function enforce(turn: Turn, before: Room): void {
  for (const id of affected(turn, before)) {
    const reason = mustGo(turn, before, id);
    if (reason) endStay(turn, id, reason);
    const person = turn.room.participants.get(id)?.person;
    if (person) setCallEnd(turn, person);
  }
  settleLobby(turn, before);
  passFloors(turn, before);
  for (const id of questionable(turn, before)) {
    const publication = turn.room.publications.get(id);
    if (!publication) continue;
    const participant = turn.room.participants.get(publication.participant);
    if (!participant) continue;
    const ask = { right: 'publish', kind: publication.kind } as const;
    const { settings } = turn.room;
    const person = personOf(turn.room, participant);
    const answer = decide(settings, person, ask, turn.now);
    if (answer.allowed) {
      if (publication.kind === 'screen') closeBeyond(turn, participant.id, person);
      const locked = publication.kind === 'microphone' && !mayUnmute(settings, person, turn.now).allowed;
      if (locked) turn.room = silenced(turn.room, person.id);
      continue;
    }
    closePublication(turn, publication.id);
    const decision = discreet(settings, person, answer, turn.now);
    turn.effects.push({ type: 'cut', publication: publication.id, participant: participant.id, decision });
  }
  settleTalk(turn, before);
  settleSpotlight(turn, before);
}

/** R12: where a profile came to allow fewer screens, the newest of those beyond are closed. */
function closeBeyond(turn: Turn, id: ParticipantId, person: Person): void {
  const { screens } = profileOf(turn.room.settings, person);
  const open = publicationsOf(turn.room, id)
    .filter(({ kind }) => kind === 'screen')
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const publication of open.slice(screens)) {
    closePublication(turn, publication.id);
    const reason = { rule: 'R12', because: 'too-many', most: screens } as const;
    const remedy = { do: 'ask-host' } as const;
    const decision: Denied = { allowed: false, right: 'publish', kind: 'screen', reason, remedy };
    turn.effects.push({ type: 'cut', publication: publication.id, participant: id, decision });
  }
}

function affected(turn: Turn, before: Room): ParticipantId[] {
  if (turn.room.settings !== before.settings || closedBecause(turn.room.settings, turn.now)) {
    return [...turn.room.participants.keys()];
  }
  const people = Table.changedKeys(before.people, turn.room.people);
  return [...people].flatMap((person) => turn.room.presence.get(person) ?? []);
}

/** What might not be allowed any more, or locked: what is new, what changed people send, or everything. */
function questionable(turn: Turn, before: Room): Iterable<PublicationId> {
  const { room } = turn;
  // Somebody's time may have ended that the clock has not carried out yet.
  const due = nextDeadline(room);
  if (room.settings !== before.settings || (due !== null && due <= turn.now))
    return [...room.publications.keys()];
  const some = Table.changedKeys(before.publications, room.publications);
  for (const person of Table.changedKeys(before.people, room.people))
    for (const { id } of publicationsBy(room, person)) some.add(id);
  return some;
}

/** A lock or a full house turns nobody out; having no right left does. */
const mayStay = askedOnce((settings, person, now) => {
  const open = { ...settings, locked: null, capacity: Number.POSITIVE_INFINITY };
  return mayEnter(open, person, 0, now).allowed;
});

/** Why a participant's stay is over; null while it is not. */
export function mustGo(turn: Turn, before: Room, id: ParticipantId): EndReason | null {
  const participant = turn.room.participants.get(id);
  if (!participant) return null;
  const { settings } = turn.room;
  if (closedBecause(settings, turn.now)) return { why: 'room-closed' };
  const person = personOf(turn.room, participant);
  if (person.ban) return { why: 'removed' };
  if (!mayStay(settings, person, turn.now)) {
    const had = before.people.get(person.id)?.membership?.expiresAt;
    const ended = !person.membership && had != null && had <= turn.now;
    return { why: ended ? 'membership-over' : 'no-right' };
  }
  const end = callEnd(turn.room, person);
  return end !== null && end <= turn.now ? { why: 'time-over' } : null;
}
