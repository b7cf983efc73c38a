import { describe, expect, it } from 'vitest';
import {
  guestPerson,
  type ParticipantId,
  participantId,
  publicationId,
  roomId,
  sourceId,
  userPerson,
} from '@/lib/core/ids.ts';
import type { Report } from '@/lib/core/quality/report.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import { EMPTY_PLAN, type Plan, replan } from '@/lib/core/routes.ts';
import { Quality } from '@/server/rooms/quality.ts';
import { TestClock } from './doubles.ts';
import { person, T0 } from './people.ts';

/** A webinar with two who send and 400 who watch; `asked` and `told` name whom each step or report reached. */
const GUESTS = Array.from({ length: 400 }, (_, i) => participantId(`guest-${i}`));
const HOSTS = ['tess', 'max'];
const NARROW: Report = {
  interval: 2_000,
  down: {
    bitrate: 300_000,
    packets: 100,
    lost: 400,
    delay: 40,
    roundTrip: 40,
    freezes: 0,
    framesDropped: 0,
    concealed: 0,
  },
  up: { bitrate: 0, available: null, lost: 0.5, roundTrip: null, limited: 'none' },
};

function webinar() {
  const clock = new TestClock();
  const asked: ParticipantId[] = [];
  const told: ParticipantId[] = [];
  const linked: ParticipantId[] = [];
  let room: Room = emptyRoom(
    roomId('a'),
    presetSettings('open-webinar', 'A'),
    HOSTS.map((name) => person(userPerson(name), 'owner')),
  );
  let plan: Plan = EMPTY_PLAN;
  const quality = new Quality(room, {
    media: { want: (id) => void asked.push(id) },
    outbox: { tell: (id) => void told.push(id) },
    clock,
    link: (id) => void linked.push(id),
  });
  function take(actor: Actor, command: Command): void {
    const before = room;
    const outcome = step(room, actor, command, T0);
    expect(outcome.failure).toBeNull();
    room = outcome.room;
    plan = replan(plan, before, room, T0);
    quality.stepped(before, room, plan);
  }
  const as = (id: string): Actor => ({ type: 'participant', id: participantId(id) });
  const join = (id: string, who: ReturnType<typeof guestPerson>) =>
    take(as(id), { do: 'join', person: who, name: id, source: sourceId(id) });
  for (const name of HOSTS) {
    join(name, userPerson(name));
    for (const kind of ['camera', 'microphone'] as const)
      take(as(name), { do: 'publish', publication: publicationId(`${name}-${kind}`), kind });
  }
  for (const id of GUESTS) join(id, guestPerson(id));
  const reached = () => [asked.splice(0), told.splice(0), linked.splice(0)].map((ids) => ids.length);
  const talks = (name: string, talking: boolean) =>
    take({ type: 'engine' }, { do: 'talk', publication: publicationId(`${name}-microphone`), talking });
  return { quality, clock, take, as, reached, talks };
}

describe('R35: what a change costs', () => {
  it('R35: a room in which nothing is held back asks the engine for nothing', () => {
    const { reached, talks } = webinar();
    expect(reached()).toEqual([0, 0, 0]);
    talks('tess', true);
    expect(reached()).toEqual([0, 0, 0]);
  });

  it('R35: a report reaches its sender alone, and only where it alters something', () => {
    const { quality, reached, clock } = webinar();
    const [one, two] = GUESTS as [ParticipantId, ParticipantId];
    const tiles = [{ publication: publicationId('tess-camera'), width: 320, height: 180 }];
    quality.viewing(one, { tiles, lowData: false });
    expect(reached()).toEqual([1, 1, 0]);
    quality.viewing(one, { tiles: [...tiles, ...tiles], lowData: false });
    expect(reached(), 'the same, said in other words').toEqual([0, 0, 0]);
    quality.measured(two, NARROW);
    expect(reached(), 'and nobody is told of a connection that sends nothing').toEqual([1, 1, 0]);
    for (let i = 0; i < 50; i++) quality.measured(two, NARROW);
    expect(reached(), 'nothing is listened to faster than browsers speak').toEqual([0, 0, 0]);
    expect(clock.pending).toBe(0);
  });

  it('R35: who speaks concerns those alone whose connection is narrow', () => {
    const { quality, reached, talks } = webinar();
    const narrow = GUESTS.slice(0, 3);
    for (const id of narrow) quality.measured(id, NARROW);
    reached();
    talks('tess', true);
    talks('tess', false);
    talks('max', true);
    const [asked = 0, told = 0] = reached();
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(asked).toBeLessThanOrEqual(6);
    expect(told).toBe(asked);
  });

  it('R34: shouting makes no connection worse: of many reports at once, one is listened to', () => {
    const { quality, reached, clock } = webinar();
    const tess = participantId('tess');
    for (let i = 0; i < 50; i++) quality.measured(tess, NARROW);
    expect(reached()[2]).toBe(0);
    clock.time += 2_000;
    quality.measured(tess, NARROW);
    expect(reached()[2]).toBe(1);
  });

  it('R35: whoever leaves is forgotten', () => {
    const { quality, reached, take, as } = webinar();
    const small = [{ publication: publicationId('tess-camera'), width: 320, height: 180 }];
    quality.viewing(participantId('guest-9'), { tiles: small, lowData: false });
    expect(reached()).toEqual([1, 1, 0]);
    take(as('guest-9'), { do: 'leave' });
    const again = { do: 'join', person: guestPerson('9'), name: '9', source: sourceId('9') } as const;
    take(as('guest-9'), again);
    const tiles = HOSTS.map((name) => ({
      publication: publicationId(`${name}-camera`),
      width: 1280,
      height: 720,
    }));
    quality.viewing(participantId('guest-9'), { tiles, lowData: false });
    expect(reached(), 'and begins with everything').toEqual([0, 0, 0]);
  });

  it('R35: somebody who comes or goes concerns nobody else', () => {
    const { quality, reached, take, as } = webinar();
    for (const id of GUESTS.slice(0, 3)) quality.measured(id, NARROW);
    reached();
    take(as('guest-9'), { do: 'leave' });
    take(as('late'), { do: 'join', person: guestPerson('late'), name: 'late', source: sourceId('late') });
    expect(reached()).toEqual([0, 0, 0]);
  });
});
