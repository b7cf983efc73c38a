import type { ParticipantId, RoomId } from '@/lib/core/ids.ts';
import type { EventName, Events, IceServer } from '@/lib/wire/events.ts';
import type { MediaSink, Outbox } from '../rooms/ports.ts';
import type { VisitorSocket } from './visitor.ts';

/** Most link messages kept for somebody whose socket is away; beyond that they must come in anew. */
const KEPT = 400;

/**
 * One participant's way out: through a socket, or kept for a while. Only what an engine says about links is
 * kept (a browser cannot ask for it again); notices are not, because a returning socket gets a fresh view.
 */
type Mailbox =
  | { readonly is: 'attached'; readonly socket: VisitorSocket }
  | { readonly is: 'keeping'; readonly letters: Letter[] }
  | { readonly is: 'overflown' };

interface Letter {
  readonly event: EventName;
  readonly payload: Parameters<Events[EventName]>;
}

export type Post = ReturnType<typeof createPost>;

/** Delivers to participants, wherever their sockets are. */
export function createPost(
  broadcast: (
    group: string,
    except: readonly string[],
    event: 'notices',
    ...payload: Parameters<Events['notices']>
  ) => void,
  iceServers: () => readonly IceServer[],
) {
  const boxes = new Map<ParticipantId, Mailbox>();
  const groups = new Map<ParticipantId, string>();

  function send<Name extends EventName>(
    to: ParticipantId,
    event: Name,
    ...payload: Parameters<Events[Name]>
  ): void {
    const box = boxes.get(to);
    if (!box || box.is === 'overflown') return;
    if (box.is === 'attached') {
      // socket.io types `emit` by a union it cannot narrow for a generic event name.
      (box.socket.emit as (event: string, ...payload: unknown[]) => void)(event, ...payload);
    } else if (event !== 'notices') {
      if (box.letters.length >= KEPT) boxes.set(to, { is: 'overflown' });
      else box.letters.push({ event, payload });
    }
  }

  const group = (room: RoomId, cls: string) => `class:${room}:${cls}`;

  function leaveGroup(participant: ParticipantId): void {
    const box = boxes.get(participant);
    const joined = groups.get(participant);
    if (joined && box?.is === 'attached') void box.socket.leave(joined);
    groups.delete(participant);
  }

  const outbox: Outbox = {
    tell: (to, notices) => send(to, 'notices', notices),
    tellClass(room, cls, notices, except = []) {
      const sockets = except.flatMap((participant) => {
        const box = boxes.get(participant);
        return box?.is === 'attached' ? [box.socket.id] : [];
      });
      broadcast(group(room, cls), sockets, 'notices', notices);
    },
    assign(participant, room, cls) {
      leaveGroup(participant);
      if (cls === null) return;
      groups.set(participant, group(room, cls));
      const box = boxes.get(participant);
      if (box?.is === 'attached') void box.socket.join(group(room, cls));
    },
    end(participant, reason) {
      send(participant, 'ended', reason);
      // The socket may live on: from here it hears nothing of this room.
      leaveGroup(participant);
      boxes.delete(participant);
    },
    expect(participant) {
      if (!boxes.has(participant)) boxes.set(participant, { is: 'keeping', letters: [] });
    },
  };

  const sink: MediaSink = {
    open: (to, link, how) => send(to, 'link.open', { ...how, link, iceServers: iceServers() }),
    signal: (to, link, signal) => send(to, 'link.signal', { link, signal }),
    slots: (to, link, slots) => send(to, 'link.slots', { link, slots }),
    close: (to, link) => send(to, 'link.close', { link }),
  };

  return {
    outbox,
    sink,
    /** Gives a participant a socket, and that socket what was kept. False when too much was. */
    attach(participant: ParticipantId, socket: VisitorSocket): boolean {
      const box = boxes.get(participant);
      if (box?.is === 'overflown') return false;
      if (box?.is === 'attached' && box.socket !== socket) void box.socket.disconnect(true);
      boxes.set(participant, { is: 'attached', socket });
      const joined = groups.get(participant);
      if (joined) void socket.join(joined);
      if (box?.is === 'keeping') {
        for (const { event, payload } of box.letters) {
          (socket.emit as (event: string, ...payload: unknown[]) => void)(event, ...payload);
        }
      }
      return true;
    },
    /** The socket is gone; keep what comes. Nothing happens when another socket has taken its place. */
    detach(participant: ParticipantId, socket: VisitorSocket): boolean {
      const box = boxes.get(participant);
      if (box?.is !== 'attached' || box.socket !== socket) return false;
      boxes.set(participant, { is: 'keeping', letters: [] });
      return true;
    },
    forget(participant: ParticipantId): void {
      boxes.delete(participant);
      groups.delete(participant);
    },
  };
}
