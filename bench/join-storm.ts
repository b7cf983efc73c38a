import { type Bench, compared, median } from './bench.ts';
import { crowd } from './sockets/crowds.ts';
import { webinar } from './sockets/rooms.ts';
import { actor, ours, raw, type Side } from './sockets/sides.ts';

/**
 * So many guests connect and enter a webinar at one moment, in which they may not list. Baseline: raw socket.io
 * connections entering a room, which are answered and told as much. By turns, each run in a room of its own.
 */
const SIZES = [100, 500, 2_000] as const;
const RUNS = 3;

interface Storm {
  /** Until the last was inside, milliseconds. */
  readonly took: number;
  /** Of the server, milliseconds a join. */
  readonly cpu: number;
  readonly bytes: number;
}

async function storm(side: Side, size: number, room: string): Promise<Storm> {
  const people = crowd(size);
  try {
    // The processes of the crowd have started when they answer.
    await people.listen(1);
    const before = await side.use();
    const began = performance.timeOrigin + performance.now();
    const { lastAt, bytes } = await people.enter(side.url, room);
    const after = await side.use();
    await people.go();
    const cpu = ((after.cpuSeconds - before.cpuSeconds) * 1000) / size;
    return { took: lastAt - began, cpu, bytes: bytes / size };
  } finally {
    people.end();
  }
}

export const joinStorm: Bench = {
  name: 'join-storm',
  needs: ['pages'],
  seconds: 180,
  async run() {
    const rooms = SIZES.flatMap((size) => Array.from({ length: RUNS + 1 }, (_, run) => `${size}-${run}`));
    const our = await ours(['pattern', ...rooms].map((id) => webinar(id)));
    const pattern = await actor(our.url, 'pattern');
    pattern.close();
    const baseline = await raw(pattern);
    const measured = new Map<number, { ours: Storm[]; raw: Storm[] }>();
    for (const size of SIZES) {
      const runs = { ours: [] as Storm[], raw: [] as Storm[] };
      measured.set(size, runs);
      // The first of each warms the code up, and does not count.
      for (let run = 0; run <= RUNS; run++) {
        const one = await storm(baseline, size, `${size}-${run}`);
        const other = await storm(our, size, `${size}-${run}`);
        if (run > 0) {
          runs.raw.push(one);
          runs.ours.push(other);
        }
      }
    }
    await our.stop();
    await baseline.stop();
    const of = (what: keyof Storm, size: number, side: 'ours' | 'raw') =>
      measured.get(size)?.[side].map((storm) => storm[what]) ?? [];
    const rows = (what: keyof Storm, title: (size: number) => string, unit: string, aim: string | null) =>
      SIZES.map((size) =>
        compared(title(size), unit, of(what, size, 'raw'), of(what, size, 'ours'), { aim }),
      );
    return {
      rows: [
        ...rows('took', (size) => `join storm: ${size} all inside`, 'ms', '1.5 × raw'),
        ...rows('cpu', (size) => `CPU a join, ${size} at once`, 'ms', 'flat'),
        ...rows('bytes', (size) => `received a join, ${size} at once`, 'bytes', 'flat'),
      ],
      picture: {
        title: 'Guests entering a webinar at one moment',
        y: 'milliseconds until the last is inside (logarithmic), by guests',
        at: SIZES.map(String),
        kind: 'lines',
        series: [
          { name: 'raw socket.io', values: SIZES.map((size) => median(of('took', size, 'raw'))) },
          { name: 'Rostrum', values: SIZES.map((size) => median(of('took', size, 'ours'))) },
        ],
      },
      detail: Object.fromEntries(measured),
    };
  },
};
