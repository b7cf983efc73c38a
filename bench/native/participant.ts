import { io, type Socket } from 'socket.io-client';
import { mediumOf } from '@/lib/core/gate/rights.ts';
import type { LinkId, ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import type { Ack } from '@/lib/wire/answers.ts';
import type { LinkOpening, Signal, Slot } from '@/lib/wire/events.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import { type Peer, receiver, type Sender, sender } from './peer.ts';

/** Somebody in a room of ours without a browser: the same wire, and native peers for links. */
export interface Participant {
  readonly id: ParticipantId;
  readonly view: View;
  /** Up links that the server has opened, and that stand. */
  readonly up: Sender | null;
  readonly down: Peer | null;
  /** Which line carries what, as the server last said. */
  readonly sends: readonly Slot[];
  /** Packets that came, since it was last set to zero. */
  packets: number;
  /** Called for each of them. */
  onPacket: (at: number) => void;
  /** Called after every notice and every word about a line. */
  onChange: () => void;
  ask<Name extends RequestName>(
    name: Name,
    payload: RequestInput<Name>,
  ): Promise<Extract<Ack<Name>, { ok: true }>['value']>;
  close(): void;
}

interface Link {
  readonly peer: Peer;
  readonly up: Sender | null;
  slots: readonly Slot[];
}

export async function enter(
  url: string,
  room: string,
  name: string,
  auth: Record<string, string> = {},
): Promise<Participant> {
  const socket: Socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  const links = new Map<LinkId, Link>();
  let view: View | null = null;
  const self = {
    id: '' as ParticipantId,
    get view() {
      if (!view) throw new Error(`${name} was told nothing yet.`);
      return view;
    },
    get up() {
      return [...links.values()].find((link) => link.up)?.up ?? null;
    },
    get down() {
      return [...links.values()].find((link) => !link.up)?.peer ?? null;
    },
    get sends() {
      return [...links.values()].find((link) => link.up)?.slots ?? [];
    },
    packets: 0,
    onPacket: (_at: number) => {},
    onChange: () => {},
    async ask<Name extends RequestName>(request: Name, payload: RequestInput<Name>) {
      const answer = (await socket.timeout(10_000).emitWithAck(request, payload)) as Ack<Name>;
      if (!answer.ok) throw new Error(`${request}: ${answer.failure.message}`);
      return answer.value as Extract<Ack<Name>, { ok: true }>['value'];
    },
    close() {
      for (const { peer } of links.values()) peer.close();
      socket.disconnect();
    },
  };
  socket.on('notices', (notices: readonly Notice[]) => {
    for (const notice of notices)
      if (notice.is === 'view') view = notice.view;
      else if (view) view = fold(view, notice);
    self.onChange();
  });
  socket.on('link.open', (opening: LinkOpening & { readonly link: LinkId }) => {
    const { link } = opening;
    const events = {
      description: (type: 'offer' | 'answer', sdp: string) =>
        void socket.emit('link.signal', { link, signal: { type, sdp } }, () => {}),
      candidate: (candidate: string, mid: string) =>
        void socket.emit(
          'link.signal',
          { link, signal: { type: 'candidate', candidate: { candidate, sdpMid: mid, sdpMLineIndex: null } } },
          () => {},
        ),
    };
    const up = opening.direction === 'up' ? sender(opening.lines.map(mediumOf), events) : null;
    const heard = (_mid: string, at: number) => {
      self.packets += 1;
      self.onPacket(at);
    };
    links.set(link, { peer: up ?? receiver(heard, events), up, slots: [] });
  });
  socket.on('link.signal', ({ link, signal }: { readonly link: LinkId; readonly signal: Signal }) => {
    const peer = links.get(link)?.peer;
    if (signal.type === 'candidate')
      peer?.candidate(signal.candidate.candidate, signal.candidate.sdpMid ?? '');
    else peer?.take(signal.type, signal.sdp);
  });
  socket.on('link.slots', ({ link, slots }: { readonly link: LinkId; readonly slots: readonly Slot[] }) => {
    const found = links.get(link);
    if (found) found.slots = slots;
    self.onChange();
  });
  socket.on('link.close', ({ link }: { readonly link: LinkId }) => {
    links.get(link)?.peer.close();
    links.delete(link);
  });
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('connect_error', fail);
  });
  const joined = await self.ask('room.join', { room, name });
  self.id = joined.participant;
  return self;
}

/** The line of an up link that shall carry a publication; -1 before the server says so. */
export const lineOf = ({ up, sends }: Participant, publication: PublicationId): number => {
  const mid = sends.find((slot) => slot.publication === publication)?.mid;
  return mid === undefined ? -1 : (up?.mids.indexOf(mid) ?? -1);
};

/** Waits for a state, asking again every two milliseconds. */
export async function state(what: string, holds: () => boolean, ms = 10_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`It did not come to this: ${what}`);
    await new Promise((next) => setTimeout(next, 2));
  }
}
