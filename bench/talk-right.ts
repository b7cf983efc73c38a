import { startServer } from '../tests/support/server.ts';
import { type Bench, median, quantile, type Row, ratioOf } from './bench.ts';
import { ours } from './native/ours.ts';
import { FRAME_MS } from './native/peer.ts';
import type { Round } from './native/rounds.ts';
import { usual } from './native/usual.ts';
import { webinar } from './sockets/rooms.ts';

/**
 * The right to talk, given and taken again with 1, 10 and 50 native listeners over Janus: the grant until the first
 * packet at the last listener to have one, and the revocation until the last packet at any. Baseline: the same right
 * the usual way on the same Janus, by turns; its grant is known to the student at once, ours travels through the
 * server. Nobody opens a microphone: what is measured is the way, and not a device.
 */
const LISTENERS = [1, 10, 50] as const;
const ROUNDS = 12;

export const talkRight: Bench = {
  name: 'talk-right',
  needs: ['pages', 'janus'],
  seconds: 180,
  async run() {
    const rooms = LISTENERS.map((count) => webinar(`talk-${count}`));
    const server = await startServer({ media: 'janus', rooms, env: { LOG_LEVEL: 'error' } });
    const measured: { listeners: number; ours: Round[]; usual: Round[] }[] = [];
    for (const listeners of LISTENERS) {
      const mine = await ours(server, `talk-${listeners}`, listeners);
      const theirs = await usual(server.dataDir, listeners);
      const rounds = { listeners, ours: [] as Round[], usual: [] as Round[] };
      // The first two warm up.
      for (let round = 0; round < ROUNDS + 2; round++) {
        const one = await theirs.round();
        const other = await mine.round();
        if (round < 2) continue;
        rounds.usual.push(one);
        rounds.ours.push(other);
      }
      mine.close();
      theirs.close();
      measured.push(rounds);
    }
    await server.stop();
    const rows = (what: keyof Round, title: string, floor: number, aim: string) =>
      measured.map(({ listeners, ours: mine, usual: theirs }): Row => {
        const [own, other] = [mine, theirs].map((rounds) => rounds.map((round) => round[what]));
        return {
          what: `${title}, ${listeners} ${listeners === 1 ? 'listener' : 'listeners'}`,
          unit: 'ms',
          baseline: median(other ?? []),
          ours: median(own ?? []),
          p95: quantile(own ?? [], 0.95),
          // Around zero, and below it, a ratio says nothing.
          ratio: what === 'grant' ? ratioOf(other ?? [], own ?? []) : null,
          floor,
          aim: listeners === 50 ? aim : null,
        };
      });
    const grants = (side: 'ours' | 'usual') =>
      measured.map((rounds) => median(rounds[side].map(({ grant }) => grant)));
    return {
      rows: [
        ...rows('grant', 'right to talk: grant to first packet', FRAME_MS, 'p95 80 ms; ratio 0.33'),
        ...rows('revoke', 'revoke to last packet', 0, 'p95 30 ms'),
      ],
      picture: {
        title: 'The right to talk: grant until the last listener hears',
        y: 'milliseconds, median',
        at: LISTENERS.map((count) => `${count} ${count === 1 ? 'listener' : 'listeners'}`),
        kind: 'bars',
        series: [
          { name: 'the usual way on Janus', values: grants('usual') },
          { name: 'Rostrum', values: grants('ours') },
        ],
      },
      detail: measured,
    };
  },
};
