import { io, type Socket } from 'socket.io-client';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Ack, Joined } from '@/lib/wire/answers.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import { nameOf, type TestServer } from './server.ts';

/** Somebody at a raw socket who takes part in everything but media, and keeps every word that was sent to them. */
export interface Quiet {
  readonly address: string;
  readonly socket: Socket;
  readonly heard: readonly string[];
  readonly view: View | null;
  readonly ended: EndReason['why'] | null;
  /** By what others could tell this person: name, address, participant and source. */
  secrets(): string[];
  ask<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<Ack<Name>>;
  close(): void;
}

/** @param address a user's, or null for a guest */
export async function quietClient(
  server: TestServer,
  room: string,
  address: string | null,
  name?: string,
): Promise<Quiet> {
  const auth = address ? { token: await server.token(address) } : {};
  const socket = io(server.url, { auth, transports: ['websocket'], reconnection: false });
  const heard: string[] = [];
  let view: View | null = null;
  let ended: EndReason['why'] | null = null;
  socket.onAny((event: string, payload: unknown) => {
    heard.push(`${event} ${JSON.stringify(payload)}`);
    if (event === 'ended') ended = (payload as EndReason).why;
    if (event !== 'notices') return;
    for (const notice of payload as Notice[]) {
      if (notice.is === 'view') view = notice.view;
      else if (view) view = fold(view, notice);
    }
  });
  const quiet: Quiet = {
    address: address ?? '',
    socket,
    heard,
    get view() {
      return view;
    },
    get ended() {
      return ended;
    },
    secrets() {
      if (!view) throw new Error(`${address} has no view.`);
      const { participant, source } = view.self;
      return [name ?? nameOf(address ?? ''), ...(address ? [`user:${address}`] : []), participant, source];
    },
    async ask(request, payload) {
      const answer = await socket.timeout(10_000).emitWithAck(request, payload);
      heard.push(`ack ${JSON.stringify(answer)}`);
      return answer;
    },
    close: () => void socket.disconnect(),
  };
  await new Promise<void>((done, fail) => {
    socket.once('connect', () => done());
    socket.once('connect_error', fail);
  });
  const joined: Ack<'room.join'> = await quiet.ask('room.join', {
    room,
    name: name ?? nameOf(address ?? ''),
  });
  if (!joined.ok) throw new Error(`${address} could not join: ${joined.failure.message}`);
  const { participant }: Joined = joined.value;
  const deadline = Date.now() + 10_000;
  while (view === null) {
    if (Date.now() > deadline) throw new Error(`${participant} was told nothing.`);
    await new Promise((next) => setTimeout(next, 10));
  }
  return quiet;
}
