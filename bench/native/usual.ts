import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  connectJanus,
  type JanusSession,
  type Jsep,
  type PluginHandle,
} from '@/server/media/janus/connection.ts';
import { state } from './participant.ts';
import { FRAME_MS, type Peer, receiver, type Sender, sender } from './peer.ts';
import type { Ring, Round } from './rounds.ts';

/**
 * The right to talk as it is usually given on the same Janus: who is granted it publishes then, over a link made for
 * it; the server tells everybody of a new publisher; and every listener subscribes, which renegotiates the link they
 * hear the teacher on. It is taken by having them stop publishing.
 */
export async function usual(dataDir: string, listeners: number): Promise<Ring> {
  const session = await managedJanus(dataDir).connect();
  const room = randomInt(1, 2 ** 40);
  const control = await session.attach();
  await control.request({
    request: 'create',
    room,
    publishers: 1_000,
    audiocodec: 'opus',
    videocodec: 'vp8',
    notify_joining: false,
  });
  const teacher = await publisher(session, room);
  await teacher.publish();
  const student = await publisher(session, room);
  const people = await Promise.all(
    Array.from({ length: listeners }, () => listener(session, room, teacher.feed)),
  );

  return {
    async round(): Promise<Round> {
      const firsts = new Map<Listener, number>();
      let last = 0;
      for (const one of people)
        one.onPacket = (at) => {
          if (!firsts.has(one)) firsts.set(one, at);
          last = at;
        };
      const { granted, up } = await publishing(student);
      up.send(0);
      const talking = setInterval(() => up.send(0), FRAME_MS);
      await state('everybody hears', () => firsts.size === people.length);
      const grant = Math.max(...firsts.values()) - granted;
      const heardAt = last;
      await state('it goes on', () => last > heardAt + 200);

      const revoked = performance.now();
      await student.unpublish();
      await state('it is silent', () => performance.now() - Math.max(last, revoked) > 300);
      clearInterval(talking);
      await Promise.all(people.map((one) => one.forget(student.feed)));
      return { grant, revoke: last - revoked };
    },
    close() {
      teacher.close();
      student.close();
      for (const one of people) one.close();
      void session.close();
    },
  };
}

/** On a busy machine a native peer now and then finds no way; then it begins anew, and so does the clock. */
async function publishing(student: Publisher, tries = 3): Promise<{ granted: number; up: Sender }> {
  const granted = performance.now();
  try {
    return { granted, up: await student.publish() };
  } catch (error) {
    await student.unpublish().catch(() => {});
    if (tries === 1) throw error;
    return publishing(student, tries - 1);
  }
}

/** The Janus that our server runs, by the files that only we may read. */
export function managedJanus(dataDir: string) {
  const read = (file: string) => readFileSync(path.join(dataDir, 'janus', file), 'utf8');
  const secret = /api_secret = "([^"]+)"/.exec(read('janus.jcfg'))?.[1] ?? '';
  const port = /ws_port = (\d+)/.exec(read('janus.transport.websockets.jcfg'))?.[1];
  const url = `ws://127.0.0.1:${port}`;
  return { url, secret, connect: () => connectJanus(url, secret, () => {}) };
}

type Publisher = Awaited<ReturnType<typeof publisher>>;

async function publisher(session: JanusSession, room: number) {
  let arrived: () => void = () => {};
  const handle = await session.attach({ connected: () => arrived() });
  const feed = randomInt(1, 2 ** 40);
  await handle.request({ request: 'join', ptype: 'publisher', room, id: feed });
  let up: Sender | null = null;
  return {
    feed,
    async publish(): Promise<Sender> {
      const connected = new Promise<void>((done) => {
        arrived = done;
      });
      const made = await new Promise<Sender>((done, fail) => {
        const peer: Sender = sender(['audio'], {
          description: (type, sdp) =>
            void handle
              .request({ request: 'publish' }, { type, sdp })
              .then(({ jsep }) => {
                if (jsep) peer.take(jsep.type, jsep.sdp);
                done(peer);
              })
              .catch(fail),
          candidate: (candidate, mid) => handle.trickle({ candidate, sdpMid: mid, sdpMLineIndex: 0 }),
        });
      });
      up = made;
      await Promise.all([made.connected, connected]);
      return made;
    },
    async unpublish() {
      try {
        await handle.request({ request: 'unpublish' });
      } finally {
        up?.close();
        up = null;
      }
    },
    close: () => up?.close(),
  };
}

interface Listener {
  onPacket: (at: number) => void;
  /** Takes the line of a publisher who stopped out of the link. */
  forget(feed: number): Promise<void>;
  close(): void;
}

async function listener(session: JanusSession, room: number, teacher: number): Promise<Listener> {
  const self = { onPacket: (_at: number) => {} };
  // One handle hears who publishes, the other receives: as in every VideoRoom page.
  const ear = await session.attach({
    event: ({ data }) => {
      const publishers = (data.publishers ?? []) as readonly { readonly id: number }[];
      for (const { id } of publishers) if (id !== teacher) void subscribe(id);
    },
  });
  await ear.request({ request: 'join', ptype: 'publisher', room, id: randomInt(1, 2 ** 40) });
  const handle: PluginHandle = await session.attach({
    event: ({ jsep }) => {
      if (jsep) void answer(jsep);
    },
  });
  let given: ((sdp: string) => void) | null = null;
  const peer: Peer = receiver((_mid, at) => self.onPacket(at), {
    description: (_type, sdp) => given?.(sdp),
    candidate: (candidate, mid) => handle.trickle({ candidate, sdpMid: mid, sdpMLineIndex: null }),
  });
  let turn: Promise<unknown> = Promise.resolve();
  function answer({ sdp }: Jsep): Promise<unknown> {
    turn = turn.then(async () => {
      const local = new Promise<string>((done) => {
        given = done;
      });
      peer.take('offer', sdp);
      await handle.request({ request: 'start' }, { type: 'answer', sdp: await local });
    });
    return turn;
  }
  async function subscribe(feed: number) {
    const { jsep } = await handle.request({ request: 'subscribe', streams: [{ feed }] });
    if (jsep) await answer(jsep);
  }
  const { jsep } = await handle.request({
    request: 'join',
    ptype: 'subscriber',
    room,
    streams: [{ feed: teacher }],
  });
  if (jsep) await answer(jsep);
  await peer.connected;
  return Object.assign(self, {
    async forget(feed: number) {
      await turn;
      const { jsep } = await handle
        .request({ request: 'unsubscribe', streams: [{ feed }] })
        .catch(() => ({ jsep: null }));
      if (jsep) await answer(jsep);
      await turn;
    },
    close: () => peer.close(),
  });
}
