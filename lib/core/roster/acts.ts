import type { ParticipantId, PersonId } from '../ids.ts';
import type { AuditEntry, Effect } from '../room/commands.ts';
import type { Room } from '../room/room.ts';

/** What somebody who controls the call did to somebody, or to all (`to` is null). */
export interface ActView {
  readonly what: Act;
  readonly by: { readonly name: string; readonly participant: ParticipantId | null };
  readonly to: { readonly name: string; readonly participant: ParticipantId | null } | null;
}

export type Act =
  | 'allowed'
  | 'stopped'
  | 'screen-stopped'
  | 'sending-stopped'
  | 'muted'
  | 'locked'
  | 'released'
  | 'muted-all'
  | 'released-all'
  | 'removed'
  | 'readmitted'
  | 'admitted'
  | 'denied'
  | 'lowered'
  | 'promoted'
  | 'demoted'
  | 'spotlit'
  | 'unlit'
  | 'room-locked'
  | 'room-unlocked';

/**
 * R19: what those who control the call are told of each other, so that several can act at once without guessing: one
 * act for each person it is about, in the order in which it happened. What somebody does to themselves, and what time
 * does, is no such act.
 *
 * @param before the room as the act found it: who is removed is still in it
 */
export function actsOf(before: Room, effects: readonly Effect[]): ActView[] {
  const acts: ActView[] = [];
  for (const effect of effects) {
    if (effect.type !== 'record' || !effect.entry.actor.name) continue;
    const act = actOf(before, effect.entry);
    const last = acts.at(-1);
    // A stop is two changes, and one act.
    if (act && !(last && last.what === act.what && last.to?.participant === act.to?.participant))
      acts.push(act);
  }
  return acts;
}

function actOf(room: Room, entry: AuditEntry): ActView | null {
  const what = whatWasDone(entry);
  if (!what || entry.cause === 'time' || entry.cause === 'left') return null;
  const { actor, change } = entry;
  const by = { name: actor.name, participant: actor.person ? tabOf(room, actor.person) : null };
  const about =
    change.on === 'spotlight' ? (change.after ?? change.before) : 'person' in change ? change.person : null;
  if (about && about === actor.person) return null;
  return { what, by, to: about ? { name: nameOf(room, about), participant: tabOf(room, about) } : null };
}

function whatWasDone({ change, cause }: AuditEntry): Act | null {
  switch (change.on) {
    case 'grant':
      if (change.after) return 'allowed';
      return cause === 'revoked' ? 'stopped' : null;
    case 'override':
      if (change.right !== 'publish') return null;
      return change.after?.value === 'deny' ? 'stopped' : 'allowed';
    case 'mute':
      return change.after ? 'locked' : 'released';
    case 'silence':
      return 'muted';
    case 'publication':
      return change.after.kind === 'screen' ? 'screen-stopped' : 'sending-stopped';
    case 'ban':
      return change.after ? 'removed' : 'readmitted';
    case 'hand':
      return change.before && !change.after && cause === 'asked' ? 'lowered' : null;
    case 'admission':
      return change.after.admitted ? 'admitted' : 'denied';
    case 'membership':
      if (change.after?.role === 'moderator' && change.before?.role !== 'moderator') return 'promoted';
      return change.before?.role === 'moderator' && change.after?.role === 'member' ? 'demoted' : null;
    case 'spotlight':
      return change.after ? 'spotlit' : 'unlit';
    case 'settings':
      if ('muteAll' in change.after) return mutingAll(change);
      if ('locked' in change.after) return change.after.locked ? 'room-locked' : 'room-unlocked';
      return null;
    default:
      return null;
  }
}

/** Releasing one person from it alters the policy too, and is no act upon all. */
function mutingAll({
  before,
  after,
}: Extract<AuditEntry['change'], { readonly on: 'settings' }>): 'muted-all' | 'released-all' | null {
  if (!after.muteAll) return 'released-all';
  return before.muteAll && after.muteAll.except.length > before.muteAll.except.length ? null : 'muted-all';
}

const tabOf = (room: Room, person: PersonId): ParticipantId | null =>
  room.presence.get(person)?.[0] ??
  [...room.waiting.values()].find((one) => one.person === person)?.id ??
  null;

function nameOf(room: Room, person: PersonId): string {
  const tab = tabOf(room, person);
  const here = tab && (room.participants.get(tab) ?? room.waiting.get(tab));
  return (here ? here.name : '') || room.people.get(person)?.name || '';
}
