import { describe, expect, it } from 'vitest';
import { asItWas, type Live, liveOf, livesOtherwise } from '@/lib/core/room/revival.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import { plan } from '@/lib/core/routes.ts';
import { ANN, API, BEN, CLOCK, client, GUS, makeRoom, OLGA, pub, Stage } from './kit.ts';

/** What is stored of a room, after the program that ran it is gone. */
const stored = ({ id, settings, people, pins }: Room) =>
  emptyRoom(
    id,
    settings,
    [...people.values()].filter((person) => person.id !== GUS),
    pins.values(),
  );
/** As it goes through a file. */
const live = (room: Room): Live => JSON.parse(JSON.stringify(liveOf(room)));

/** Olga speaks and shows herself, Ann speaks, Ben's hand is up. */
function lesson(): Stage {
  const stage = new Stage(makeRoom('conference'));
  for (const id of [OLGA, ANN, BEN]) stage.join(id);
  stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
  stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
  stage.do(ANN, { do: 'mute', publication: pub('a'), muted: true });
  stage.do(BEN, { do: 'raise-hand' });
  return stage;
}
function restarted(before: Stage, meanwhile: (stage: Stage) => void = () => {}): Stage {
  const kept = live(before.room);
  const after = new Stage(stored(before.room));
  after.now = before.now + 5_000;
  meanwhile(after);
  after.do(CLOCK, { do: 'revive', live: kept });
  return after;
}

describe('R20 a restart of the program', () => {
  it('is the loss of every socket: places, publications and hands are as they were, and so are the routes', () => {
    const before = lesson();
    const { room, now } = restarted(before);
    expect([...room.participants.values()].map(({ id, session }) => [id, session.state]).sort()).toEqual(
      [OLGA, ANN, BEN].map((id) => [client(id), 'away']).sort(),
    );
    expect([...room.publications.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      [...before.room.publications.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(room.hands).toEqual(before.room.hands);
    expect([...room.arrivals.entries()].sort()).toEqual([...before.room.arrivals.entries()].sort());
    expect(plan(room, now)).toEqual(plan(before.room, before.now));
    expect(livesOtherwise(room, room)).toBe(false);
  });

  it('whoever does not come back in time is gone, and the last one ends the call', () => {
    const after = restarted(lesson());
    after.do(ANN, { do: 'back' });
    after.pass(20_000);
    expect([...after.room.participants.keys()]).toEqual([client(ANN)]);
    expect([...after.room.publications.keys()]).toEqual([pub('a')]);
    after.do(ANN, { do: 'leave' });
    expect([after.room.arrivals.size, liveOf(after.room)]).toEqual([0, null]);
  });

  it('R16 whoever was removed meanwhile has no place, and nothing of theirs stands', () => {
    const after = restarted(lesson(), (stage) => stage.do(API, { do: 'remove', target: { person: ANN } }));
    expect(after.outcome?.effects).toContainEqual({
      type: 'ended',
      participant: client(ANN),
      reason: { why: 'removed' },
    });
    expect(after.room.participants.has(client(ANN))).toBe(false);
    expect([...after.room.publications.keys()]).toEqual([pub('o')]);
  });

  it('R17 a right that was taken meanwhile carries nothing, though its owner is here', () => {
    const after = restarted(lesson(), (stage) =>
      stage.do(API, { do: 'override', target: { person: ANN }, right: 'publish', value: 'deny' }),
    );
    expect(after.outcome?.effects).toContainEqual(
      expect.objectContaining({ type: 'cut', publication: pub('a') }),
    );
    expect(after.room.participants.has(client(ANN))).toBe(true);
    expect([...after.room.publications.keys()]).toEqual([pub('o')]);
  });

  it('R1 a room that closed meanwhile has nobody in it', () => {
    const after = restarted(lesson(), (stage) => stage.do(API, { do: 'settings', patch: { paused: true } }));
    expect([after.room.participants.size, after.room.publications.size]).toEqual([0, 0]);
  });

  it('guests are found again as well, by what they called themselves', () => {
    const before = new Stage(makeRoom('conference', { audiences: anyone() }));
    before.join(GUS);
    const after = restarted(before);
    expect(after.room.participants.has(client(GUS))).toBe(true);
    expect(after.room.people.get(GUS)?.membership).toBeNull();
  });

  it('is told by the clock alone, and only to a room in which nobody is', () => {
    const kept = live(lesson().room);
    const stage = new Stage(makeRoom('conference'));
    expect(stage.fails(API, { do: 'revive', live: kept })).toBe('bad-request');
    stage.join(OLGA);
    expect(stage.fails(CLOCK, { do: 'revive', live: kept })).toBe('conflict');
  });

  it('what it was before says who left of those who could not stay', () => {
    const { room } = lesson();
    const was = asItWas(stored(room), live(room));
    expect([...was.presence.keys()].sort()).toEqual([ANN, BEN, OLGA].sort());
  });
});

const anyone = () => {
  const { audiences } = makeRoom('conference').settings;
  return {
    ...audiences,
    publish: { audience: 'anyone', mark: null },
    subscribe: { audience: 'anyone', mark: null },
  } as const;
};
