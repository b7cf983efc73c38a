import { randomUUID } from 'node:crypto';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { participantId, publicationId, sourceId } from '@/lib/core/ids.ts';
import type { Command } from '@/lib/core/room/commands.ts';
import type { Answers } from '@/lib/wire/answers.ts';
import type { RequestName, RequestOf } from '@/lib/wire/requests.ts';
import type { Tokens } from '../identity/tokens.ts';
import type { RoomHost } from '../rooms/host.ts';
import type { Registry } from '../rooms/registry.ts';
import type { PinGuard } from './guessing.ts';
import type { Post } from './mailbox.ts';
import type { Visitor } from './visitor.ts';

export interface DoorParts {
  readonly registry: Registry;
  readonly post: Post;
  readonly tokens: Tokens;
  readonly pins: PinGuard;
  readonly now: () => number;
}

/** This start of the program. */
const RUN = randomUUID();

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
  async 'media.talking'(visitor, { publication, talking }) {
    // Where the server hears for itself, nobody's word is taken for it.
    if (inside(visitor).host.hears) return {};
    return command(visitor, { do: 'talk', publication, talking });
  },
  async 'media.viewing'(visitor, viewing) {
    const { host, participant } = inside(visitor);
    return orThrow(host.viewing(participant, viewing));
  },
  async 'media.measured'(visitor, report) {
    const { host, participant } = inside(visitor);
    return orThrow(host.measured(participant, report));
  },
  'hand.raise': (visitor) => command(visitor, { do: 'raise-hand' }),
  'hand.lower': (visitor, { participant }) =>
    command(visitor, { do: 'lower-hand', ...(participant && { target: { participant } }) }),
  'hand.lowerAll': (visitor) => command(visitor, { do: 'lower-all' }),
  'floor.allow': (visitor, { participant, kinds, seconds }) =>
    command(visitor, { do: 'allow', target: { participant }, kinds, seconds }),
  'floor.extend': (visitor, { participant, seconds }) =>
    command(visitor, { do: 'extend', target: { participant }, seconds }),
  'floor.next': (visitor, { seconds }) => command(visitor, { do: 'allow-next', seconds }),
  'lobby.admit': (visitor, { participant }) => command(visitor, { do: 'admit', target: { participant } }),
  'lobby.admitAll': (visitor) => command(visitor, { do: 'admit' }),
  'lobby.deny': (visitor, { participant }) => command(visitor, { do: 'deny', target: { participant } }),
  'floor.stop': (visitor, { participant, kinds }) =>
    command(visitor, { do: 'stop', target: { participant }, kinds }),
  'media.stop': (visitor, { publication }) => command(visitor, { do: 'stop-publication', publication }),
  'floor.stopSeveral': (visitor, { participants, kinds }) =>
    command(visitor, {
      do: 'stop-several',
      targets: participants.map((participant) => ({ participant })),
      kinds,
    }),
  'mute.person': (visitor, { participant, lock }) =>
    command(visitor, { do: 'mute-person', target: { participant }, lock }),
  'mute.release': (visitor, { participant }) =>
    command(visitor, { do: 'release-mute', target: { participant } }),
  'mute.all': (visitor, { except }) =>
    command(visitor, { do: 'mute-all', except: except?.map((participant) => ({ participant })) }),
  'mute.releaseAll': (visitor) => command(visitor, { do: 'release-all' }),
  'mute.askUnmute': (visitor, { participant }) =>
    command(visitor, { do: 'ask-unmute', target: { participant } }),
  'person.askCamera': (visitor, { participant }) =>
    command(visitor, { do: 'ask-camera', target: { participant } }),
  'person.spotlight': (visitor, { participant }) =>
    command(visitor, { do: 'spotlight', target: participant && { participant } }),
  'person.role': (visitor, { participant, role }) =>
    command(visitor, { do: 'set-role', target: { participant }, role }),
  async 'person.explain'(visitor, { participant }) {
    const { host, participant: asker } = inside(visitor);
    return host.explain(asker, participant);
  },
  'person.readmit': (visitor, { person }) => command(visitor, { do: 'readmit', target: { person } }),
  'act.undo': (visitor) => command(visitor, { do: 'undo' }),
  'room.lock': (visitor, { locked }) => command(visitor, { do: 'lock', locked }),
  'room.end': (visitor) => command(visitor, { do: 'end-call' }),
  async 'room.trail'(visitor, { before, limit }) {
    const { host, participant } = inside(visitor);
    return host.trail(participant, before, limit);
  },
  'person.override': (visitor, { participant, right, value, media, kinds }) =>
    command(visitor, { do: 'override', target: { participant }, right, value, media, kinds }),
  'person.remove': (visitor, { participant }) => command(visitor, { do: 'remove', target: { participant } }),
  'chat.send'(visitor, { text, to }) {
    const { host, participant } = inside(visitor);
    return host.say(
      { type: 'participant', id: participant },
      { do: 'say', text, ...(to && { to: { participant: to } }) },
    );
  },
  async 'chat.remove'(visitor, { id }) {
    const { host, participant } = inside(visitor);
    return orThrow(await host.removeMessage({ type: 'participant', id: participant }, id));
  },
  async 'chat.history'(visitor, { before, limit }) {
    const { host, participant } = inside(visitor);
    return host.history(participant, before, limit);
  },
  'data.send': (visitor, { data, to }) =>
    command(visitor, { do: 'send-data', data, ...(to && { to: { participant: to } }) }),
  async 'link.signal'(visitor, { link, signal }) {
    const { host, participant } = inside(visitor);
    return orThrow(host.signal(participant, link, signal));
  },
  async 'link.restart'(visitor, { link }) {
    const { host, participant } = inside(visitor);
    return orThrow(host.restartLink(participant, link));
  },
  async 'link.failed'(visitor, { link }) {
    const { host, participant } = inside(visitor);
    return orThrow(host.linkFailed(participant, link));
  },
};

