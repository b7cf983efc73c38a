import { closedBecause, decide, mayEnter } from '../gate/decide.ts';
import { discreet } from '../gate/discreet.ts';
import { mayUnmute } from '../gate/mute.ts';
import type { ParticipantId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import { Table } from '../table.ts';
import { silenced } from './changes.ts';
import { endStay } from './entering.ts';
import { closePublication } from './publishing.ts';
import { personOf, type Room } from './room.ts';
import type { Turn } from './turn.ts';

/**
 * Brings a room in line with its own rules after a command: ends the stay of those who may no longer be here and
 * closes every publication that the gate no longer allows, and mutes every microphone that is locked (R21, R22). This is the only place that takes anything away, so a
 * revocation can forget nothing. Costs what changed: people whose record changed, and everybody only when a
 * setting did or the clock closed the room.
 */
export function enforce(turn: Turn, before: Room): void {
  for (const id of affected(turn, before)) {
    const reason = mustGo(turn, id);
    if (reason) endStay(turn, id, reason);
  }
  for (const publication of [...turn.room.publications.values()]) {
    const participant = turn.room.participants.get(publication.participant);
    if (!participant) continue;
    const ask = { right: 'publish', kind: publication.kind } as const;
    const { settings } = turn.room;
    const person = personOf(turn.room, participant);
    const answer = decide(settings, person, ask, turn.now);
    if (answer.allowed) {
      const locked = publication.kind === 'microphone' && !mayUnmute(settings, person, turn.now).allowed;
      if (locked) turn.room = silenced(turn.room, person.id);
      continue;
    }
    closePublication(turn, publication.id);
    const decision = discreet(settings, person, answer, turn.now);
    turn.effects.push({ type: 'cut', publication: publication.id, participant: participant.id, decision });
  }
}

function affected(turn: Turn, before: Room): ParticipantId[] {
  if (turn.room.settings !== before.settings || closedBecause(turn.room.settings, turn.now)) {
    return [...turn.room.participants.keys()];
  }
  const people = Table.changedKeys(before.people, turn.room.people);
  return [...people].flatMap((person) => turn.room.presence.get(person) ?? []);
}

function mustGo(turn: Turn, id: ParticipantId): EndReason | null {
  const participant = turn.room.participants.get(id);
  if (!participant) return null;
  const { settings } = turn.room;
  if (closedBecause(settings, turn.now)) return { why: 'room-closed' };
  const person = personOf(turn.room, participant);
  if (person.ban) return { why: 'removed' };
  // A lock or a full house turns nobody out; having no right left does.
  const open = { ...settings, locked: null, capacity: Number.POSITIVE_INFINITY };
  return mayEnter(open, person, 0, turn.now).allowed ? null : { why: 'no-right' };
}
