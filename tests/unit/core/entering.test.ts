import { describe, expect, it } from 'vitest';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, nextDeadline } from '@/lib/core/room/room.ts';
import { AWAY_MS } from '@/lib/core/session.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  CLOCK,
  client,
  GUS,
  joining,
  MAX,
  makeRoom,
  mark,
  member,
  NORA,
  OLGA,
  PEOPLE,
  person,
  pub,
  Stage,
  stageWith,
  T0,
} from './kit.ts';

const ended = (stage: Stage) =>
  stage.outcome?.effects.flatMap((effect) =>
    effect.type === 'ended' ? [[effect.participant, effect.reason.why]] : [],
  );

describe('R11: entering', () => {
  it('R11: admits a member, and reads the stored person rather than what the command says', () => {
    const stage = stageWith('conference', [ANN]);
    expect(stage.inside(ANN)).toBe(true);
    expect(stage.person(ANN)?.membership?.role).toBe('member');
    expect(stage.person(ANN)?.name).toBe('ann');
    expect(stage.room.participants.get(client(ANN))).toMatchObject({
      name: 'ann shown',
      joinedAt: T0,
      session: { state: 'present' },
    });
  });

  it('R11: refuses a guest where no audience is "anyone", and tells them to sign in', () => {
    const stage = stageWith('conference', []);
    expect(stage.refused(GUS, joining(GUS))).toMatchObject({
      right: 'enter',
      reason: { rule: 'R8' },
      remedy: { do: 'sign-in' },
    });
    expect(stage.refused(NORA, joining(NORA)).remedy).toEqual({ do: 'ask-host' });
  });

  it('R11: admits a guest where one audience is "anyone", and keeps nothing of them after', () => {
    const stage = stageWith('open-webinar', [GUS]);
    expect(stage.person(GUS)?.membership).toBeNull();
    stage.do(GUS, { do: 'leave' });
    expect(stage.person(GUS)).toBeUndefined();
    expect(ended(stage)).toEqual([[client(GUS), 'left']]);
  });

  it('R11: one of the five rights is enough, also when it was given to this person alone', () => {
    const stage = stageWith('conference', []);
    stage.do(API, { do: 'override', target: { person: GUS }, right: 'send', value: 'allow' });
    stage.join(GUS);
    expect(stage.inside(GUS)).toBe(true);
  });

  it('R11: refuses newcomers to a locked room, except owners and moderators', () => {
    const stage = stageWith('conference', [ANN]);
    stage.do(API, { do: 'settings', patch: { locked: true } });
    expect(stage.inside(ANN)).toBe(true);
    expect(stage.refused(BEN, joining(BEN))).toMatchObject({
      reason: { rule: 'R1', because: 'locked' },
      remedy: { do: 'ask-host' },
    });
    stage.join(OLGA);
    stage.join(MAX);
  });

  it('R11: a full room admits owners and moderators only, and turns nobody out', () => {
    const stage = stageWith('conference', [ANN, BEN]);
    stage.do(API, { do: 'settings', patch: { capacity: 1 } });
    expect(stage.inside(ANN) && stage.inside(BEN)).toBe(true);
    const refused = stageWith('conference', [ANN], { capacity: 1 });
    expect(refused.refused(BEN, joining(BEN))).toMatchObject({
      reason: { rule: 'R1', because: 'full' },
      remedy: { do: 'none' },
    });
    refused.join(OLGA);
    refused.join(MAX);
    expect(refused.room.participants.size).toBe(3);
  });

  it('R1, R11: nobody enters before the start, and everybody is told when it opens', () => {
    const stage = new Stage(makeRoom('conference', { startsAt: T0 + 60_000 }));
    expect(stage.refused(OLGA, joining(OLGA))).toMatchObject({
      reason: { rule: 'R1', because: 'not-started' },
      remedy: { do: 'wait', until: T0 + 60_000 },
    });
    stage.now = T0 + 60_000;
    stage.join(OLGA);
  });

  it('R11: the same client cannot join twice, and only a participant can join', () => {
    const stage = stageWith('conference', [ANN]);
    expect(stage.fails(ANN, joining(ANN))).toBe('conflict');
    expect(stage.fails(API, joining(BEN))).toBe('bad-request');
    expect(stage.fails(CLOCK, joining(BEN))).toBe('bad-request');
  });

  it('R11: a person may come with several clients, each of which takes a place', () => {
    const stage = stageWith('conference', [ANN], { capacity: 2 });
    stage.join(ANN, 2);
    expect(stage.room.presence.get(ANN)).toEqual([client(ANN, 1), client(ANN, 2)]);
    expect(stage.tryJoin(BEN).failure?.reason).toMatchObject({ reason: { because: 'full' } });
    stage.do(ANN, { do: 'leave' });
    expect(stage.room.presence.get(ANN)).toEqual([client(ANN, 2)]);
  });

  it('R11: who loses the last right is out in the same step', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    for (const right of ['publish', 'subscribe', 'list', 'send'] as const)
      stage.do(OLGA, { do: 'override', target: { person: ANN }, right, value: 'deny' });
    expect(stage.inside(ANN)).toBe(true);
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'receive', value: 'deny' });
    expect(stage.inside(ANN)).toBe(false);
    expect(ended(stage)).toEqual([[client(ANN), 'no-right']]);
    expect(stage.refused(ANN, joining(ANN)).reason.rule).toBe('R4');
  });

  it('R11: narrowing an audience turns out those whom nothing else admits', () => {
    const stage = stageWith('open-webinar', [OLGA, ANN, GUS]);
    for (const right of ['subscribe', 'list'] as const)
      stage.do(OLGA, { do: 'audience', right, audience: 'members' });
    expect(stage.inside(GUS)).toBe(true);
    stage.do(OLGA, { do: 'audience', right: 'receive', audience: 'members' });
    expect(ended(stage)).toEqual([[client(GUS), 'no-right']]);
    expect(stage.inside(ANN)).toBe(true);
  });
});