async function look(
  visitor: Visitor,
  { room, pin }: RequestOf<'room.look'>,
  parts: DoorParts,
): Promise<Answers['room.look']> {
  const host = await parts.registry.find(room);
  if (!host) throw new FailureError(noSuchRoom);
  const { identity } = visitor;
  const { role, ...seen } = await parts.pins.use(visitor.address, pin, async () =>
    host.look(identity.person, identity.name, pin),
  );
  parts.registry.rest(room);
  return {
    ...seen,
    you: { kind: identity.kind, name: identity.name, role },
    guest: await visitor.guestToken(),
  };
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
    const waiting = host.state.waiting.has(participant);
    const key = parts.tokens.resumeKey(participant);
    const { hears, intact } = host;
    return { participant, key, waiting, hears, intact, now: parts.now(), run: RUN };
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
  const { participants, waiting } = host.state;
  const kept = participants.get(resume.participant) ?? waiting.get(resume.participant);
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

async function comeIn(
  visitor: Visitor,
  host: RoomHost,
  { name, pin }: RequestOf<'room.join'>,
  parts: DoorParts,
) {
  return parts.pins.use(visitor.address, pin, async () => {
    const id = participantId(randomUUID());
    parts.post.attach(id, visitor.socket);
    const refused = await host.run(
      { type: 'participant', id },
      { do: 'join', person: visitor.identity.person, name, pin, source: sourceId(randomUUID()) },
    );
    if (!refused) return id;
    parts.post.forget(id);
    throw new FailureError(refused);
  });
}

async function command(visitor: Visitor, asked: Command): Promise<Record<string, never>> {
  const { host, participant } = inside(visitor);
  return orThrow(await host.run({ type: 'participant', id: participant }, asked));
}

/** Whether the stay goes on; it may have been ended by others, or by time. */
const isHere = ({ standing }: Visitor) =>
  standing.at === 'inside' &&
  (standing.host.state.participants.has(standing.participant) ||
    standing.host.state.waiting.has(standing.participant));

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
