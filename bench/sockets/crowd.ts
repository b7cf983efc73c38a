import { io, type Socket } from 'socket.io-client';
import type { FromCrowd, ToCrowd } from './messages.ts';

/**
 * Many clients in one process, apart from the server that is measured and from the program that measures. It is told
 * what to do by its parent.
 */
const sockets: Socket[] = [];
let heard = 0;
let awaited = 0;
let lastAt = 0;

/** Milliseconds since the epoch, finer than Date.now. */
const now = () => performance.timeOrigin + performance.now();
const say = (message: FromCrowd) => process.send?.(message);

function enter(url: string, room: string, name: string): Promise<number> {
  return new Promise((done, fail) => {
    const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    let viewed = false;
    let answered = false;
    const whole = () => viewed && answered && done(now());
    socket.on('notices', () => {
      if (!viewed) {
        viewed = true;
        whole();
        return;
      }
      heard += 1;
      lastAt = now();
      if (heard === awaited) say({ is: 'heard', lastAt });
    });
    socket.once('connect_error', fail);
    socket.once('connect', () =>
      socket.emit('room.join', { room, name }, (answer: { ok: boolean }) => {
        if (!answer.ok) return fail(new Error(JSON.stringify(answer)));
        answered = true;
        whole();
      }),
    );
  });
}

/** A listening socket lets 511 wait, unless its program asks for more: beyond that the kernel makes clients try again. */
const AT_ONCE = 200;

/** So many at once, and the next as soon as one is done. */
async function inWaves(count: number, act: (n: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) times.push(await act(next++));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return times;
}

/** Bytes that came over the network to all of this process's sockets. */
const received = () =>
  sockets.reduce((sum, socket) => {
    const { transport } = socket.io.engine as unknown as {
      transport: { ws?: { _socket?: { bytesRead: number } } };
    };
    return sum + (transport.ws?._socket?.bytesRead ?? 0);
  }, 0);

process.on('message', (message: ToCrowd) => {
  if (message.do === 'enter') {
    const entering = inWaves(message.count, (n) =>
      enter(message.url, message.room, `Guest ${message.from + n}`),
    );
    entering.then(
      (times) => say({ is: 'entered', lastAt: Math.max(...times), bytes: received() }),
      (error: unknown) => say({ is: 'failed', why: String(error) }),
    );
  } else if (message.do === 'listen') {
    heard = 0;
    awaited = sockets.length * message.messages;
    say({ is: 'listening' });
  } else {
    // A goodbye, or the place would be kept for a while.
    for (const socket of sockets.splice(0)) socket.emit('room.leave', {}).disconnect();
    say({ is: 'gone' });
  }
});
process.on('disconnect', () => process.exit(0));