describe('R11: leaving, and a socket that is lost', () => {
  it('R11: who is not in the room can do nothing there', () => {
    const stage = stageWith('conference', [OLGA]);
    for (const command of [
      { do: 'leave' },
      { do: 'away' },
      { do: 'back' },
      { do: 'raise-hand' },
      { do: 'lower-hand' },
      { do: 'publish', publication: pub('x'), kind: 'microphone' },
      { do: 'unpublish', publication: pub('x') },
      { do: 'mute', publication: pub('x'), muted: true },
      { do: 'allow', target: { person: ANN } },
      { do: 'stop', target: { person: ANN } },
      { do: 'remove', target: { person: BEN } },
      { do: 'readmit', target: { person: BEN } },
      { do: 'override', target: { person: BEN }, right: 'send', value: 'deny' },
      { do: 'audience', right: 'send', audience: 'anyone' },
      { do: 'settings', patch: { capacity: 3 } },
      { do: 'member', person: BEN, name: 'Ben', membership: null },
    ] as const)
      expect(stage.fails(ANN, command), command.do).toBe('not-joined');
  });

  it('R20: a lost socket keeps place, publications and hand for twenty seconds', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(ANN, { do: 'away' });
    expect(nextDeadline(stage.room)).toBe(T0 + AWAY_MS);
    stage.pass(AWAY_MS - 1);
    expect(stage.inside(ANN)).toBe(true);
    expect(stage.room.publications.size).toBe(1);
    expect(stage.room.hands).toHaveLength(1);
    stage.pass(1);
    expect(ended(stage)).toEqual([[client(ANN), 'lost']]);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.room.hands).toEqual([]);
    expect(nextDeadline(stage.room)).toBeNull();
  });

  it('R20: who comes back in time has lost nothing', () => {
    const stage = stageWith('conference', [ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(ANN, { do: 'away' });
    stage.pass(5_000);
    stage.do(ANN, { do: 'back' });
    stage.pass(60_000);
    expect(stage.inside(ANN)).toBe(true);
    expect(stage.room.publications.size).toBe(1);
    expect(nextDeadline(stage.room)).toBeNull();
  });

  it('R19: coming back without having been away changes nothing at all', () => {
    const stage = stageWith('conference', [ANN]);
    const before = stage.room;
    stage.do(ANN, { do: 'back' });
    expect(stage.room).toBe(before);
  });

  it('R16: a socket that was away when its person was banned does not come back', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'away' });
    stage.do(OLGA, { do: 'remove', target: { person: ANN } });
    expect(stage.fails(ANN, { do: 'back' })).toBe('not-joined');
    expect(nextDeadline(stage.room)).toBeNull();
  });
});

