import { randomUUID } from 'node:crypto';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { participantId, publicationId, sourceId } from '@/lib/core/ids.ts';
import type { Command } from '@/lib/core/room/commands.ts';
import type { Answers } from '@/lib/wire/answers.ts';
import type { RequestName, RequestOf } from '@/lib/wire/requests.ts';
import type { Tokens } from '../identity/tokens.ts';
import type { RoomHost } from '../rooms/host.ts';
import type { Registry } from '../rooms/registry.ts';
import type { Post } from './mailbox.ts';
import type { Visitor } from './visitor.ts';

export interface DoorParts {
  readonly registry: Registry;
  readonly post: Post;
  readonly tokens: Tokens;
  readonly now: () => number;
}

type Handler<Name extends RequestName> = (
  visitor: Visitor,
  payload: RequestOf<Name>,
  parts: DoorParts,
) => Promise<Answers[Name]>;

/**
 * What each message does: a message of the wire without a line here does not compile. All that changes a room
 * becomes a command to its host, which asks the gate.
 */
export const HANDLERS: { readonly [Name in RequestName]: Handler<Name> } = {
  'room.look': look,
  'room.join': join,
  async 'room.leave'(visitor, _payload, parts) {
    const standing = inside(visitor);
    await command(visitor, { do: 'leave' });
    // Unless the next join did not wait for this answer.
    if (visitor.standing === standing) visitor.standing = { at: 'outside' };
    parts.registry.rest(standing.host.state.id);
    return {};
  },
  'room.audience': (visitor, { right, audience }) => command(visitor, { do: 'audience', right, audience }),
  async 'media.publish'(visitor, { kind }) {
    const publication = publicationId(randomUUID());
    await command(visitor, { do: 'publish', publication, kind });
    return { publication };
  },
  'media.unpublish': (visitor, { publication }) => command(visitor, { do: 'unpublish', publication }),
  'media.mute': (visitor, { publication, muted }) => command(visitor, { do: 'mute', publication, muted }),
  'hand.raise': (visitor) => command(visitor, { do: 'raise-hand' }),
  'hand.lower': (visitor, { participant }) =>
    command(visitor, { do: 'lower-hand', ...(participant && { target: { participant } }) }),
  'floor.allow': (visitor, { participant, kinds, seconds }) =>
    command(visitor, { do: 'allow', target: { participant }, kinds, seconds }),
  'floor.stop': (visitor, { participant }) => command(visitor, { do: 'stop', target: { participant } }),
  'mute.person': (visitor, { participant, lock }) =>
    command(visitor, { do: 'mute-person', target: { participant }, lock }),
  'mute.release': (visitor, { participant }) =>
    command(visitor, { do: 'release-mute', target: { participant } }),
  'mute.all': (visitor) => command(visitor, { do: 'mute-all' }),
  'mute.releaseAll': (visitor) => command(visitor, { do: 'release-all' }),
  'mute.askUnmute': (visitor, { participant }) =>
    command(visitor, { do: 'ask-unmute', target: { participant } }),
  'person.override': (visitor, { participant, right, value, media }) =>
    command(visitor, { do: 'override', target: { participant }, right, value, media }),
  'person.remove': (visitor, { participant }) => command(visitor, { do: 'remove', target: { participant } }),
  async 'link.signal'(visitor, { link, signal }) {
    const { host, participant } = inside(visitor);
    return orThrow(host.signal(participant, link, signal));
  },
  async 'link.failed'(visitor, { link }) {
    const { host, participant } = inside(visitor);
    return orThrow(host.linkFailed(participant, link));
  },
};

async function look(
  visitor: Visitor,
  { room }: RequestOf<'room.look'>,
  parts: DoorParts,
): Promise<Answers['room.look']> {
  const host = await parts.registry.find(room);
  if (!host) throw new FailureError(noSuchRoom);
  const { identity } = visitor;
  const { role, ...seen } = host.look(identity.person, identity.name);
  parts.registry.rest(room);
  return { ...seen, you: { kind: identity.kind, name: identity.name, role }, guest: visitor.guestToken };
}

async function join(
  visitor: Visitor,
  payload: RequestOf<'room.join'>,
  parts: DoorParts,
): Promise<Answers['room.join']> {
  if (visitor.standing.at === 'entering' || isHere(visitor))
    throw new FailureError(failure('conflict', 'You are already in a room.'));
  visitor.standing = { at: 'entering' };
  try {
    const host = await parts.registry.find(payload.room);
    if (!host) throw new FailureError(noSuchRoom);
    const participant =
      (await comeBack(visitor, host, payload, parts)) ?? (await comeIn(visitor, host, payload, parts));
    // The socket may have gone while the room was being asked.
    if (visitor.socket.connected) visitor.standing = { at: 'inside', host, participant };
    else {
      visitor.standing = { at: 'outside' };
      if (parts.post.detach(participant, visitor.socket))
        await host.run({ type: 'participant', id: participant }, { do: 'away' });
    }
    return { participant, key: parts.tokens.resumeKey(participant), now: parts.now() };
  } finally {
    if (visitor.standing.at === 'entering') visitor.standing = { at: 'outside' };
    if (visitor.standing.at === 'outside') parts.registry.rest(payload.room);
  }
}

/** Takes up a place that was kept; null when there is none that is this person's. */
async function comeBack(
  visitor: Visitor,
  host: RoomHost,
  { resume }: RequestOf<'room.join'>,
  parts: DoorParts,
) {
  if (!resume || !parts.tokens.isResumeKey(resume.participant, resume.key)) return null;
  const kept = host.state.participants.get(resume.participant);
  if (!kept || kept.person !== visitor.identity.person) return null;
  const actor = { type: 'participant', id: kept.id } as const;
  if (!parts.post.attach(kept.id, visitor.socket)) {
    await host.run(actor, { do: 'leave' });
    return null;
  }
  const refused = await host.run(actor, { do: 'back' });
  if (refused) return null;
  host.refresh(kept.id);
  return kept.id;
}

async function comeIn(visitor: Visitor, host: RoomHost, { name }: RequestOf<'room.join'>, parts: DoorParts) {
  const id = participantId(randomUUID());
  parts.post.attach(id, visitor.socket);
  const refused = await host.run(
    { type: 'participant', id },
    { do: 'join', person: visitor.identity.person, name, source: sourceId(randomUUID()) },
  );
  if (!refused) return id;
  parts.post.forget(id);
  throw new FailureError(refused);
}

async function command(visitor: Visitor, asked: Command): Promise<Record<string, never>> {
  const { host, participant } = inside(visitor);
  return orThrow(await host.run({ type: 'participant', id: participant }, asked));
}

/** Whether the stay goes on; it may have been ended by others, or by time. */
const isHere = ({ standing }: Visitor) =>
  standing.at === 'inside' && standing.host.state.participants.has(standing.participant);

function inside(visitor: Visitor) {
  if (visitor.standing.at !== 'inside')
    throw new FailureError(failure('not-joined', 'You are not in a room.'));
  return visitor.standing;
}

function orThrow(failed: FailureError['failure'] | null): Record<string, never> {
  if (failed) throw new FailureError(failed);
  return {};
}

const noSuchRoom = failure('not-found', 'There is no such room. Check the link, or ask whoever invited you.');
