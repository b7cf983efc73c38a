import { describe, expect, it } from 'vitest';
import { decide } from '@/lib/core/gate/decide.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { PersonId } from '@/lib/core/ids.ts';
import { LONGEST_GRANT_S } from '@/lib/core/room/floor.ts';
import { nextDeadline } from '@/lib/core/room/room.ts';
import { AWAY_MS } from '@/lib/core/session.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  client,
  GUS,
  MAX,
  MIA,
  mark,
  NORA,
  OLGA,
  pub,
  type Stage,
  stageWith,
  T0,
} from './kit.ts';

const mayPublish = (stage: Stage, id: PersonId, kind: Kind = 'microphone') => {
  const who = stage.person(id);
  if (!who) throw new Error(`${id} is unknown`);
  return decide(stage.room.settings, who, { right: 'publish', kind }, stage.now);
};
const queue = (stage: Stage) => stage.room.hands.map((hand) => hand.person);

describe('R13: hands', () => {
  it('R13: stand in the order they were raised; raising again keeps the place', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN, MIA]);
    stage.do(BEN, { do: 'raise-hand' });
    stage.pass(1_000);
    stage.do(ANN, { do: 'raise-hand' });
    stage.pass(1_000);
    const before = stage.room;
    stage.do(BEN, { do: 'raise-hand' });
    expect(stage.room).toBe(before);
    stage.do(MIA, { do: 'raise-hand' });
    expect(stage.room.hands).toEqual([
      { person: BEN, at: T0 },
      { person: ANN, at: T0 + 1_000 },
      { person: MIA, at: T0 + 2_000 },
    ]);
  });

  it('R13: a lost socket that returns keeps the place, and so does another tab', () => {
    const stage = stageWith('classroom', [ANN, BEN]);
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(BEN, { do: 'raise-hand' });
    stage.do(ANN, { do: 'away' });
    stage.pass(AWAY_MS - 1);
    stage.do(ANN, { do: 'back' });
    expect(queue(stage)).toEqual([ANN, BEN]);
    stage.join(ANN, 2);
    stage.do(asParticipant(client(ANN, 2)), { do: 'raise-hand' });
    stage.do(ANN, { do: 'leave' });
    expect(queue(stage)).toEqual([ANN, BEN]);
  });

  it('R13: the leaving of the person’s last participant lowers it', () => {
    const stage = stageWith('classroom', [ANN, BEN]);
    stage.join(ANN, 2);
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(ANN, { do: 'leave' });
    expect(queue(stage)).toEqual([ANN]);
    stage.do(asParticipant(client(ANN, 2)), { do: 'leave' });
    expect(queue(stage)).toEqual([]);
    expect(stage.entries.at(-1)).toMatchObject({ cause: 'left', change: { on: 'hand', after: null } });
  });

  it('R13: one lowers one’s own, from any tab; a moderator anybody’s', () => {
    const stage = stageWith('classroom', [MIA, ANN, BEN]);
    stage.join(ANN, 2);
    const second = asParticipant(client(ANN, 2));
    for (const [who, command] of [
      [asParticipant(client(ANN)), { do: 'lower-hand' }],
      [second, { do: 'lower-hand', target: { participant: client(ANN, 1) } }],
      [second, { do: 'lower-hand', target: { person: ANN } }],
      [asParticipant(client(MIA)), { do: 'lower-hand', target: { participant: client(ANN) } }],
      [API, { do: 'lower-hand', target: { person: ANN } }],
    ] as const) {
      stage.do(ANN, { do: 'raise-hand' });
      stage.do(who, command);
      expect(queue(stage)).toEqual([]);
    }
    stage.do(ANN, { do: 'lower-hand' });
    stage.do(ANN, { do: 'raise-hand' });
    const denied = stage.refused(BEN, { do: 'lower-hand', target: { participant: client(ANN) } });
    expect(denied.reason).toMatchObject({ rule: 'R10', needs: 'controlCalls' });
    expect(queue(stage)).toEqual([ANN]);
  });

  it('R10, R18: who may not moderate learns nothing about whom they name', () => {
    const stage = stageWith('classroom', [ANN]);
    const known = stage.refused(ANN, { do: 'lower-hand', target: { person: BEN } });
    const unknown = stage.refused(ANN, { do: 'lower-hand', target: { person: NORA } });
    const gone = stage.refused(ANN, { do: 'lower-hand', target: { participant: client(NORA) } });
    expect(unknown).toEqual(known);
    expect(gone).toEqual(known);
  });

  it('R13: where hands are off, raising is refused', () => {
    const stage = stageWith('classroom', [ANN], {
      hands: { policy: 'off', speakers: 1, seconds: null, order: 'raised' },
    });
    expect(stage.refused(ANN, { do: 'raise-hand' })).toMatchObject({
      reason: { rule: 'R13', because: 'hands-off' },
      remedy: { do: 'ask-host' },
    });
  });
});

