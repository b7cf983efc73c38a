import { describe, expect, it } from 'vitest';
import type { Command } from '@/lib/core/room/commands.ts';
import { redeemed } from '@/lib/core/room/pins.ts';
import {
  ANN,
  API,
  BEN,
  client,
  GUS,
  joining,
  MAX,
  MIA,
  makePin,
  makeRoom,
  mark,
  member,
  moderator,
  NORA,
  OLGA,
  PEOPLE,
  person,
  pub,
  Stage,
  stageWith,
  T0,
} from './kit.ts';

const SPEAKER = makePin('speaker', '123456', {
  overrides: { publish: 'allow', subscribe: 'allow', list: 'allow', send: 'allow', receive: 'allow' },
});
const LISTENER = makePin('listener', '234567', {
  overrides: { subscribe: 'allow', list: 'allow', receive: 'allow', publish: 'deny' },
});
const HOST = makePin('host', '345678', { role: 'moderator', moderation: ['controlCalls'] });

const put = (pin = SPEAKER): Command => ({ do: 'put-pin', pin });
const voice = { do: 'publish', publication: pub('v'), kind: 'microphone' } as const;

/** A members' webinar, in which nobody speaks who was not given it, with these PINs. */
function stageOf(...pins: (typeof SPEAKER)[]): Stage {
  const stage = stageWith('members-webinar', [OLGA]);
  for (const pin of pins) stage.do(API, put(pin));
  return stage;
}

describe('R25: coming in with a PIN', () => {
  it('R25: lets in who could not come in otherwise, with what it carries, and is counted', () => {
    const stage = stageOf(SPEAKER);
    expect(stage.refused(GUS, joining(GUS)).reason.rule).toBe('R8');
    stage.join(GUS, 1, SPEAKER.code);
    expect(stage.person(GUS)).toMatchObject({
      membership: { role: 'member', expiresAt: null },
      overrides: { publish: { value: 'allow', mark: { by: null, byName: 'speaker', at: T0 } } },
      pins: ['speaker'],
    });
    expect(stage.room.pins.get(SPEAKER.id)?.used).toBe(1);
    stage.do(GUS, voice);
  });

  it('R25: a listener’s PIN lets in and lets nobody speak, where members otherwise may', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(API, put(LISTENER));
    stage.join(GUS, 1, LISTENER.code);
    expect(stage.refused(GUS, voice).reason).toMatchObject({ rule: 'R4', mark: { byName: 'listener' } });
  });

  it('R25: a moderator’s PIN makes a moderator with exactly its rights, also of who was a member', () => {
    const stage = stageOf(HOST);
    stage.join(GUS, 1, HOST.code);
    stage.join(ANN, 1, HOST.code);
    for (const id of [GUS, ANN])
      expect(stage.person(id)?.membership).toMatchObject({ role: 'moderator', moderation: ['controlCalls'] });
    stage.do(GUS, { do: 'allow', target: { person: BEN } });
    expect(stage.refused(GUS, { do: 'remove', target: { person: BEN } }).reason.rule).toBe('R10');
  });

  it.each([
    '',
    '1',
    '12345',
    '1234567',
    ' 123456',
    '123456 ',
    '１２３４５６',
    '123456\n',
    'speaker',
    "' or 1=1",
  ])('R25: %j is no PIN here, changes nothing and uses nothing', (typed) => {
    const stage = stageOf(SPEAKER);
    const before = stage.room;
    expect(stage.fails(GUS, joining(GUS, 1, typed))).toBe('unauthenticated');
    expect(stage.room).toBe(before);
  });

  it('R25: a wrong PIN keeps out also who could have come in without one', () => {
    const stage = stageOf(SPEAKER);
    expect(stage.fails(ANN, joining(ANN, 1, '999999'))).toBe('unauthenticated');
    expect(stage.inside(ANN)).toBe(false);
  });

  it('R25: gives nothing at its expiry and after its last use, and goes on letting in who used it', () => {
    const stage = stageOf(
      makePin('short', '4444', { expiresAt: T0 + 1000 }),
      makePin('once', '5555', { maxUses: 1 }),
    );
    stage.join(GUS, 1, '5555');
    expect(stage.fails(NORA, joining(NORA, 1, '5555'))).toBe('expired');
    stage.join(GUS, 2, '5555');
    expect(stage.room.pins.get(makePin('once', '').id)?.used).toBe(1);
    stage.now = T0 + 999;
    stage.join(NORA, 1, '4444');
    stage.now = T0 + 1000;
    expect(stage.fails(BEN, joining(BEN, 1, '4444'))).toBe('expired');
    stage.do(NORA, { do: 'leave' });
    stage.join(NORA, 1, '4444');
  });

  it('R25: the last use goes to one of two, however close', () => {
    const stage = stageOf(makePin('once', '5555', { maxUses: 1 }));
    const came = [GUS, NORA, BEN].map(
      (id) => stage.try({ type: 'participant', id: client(id) }, joining(id, 1, '5555')).failure?.code,
    );
    expect(came).toEqual([undefined, 'expired', 'expired']);
  });

  it('R25, R24: a membership that comes with a PIN ends at its time, and the PIN does not renew it', () => {
    const stage = stageOf(makePin('hour', '6666', { memberSeconds: 3600, overrides: { publish: 'allow' } }));
    stage.join(GUS, 1, '6666');
    stage.do(GUS, voice);
    stage.pass(3_599_999);
    expect(stage.inside(GUS)).toBe(true);
    stage.pass(1);
    expect(stage.inside(GUS)).toBe(false);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.refused(GUS, joining(GUS, 1, '6666')).reason.rule).toBe('R8');
    expect(stage.person(GUS)).toMatchObject({ membership: null, overrides: {}, pins: ['hour'] });
  });

  it('R25: a profile that a PIN carries bounds who came with it, and nobody who was on the list', () => {
    const stage = stageOf(
      makePin('ear', '7777', {
        role: 'member',
        profile: { kinds: ['screen'] },
        overrides: { publish: 'allow' },
      }),
    );
    stage.join(GUS, 1, '7777');
    expect(stage.refused(GUS, voice).reason).toMatchObject({ rule: 'R9', scope: 'member' });
    stage.join(ANN, 1, '7777');
    stage.do(ANN, voice);
  });

  it('R25: what would be seen of it before coming in is what then is', () => {
    for (const pin of [SPEAKER, LISTENER, HOST])
      for (const who of [person(GUS, null), ...PEOPLE]) {
        const stage = stageOf(pin);
        const before = stage.person(who.id) ?? who;
        const seen = redeemed(pin, before, before.name, T0);
        stage.join(who.id, 2, pin.code);
        expect({ ...stage.person(who.id), name: '' }).toEqual({ ...seen, name: '' });
      }
  });
});

