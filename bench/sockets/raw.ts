import { createServer } from 'node:http';
import { Server } from 'socket.io';

/**
 * The baseline: a socket.io server that does nothing but let sockets into one room and broadcast there, with messages
 * as large as ours. A program of its own; its first line says at which port it listens.
 */
interface Work {
  /** What whoever comes in is answered, and told after that. */
  readonly joined: unknown;
  readonly view: unknown;
}

const work = JSON.parse(process.env.WORK ?? '{}') as Work;
const http = createServer();
const io = new Server(http, { serveClient: false, pingInterval: 10_000, pingTimeout: 10_000 });
io.on('connection', (socket) => {
  socket.on('room.join', (_who: unknown, answer: (joined: unknown) => void) => {
    void socket.join('room');
    socket.emit('notices', work.view);
    answer(work.joined);
  });
  socket.on('tell', (payload: unknown, answer: (done: unknown) => void) => {
    io.to('room').emit('notices', payload);
    answer({ ok: true, value: {} });
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.on('SIGTERM', () => process.exit(0));
