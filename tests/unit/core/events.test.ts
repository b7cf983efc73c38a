import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { type ParticipantId, type PersonId, sourceId } from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { EVENT_TYPES, eventsOf, type RoomEvent } from '@/lib/core/room/events.ts';
import { nextDeadline, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import { ANN, API, asParticipant, CLOCK, client, makeRoom, OLGA, pub, T0 } from './kit.ts';
import { type Story, story } from './world.ts';

const RUNS = Number(process.env.FC_RUNS ?? 40);

/** What somebody who is told of a room, and of nothing else, knows of it. */
class Follower {
  running = false;
  readonly participants = new Map<ParticipantId, PersonId>();
  readonly publications = new Map<string, { participant: ParticipantId; kind: Kind }>();
  readonly hands: PersonId[] = [];
  readonly members = new Set<PersonId>();

  follow(event: RoomEvent): void {
    switch (event.type) {
      case 'room.started':
      case 'room.ended':
        expect(this.running, 'begins and ends in turn').toBe(event.type === 'room.ended');
        expect([this.participants.size, this.publications.size], 'with nobody there').toEqual([0, 0]);
        this.running = event.type === 'room.started';
        return;
      case 'participant.joined':
        expect(this.running, 'in a running room').toBe(true);
        expect(this.participants.has(event.participant)).toBe(false);
        this.participants.set(event.participant, event.person);
        return;
      case 'participant.left':
        for (const { participant } of this.publications.values())
          expect(participant, 'what they sent ended before').not.toBe(event.participant);
        expect(this.participants.get(event.participant)).toBe(event.person);
        this.participants.delete(event.participant);
        return;
      case 'publication.started':
        expect(this.participants.get(event.participant), 'of somebody who is here').toBe(event.person);
        expect(this.publications.has(event.publication)).toBe(false);
        this.publications.set(event.publication, { participant: event.participant, kind: event.kind });
        return;
      case 'publication.ended':
        expect(this.publications.get(event.publication)).toEqual({
          participant: event.participant,
          kind: event.kind,
        });
        this.publications.delete(event.publication);
        return;
      case 'hand.raised':
        this.hands.push(event.person);
        return;
      case 'hand.lowered':
        expect(this.hands).toContain(event.person);
        this.hands.splice(this.hands.indexOf(event.person), 1);
        return;
      case 'member.added':
        expect(this.members.has(event.person)).toBe(false);
        this.members.add(event.person);
        return;
      case 'member.removed':
        expect(this.members.delete(event.person)).toBe(true);
        return;
      case 'right.changed':
        expect(JSON.stringify(event.change.before)).not.toBe(JSON.stringify(event.change.after));
    }
  }
}

function* play({ preset, acts }: Story): Generator<{ room: Room; events: RoomEvent[] }> {
  let room = makeRoom(preset);
  let now = T0;
  const take = (actor: Actor, command: Command) => {
    const before = room;
    const outcome = step(before, actor, command, now);
    room = outcome.room;
    return { room, events: eventsOf(before, room, outcome.effects) };
  };
  for (const { after, actor, command } of acts) {
    now += after;
    const due = nextDeadline(room);
    if (due !== null && due <= now) yield take(CLOCK, { do: 'tick' });
    yield take(actor, command);
  }
  // Every story ends, or the end of a call would be told of too seldom.
  yield take(API, { do: 'settings', patch: { paused: true } });
}

describe('the events of any sequence of commands', () => {
  it('followed from an empty room give the people, publications, hands and list as the room has them', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(story, (told) => {
        const follower = new Follower();
        for (const [id, { membership }] of makeRoom(told.preset).people.entries())
          if (membership) follower.members.add(id);
        for (const { room, events } of play(told)) {
          for (const event of events) {
            follower.follow(event);
            seen.add(event.type);
          }
          const people = [...room.participants.values()].map(({ id, person }) => [id, person]);
          expect([...follower.participants].sort()).toEqual(people.sort());
          const sent = [...room.publications.values()].map(({ id, participant, kind }) => [
            id,
            { participant, kind },
          ]);
          expect([...follower.publications].sort()).toEqual(sent.sort());
          expect(follower.hands).toEqual(room.hands.map(({ person }) => person));
          const list = [...room.people.values()].filter((one) => one.membership).map(({ id }) => id);
          expect([...follower.members].sort()).toEqual(list.sort());
          expect(follower.running).toBe(room.participants.size > 0);
        }
      }),
      { numRuns: RUNS },
    );
    // Of a message, only who gives it its id can tell.
    const possible = EVENT_TYPES.filter((type) => type !== 'message.sent');
    expect([...seen].sort(), 'every kind of event occurred').toEqual(possible.sort());
  });
});