describe('R25: what a PIN does not do', () => {
  it('R25, R2: it does not get a banned person in, and is not used up by the attempt', () => {
    const stage = stageOf(SPEAKER);
    stage.join(GUS, 1, SPEAKER.code);
    stage.do(OLGA, { do: 'remove', target: { person: GUS } });
    stage.do(API, put(HOST));
    for (const { code } of [SPEAKER, HOST]) {
      const before = stage.room;
      expect(stage.refused(GUS, joining(GUS, 1, code)).reason.rule).toBe('R2');
      expect(stage.room).toBe(before);
    }
    expect(stage.room.pins.get(HOST.id)?.used).toBe(0);
  });

  it.each([
    ['paused', { paused: mark() }],
    ['locked', { locked: mark() }],
    ['full', { capacity: 1 }],
    ['not started', { startsAt: T0 + 1 }],
  ] as const)('R25, R1: it opens no room that is %s, and is not used up by the attempt', (_, patch) => {
    const stage = new Stage(makeRoom('conference', patch));
    if ('capacity' in patch || 'locked' in patch) stage.join(OLGA);
    stage.do(API, put(SPEAKER));
    const before = stage.room;
    expect(stage.refused(GUS, joining(GUS, 1, SPEAKER.code)).reason.rule).toBe('R1');
    expect(stage.room).toBe(before);
  });

  it('R25, R14: a stopped speaker is not let speak again by the speaker’s PIN, nor by another', () => {
    const stage = stageOf(SPEAKER);
    stage.join(GUS, 1, SPEAKER.code);
    stage.do(OLGA, { do: 'stop', target: { person: GUS } });
    stage.do(GUS, { do: 'leave' });
    stage.join(GUS, 1, SPEAKER.code);
    expect(stage.refused(GUS, voice).reason.rule).toBe('R4');
    stage.do(API, put(makePin('second', '8888', { overrides: { publish: 'allow' } })));
    stage.join(GUS, 2, '8888');
    expect(stage.refused(GUS, voice).reason).toMatchObject({ rule: 'R4', mark: { byName: 'olga shown' } });
  });

  it('R25, R24: somebody taken off the list gets nothing from the same PIN', () => {
    const stage = stageOf(SPEAKER);
    stage.join(GUS, 1, SPEAKER.code);
    stage.do(GUS, voice);
    stage.do(OLGA, { do: 'member', person: GUS, membership: null });
    expect(stage.inside(GUS)).toBe(false);
    const before = stage.room;
    expect(stage.refused(GUS, joining(GUS, 1, SPEAKER.code)).reason.rule).toBe('R8');
    expect(stage.refused(GUS, joining(GUS)).reason.rule).toBe('R8');
    expect(stage.room).toBe(before);
  });

  it('R25, R10: somebody who was made a moderator by a PIN and unmade by an owner stays a member', () => {
    const stage = stageOf(HOST);
    stage.join(GUS, 1, HOST.code);
    stage.do(OLGA, { do: 'member', person: GUS, membership: { role: 'member' } });
    stage.join(GUS, 2, HOST.code);
    expect(stage.person(GUS)?.membership).toMatchObject({ role: 'member', moderation: [] });
  });

  it('R25: it takes nothing from owners and moderators, and is not used by them', () => {
    const stage = stageOf(LISTENER, HOST);
    for (const { code } of [LISTENER, HOST])
      for (const id of [OLGA, MAX, MIA]) {
        const before = stage.person(id);
        stage.join(id, Number(code), code);
        expect(stage.person(id)).toEqual(before);
      }
    expect([...stage.room.pins.values()].map(({ used }) => used)).toEqual([0, 0]);
  });

  it('R25: removing a PIN lets nobody new in, and takes nothing from who came with it', () => {
    const stage = stageOf(SPEAKER);
    stage.join(GUS, 1, SPEAKER.code);
    stage.do(OLGA, { do: 'remove-pin', pin: SPEAKER.id });
    expect(stage.fails(NORA, joining(NORA, 1, SPEAKER.code))).toBe('unauthenticated');
    stage.do(GUS, voice);
    stage.do(GUS, { do: 'leave' });
    stage.join(GUS);
  });

  it('R18: who may not list learns nobody’s name from a PIN', () => {
    const blind = makePin('blind', '9999', { overrides: { list: 'deny', publish: 'deny' } });
    const stage = stageOf(blind);
    stage.join(GUS, 1, '9999');
    const { failure } = stage.try({ type: 'participant', id: client(GUS) }, voice);
    expect(JSON.stringify(failure)).not.toMatch(/olga|hester|blind/i);
  });
});

