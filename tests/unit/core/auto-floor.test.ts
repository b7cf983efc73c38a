import { describe, expect, it } from 'vitest';
import type { PersonId } from '@/lib/core/ids.ts';
import { userPerson } from '@/lib/core/ids.ts';
import { applyChange } from '@/lib/core/room/changes.ts';
import { plan } from '@/lib/core/routes.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  client,
  MIA,
  makeRoom,
  member,
  OLGA,
  PEOPLE,
  person,
  pub,
  Stage,
} from './kit.ts';

const CARL = userPerson('carl');
const DORA = userPerson('dora');
const STUDENTS = [ANN, BEN, CARL, DORA];

/** A class that answers its hands by itself. */
function auto(speakers = 1, seconds: number | null = 30): Stage {
  const people = [...PEOPLE, person(CARL, member()), person(DORA, member())];
  const stage = new Stage(
    makeRoom('classroom', { hands: { policy: 'auto', speakers, seconds, order: 'raised' } }, people),
  );
  for (const id of [OLGA, MIA, ...STUDENTS]) stage.join(id);
  return stage;
}
const raise = (stage: Stage, ...ids: PersonId[]) => {
  for (const id of ids) stage.do(id, { do: 'raise-hand' });
};
const floors = (stage: Stage) => STUDENTS.filter((id) => stage.person(id)?.grants.publish);
const queue = (stage: Stage) => stage.room.hands.map(({ person: id }) => id);