/** A room in which these commands were carried out, and the events of the last. */
function eventsOfLast(...acts: readonly (readonly [Actor, Command])[]): RoomEvent[] {
  let room = makeRoom('classroom');
  let events: RoomEvent[] = [];
  for (const [actor, command] of acts) {
    const outcome = step(room, actor, command, T0);
    expect(outcome.failure, command.do).toBeNull();
    events = eventsOf(room, outcome.room, outcome.effects);
    room = outcome.room;
  }
  return events;
}
const types = (events: readonly RoomEvent[]) => events.map(({ type }) => type);
const join = (id: PersonId): readonly [Actor, Command] => [
  asParticipant(client(id)),
  { do: 'join', person: id, name: 'Shown', source: sourceId(`source-${id}`) },
];
const publish: readonly [Actor, Command] = [
  asParticipant(client(ANN)),
  { do: 'publish', publication: pub('voice'), kind: 'microphone' },
];
const allow: readonly [Actor, Command] = [API, { do: 'allow', target: { person: ANN } }];

describe('the events of one step', () => {
  it('of the first who comes in and the last who goes', () => {
    expect(types(eventsOfLast(join(OLGA)))).toEqual(['room.started', 'participant.joined']);
    expect(types(eventsOfLast(join(OLGA), join(ANN)))).toEqual(['participant.joined']);
    const last = eventsOfLast(join(OLGA), [asParticipant(client(OLGA)), { do: 'leave' }]);
    expect(types(last)).toEqual(['participant.left', 'room.ended']);
    expect(last[0]).toMatchObject({ person: OLGA, name: 'Shown', why: 'left', joinedAt: T0 });
  });

  it('of a stop: what was taken, by whom, and what ended by it', () => {
    const events = eventsOfLast(join(ANN), allow, publish, [API, { do: 'stop', target: { person: ANN } }]);
    expect(events).toMatchObject([
      {
        type: 'right.changed',
        person: ANN,
        actor: { person: null, name: 'backend' },
        cause: 'revoked',
        change: { on: 'grant', after: null },
      },
      { type: 'publication.ended', publication: pub('voice'), kind: 'microphone', why: 'refused' },
    ]);
  });

  it('of a removal: the ban, the end of what was sent, the end of the stay', () => {
    const events = eventsOfLast(join(OLGA), join(ANN), allow, publish, [
      API,
      { do: 'remove', target: { person: ANN } },
    ]);
    expect(types(events)).toEqual([
      'right.changed',
      'right.changed',
      'publication.ended',
      'participant.left',
    ]);
    expect(events.at(-1)).toMatchObject({ why: 'removed' });
  });

  it('of everybody’s end when a room is deleted', () => {
    const events = eventsOfLast(join(OLGA), join(ANN), [API, { do: 'settings', patch: { deleted: true } }]);
    expect(types(events)).toEqual(['right.changed', 'participant.left', 'participant.left', 'room.ended']);
    expect(events[1]).toMatchObject({ why: 'room-closed' });
  });

  it('of another name on the list: none', () => {
    const rename: Command = { do: 'member', person: ANN, name: 'Another', membership: {} };
    expect(eventsOfLast([API, rename])).toEqual([]);
  });

  it('of nothing: a lost socket, a return, a mute of one’s own', () => {
    const self = asParticipant(client(ANN));
    expect(eventsOfLast(join(ANN), [self, { do: 'away' }])).toEqual([]);
    expect(eventsOfLast(join(ANN), [self, { do: 'away' }], [self, { do: 'back' }])).toEqual([]);
    const mute: Command = { do: 'mute', publication: pub('voice'), muted: true };
    expect(eventsOfLast(join(ANN), allow, publish, [self, mute])).toEqual([]);
  });
});
