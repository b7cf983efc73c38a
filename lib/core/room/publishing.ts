import { FailureError, failure } from '../failure.ts';
import { decide } from '../gate/decide.ts';
import { mayUnmute } from '../gate/mute.ts';
import { profileOf } from '../gate/standing.ts';
import type { PublicationId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import { type Publication, personOf, publicationsOf, withoutPublication } from './room.ts';
import type { Turn } from './turn.ts';

/** R12: asked for each kind. Nothing is forwarded before this said yes. */
export function publish(turn: Turn, command: CommandOf<'publish'>): void {
  const self = turn.self();
  const person = personOf(turn.room, self);
  turn.require(decide(turn.room.settings, person, { right: 'publish', kind: command.kind }, turn.now));

  const same = publicationsOf(turn.room, self.id).filter((publication) => publication.kind === command.kind);
  const limit = command.kind === 'screen' ? profileOf(turn.room.settings, person).screens : 1;
  if (same.length >= limit) throw new FailureError(failure('conflict', 'You are already sending this.'));

  if (turn.room.publications.has(command.publication))
    throw new FailureError(failure('conflict', 'This publication exists already.'));

  // R15: nothing of it is forwarded before its owner opens it, as if somebody else had muted it.
  const bornMuted = command.kind === 'microphone' && turn.room.settings.muteOnEntry;
  const publication: Publication = {
    id: command.publication,
    participant: self.id,
    kind: command.kind,
    at: turn.now,
    muted: bornMuted,
    silenced: bornMuted,
  };
  const { publications, sends } = turn.room;
  turn.room = {
    ...turn.room,
    publications: publications.set(publication.id, publication),
    sends: sends.set(self.id, [...(sends.get(self.id) ?? []), publication.id]),
  };
}

export function unpublish(turn: Turn, command: CommandOf<'unpublish'>): void {
  closePublication(turn, own(turn, command.publication).id);
}

/** R15: one's own choice, which no route depends on. R21, R22: nobody unmutes a microphone that is locked. */
export function mute(turn: Turn, command: CommandOf<'mute'>): void {
  const publication = own(turn, command.publication);
  const { muted } = command;
  if (publication.muted === muted) return;
  if (!muted && publication.kind === 'microphone')
    turn.require(mayUnmute(turn.room.settings, personOf(turn.room, turn.self()), turn.now));
  turn.room = {
    ...turn.room,
    publications: turn.room.publications.set(publication.id, { ...publication, muted, silenced: false }),
  };
}

export function closePublication(turn: Turn, id: PublicationId): void {
  turn.room = withoutPublication(turn.room, id);
}

function own(turn: Turn, id: PublicationId): Publication {
  const self = turn.self();
  const publication = turn.room.publications.get(id);
  if (!publication || publication.participant !== self.id) {
    throw new FailureError(failure('not-found', 'You are not sending this.'));
  }
  return publication;
}