describe('R28: the automatic floor', () => {
  it('R28: gives the first their turn at once, and the others theirs in order as each is over', () => {
    const stage = auto();
    raise(stage, BEN, ANN, CARL);
    expect([floors(stage), queue(stage)]).toEqual([[BEN], [ANN, CARL]]);
    expect(stage.person(BEN)?.grants.publish).toMatchObject({
      kinds: ['microphone', 'camera'],
      until: stage.now + 30_000,
      cause: 'queue',
    });
    stage.pass(30_000);
    expect([floors(stage), queue(stage)]).toEqual([[ANN], [CARL]]);
    stage.pass(30_000);
    stage.pass(30_000);
    expect([floors(stage), queue(stage)]).toEqual([[], []]);
  });

  it('R15, R22, R28: opens nobody’s microphone, and lets them open it while all are muted', () => {
    const stage = auto();
    raise(stage, ANN);
    expect(stage.room.publications.size).toBe(0);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(plan(stage.room, stage.now).routes.get(client(OLGA))).toEqual([pub('a')]);
    stage.pass(30_000);
    expect(stage.room.publications.size).toBe(0);
  });

  it.each([
    ['stopping', (stage: Stage) => stage.do(OLGA, { do: 'stop', target: { person: ANN } })],
    ['leaving', (stage: Stage) => stage.do(ANN, { do: 'leave' })],
    ['giving it back', (stage: Stage) => stage.do(ANN, { do: 'lower-hand' })],
    ['a host’s ending it', (stage: Stage) => stage.do(OLGA, { do: 'lower-hand', target: { person: ANN } })],
    ['a removal', (stage: Stage) => stage.do(OLGA, { do: 'remove', target: { person: ANN } })],
    ['a lost socket', (stage: Stage) => [stage.do(ANN, { do: 'away' }), stage.pass(20_000)]],
    ['a disconnection', (stage: Stage) => stage.do(API, { do: 'disconnect', target: { person: ANN } })],
  ])('R28: %s passes the floor on in the same step', (_, end) => {
    const stage = auto(1, null);
    raise(stage, ANN, BEN, CARL);
    end(stage);
    expect([floors(stage), queue(stage)]).toEqual([[BEN], [CARL]]);
  });

  it('R28: keeps to the number, also when it changes', () => {
    const stage = auto(2);
    raise(stage, ...STUDENTS);
    expect([floors(stage), queue(stage)]).toEqual([
      [ANN, BEN],
      [CARL, DORA],
    ]);
    stage.do(OLGA, { do: 'settings', patch: { hands: { speakers: 1 } } });
    expect(floors(stage)).toEqual([ANN, BEN]);
    stage.do(ANN, { do: 'lower-hand' });
    expect(floors(stage)).toEqual([BEN]);
    stage.do(OLGA, { do: 'settings', patch: { hands: { speakers: 3 } } });
    expect(floors(stage)).toEqual([BEN, CARL, DORA]);
  });

  it('R28: answers the hands that were up when it is switched on, and none any more when it is switched off', () => {
    const stage = auto();
    stage.do(OLGA, { do: 'settings', patch: { hands: { policy: 'ask' } } });
    raise(stage, ANN, BEN);
    expect(floors(stage)).toEqual([]);
    stage.do(OLGA, { do: 'settings', patch: { hands: { policy: 'auto', order: 'raised' } } });
    expect([floors(stage), queue(stage)]).toEqual([[ANN], [BEN]]);
    stage.do(OLGA, { do: 'settings', patch: { hands: { policy: 'ask' } } });
    stage.pass(30_000);
    expect([floors(stage), queue(stage)]).toEqual([[], [BEN]]);
  });

  it('R14, R21, R28: gives back nothing that a host took', () => {
    const stage = auto();
    raise(stage, ANN);
    stage.do(OLGA, { do: 'stop', target: { person: ANN } });
    stage.do(OLGA, { do: 'mute-person', target: { person: BEN }, lock: true });
    raise(stage, ANN, BEN, CARL);
    expect([floors(stage), queue(stage)]).toEqual([[CARL], [ANN, BEN]]);
    stage.do(OLGA, { do: 'lower-hand', target: { person: CARL } });
    expect(floors(stage)).toEqual([]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 10 });
    stage.pass(10_000);
    raise(stage, ANN);
    expect([floors(stage), queue(stage)]).toEqual([[], [BEN, ANN]]);
  });

  it('R28: who speaks may line up again, behind the others', () => {
    const stage = auto();
    raise(stage, ANN, BEN, ANN);
    expect(queue(stage)).toEqual([BEN, ANN]);
    stage.pass(30_000);
    expect([floors(stage), queue(stage)]).toEqual([[BEN], [ANN]]);
    stage.pass(30_000);
    expect(floors(stage)).toEqual([ANN]);
  });

  it('R28: who may speak anyhow has no use for a hand', () => {
    const stage = auto();
    expect(stage.fails(OLGA, { do: 'raise-hand' })).toBe('conflict');
    stage.do(OLGA, { do: 'audience', right: 'publish', audience: 'members' });
    // Allowed, but muted with all the others: the floor is what they need.
    raise(stage, ANN);
    expect(floors(stage)).toEqual([ANN]);
    stage.do(OLGA, { do: 'release-all' });
    expect(stage.fails(BEN, { do: 'raise-hand' })).toBe('conflict');
  });

  it('R28: a second tab that closes takes no floor; the floor does not outlive its person', () => {
    const stage = auto(1, null);
    stage.join(ANN, 2);
    raise(stage, ANN, BEN);
    stage.do(asParticipant(client(ANN, 2)), { do: 'leave' });
    expect(floors(stage)).toEqual([ANN]);
    stage.do(ANN, { do: 'leave' });
    stage.join(ANN);
    expect(floors(stage)).toEqual([BEN]);
  });

  it('R19, R28: the trail tells why, and replays', () => {
    const stage = auto();
    const first = stage.room;
    raise(stage, ANN, BEN);
    stage.pass(30_000);
    stage.do(BEN, { do: 'leave' });
    expect(stage.entries.map(({ change, cause }) => `${change.on} ${cause}`)).toEqual([
      'hand asked',
      'grant answered',
      'hand answered',
      'hand asked',
      'grant time',
      'grant answered',
      'hand answered',
      'grant left',
    ]);
    const replayed = stage.entries.reduce((room, { change }) => applyChange(room, change), first);
    expect(replayed.hands).toEqual(stage.room.hands);
    expect(replayed.people.get(ANN)).toEqual(stage.person(ANN));
  });
});

describe('R28: "Let next speak"', () => {
  it('R28: answers the first hand that the asker may answer', () => {
    const stage = auto();
    stage.do(OLGA, { do: 'settings', patch: { hands: { policy: 'ask' } } });
    raise(stage, OLGA, MIA, BEN, ANN);
    stage.do(MIA, { do: 'allow-next', seconds: 60 });
    expect([floors(stage), queue(stage)]).toEqual([[BEN], [OLGA, MIA, ANN]]);
    expect(stage.person(BEN)?.grants.publish).toMatchObject({ cause: 'hand', until: stage.now + 60_000 });
    stage.do(MIA, { do: 'allow-next' });
    expect(queue(stage)).toEqual([OLGA, MIA]);
    expect(stage.fails(MIA, { do: 'allow-next' })).toBe('conflict');
    expect(stage.refused(ANN, { do: 'allow-next' }).reason.rule).toBe('R10');
  });
});
