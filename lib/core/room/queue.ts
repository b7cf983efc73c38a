import { closedBecause, decide, isLive } from '../gate/decide.ts';
import { mayUnmute } from '../gate/mute.ts';
import type { Person } from '../gate/person.ts';
import type { Kind } from '../gate/rights.ts';
import { profileOf } from '../gate/standing.ts';
import { Table } from '../table.ts';
import type { Room } from './room.ts';
import type { RoomSettings } from './settings.ts';
import { queueOfHands } from './talking.ts';
import type { Turn } from './turn.ts';

/**
 * R28, the automatic floor: after every command, whoever left gives theirs back, and the first in the queue have
 * what is free. It is derived here alone, so it does not matter how a floor came to its end.
 */
export function passFloors(turn: Turn, before: Room): void {
  for (const id of Table.changedKeys(before.presence, turn.room.presence)) {
    // Also of somebody who just came: a floor that outlived a crash is no longer theirs.
    if (turn.room.presence.has(id) && before.presence.has(id)) continue;
    const grant = turn.person(id).grants.publish;
    if (grant?.cause === 'queue')
      turn.change({ on: 'grant', person: id, right: 'publish', before: grant, after: null }, 'left');
  }
  promote(turn);
}

function promote(turn: Turn): void {
  const { settings } = turn.room;
  const { policy, speakers, seconds } = settings.hands;
  if (policy !== 'auto' || !turn.room.hands.length || closedBecause(settings, turn.now)) return;
  let free = speakers - speakingByHand(turn.room, turn.now);
  for (const hand of queueOfHands(turn.room)) {
    if (free <= 0) return;
    const person = turn.person(hand.person);
    const denied = person.overrides.publish?.kinds ?? [];
    const kinds = handGives(settings, person).filter((kind) => !denied.includes(kind));
    if (!kinds.length || !mayBePromoted(person, turn.now)) continue;
    turn.change(
      {
        on: 'grant',
        person: person.id,
        right: 'publish',
        before: person.grants.publish ?? null,
        after: {
          kinds,
          ...(seconds === null ? {} : { until: turn.now + seconds * 1000 }),
          cause: 'queue',
          mark: { by: null, byName: '', at: turn.now },
        },
      },
      'answered',
    );
    turn.change({ on: 'hand', person: person.id, before: hand, after: null }, 'answered');
    free -= 1;
  }
}

/** How many of those present have the floor through a raised hand, whoever answered it. */
function speakingByHand({ floors, people, presence }: Room, now: number): number {
  let count = 0;
  for (const id of floors.keys()) {
    const grant = people.get(id)?.grants.publish;
    if (grant && isLive(grant, now) && presence.has(id)) count += 1;
  }
  return count;
}

/** What a host took from somebody, only a host gives back (R14, R21): their hand stays for a host to answer. */
const mayBePromoted = ({ grants, overrides, ban, mute }: Person, now: number): boolean =>
  !ban &&
  !mute &&
  (overrides.publish?.value !== 'deny' || overrides.publish.kinds !== undefined) &&
  !(grants.publish && isLive(grants.publish, now));

/** R14: what "Allow to speak" would give this person. */
export function handGives(settings: RoomSettings, person: Person): readonly Kind[] {
  const { kinds, handKinds } = profileOf(settings, person);
  return handKinds.filter((kind) => kinds.includes(kind));
}

/** Whether a turn at the floor would give this person nothing that they have not without one. */
export function needsNoFloor(settings: RoomSettings, person: Person, now: number): boolean {
  const kinds = handGives(settings, person);
  const without: Person = { ...person, grants: {} };
  return (
    kinds.length > 0 &&
    kinds.every((kind) => decide(settings, without, { right: 'publish', kind }, now).allowed) &&
    (!kinds.includes('microphone') || mayUnmute(settings, without, now).allowed)
  );
}
