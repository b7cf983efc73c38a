import { FailureError, failure } from '../failure.ts';
import { closedBecause, mayEnter } from '../gate/decide.ts';
import { type Person, stranger } from '../gate/person.ts';
import type { ParticipantId, PersonId } from '../ids.ts';
import type { EndReason } from '../session.ts';
import { Table } from '../table.ts';
import type { CommandOf, Target } from './commands.ts';
import { mayComeIn, mustWait } from './entrance.ts';
import { queueOf, type Room, type Waiting } from './room.ts';
import { comeIn } from './stay.ts';
import { refusal, type Turn } from './turn.ts';

/**
 * R27: puts somebody at the end of the queue. They are no participant: nothing of the room reaches them. As many may
 * wait as may be inside, so that a flood of strangers fills no more than that.
 */
export function queueUp(turn: Turn, newcomer: Omit<Waiting, 'since' | 'place'>, person: Person): void {
  const { waiting, settings } = turn.room;
  if (waiting.size >= settings.capacity) {
    const reason = { rule: 'R1', because: 'full' } as const;
    turn.require({ allowed: false, right: 'enter', reason, remedy: { do: 'none' } }, person);
  }
  const place = 1 + Math.max(0, ...[...waiting.values()].map((one) => one.place));
  turn.room = { ...turn.room, waiting: waiting.set(newcomer.id, { ...newcomer, since: turn.now, place }) };
}

/** R27. The gate is asked again: a room that was locked or filled meanwhile lets nobody in. */
export function admit(turn: Turn, { target }: CommandOf<'admit'>): void {
  turn.requireModeration('controlCalls');
  const asked = target ? [find(turn, target)] : queueOf(turn.room);
  let refused: ReturnType<typeof mayComeIn> | null = null;
  let admitted = 0;
  for (const { person, name } of asked) {
    const decision = mayComeIn(turn.room, personBehind(turn.room, person, name), turn.now);
    if (!decision.allowed) {
      refused ??= decision;
      continue;
    }
    const after = { admitted: true, mark: turn.mark() };
    turn.change({ on: 'admission', person, name, before: null, after });
    letIn(turn, person);
    admitted += 1;
  }
  // All, as far as there is room; but where nobody could be let in, the host is told why.
  if (refused && !refused.allowed && !admitted) throw new FailureError(refusal(refused, turn.now));
}

/** R27: they are told so, and may ask again after a while. */
export function deny(turn: Turn, { target }: CommandOf<'deny'>): void {
  turn.requireModeration('controlCalls');
  const { person, name } = find(turn, target);
  turn.change({
    on: 'admission',
    person,
    name,
    before: null,
    after: { admitted: false, mark: turn.mark() },
  });
  for (const { id } of tabsOf(turn.room, person)) stopWaiting(turn, id, { why: 'denied' });
}

/**
 * Brings the queue in line with the room, after a command: who need not wait any more comes in, who may not even
 * wait is sent away. Costs what changed, and the whole queue only when a setting did or time closed the room.
 */
export function settleLobby(turn: Turn, before: Room): void {
  if (!turn.room.waiting.size) return;
  const closed = closedBecause(turn.room.settings, turn.now) !== null;
  const all = closed || turn.room.settings !== before.settings;
  const changed = Table.changedKeys(before.people, turn.room.people);
  for (const key of Table.changedKeys(before.arrivals, turn.room.arrivals)) changed.add(key);
  if (!all && !changed.size) return;

  for (const { person: id, name } of queueOf(turn.room)) {
    if (!all && !changed.has(id)) continue;
    const person = personBehind(turn.room, id, name);
    const reason = mustGo(turn, person, closed);
    if (reason) for (const tab of tabsOf(turn.room, id)) stopWaiting(turn, tab.id, reason);
    else if (!mustWait(turn.room, person, turn.now)) letIn(turn, id);
  }
}

function mustGo(turn: Turn, person: Person, closed: boolean): EndReason | null {
  const { room, now } = turn;
  if (closed) return { why: 'room-closed' };
  if (person.ban) return { why: 'removed' };
  // A lock or a full house sends away only those who would come in now.
  const open = { ...room.settings, locked: null, capacity: Number.POSITIVE_INFINITY };
  if (!mayEnter(open, person, 0, now).allowed) return { why: 'no-right' };
  if (!mustWait(room, person, now) && !mayComeIn(room, person, now).allowed) return { why: 'no-place' };
  return null;
}

/** Every tab of a person comes in, also one whose socket is away at the moment. */
function letIn(turn: Turn, person: PersonId): void {
  for (const { since: _, place: __, ...newcomer } of tabsOf(turn.room, person)) {
    turn.room = { ...turn.room, waiting: turn.room.waiting.delete(newcomer.id) };
    comeIn(turn, newcomer, personBehind(turn.room, person, newcomer.name));
  }
}

export function stopWaiting(turn: Turn, id: ParticipantId, reason: EndReason): void {
  if (!turn.room.waiting.has(id)) return;
  turn.room = {
    ...turn.room,
    waiting: turn.room.waiting.delete(id),
    deadlines: turn.room.deadlines.delete(`away:${id}`),
  };
  turn.effects.push({ type: 'ended', participant: id, reason });
}

export const tabsOf = (room: Room, person: PersonId): Waiting[] =>
  [...room.waiting.values()].filter((waiting) => waiting.person === person).sort((a, b) => a.place - b.place);

function find(turn: Turn, target: Target): Waiting {
  const found =
    'participant' in target ? turn.room.waiting.get(target.participant) : tabsOf(turn.room, target.person)[0];
  if (!found) throw new FailureError(failure('not-found', 'This person is not waiting any more.'));
  return found;
}

/** Nothing is kept of those about whom nothing is decided while they wait. */
const personBehind = (room: Room, id: PersonId, name: string): Person =>
  room.people.get(id) ?? stranger(id, name);
