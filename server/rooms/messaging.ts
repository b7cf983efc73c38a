import { FailureError, failure } from '@/lib/core/failure.ts';
import type { MessageId, RoomId } from '@/lib/core/ids.ts';
import type { Sender, Target } from '@/lib/core/room/commands.ts';
import type { Written } from '@/lib/core/roster/correspondence.ts';
import type { UserStore } from '../store/users.ts';
import { addressOf, type Backend } from './administration.ts';
import type { Receipt, RoomHost } from './host.ts';
import type { Registry } from './registry.ts';

export interface MessagingParts {
  readonly registry: Registry;
  readonly users: Pick<UserStore, 'find'>;
}

/** A message as a backend asks for it. */
export interface NewMessage {
  /** In whose name: the gate is asked for this person. */
  readonly from: Sender['person'];
  /** Absent for everybody who may receive. */
  readonly to?: Target | undefined;
  readonly text: string;
  /** How long it is kept, seconds; absent for as long as the room. */
  readonly seconds?: number | undefined;
}

export type Messaging = ReturnType<typeof createMessaging>;

/** R26: what backends do with messages, through the room's host like everybody. Refusals are thrown as FailureError. */
export function createMessaging({ registry, users }: MessagingParts) {
  async function withHost<Answer>(id: RoomId, use: (host: RoomHost) => Promise<Answer>): Promise<Answer> {
    const host = await registry.find(id);
    if (!host || host.state.settings.deleted)
      throw new FailureError(failure('not-found', 'There is no such room.'));
    try {
      return await use(host);
    } finally {
      registry.rest(id);
    }
  }

  /** A user has to exist and be active, as for coming in; of guests, the room knows those it has heard of. */
  async function sender(person: Sender['person'], host: RoomHost): Promise<Sender> {
    const address = addressOf(person);
    if (address === null) {
      if (!host.state.people.has(person))
        throw new FailureError(failure('bad-request', `from: this room knows no "${person}".`));
      return { person, name: '' };
    }
    const user = await users.find(address);
    if (!user?.active) throw new FailureError(failure('bad-request', `from: there is no user "${address}".`));
    return { person, name: user.name || address };
  }

  return {
    /** Writes in the name of a person. The receipt holds the id, and the time in milliseconds since the epoch. */
    send: (actor: Backend, room: RoomId, { from, ...message }: NewMessage): Promise<Receipt> =>
      withHost(room, async (host) =>
        host.say(actor, { do: 'say', ...message, from: await sender(from, host) }),
      ),

    /** Takes a message from everybody's sight, and its text out of the store. */
    remove: (actor: Backend, room: RoomId, message: MessageId): Promise<void> =>
      withHost(room, async (host) => {
        const failed = await host.removeMessage(actor, message);
        if (failed) throw new FailureError(failed);
      }),

    /** What the room keeps, without private messages; the newest page first, each oldest first. */
    page: (
      room: RoomId,
      query: { readonly before?: MessageId | undefined; readonly limit: number },
    ): Promise<{ readonly messages: readonly Written[]; readonly more: boolean }> =>
      withHost(room, (host) => host.messages(query.before, query.limit)),
  };
}
