import { type Bench, compared, median } from './bench.ts';
import { crowd } from './sockets/crowds.ts';
import { webinar } from './sockets/rooms.ts';
import { actor, ours, raw, type Side } from './sockets/sides.ts';

/**
 * What an idle participant of a webinar costs the server in resident memory, against a raw socket.io connection in a
 * room. Both servers are new in each run; their garbage is collected before both looks.
 */
const SIZE = 2_000;
const WARM = 200;
const RUNS = 3;

async function resident(side: Side): Promise<{ rss: number; heap: number }> {
  const warm = crowd(WARM);
  const people = crowd(SIZE);
  try {
    await warm.enter(side.url, 'warm');
    await warm.go();
    await people.listen(1);
    const before = await side.use();
    await people.enter(side.url, 'idle');
    const after = await side.use();
    await people.go();
    return { rss: (after.rss - before.rss) / SIZE, heap: (after.heapUsed - before.heapUsed) / SIZE };
  } finally {
    warm.end();
    people.end();
  }
}

export const memory: Bench = {
  name: 'memory',
  needs: ['pages'],
  seconds: 150,
  async run() {
    const runs = { ours: [] as { rss: number; heap: number }[], raw: [] as { rss: number; heap: number }[] };
    for (let run = 0; run < RUNS; run++) {
      const our = await ours(['pattern', 'warm', 'idle'].map((id) => webinar(id)));
      const pattern = await actor(our.url, 'pattern');
      pattern.close();
      const baseline = await raw(pattern);
      runs.raw.push(await resident(baseline));
      runs.ours.push(await resident(our));
      await baseline.stop();
      await our.stop();
    }
    const of = (side: 'ours' | 'raw', what: 'rss' | 'heap') => runs[side].map((one) => one[what] / 1024);
    return {
      rows: [
        compared('resident, an idle participant', 'KiB', of('raw', 'rss'), of('ours', 'rss'), {
          aim: '1.5 × raw',
        }),
        compared('heap of that', 'KiB', of('raw', 'heap'), of('ours', 'heap')),
      ],
      picture: {
        title: 'An idle participant on the server',
        y: `KiB, the mean of ${SIZE.toLocaleString('en')}`,
        at: ['resident', 'heap of that'],
        kind: 'bars',
        series: [
          { name: 'raw socket.io', values: [median(of('raw', 'rss')), median(of('raw', 'heap'))] },
          { name: 'Rostrum', values: [median(of('ours', 'rss')), median(of('ours', 'heap'))] },
        ],
      },
      detail: runs,
    };
  },
};