describe('R20: what time ends', () => {
  it('R20: only the clock may tick', () => {
    const stage = stageWith('conference', [OLGA]);
    expect(stage.fails(OLGA, { do: 'tick' })).toBe('bad-request');
    expect(stage.fails(API, { do: 'tick' })).toBe('bad-request');
  });

  it('R20: a tick before its time changes nothing', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.do(OLGA, { do: 'allow', target: { person: ANN }, seconds: 30 });
    const before = stage.room;
    stage.pass(29_999);
    expect(stage.room).toBe(before);
  });

  it('R1, R20: a room ends for everybody at its expiry', () => {
    const stage = stageWith('conference', [OLGA, ANN], { expiresAt: T0 + 1_000 });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    expect(nextDeadline(stage.room)).toBe(T0 + 1_000);
    stage.pass(1_000);
    expect(ended(stage)).toHaveLength(2);
    expect(stage.room.participants.size).toBe(0);
    expect(stage.room.publications.size).toBe(0);
    expect(nextDeadline(stage.room)).toBeNull();
    expect(stage.refused(OLGA, joining(OLGA)).reason).toMatchObject({ rule: 'R1', because: 'expired' });
  });

  it.each([
    ['paused', { paused: true }],
    ['deleted', { deleted: true }],
    ['moved to later', { startsAt: T0 + 5_000 }],
  ] as const)('R1: a room that is %s ends every stay in the same step', (_, patch) => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    stage.do(API, { do: 'settings', patch });
    expect(ended(stage)).toEqual(
      expect.arrayContaining([
        [client(OLGA), 'room-closed'],
        [client(ANN), 'room-closed'],
      ]),
    );
    expect(stage.room.publications.size).toBe(0);
    expect(stage.refused(OLGA, joining(OLGA)).reason.rule).toBe('R1');
  });

  it('R20: a grant that ended while nobody looked is ended by the first tick', () => {
    const grants = { publish: { until: T0 - 5, cause: 'hand', mark: mark() } } as const;
    const people = [...PEOPLE, person(GUS, null, { grants })];
    const room = emptyRoom(makeRoom('open-webinar').id, presetSettings('open-webinar', 'x'), people);
    expect(nextDeadline(room)).toBe(T0 - 5);
    const stage = new Stage(room);
    stage.pass(0);
    expect(nextDeadline(stage.room)).toBeNull();
    expect(stage.person(GUS)).toBeUndefined();
    expect(stage.entries).toMatchObject([{ cause: 'time', actor: { person: null } }]);
  });

  it('R20: grants of every right end, whatever a person is called', () => {
    const odd = person(client(ANN) as never, member(), {
      grants: {
        list: { until: T0 + 1, cause: 'api', mark: mark() },
        publish: { until: T0 + 2, cause: 'api', mark: mark() },
      },
    });
    const named = { ...odd, id: 'user:x:list' as typeof ANN };
    const stage = new Stage(makeRoom('conference', {}, [named]));
    stage.pass(1);
    expect(Object.keys(stage.person(named.id)?.grants ?? {})).toEqual(['publish']);
    stage.pass(1);
    expect(Object.keys(stage.person(named.id)?.grants ?? {})).toEqual([]);
    expect(stage.room.deadlines.size).toBe(0);
  });

  it('R18: a person who may not list is told no name as they are turned away', () => {
    const stage = new Stage(makeRoom('conference', { paused: mark('Petra Pauser') }));
    const { failure } = stage.try(asParticipant(client(ANN)), joining(ANN));
    expect(JSON.stringify(failure)).not.toMatch(/petra/i);
    const banned = stageWith('conference', [OLGA, ANN]);
    banned.do(OLGA, { do: 'remove', target: { person: ANN } });
    const again = banned.tryJoin(ANN).failure;
    expect(again?.reason?.reason.rule).toBe('R2');
    expect(JSON.stringify(again)).not.toMatch(/olga/i);
  });
});