describe('R25: who makes PINs', () => {
  const pinner = person(NORA, moderator('managePins'));
  const withNora = () => {
    const stage = new Stage(makeRoom('conference', {}, [...PEOPLE, pinner]));
    for (const id of [NORA, MIA, MAX, OLGA, ANN]) stage.join(id);
    return stage;
  };

  it('R25, R10: those with managePins, and nobody else', () => {
    const stage = withNora();
    stage.do(NORA, put(LISTENER));
    for (const who of [ANN, MIA]) {
      expect(stage.refused(who, put(SPEAKER)).reason).toMatchObject({ rule: 'R10', needs: 'managePins' });
      for (const pin of [LISTENER.id, SPEAKER.id])
        expect(stage.refused(who, { do: 'remove-pin', pin }).reason).toMatchObject({ needs: 'managePins' });
    }
    stage.do(NORA, { do: 'remove-pin', pin: LISTENER.id });
    expect(stage.fails(NORA, { do: 'remove-pin', pin: LISTENER.id })).toBe('not-found');
  });

  it('R25, R10: a moderator’s PIN is made, altered and removed with editModerators only', () => {
    const stage = withNora();
    stage.do(MAX, put(HOST));
    const attempts: Command[] = [
      put(makePin('mine', '1111', { role: 'moderator' })),
      put({ ...HOST, code: '1111' }),
      put({ ...HOST, role: 'member' }),
      put({ ...HOST, expiresAt: null, maxUses: null }),
      { do: 'remove-pin', pin: HOST.id },
    ];
    for (const attempt of attempts)
      expect(stage.refused(NORA, attempt).reason).toMatchObject({ rule: 'R10', needs: 'editModerators' });
    stage.do(MAX, { do: 'remove-pin', pin: HOST.id });
  });

  it('R25, R10: nobody makes a PIN that gives a moderation right they do not hold', () => {
    const few = person(NORA, moderator('managePins', 'editModerators', 'controlCalls'));
    const stage = new Stage(makeRoom('conference', {}, [...PEOPLE, few]));
    stage.join(NORA);
    stage.do(NORA, put(HOST));
    const more = { ...HOST, moderation: ['controlCalls', 'deleteRoom'] as const };
    expect(stage.refused(NORA, put(more)).reason).toMatchObject({ rule: 'R10', needs: 'deleteRoom' });
    expect(
      stage.refused(
        NORA,
        put({ ...more, ...makePin('x', '1111', { role: 'moderator' }), moderation: more.moderation }),
      ).reason,
    ).toMatchObject({ needs: 'deleteRoom' });
    stage.join(OLGA);
    stage.do(OLGA, put(more));
  });

  it('R25, R10: a member’s PIN keeps no moderation right in store for a later promotion', () => {
    const stage = withNora();
    stage.do(API, put({ ...SPEAKER, moderation: ['deleteRoom'] }));
    stage.join(GUS, 1, SPEAKER.code);
    stage.do(OLGA, { do: 'member', person: GUS, membership: { role: 'moderator' } });
    expect(stage.person(GUS)?.membership?.moderation).toEqual([]);
  });

  it('R25, R24: a moderator whose membership is over makes none, before the clock has said so', () => {
    const over = person(NORA, { ...moderator('managePins'), expiresAt: T0 + 10 });
    const stage = new Stage(makeRoom('open-webinar', {}, [...PEOPLE, over]));
    stage.join(NORA);
    stage.now += 10;
    expect(stage.refused(NORA, put(SPEAKER)).reason.rule).toBe('R10');
  });

  it('R25: two PINs of a room never have the same digits', () => {
    const stage = withNora();
    stage.do(NORA, put(SPEAKER));
    expect(stage.fails(NORA, put(makePin('other', SPEAKER.code)))).toBe('conflict');
    stage.do(NORA, put({ ...SPEAKER, label: 'Renamed' }));
    stage.do(NORA, { do: 'remove-pin', pin: SPEAKER.id });
    stage.do(NORA, put(makePin('other', SPEAKER.code)));
  });

  it('R25: changing a PIN keeps its count, whatever is claimed', () => {
    const stage = stageOf(makePin('once', '5555', { maxUses: 1 }));
    stage.join(GUS, 1, '5555');
    stage.do(OLGA, put(makePin('once', '5555', { maxUses: 1, label: 'x', used: 0 })));
    expect(stage.fails(NORA, joining(NORA, 1, '5555'))).toBe('expired');
    stage.do(OLGA, put(makePin('new', '6666', { used: 40 })));
    expect(stage.room.pins.get(makePin('new', '').id)?.used).toBe(0);
  });

  it('R25, R19: a PIN put as it is alters and records nothing', () => {
    const stage = stageOf(SPEAKER);
    const before = stage.room;
    stage.do(OLGA, put(SPEAKER));
    expect(stage.room).toBe(before);
    expect(stage.outcome?.effects).toEqual([]);
  });

  it.each([
    ['code', { code: '123' }],
    ['code', { code: '12345678901' }],
    ['code', { code: '12a4' }],
    ['code', { code: '1234\n' }],
    ['code', { code: '' }],
    ['maxUses', { maxUses: 0 }],
    ['maxUses', { maxUses: 1.5 }],
    ['maxUses', { maxUses: Number.POSITIVE_INFINITY }],
    ['memberSeconds', { memberSeconds: 0 }],
    ['memberSeconds', { memberSeconds: Number.NaN }],
    ['expiresAt', { expiresAt: T0 }],
    ['expiresAt', { expiresAt: Number.NaN }],
    ['profile.screens', { profile: { screens: -1 } }],
    ['profile.screens', { profile: { screens: 5 } }],
  ])('R25: says what is wrong with a PIN: %s in %j', (setting, patch) => {
    const stage = stageOf();
    expect(stage.fails(OLGA, put({ ...SPEAKER, ...patch }))).toBe('bad-request');
    expect(stage.outcome?.failure?.message).toMatch(new RegExp(`^${setting.replace('.', '\\.')}: `));
  });

  it('R25: an end that has passed meanwhile does not stop a PIN from being renamed', () => {
    const stage = stageOf(makePin('short', '4444', { expiresAt: T0 + 1000 }));
    stage.now += 5000;
    stage.do(OLGA, put(makePin('short', '4444', { expiresAt: T0 + 1000, label: 'Old' })));
    expect(stage.fails(OLGA, put(makePin('short', '4444', { expiresAt: T0 + 1001 })))).toBe('bad-request');
  });

  it('R16: disconnecting keeps nobody out', () => {
    const stage = stageOf(SPEAKER);
    stage.join(GUS, 1, SPEAKER.code);
    stage.join(ANN);
    expect(stage.refused(ANN, { do: 'disconnect', target: { person: GUS } }).reason).toMatchObject({
      needs: 'removeFromCall',
    });
    stage.do(OLGA, { do: 'disconnect', target: { person: GUS } });
    expect(stage.outcome?.effects).toContainEqual({
      type: 'ended',
      participant: client(GUS),
      reason: { why: 'disconnected' },
    });
    stage.join(GUS);
    stage.do(GUS, voice);
    expect(stage.person(ANN)?.membership).toEqual(member());
  });
});