describe('R14: allow to speak', () => {
  it('R14: grants what hands are for, answers the hand, and says who, when and why', () => {
    const stage = stageWith('members-webinar', [MIA, ANN]);
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(MIA, { do: 'allow', target: { participant: client(ANN) } });
    expect(stage.person(ANN)?.grants.publish).toEqual({
      kinds: ['microphone'],
      cause: 'hand',
      mark: { by: MIA, byName: 'mia shown', at: T0 },
    });
    expect(queue(stage)).toEqual([]);
    expect(mayPublish(stage, ANN).reason.rule).toBe('R3');
    expect(mayPublish(stage, ANN, 'camera').allowed).toBe(false);
    expect(stage.entries.slice(-2).map(({ cause }) => cause)).toEqual(['asked', 'answered']);
  });

  it('R14: the kinds asked for, as far as the profile goes', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, kinds: ['screen', 'camera'] });
    expect(stage.person(ANN)?.grants.publish?.kinds).toEqual(['screen', 'camera']);
    expect(stage.person(ANN)?.grants.publish?.cause).toBe('click');
    const voice = stageWith('voice-room', [MIA, ANN]);
    expect(voice.fails(MIA, { do: 'allow', target: { person: ANN }, kinds: ['camera'] })).toBe('conflict');
  });

  it('R14: from a backend the cause is the API', () => {
    const stage = stageWith('open-webinar', [GUS]);
    stage.do(API, { do: 'allow', target: { person: GUS } });
    expect(stage.person(GUS)?.grants.publish).toMatchObject({
      cause: 'api',
      mark: { by: null, byName: 'backend' },
    });
  });

  it('R14, R20: a timed grant ends by itself, cuts what it carried, and a new one replaces its time', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 30 });
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 60 });
    expect(nextDeadline(stage.room)).toBe(T0 + 60_000);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.pass(59_999);
    expect(stage.room.publications.size).toBe(1);
    stage.pass(1);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.outcome?.effects.map(({ type }) => type)).toEqual(['record', 'cut']);
    expect(stage.person(ANN)?.grants.publish).toBeUndefined();
    expect(stage.person(ANN)?.overrides.publish).toBeUndefined();
    expect(nextDeadline(stage.room)).toBeNull();
  });

  it('R14: an untimed grant after a timed one lasts', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 1 });
    stage.do(MIA, { do: 'allow', target: { person: ANN } });
    expect(nextDeadline(stage.room)).toBeNull();
    stage.pass(3_600_000);
    expect(mayPublish(stage, ANN).allowed).toBe(true);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, LONGEST_GRANT_S + 1])(
    'R14: refuses a time of %s seconds',
    (seconds) => {
      const stage = stageWith('classroom', [MIA, ANN]);
      expect(stage.fails(MIA, { do: 'allow', target: { person: ANN }, seconds })).toBe('bad-request');
    },
  );

  it('R3, R4, R14: lies over a denial, which is there again when the grant ends', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    expect(mayPublish(stage, ANN).reason.rule).toBe('R4');
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 10 });
    expect(mayPublish(stage, ANN).reason.rule).toBe('R3');
    expect(stage.person(ANN)?.overrides.publish?.value).toBe('deny');
    stage.pass(10_000);
    expect(mayPublish(stage, ANN).reason.rule).toBe('R4');
  });

  it('R14: the floor survives leaving and rejoining, and so does its end', () => {
    const stage = stageWith('open-webinar', [MIA, GUS]);
    stage.do(MIA, { do: 'allow', target: { participant: client(GUS) }, seconds: 10 });
    stage.do(GUS, { do: 'leave' });
    stage.join(GUS);
    expect(mayPublish(stage, GUS).allowed).toBe(true);
    stage.pass(10_000);
    expect(mayPublish(stage, GUS).allowed).toBe(false);
  });

  it('R10, R16: not for those who are removed, not by those who may not, not for nobody', () => {
    const stage = stageWith('classroom', [OLGA, MAX, MIA, ANN, BEN]);
    stage.do(OLGA, { do: 'remove', target: { person: BEN } });
    expect(stage.fails(MIA, { do: 'allow', target: { person: BEN } })).toBe('conflict');
    expect(stage.refused(ANN, { do: 'allow', target: { person: ANN } }).reason.rule).toBe('R10');
    expect(stage.refused(MIA, { do: 'allow', target: { person: MAX } }).reason.rule).toBe('R10');
    expect(stage.fails(MIA, { do: 'allow', target: { person: NORA } })).toBe('not-found');
    expect(stage.fails(MIA, { do: 'allow', target: { participant: client(NORA) } })).toBe('not-found');
  });
});

