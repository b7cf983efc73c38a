import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '@/lib/core/gate/decide.ts';
import { stranger } from '@/lib/core/gate/person.ts';
import { messageId, type ParticipantId } from '@/lib/core/ids.ts';
import type { Command } from '@/lib/core/room/commands.ts';
import type { MessageEnds } from '@/lib/core/room/messages.ts';
import { nextDeadline, personOf, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import {
  type Deliveries,
  deliver,
  deliverData,
  deliverRemoval,
  lookAtMessage,
  type Written,
} from '@/lib/core/roster/correspondence.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { classKey, seesPeople, type ViewClass, viewClass } from '@/lib/core/roster/sight.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import { CLOCK, makeRoom, standingOf, T0 } from './kit.ts';
import { CAST, CLIENTS, nameOf, type Story, story } from './world.ts';

/*
 * R26 over random stories: whatever was done to a room before, a message reaches those whom the gate allows and
 * nobody else. Played as the host plays it, by the classes that viewers were told of. FC_SEED plays others.
 */
const RUNS = Number(process.env.FC_RUNS ?? 40);

/** Something that was said, and who was told what of it. */
interface Told {
  readonly room: Room;
  readonly now: number;
  readonly is: 'message' | 'data' | 'message-removed';
  readonly ends: MessageEnds;
  readonly got: ReadonlyMap<ParticipantId, Notice>;
}

function* play({ preset, acts }: Story): Generator<Told> {
  // Apps may send, until a story switches it off: no preset lets them.
  const { settings } = makeRoom(preset);
  let room = makeRoom(preset, { profile: { ...settings.profile, data: true } });
  let now = T0;
  let toldAt = T0;
  const standing = new Map<ParticipantId, ViewClass>();

  function* take(actor: Parameters<typeof step>[1], command: Parameters<typeof step>[2]): Generator<Told> {
    const outcome = step(room, actor, command, now);
    const { classes } = tidings(room, toldAt, outcome.room, now, standingOf(standing));
    if (outcome.room !== room) toldAt = now;
    room = outcome.room;
    for (const [id, cls] of classes) {
      if (cls) standing.set(id, cls);
      else standing.delete(id);
    }
    for (const effect of outcome.effects) {
      const classesNow = [...standingOf(standing).classes()];
      if (effect.type === 'message') {
        const written = { ...effect.message, id: messageId('m') };
        yield told('message', effect.message, deliver(room, written, classesNow, now));
      } else if (effect.type === 'data')
        yield told('data', effect.message, deliverData(room, effect.message, classesNow, now));
      else if (effect.type === 'message-removed')
        yield told(
          'message-removed',
          effect.ends,
          deliverRemoval(room, effect.message, effect.ends, classesNow, now),
        );
    }
  }

  function told(is: Told['is'], ends: MessageEnds, { shared, except, single }: Deliveries): Told {
    const got = new Map(single);
    for (const { cls, notice } of shared)
      for (const [id, has] of standing) {
        if (classKey(has) !== classKey(cls) || except.includes(id)) continue;
        holds(!got.has(id), () => `${id} is told twice`);
        got.set(id, notice);
      }
    return { room, now, is, ends, got };
  }

  for (const { after, actor, command } of acts) {
    now += after;
    const due = nextDeadline(room);
    if (due !== null && due <= now) yield* take(CLOCK, { do: 'tick' });
    yield* take(actor, command);
  }
}

/** By chance alone little is written, and hardly anything privately: so people write all through a story. */
const client = fc.constantFrom(...CLIENTS.map(({ id }) => id));
const talk = fc.array(
  fc.record({ at: fc.nat({ max: 200 }), who: client, to: fc.option(client), data: fc.boolean() }),
  { minLength: 20, maxLength: 60, size: 'max' },
);
const talkative = fc.tuple(story, talk).map(([{ preset, acts }, said]): Story => {
  const all = [...acts];
  for (const { at, who, to, data } of said) {
    const target = to === null ? {} : { to: { participant: to } };
    const command: Command = data
      ? { do: 'send-data', data: 'x', ...target }
      : { do: 'say', text: 'hello', ...target };
    all.splice(Math.min(at, all.length), 0, { after: 1, actor: { type: 'participant', id: who }, command });
  }
  return { preset, acts: all };
});

function always(check: (one: Told) => void): void {
  fc.assert(
    fc.property(talkative, (told) => {
      for (const one of play(told)) check(one);
    }),
    { numRuns: RUNS },
  );
}

function holds(condition: boolean, words: () => string): asserts condition {
  if (!condition) throw new Error(words());
}

const may = (room: Room, id: ParticipantId, right: 'list' | 'receive', now: number) => {
  const participant = room.participants.get(id);
  if (!participant) throw new Error(`${id} is told something and is not in the room`);
  return decide(room.settings, personOf(room, participant), { right }, now).allowed;
};

describe('R26 after any sequence of commands', () => {
  it('nothing is written by whom the gate refuses, nor to one who may not receive', () => {
    always(({ room, now, is, ends }) => {
      if (is === 'message-removed') return;
      const allowed = (id: MessageEnds['sender'], right: 'send' | 'receive') =>
        decide(room.settings, room.people.get(id) ?? stranger(id, ''), { right }, now).allowed;
      holds(allowed(ends.sender, 'send'), () => `${ends.sender} wrote without the right`);
      holds(
        ends.to === null || allowed(ends.to, 'receive'),
        () => `${ends.to} was written to without the right`,
      );
    });
  });

  it('it reaches all who may receive and nobody else, and a private one its two ends only', () => {
    always(({ room, now, is, ends, got }) => {
      for (const { id, person } of room.participants.values()) {
        const own = person === ends.sender;
        const meant = own ? is !== 'data' : ends.to === null || ends.to === person;
        const due = meant && may(room, id, 'receive', now);
        holds(got.has(id) === due, () => `${id} ${due ? 'misses' : 'is told of'} a ${is} of ${ends.sender}`);
      }
      for (const id of got.keys()) holds(room.participants.has(id), () => `${id} is not there`);
    });
  });

  it('whoever may not list cannot tell by it who wrote, and whoever may is told', () => {
    always(({ room, now, is, got, ends }) => {
      for (const [id, notice] of got) {
        const viewer = room.participants.get(id);
        const text = JSON.stringify(notice);
        if (!viewer || is === 'message-removed') continue;
        if (may(room, id, 'list', now)) {
          const from = 'message' in notice ? notice.message.from : null;
          holds(Boolean(from?.name), () => `${id} is not told who wrote: ${text}`);
          const shown = from?.participant;
          holds(!shown || seesPeople(viewClass(room, viewer, now).sight), () => `${id} sees a participant`);
          continue;
        }
        for (const other of CAST) {
          if (other === viewer.person) continue;
          const secrets = [other, nameOf(other), ...(room.presence.get(other) ?? [])];
          for (const secret of secrets)
            holds(!text.includes(secret), () => `${id} reads ${secret} in ${text}`);
        }
        holds(
          ends.sender === viewer.person || text.includes('"from":null'),
          () => `${id} is told of a writer: ${text}`,
        );
      }
    });
  });

  it('what was kept shows nobody more than what was told', () => {
    always(({ room, now, is, ends, got }) => {
      if (is !== 'message') return;
      for (const participant of room.participants.values()) {
        const kept: Written = {
          ...ends,
          id: messageId('m'),
          senderName: nameOf(ends.sender),
          text: 'x',
          at: now,
        };
        const seen = lookAtMessage(room, kept, participant, now);
        holds(
          (seen !== null) === got.has(participant.id),
          () => `${participant.id}: ${JSON.stringify(seen)}`,
        );
      }
    });
  });

  it('(the stories do write, privately too, to people with and without names)', () => {
    const seen = new Map<string, number>();
    const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);
    always(({ is, ends, got, room, now }) => {
      count(is);
      if (ends.to) count('private');
      for (const id of got.keys()) count(may(room, id, 'list', now) ? 'named' : 'anonymous');
      for (const id of room.participants.keys()) if (!may(room, id, 'receive', now)) count('deaf');
    });
    for (const key of ['message', 'data', 'private', 'named', 'anonymous', 'deaf'])
      expect(seen.get(key) ?? 0, key).toBeGreaterThan(20);
    expect(seen.get('message-removed') ?? 0).toBeGreaterThan(0);
  });
});
