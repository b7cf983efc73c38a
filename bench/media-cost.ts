import { type ChildProcess, fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import path from 'node:path';
import type { PublicationId } from '@/lib/core/ids.ts';
import { startServer } from '../tests/support/server.ts';
import { alone, type Bench, compared, median } from './bench.ts';
import { enter, lineOf, type Participant, state } from './native/participant.ts';
import { childCalled, cpuSeconds } from './process.ts';
import { webinar } from './sockets/rooms.ts';

/**
 * What it costs to forward one person's voice and picture to so many native listeners: processor seconds of Janus and
 * of our Node process for a million packets that came. Baseline: a Node process that forwards as many packets of the
 * same size as plain UDP.
 */
const LISTENERS = 25;
const RUNS = 5;
const WINDOW_MS = 4_000;
/** 50 packets of sound and 100 of picture a second: about 1 Mbit/s, which the room must allow. */
const TICK_MS = 20;
const PICTURE_PACKETS = 2;
const MAX_BITRATE = 1_700_000;
/** Of what was sent, so much must have come at everybody. */
const LEAST = 0.9;
/** CPU seconds of a window to CPU milliseconds a second. */
const PER_SECOND = 1_000 / (WINDOW_MS / 1_000);

interface Cost {
  readonly janus: number;
  readonly node: number;
}

export const mediaCost: Bench = {
  name: 'media-cost',
  needs: ['pages', 'janus'],
  seconds: 120,
  async run() {
    const server = await startServer({
      media: 'janus',
      rooms: [webinar('cost', { maxBitrate: MAX_BITRATE })],
      env: { LOG_LEVEL: 'error' },
    });
    const janus = childCalled(server.pid, 'janus');
    const host = await enter(server.url, 'cost', 'Hugo', { token: await server.token('hugo') });
    const people: Participant[] = [];
    for (let n = 0; n < LISTENERS; n++) people.push(await enter(server.url, 'cost', `Guest ${n}`));
    await state('there are links', () => host.up !== null && people.every(({ down }) => down !== null));
    await Promise.all([host.up?.connected, ...people.map(({ down }) => down?.connected)]);
    const voice = await host.ask('media.publish', { kind: 'microphone' });
    const picture = await host.ask('media.publish', { kind: 'camera' });
    await state(
      'there are lines',
      () => lineOf(host, voice.publication) >= 0 && lineOf(host, picture.publication) >= 0,
    );
    let sent = 0;
    let talks = true;
    const send = (publication: PublicationId, marker: boolean) => {
      if (talks && host.up?.send(lineOf(host, publication), marker)) sent += 1;
    };
    const talking = setInterval(() => {
      send(voice.publication, true);
      for (let n = 1; n <= PICTURE_PACKETS; n++) send(picture.publication, n === PICTURE_PACKETS);
    }, TICK_MS);
    await state('everybody hears', () => people.every(({ packets }) => packets > 100));

    const relay = await startRelay();
    const ours: Cost[] = [];
    const theirs: number[] = [];
    const node: { quiet: number[]; busy: number[] } = { quiet: [], busy: [] };
    const used = async () => {
      const before = { janus: cpuSeconds(janus), node: cpuSeconds(server.pid) };
      await window();
      return { janus: cpuSeconds(janus) - before.janus, node: cpuSeconds(server.pid) - before.node };
    };
    for (let run = 0; run < RUNS; run++) {
      talks = false;
      node.quiet.push((await used()).node * PER_SECOND);
      talks = true;
      for (const one of people) one.packets = 0;
      sent = 0;
      const cost = await used();
      const came = people.reduce((sum, { packets }) => sum + packets, 0);
      // A picture that the room does not allow is ended, and then this would be about something else.
      if (came < LEAST * sent * LISTENERS)
        throw new Error(`Of ${sent * LISTENERS} packets only ${came} came.`);
      ours.push({ janus: cost.janus / (came / 1e6), node: cost.node / (came / 1e6) });
      node.busy.push(cost.node * PER_SECOND);
      theirs.push(await relay.run());
    }
    clearInterval(talking);
    relay.end();
    for (const one of [host, ...people]) one.close();
    await server.stop();
    return {
      rows: [
        compared(
          `Janus, 1 to ${LISTENERS}`,
          'CPU s per million packets',
          theirs,
          ours.map((cost) => cost.janus),
        ),
        compared(
          'our Node process beside it',
          'CPU s per million packets',
          theirs,
          ours.map((cost) => cost.node),
          {
            floor: 0,
            aim: 'near 0',
          },
        ),
        alone('our Node process, nothing forwarded', 'CPU ms a second', node.quiet),
        alone('our Node process, all of that forwarded', 'CPU ms a second', node.busy),
      ],
      picture: {
        title: `Forwarding voice and picture, 1 to ${LISTENERS}`,
        y: 'processor seconds for a million packets',
        at: ['a relay in Node, unencrypted', 'Janus', 'our Node process'],
        kind: 'bars',
        series: [
          {
            name: 'CPU seconds',
            values: [
              median(theirs),
              median(ours.map(({ janus }) => janus)),
              median(ours.map(({ node }) => node)),
            ],
          },
        ],
      },
      detail: { ours, relay: theirs, node },
    };
  },
};

const window = () => new Promise((later) => setTimeout(later, WINDOW_MS));

async function startRelay() {
  // Somebody has to be sent to; what comes is let go of by the kernel.
  const sink = createSocket('udp4');
  await new Promise<void>((done) => sink.bind(0, '127.0.0.1', done));
  const source = createSocket('udp4');
  const child = fork(path.resolve('bench/relay.ts'), [String(LISTENERS), String(sink.address().port)], {
    execArgv: ['--import', 'tsx'],
  });
  const { port } = await answer<{ port: number }>(child);
  const ask = () => {
    const asked = answer<{ cpuSeconds: number; forwarded: number }>(child);
    child.send('use');
    return asked;
  };
  return {
    /** Processor seconds for a million packets, over one window of the same traffic. */
    async run(): Promise<number> {
      const before = await ask();
      const [sound, picture] = [Buffer.alloc(92), Buffer.alloc(1_112)];
      const sending = setInterval(() => {
        source.send(sound, port, '127.0.0.1');
        for (let n = 0; n < PICTURE_PACKETS; n++) source.send(picture, port, '127.0.0.1');
      }, TICK_MS);
      await window();
      clearInterval(sending);
      const after = await ask();
      return (after.cpuSeconds - before.cpuSeconds) / ((after.forwarded - before.forwarded) / 1e6);
    },
    end() {
      child.disconnect();
      source.close();
      sink.close();
    },
  };
}

const answer = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((done) => child.once('message', (message) => done(message as Message)));