describe('R14: stop', () => {
  it('R14: where the audience would allow, it leaves a denial, and cuts in the same step', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(MIA, { do: 'stop', target: { participant: client(ANN) } });
    expect(stage.person(ANN)?.overrides.publish).toMatchObject({ value: 'deny', mark: { by: MIA } });
    expect(stage.room.publications.size).toBe(0);
    expect(stage.entries).toMatchObject([{ cause: 'revoked', change: { on: 'override' } }]);
    expect(stage.outcome?.effects.map(({ type }) => type)).toEqual(['record', 'cut']);
  });

  it('R14: in a classroom it ends the grant and leaves nothing behind', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 10 });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    expect(stage.person(ANN)?.grants.publish).toBeUndefined();
    expect(stage.person(ANN)?.overrides.publish).toBeUndefined();
    expect(stage.room.publications.size).toBe(0);
    expect(nextDeadline(stage.room)).toBeNull();
    const before = stage.room;
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    expect(stage.room).toBe(before);
  });

  it('R14: replaces an override that allows', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'publish', value: 'allow' });
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    expect(stage.person(ANN)?.overrides.publish?.value).toBe('deny');
  });

  it('R14: sticks to the person: rejoining and another tab restore nothing', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    stage.do(ANN, { do: 'leave' });
    stage.join(ANN);
    stage.join(ANN, 2);
    for (const tab of [1, 2]) {
      const { failure } = stage.try(asParticipant(client(ANN, tab)), {
        do: 'publish',
        publication: pub('a'),
        kind: 'microphone',
      });
      expect(failure?.reason).toMatchObject({ reason: { rule: 'R4' }, remedy: { do: 'raise-hand' } });
    }
    stage.join(BEN);
    expect(mayPublish(stage, BEN).allowed).toBe(true);
  });

  it.each([
    ['paused', { paused: mark() }, { paused: false }],
    ['not started', { startsAt: T0 + 1 }, { startsAt: null }],
    ['over', { expiresAt: T0 }, { expiresAt: null }],
  ] as const)('R14: holds also when it was said while the room was %s', (_, shut, opened) => {
    const stage = stageWith('conference', [], shut);
    stage.do(API, { do: 'stop', target: { person: ANN } });
    stage.do(API, { do: 'settings', patch: opened });
    expect(mayPublish(stage, ANN).reason.rule).toBe('R4');
  });

  it('R14, R16: holds also when it was said while the person was removed', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, { do: 'remove', target: { person: ANN } });
    stage.do(OLGA, { do: 'stop', target: { person: ANN } });
    stage.do(OLGA, { do: 'readmit', target: { person: ANN } });
    expect(mayPublish(stage, ANN).reason.rule).toBe('R4');
  });

  it('R10: moderators stop members, not each other; owners stop anybody', () => {
    const stage = stageWith('conference', [OLGA, MAX, MIA, ANN, BEN]);
    expect(stage.refused(ANN, { do: 'stop', target: { person: BEN } }).reason).toMatchObject({
      rule: 'R10',
      needs: 'controlCalls',
    });
    expect(stage.refused(MIA, { do: 'stop', target: { person: MAX } }).reason).toMatchObject({
      rule: 'R10',
      needs: 'editModerators',
    });
    expect(stage.refused(MAX, { do: 'stop', target: { person: OLGA } }).reason.rule).toBe('R10');
    stage.do(MAX, { do: 'stop', target: { person: MIA } });
    stage.do(OLGA, { do: 'stop', target: { person: MAX } });
    expect(mayPublish(stage, MAX).reason.rule).toBe('R4');
  });
});
