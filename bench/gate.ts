import { decide } from '@/lib/core/gate/decide.ts';
import { type Person, PLAIN_MEMBER, stranger } from '@/lib/core/gate/person.ts';
import { KINDS, MODERATION_RIGHTS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { participantId, publicationId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import type { Actor, Command, CommandOf } from '@/lib/core/room/commands.ts';
import { eventsOf } from '@/lib/core/room/events.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, nextDeadline, type Room } from '@/lib/core/room/room.ts';
import type { HandPolicy } from '@/lib/core/room/settings.ts';
import { step } from '@/lib/core/room/step.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { viewClass } from '@/lib/core/roster/sight.ts';
import { difference, type Plan, plan, replan, split } from '@/lib/core/routes.ts';
import { Classes } from '@/server/rooms/standing.ts';
import { alone, type Bench, compared, median } from './bench.ts';

/**
 * What one command costs, from the gate to the notices, in rooms of very different size: `step`, then the plan of
 * media and its difference, then what is told to whom, as a room's host does it; without store, media and sockets.
 * In a classroom that shows who is there, a tenth of all, at most 100, have a microphone open. The cost must grow with
 * what a command changes, and not with the room.
 */
const SIZES = [10, 100, 1_000, 10_000] as const;
const RUNS = 15;
/** So many of one command in a run, each upon another person. */
const BATCH = 40;
/** What alters everybody is dearer. */
const BATCH_ALL = 1;
const NOW = 1_700_000_000_000;

interface World {
  readonly room: Room;
  readonly plan: Plan;
  readonly standing: Classes;
  readonly size: number;
  readonly speakers: number;
}

const user = (n: number) => userPerson(`person${n}`);
const tab = (n: number) => participantId(`tab-${n}`);
const microphone = (n: number) => publicationId(`microphone-${n}`);
const as = (n: number): Actor => ({ type: 'participant', id: tab(n) });
const HOST = as(0);

function mustStep(room: Room, actor: Actor, command: Command): Room {
  const { room: next, failure } = step(room, actor, command, NOW);
  if (failure) throw new Error(`${command.do}: ${failure.message}`);
  return next;
}

/** The owner is person 0; the speakers come next, and one person more is on the list and not here yet. */
function world(size: number, { showAttendees = true, policy = 'ask' as HandPolicy } = {}): World {
  const people = Array.from({ length: size + 1 }, (_, n): Person => {
    const membership = n
      ? PLAIN_MEMBER
      : { ...PLAIN_MEMBER, role: 'owner' as const, moderation: MODERATION_RIGHTS };
    return { ...stranger(user(n), `Person ${n}`), membership };
  });
  const preset = presetSettings('classroom', 'Bench');
  const hands = { ...preset.hands, policy, speakers: size };
  const settings = { ...preset, hands, capacity: 2 * size + 10, showAttendees };
  let room = emptyRoom(roomId('bench'), settings, people);
  for (let n = 0; n < size; n++) room = mustStep(room, as(n), join(n));
  const speakers = Math.min(100, Math.max(1, Math.floor(size / 10)));
  for (let n = 1; n <= speakers; n++) {
    room = mustStep(room, HOST, { do: 'allow', target: { participant: tab(n) } });
    room = mustStep(room, as(n), { do: 'publish', publication: microphone(n), kind: 'microphone' });
  }
  const standing = new Classes();
  for (const one of room.participants.values()) standing.set(one.id, viewClass(room, one, NOW));
  return { room, plan: plan(room, NOW), standing, size, speakers };
}

const join = (n: number): CommandOf<'join'> => ({
  do: 'join',
  person: user(n),
  name: `Person ${n}`,
  source: sourceId(`source-${n}`),
});

/** As a room's host carries it out. */
function carryOut(
  { room: before, plan: standing, standing: classes }: World,
  actor: Actor,
  command: Command,
) {
  const outcome = step(before, actor, command, NOW);
  if (outcome.failure) throw new Error(`${command.do}: ${outcome.failure.message}`);
  const next = replan(standing, before, outcome.room, NOW);
  const change = split(difference(standing, next), standing);
  const events = eventsOf(before, outcome.room, outcome.effects);
  const { shared, ...told } = tidings(before, NOW, outcome.room, NOW, classes);
  return { change, events, told, shared: [...shared], due: nextDeadline(outcome.room) };
}

interface Deed {
  readonly what: string;
  /** Whether one person's change is all it is; otherwise everybody's rights or routes are different. */
  readonly ofOne: boolean;
  /** In a room that does not show who is there. */
  readonly hidden?: true;
  /** In a room that answers hands by itself, as many at once as speak there. */
  readonly auto?: true;
  /** The i-th of its kind in this world. */
  command(world: World, i: number): readonly [Actor, Command];
}

/** Somebody who is here and does not speak; the owner in a room too small for one. */
const quiet = ({ size, speakers }: World, i: number) => speakers + 1 + (i % (size - speakers - 1));
const speaking = ({ speakers }: World, i: number) => 1 + (i % speakers);

function joinAnew({ size }: World, i: number): readonly [Actor, Command] {
  return [
    { type: 'participant', id: participantId(`new-${i}`) },
    { ...join(size), source: sourceId(`new-${i}`) },
  ];
}

const DEEDS: readonly Deed[] = [
  { what: 'raise hand', ofOne: true, command: (at, i) => [as(quiet(at, i)), { do: 'raise-hand' }] },
  {
    what: 'allow to speak',
    ofOne: true,
    command: (at, i) => [HOST, { do: 'allow', target: { participant: tab(quiet(at, i)) } }],
  },
  {
    what: 'mute and lock a silent person',
    ofOne: true,
    command: (at, i) => [HOST, { do: 'mute-person', target: { participant: tab(quiet(at, i)) }, lock: true }],
  },
  { what: 'chat', ofOne: true, command: (at, i) => [as(quiet(at, i)), { do: 'say', text: 'Good morning' }] },
  { what: 'join (and see everybody’s name)', ofOne: false, command: joinAnew },
  { what: 'leave', ofOne: true, command: (at, i) => [as(quiet(at, i)), { do: 'leave' }] },
  {
    what: 'mute oneself',
    ofOne: true,
    command: (at, i) => [
      as(speaking(at, i)),
      { do: 'mute', publication: microphone(speaking(at, i)), muted: true },
    ],
  },
  {
    what: 'stop a speaker (every route changes)',
    ofOne: false,
    command: (at, i) => [HOST, { do: 'stop', target: { participant: tab(speaking(at, i)) } }],
  },
  {
    what: 'open a microphone (every route changes)',
    ofOne: false,
    command: () => [HOST, { do: 'publish', publication: microphone(0), kind: 'microphone' }],
  },
  {
    what: 'release all (everybody’s rights change)',
    ofOne: false,
    command: () => [HOST, { do: 'release-all' }],
  },
  { what: 'join where attendees are hidden', ofOne: true, hidden: true, command: joinAnew },
  {
    what: 'raise hand where it is answered at once',
    ofOne: true,
    auto: true,
    command: (at, i) => [as(quiet(at, i)), { do: 'raise-hand' }],
  },
];

/** Microseconds of processor for one command, the mean of a batch: on a busy machine the clock would say more. */
function timed(at: World, deed: Deed, run: number): number {
  const batch = deed.ofOne ? BATCH : BATCH_ALL;
  const began = processor();
  for (let i = 0; i < batch; i++) carryOut(at, ...deed.command(at, run * batch + i));
  return (processor() - began) / batch;
}

/** What this process has used, microseconds. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Decisions a second: every right and kind, of everybody in a room of 1,000. */
function decisions(): number[] {
  const { room } = world(1_000);
  const people = [...room.people.values()];
  return Array.from({ length: RUNS }, () => {
    const began = processor();
    let count = 0;
    for (const person of people) {
      for (const right of RIGHTS) {
        if (right === 'publish')
          for (const kind of KINDS) decide(room.settings, person, { right, kind }, NOW);
        else if (right === 'subscribe') decide(room.settings, person, { right, medium: 'audio' }, NOW);
        else decide(room.settings, person, { right }, NOW);
        count += right === 'publish' ? KINDS.length : 1;
      }
    }
    return count / ((processor() - began) / 1e6);
  });
}

export const gate: Bench = {
  name: 'gate',
  needs: [],
  seconds: 120,
  async run() {
    let built: { readonly worlds: readonly World[]; readonly hidden?: true; readonly auto?: true } = {
      worlds: [],
    };
    const measured = DEEDS.map((deed) => {
      // One kind at a time: what the process holds besides is work for its garbage collector.
      if (!built.worlds.length || built.hidden !== deed.hidden || built.auto !== deed.auto) {
        const how = { showAttendees: !deed.hidden, policy: deed.auto ? ('auto' as const) : ('ask' as const) };
        built = { ...deed, worlds: SIZES.map((size) => world(size, how)) };
      }
      const { worlds } = built;
      for (const at of worlds) timed(at, deed, 0);
      const times = worlds.map(() => [] as number[]);
      for (let run = 1; run <= RUNS; run++)
        for (const [index, at] of worlds.entries()) times[index]?.push(timed(at, deed, run));
      return { deed, times };
    });
    return {
      rows: [
        alone('decisions', 'per CPU second', decisions()),
        ...measured.map(({ deed, times }) =>
          compared(`${deed.what}: 10,000 here, against 10`, 'µs CPU', times[0] ?? [], times.at(-1) ?? [], {
            aim: deed.ofOne ? 'under 1,000 and flat' : null,
          }),
        ),
      ],
      picture: {
        title: 'One command, from the gate to the notices',
        y: 'microseconds of processor (logarithmic), by people in the room',
        at: SIZES.map((size) => size.toLocaleString('en')),
        kind: 'lines',
        series: measured.map(({ deed, times }) => ({ name: deed.what, values: times.map(median) })),
      },
      detail: measured.map(({ deed, times }) => ({
        what: deed.what,
        unit: 'µs',
        by: SIZES.map((people, index) => ({ people, p50: Math.round(median(times[index] ?? []) * 10) / 10 })),
      })),
    };
  },
};
