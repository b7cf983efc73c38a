import { decide, mayModerate } from '../gate/decide.ts';
import type { ParticipantId } from '../ids.ts';
import { type Participant, personOf, type Room } from '../room/room.ts';

/**
 * R18: how much of a room a viewer may know.
 * - `nothing`: only what they receive, without names;
 * - `callers`: who is publishing;
 * - `attendees`: also who is present, and the raised hands;
 * - `control`: also what each person may do.
 */
export type Sight = 'nothing' | 'callers' | 'attendees' | 'control';

/**
 * Viewers of one class are told the same things in the same words, so a notice is made once for each class and
 * not once for each viewer.
 */
export interface ViewClass {
  readonly sight: Sight;
  readonly hears: boolean;
  readonly sees: boolean;
}

export const classKey = ({ sight, hears, sees }: ViewClass): string =>
  `${sight}${hears ? '+hears' : ''}${sees ? '+sees' : ''}`;

export function viewClass(room: Room, participant: Participant, now: number): ViewClass {
  const person = personOf(room, participant);
  const { settings } = room;
  const medium = (name: 'audio' | 'video') =>
    decide(settings, person, { right: 'subscribe', medium: name }, now).allowed;
  return { sight: sightOf(), hears: medium('audio'), sees: medium('video') };

  function sightOf(): Sight {
    if (!decide(settings, person, { right: 'list' }, now).allowed) return 'nothing';
    if (mayModerate(settings, person, 'controlCalls', now).allowed) return 'control';
    const moderates = person.membership?.role === 'owner' || person.membership?.role === 'moderator';
    return settings.showAttendees || moderates ? 'attendees' : 'callers';
  }
}

export function classOf(room: Room, id: ParticipantId, now: number): ViewClass | null {
  const participant = room.participants.get(id);
  return participant ? viewClass(room, participant, now) : null;
}

export const seesPeople = (sight: Sight): boolean => sight === 'attendees' || sight === 'control';
