import { type Bench, compared, median } from './bench.ts';
import { type Crowd, crowd } from './sockets/crowds.ts';
import { classroom, webinar } from './sockets/rooms.ts';
import { type Actor, actor, ours, raw, type Side } from './sockets/sides.ts';

/**
 * One act, until the last of so many has been told of it: "Mute all" in a webinar, which alters what everybody may do,
 * and a raised hand in a class where all see the hands. Baseline: one broadcast of raw socket.io to a room, with as
 * many bytes for each. By turns, on connections that stay.
 */
const ROUNDS = 8;

interface Scene {
  readonly what: string;
  readonly room: 'webinar' | 'class';
  readonly sizes: readonly number[];
  readonly act: readonly [string, object];
  /** So that it can be done again; everybody is told of it as well. */
  readonly undo: readonly [string, object];
}

const SCENES: readonly Scene[] = [
  {
    what: 'mute all',
    room: 'webinar',
    sizes: [100, 500, 2_000],
    act: ['mute.all', {}],
    undo: ['mute.releaseAll', {}],
  },
  // With more, everybody's list of everybody would be what is measured.
  {
    what: 'hand raised',
    room: 'class',
    sizes: [100, 500],
    act: ['hand.raise', {}],
    undo: ['hand.lower', {}],
  },
];

const now = () => performance.timeOrigin + performance.now();

/** Milliseconds until the last has heard all of an act. */
async function told(people: Crowd, messages: number, act: () => Promise<void>): Promise<number> {
  const { heard } = await people.listen(messages);
  const began = now();
  await act();
  return (await heard) - began;
}

async function scene(one: Scene, size: number, our: Side & { token(as: string): Promise<string> }) {
  const id = `${one.room}-${size}`;
  const host = await actor(our.url, id, { token: await our.token('hugo') });
  const watcher = await actor(our.url, id);
  const people = crowd(size);
  await people.enter(our.url, id);

  const learn = async ([name, payload]: Scene['act']): Promise<unknown[]> => {
    watcher.taken();
    await host.ask(name, payload);
    // Whatever was sent before this answer is here when it is.
    await watcher.ask('hand.lower', {});
    return watcher.taken();
  };
  const pattern = [await learn(one.act), await learn(one.undo)] as const;
  const baseline = await raw(watcher);
  const others = crowd(size);
  await others.enter(baseline.url, id);
  const driver: Actor = await actor(baseline.url, id);

  const times = { ours: [] as number[], raw: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [name, payload]] of [one.act, one.undo].entries()) {
      const messages = pattern[index] ?? [];
      const broadcast = messages.flat();
      const theirs = await told(others, 1, () => driver.ask('tell', broadcast));
      const mine = await told(people, messages.length, () => host.ask(name, payload));
      // The first rounds warm the code up.
      if (round < 2) continue;
      times.raw.push(theirs);
      times.ours.push(mine);
    }
  }
  for (const actors of [host, watcher, driver]) actors.close();
  for (const all of [people, others]) {
    await all.go();
    all.end();
  }
  await baseline.stop();
  return {
    what: one.what,
    size,
    times,
    messages: pattern[0].length,
    bytes: JSON.stringify(pattern[0]).length,
  };
}

export const fanOut: Bench = {
  name: 'fan-out',
  needs: ['pages'],
  seconds: 180,
  async run() {
    const rooms = SCENES.flatMap(({ room, sizes }) =>
      sizes.map((size) => (room === 'webinar' ? webinar : classroom)(`${room}-${size}`)),
    );
    const our = await ours(rooms);
    const measured = [];
    for (const one of SCENES) for (const size of one.sizes) measured.push(await scene(one, size, our));
    await our.stop();
    return {
      rows: measured.map(({ what, size, times }) =>
        compared(`${what}, told to ${size.toLocaleString('en')}`, 'ms', times.raw, times.ours, {
          aim: size === 2_000 ? '1.3 × raw' : null,
        }),
      ),
      picture: {
        title: 'One act, until the last has heard of it',
        y: 'milliseconds',
        at: measured.map(({ what, size }) => `${what}, ${size}`),
        kind: 'bars',
        series: [
          { name: 'raw socket.io', values: measured.map(({ times }) => median(times.raw)) },
          { name: 'Rostrum', values: measured.map(({ times }) => median(times.ours)) },
        ],
      },
      detail: measured.map(({ what, size, messages, bytes }) => ({ what, size, messages, bytes })),
    };
  },
};
