import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { LinkQuality } from '@/lib/core/quality/report.ts';
import type { PersonView, PublicationView, SelfView, View } from '@/lib/core/roster/view.ts';
import { worstLink } from '../stage/sources.ts';
import { lockerOf, type Voice, voiceOf } from '../voice/voice.ts';

/** Somebody in the list, with what is known of their voice and picture. */
export interface Row {
  readonly person: PersonView;
  readonly voice: Exclude<Voice, 'speaking'>;
  /** Who locked their microphone, where it is locked and that is known. */
  readonly lockedBy: string | null;
  readonly camera: boolean;
  /** In the order of sharing, as the stage numbers them. */
  readonly screens: readonly PublicationId[];
  /** Heard to talk, as the server says. */
  readonly talking: boolean;
  /** How well their connection carries what they send. */
  readonly link: LinkQuality;
}

/** What somebody who looks at the list may do to the people in it. */
export interface Powers {
  readonly self: ParticipantId;
  readonly owner: boolean;
  readonly control: boolean;
  readonly remove: boolean;
  readonly promote: boolean;
}

export const powersOf = ({ participant, role, moderation }: SelfView): Powers => ({
  self: participant,
  owner: role === 'owner',
  control: moderation.includes('controlCalls'),
  remove: moderation.includes('removeFromCall'),
  promote: moderation.includes('editModerators'),
});

/** R10: an owner is touched by owners only, a moderator by those who may edit moderators. */
export const outranks = ({ owner, promote }: Powers, { role }: PersonView): boolean =>
  role === 'owner' ? owner : role !== 'moderator' || promote;

/** Everybody, oneself first, then hosts, then the others as they came: nobody jumps when somebody speaks. */
export function rowsOf(view: View): Row[] {
  // Found once for all: a thousand people would each look through what a thousand others send.
  const sent = new Map<string, Record<string, PublicationView>>();
  for (const publication of Object.values(view.publications)) {
    const theirs = sent.get(publication.source);
    if (theirs) theirs[publication.id] = publication;
    else sent.set(publication.source, { [publication.id]: publication });
  }
  return Object.values(view.people ?? {})
    .sort((a, b) => rank(a, view.self.participant) - rank(b, view.self.participant))
    .map((person) => {
      const theirs = { ...view, publications: sent.get(person.source) ?? {} };
      const kinds = Object.values(theirs.publications);
      return {
        person,
        voice: voiceOf(theirs, person.source, person.speak),
        lockedBy: lockerOf(theirs, person.source, person.speak),
        camera: kinds.some(({ kind }) => kind === 'camera'),
        screens: kinds.flatMap(({ kind, id }) => (kind === 'screen' ? [id] : [])),
        talking: kinds.some(({ talking }) => talking),
        link: worstLink(kinds),
      };
    });
}

function rank({ participant, role, joinedAt }: PersonView, self: string): number {
  if (participant === self) return -2;
  return role === 'owner' || role === 'moderator' ? -1 : joinedAt;
}
