import { describe, expect, it } from 'vitest';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { type PersonId, participantId } from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { queueOfHands, SPOKE_MS } from '@/lib/core/room/talking.ts';
import { UNDO_MS } from '@/lib/core/room/undo.ts';
import { actsOf } from '@/lib/core/roster/acts.ts';
import { look } from '@/lib/core/roster/look.ts';
import { plan } from '@/lib/core/routes.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  CLOCK,
  client,
  GUS,
  MAX,
  MIA,
  OLGA,
  pub,
  type Stage,
  stageWith,
} from './kit.ts';

const ENGINE: Actor = { type: 'engine' };
const target = (id: PersonId) => ({ target: { participant: client(id) } });
const see = (stage: Stage, id: PersonId) => {
  const participant = stage.room.participants.get(client(id));
  if (!participant) throw new Error(`${id} is not here`);
  return look(stage.room, participant, stage.now);
};
const publish = (stage: Stage, id: PersonId, kind: Kind = 'microphone') =>
  stage.do(id, { do: 'publish', publication: pub(`${id}-${kind}`), kind });
const talk = (stage: Stage, id: PersonId, talking: boolean) =>
  stage.do(ENGINE, { do: 'talk', publication: pub(`${id}-microphone`), talking });
const may = (stage: Stage, id: PersonId, kind: Kind) => see(stage, id).self.publish[kind].allowed;
const reaches = (stage: Stage, to: PersonId) => plan(stage.room, stage.now).routes.get(client(to)) ?? [];

describe('R30: who is talking', () => {
  it('R30: is told with the publication, and how long with the queue', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    publish(stage, ANN);
    talk(stage, ANN, true);
    expect(see(stage, BEN).publications[pub(`${ANN}-microphone`)]?.talking).toBe(true);
    stage.now += 2_500;
    talk(stage, ANN, false);
    stage.do(ANN, { do: 'raise-hand' });
    expect(see(stage, BEN).publications[pub(`${ANN}-microphone`)]?.talking).toBe(false);
    expect(see(stage, BEN).hands?.[0]?.spoken).toBe(2_500);
    expect(see(stage, OLGA).people?.[client(ANN)]?.speak?.spoken).toBe(2_500);
  });

  it('R30: ends with the mute, the lock, the publication and the stay, and is forgotten with the call', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    const ends: readonly [PersonId, Command][] = [
      [ANN, { do: 'mute', publication: pub(`${ANN}-microphone`), muted: true }],
      [OLGA, { do: 'mute-person', ...target(ANN), lock: true }],
      [ANN, { do: 'unpublish', publication: pub(`${ANN}-microphone`) }],
    ];
    for (const [who, command] of ends) {
      stage.do(OLGA, { do: 'release-mute', ...target(ANN) });
      if (!stage.room.publications.size) publish(stage, ANN);
      stage.do(ANN, { do: 'mute', publication: pub(`${ANN}-microphone`), muted: false });
      talk(stage, ANN, true);
      stage.now += 1_000;
      stage.do(who, command);
      expect(stage.room.talking.size, command.do).toBe(0);
    }
    expect(stage.room.spoken.get(ANN)).toBe(3_000);
    publish(stage, ANN);
    talk(stage, ANN, true);
    stage.do(ANN, { do: 'leave' });
    expect(stage.room.talking.size).toBe(0);
    stage.do(OLGA, { do: 'leave' });
    expect(stage.room.spoken.size).toBe(0);
  });

  it('R30: nobody says it of somebody else, and what is muted, closed or not watched does not talk', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    publish(stage, ANN);
    const of = (talking: boolean): Command => ({
      do: 'talk',
      publication: pub(`${ANN}-microphone`),
      talking,
    });
    expect(stage.fails(BEN, of(true))).toBe('not-found');
    expect(stage.fails(API, of(true))).toBe('bad-request');
    expect(stage.fails(CLOCK, of(true))).toBe('bad-request');
    stage.do(ANN, { do: 'mute', publication: pub(`${ANN}-microphone`), muted: true });
    stage.do(ENGINE, of(true));
    expect(stage.room.talking.size).toBe(0);
    stage.do(ANN, { do: 'mute', publication: pub(`${ANN}-microphone`), muted: false });
    stage.do(API, { do: 'settings', patch: { profile: { talkDetection: false } } });
    stage.do(ANN, of(true));
    expect(stage.room.talking.size).toBe(0);
    stage.do(ENGINE, { do: 'talk', publication: pub('nothing'), talking: true });
    // What carries media decides nothing else.
    expect(stage.fails(ENGINE, { do: 'mute-all' })).toBe('bad-request');
  });

  it('R13: three seconds of talk lower a raised hand, and less does not', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    publish(stage, ANN);
    stage.do(ANN, { do: 'raise-hand' });
    talk(stage, ANN, true);
    stage.pass(SPOKE_MS - 1);
    expect(stage.room.hands).toHaveLength(1);
    talk(stage, ANN, false);
    stage.pass(60_000);
    expect(stage.room.hands).toHaveLength(1);
    talk(stage, ANN, true);
    stage.pass(SPOKE_MS);
    expect(stage.room.hands).toEqual([]);
    expect(stage.room.deadlines.size).toBe(0);
    // Raised in the middle of talking, it counts from when the talking began.
    stage.do(ANN, { do: 'raise-hand' });
    stage.pass(0);
    expect(stage.room.hands).toEqual([]);
  });

  it('R13: the queue may begin with whoever spoke least', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN], {});
    stage.do(API, { do: 'settings', patch: { hands: { order: 'least-spoken' } } });
    stage.do(OLGA, { do: 'allow', ...target(ANN), kinds: ['microphone'] });
    publish(stage, ANN);
    talk(stage, ANN, true);
    stage.now += 1_000;
    talk(stage, ANN, false);
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(BEN, { do: 'raise-hand' });
    expect(queueOfHands(stage.room).map(({ person }) => person)).toEqual([BEN, ANN]);
    expect(see(stage, ANN).hands?.map(({ name }) => name)).toEqual(['ben shown', 'ann shown']);
    stage.do(OLGA, { do: 'allow-next' });
    expect(stage.room.hands.map(({ person }) => person)).toEqual([ANN]);
  });
});

describe('R14: some kinds, and more time', () => {
  it('R14: stopping a camera leaves the voice, whatever allowed the two', () => {
    for (const given of ['audience', 'override', 'grant'] as const) {
      const stage = stageWith(given === 'audience' ? 'conference' : 'open-webinar', [OLGA, ANN]);
      if (given === 'override')
        stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: 'allow' });
      if (given === 'grant') stage.do(OLGA, { do: 'allow', ...target(ANN), kinds: ['microphone', 'camera'] });
      publish(stage, ANN);
      publish(stage, ANN, 'camera');
      stage.do(OLGA, { do: 'stop', ...target(ANN), kinds: ['camera'] });
      expect([may(stage, ANN, 'microphone'), may(stage, ANN, 'camera')], given).toEqual([true, false]);
      expect(reaches(stage, OLGA), given).toEqual([pub(`${ANN}-microphone`)]);
      expect(
        stage.refused(ANN, { do: 'publish', publication: pub('again'), kind: 'camera' }).remedy.do,
      ).not.toBe('none');
      // It sticks to the person, and the floor lies over it.
      stage.do(ANN, { do: 'leave' });
      stage.join(ANN);
      expect(may(stage, ANN, 'camera'), given).toBe(false);
      stage.do(OLGA, { do: 'allow', ...target(ANN), kinds: ['microphone', 'camera'] });
      expect(may(stage, ANN, 'camera'), given).toBe(true);
    }
  });

  it('R14: kind by kind it comes to the same as everything', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, { do: 'stop', ...target(ANN), kinds: ['screen', 'screenAudio'] });
    expect(may(stage, ANN, 'camera')).toBe(true);
    stage.do(OLGA, { do: 'stop', ...target(ANN), kinds: ['microphone', 'camera'] });
    expect(stage.person(ANN)?.overrides.publish).toMatchObject({ value: 'deny' });
    expect(stage.person(ANN)?.overrides.publish).not.toHaveProperty('kinds');
    stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: null });
    expect(may(stage, ANN, 'screen')).toBe(true);
  });

  it('R14: time is added to the end of a floor that has one, up to a day from now', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    expect(stage.fails(OLGA, { do: 'extend', ...target(ANN), seconds: 60 })).toBe('conflict');
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 60 });
    stage.pass(50_000);
    stage.do(OLGA, { do: 'extend', ...target(ANN), seconds: 60 });
    stage.pass(69_999);
    expect(may(stage, ANN, 'microphone')).toBe(true);
    stage.pass(1);
    expect(may(stage, ANN, 'microphone')).toBe(false);
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 86_400 });
    stage.do(OLGA, { do: 'extend', ...target(ANN), seconds: 86_400 });
    expect(stage.person(ANN)?.grants.publish?.until).toBe(stage.now + 86_400_000);
    stage.do(OLGA, { do: 'allow', ...target(ANN) });
    expect(stage.fails(OLGA, { do: 'extend', ...target(ANN), seconds: 60 })).toBe('conflict');
    expect(stage.fails(OLGA, { do: 'extend', ...target(ANN), seconds: Number.NaN })).toBe('bad-request');
    stage.refused(ANN, { do: 'extend', ...target(ANN), seconds: 60 });
  });

  it('R13: all hands are lowered at once, and the floors stay', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'allow', ...target(ANN) });
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(BEN, { do: 'raise-hand' });
    stage.refused(BEN, { do: 'lower-all' });
    stage.do(OLGA, { do: 'lower-all' });
    expect([stage.room.hands.length, may(stage, ANN, 'microphone')]).toEqual([0, true]);
  });
});

describe('R31: the spotlight', () => {
  it('R31: is on one person, told with what a viewer receives anyway, and goes with them', () => {
    const stage = stageWith('open-webinar', [OLGA, ANN, GUS]);
    stage.refused(ANN, { do: 'spotlight', ...target(OLGA) });
    publish(stage, OLGA, 'camera');
    stage.do(OLGA, { do: 'spotlight', ...target(OLGA) });
    expect(see(stage, GUS).publications[pub(`${OLGA}-camera`)]?.spotlit).toBe(true);
    stage.do(OLGA, { do: 'spotlight', ...target(ANN) });
    expect(see(stage, GUS).publications[pub(`${OLGA}-camera`)]?.spotlit).toBe(false);
    stage.do(ANN, { do: 'leave' });
    expect(stage.room.spotlight).toBeNull();
    expect(stage.fails(OLGA, { do: 'spotlight', target: { person: ANN } })).toBe('conflict');
    stage.do(OLGA, { do: 'spotlight' });
  });
});

describe('R32: taking back', () => {
  it('R32: gives back what a stop took, and nothing that another decided since', () => {
    const stage = stageWith('classroom', [OLGA, MAX, ANN]);
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 60 });
    const before = stage.person(ANN);
    stage.do(OLGA, { do: 'stop', ...target(ANN) });
    expect(may(stage, ANN, 'microphone')).toBe(false);
    expect(stage.fails(MAX, { do: 'undo' })).toBe('conflict');
    stage.do(OLGA, { do: 'undo' });
    expect(stage.person(ANN)).toEqual(before);
    expect(stage.fails(OLGA, { do: 'undo' }), 'once').toBe('conflict');

    stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: 'allow' });
    stage.do(OLGA, { do: 'stop', ...target(ANN) });
    stage.do(MAX, { do: 'override', ...target(ANN), right: 'publish', value: 'deny' });
    stage.do(MAX, { do: 'override', ...target(ANN), right: 'publish', value: null });
    stage.do(MAX, { do: 'override', ...target(ANN), right: 'publish', value: 'deny' });
    const decided = stage.person(ANN)?.overrides.publish;
    stage.do(OLGA, { do: 'undo' });
    expect(stage.person(ANN)?.overrides.publish).toEqual(decided);
  });

  it('R32: several who are stopped by one act are given back by one', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN, BEN]);
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 60 });
    stage.do(OLGA, { do: 'override', ...target(BEN), right: 'publish', value: 'allow' });
    const speaking = () => [ANN, BEN].map((id) => may(stage, id, 'microphone'));
    const before = [ANN, BEN].map((id) => stage.person(id));
    const gone = { participant: participantId('pt-left-1') };
    const both = [gone, ...[ANN, BEN, ANN].map((id) => ({ participant: client(id) }))];
    const { effects } = stage.do(MIA, { do: 'stop-several', targets: both });
    expect(speaking()).toEqual([false, false]);
    expect(actsOf(stage.room, effects).map(({ what, to }) => [what, to?.participant])).toEqual([
      ['stopped', client(ANN)],
      ['stopped', client(BEN)],
    ]);
    stage.do(MIA, { do: 'undo' });
    expect([ANN, BEN].map((id) => stage.person(id))).toEqual(before);

    stage.do(MIA, { do: 'stop-several', targets: both, kinds: ['camera'] });
    expect([speaking(), may(stage, ANN, 'camera')]).toEqual([[true, true], false]);
    stage.do(OLGA, { do: 'override', ...target(BEN), right: 'publish', value: 'deny' });
    stage.do(MIA, { do: 'undo' });
    expect([may(stage, ANN, 'camera'), may(stage, BEN, 'camera')], 'Olga’s word stands').toEqual([
      true,
      false,
    ]);
  });

  it('R10, R32: stopping several stops nobody where it may not touch one of them', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN, BEN]);
    const targets = [ANN, OLGA, BEN].map((id) => ({ participant: client(id) }));
    stage.refused(MIA, { do: 'stop-several', targets });
    stage.refused(ANN, { do: 'stop-several', targets: [] });
    expect([ANN, BEN, OLGA].map((id) => may(stage, id, 'microphone'))).toEqual([true, true, true]);
  });

  it('R32: lets back in who was removed, with the floor unless its time is over, and puts back who was excepted', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 5 });
    stage.now += 2_000;
    stage.do(OLGA, { do: 'remove', ...target(ANN) });
    expect(stage.tryJoin(ANN).failure?.code).toBe('refused');
    stage.now += 4_000;
    stage.do(OLGA, { do: 'undo' });
    stage.join(ANN);
    expect(may(stage, ANN, 'microphone')).toBe(false);

    stage.do(OLGA, { do: 'release-mute', ...target(BEN) });
    const policy = stage.room.settings.muteAll;
    stage.do(OLGA, { do: 'mute-all' });
    stage.do(OLGA, { do: 'undo' });
    expect(stage.room.settings.muteAll).toEqual(policy);
  });

  it('R32: is for a few seconds, for the last act, and for who may still do it', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN, BEN]);
    stage.do(MIA, { do: 'stop', ...target(ANN) });
    stage.now += UNDO_MS + 1;
    expect(stage.fails(MIA, { do: 'undo' })).toBe('conflict');
    stage.do(MIA, { do: 'stop', ...target(ANN) });
    stage.do(MIA, { do: 'stop', ...target(BEN) });
    stage.do(MIA, { do: 'undo' });
    expect([may(stage, ANN, 'microphone'), may(stage, BEN, 'microphone')]).toEqual([false, true]);
    stage.do(MIA, { do: 'stop', ...target(BEN) });
    stage.do(OLGA, { do: 'set-role', ...target(MIA), role: 'member' });
    stage.refused(MIA, { do: 'undo' });
    stage.do(MIA, { do: 'leave' });
    expect(stage.room.undo.size).toBe(0);
  });
});

describe('R10, R11, R33: hosts', () => {
  it('R33: ends every stay by one step, one’s own too, and keeps nobody out', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN]);
    stage.refused(ANN, { do: 'end-call' });
    publish(stage, ANN);
    const { effects } = stage.do(MIA, { do: 'end-call' });
    const ended = effects.flatMap((one) => (one.type === 'ended' ? [one.reason.why] : []));
    expect(ended).toEqual(['call-ended', 'call-ended', 'call-ended']);
    expect([stage.room.participants.size, stage.room.publications.size]).toEqual([0, 0]);
    expect(stage.entries.at(-1)).toMatchObject({ actor: { person: MIA }, change: { on: 'call-ended' } });
    stage.join(ANN);
  });

  it('R33: sends away who waits', () => {
    const stage = stageWith('conference', [OLGA], { lobby: true });
    stage.join(ANN);
    expect(stage.room.waiting.size).toBe(1);
    stage.do(OLGA, { do: 'end-call' });
    expect(stage.room.waiting.size).toBe(0);
  });

  it('R11: a lock keeps newcomers out, also those with calls alone to control', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN]);
    stage.refused(ANN, { do: 'lock', locked: true });
    stage.do(MIA, { do: 'lock', locked: true });
    expect(see(stage, ANN).room.locked).toBe(true);
    expect(stage.tryJoin(BEN).failure?.reason).toMatchObject({ reason: { because: 'locked' } });
    expect(stage.inside(ANN)).toBe(true);
    stage.do(OLGA, { do: 'lock', locked: false });
    stage.join(BEN);
  });

  it('R10: a moderator is made and unmade in the call, holding no more than whoever made them', () => {
    const stage = stageWith('conference', [OLGA, MAX, MIA, ANN]);
    stage.refused(MIA, { do: 'set-role', ...target(ANN), role: 'moderator' });
    stage.do(MAX, { do: 'set-role', ...target(ANN), role: 'moderator' });
    expect(see(stage, ANN).self).toMatchObject({ role: 'moderator' });
    expect(see(stage, ANN).self.moderation).toContain('controlCalls');
    expect(see(stage, ANN).self.moderation).not.toContain('editModerators');
    stage.refused(MAX, { do: 'set-role', ...target(OLGA), role: 'member' });
    stage.do(OLGA, { do: 'set-role', ...target(ANN), role: 'member' });
    expect(see(stage, ANN).self.moderation).toEqual([]);
    // The last owner stays one.
    expect(stage.fails(OLGA, { do: 'set-role', ...target(OLGA), role: 'member' })).toBe('conflict');
  });

  it('R16: who may let somebody back in sees who was removed; others do not', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN, BEN]);
    stage.do(MIA, { do: 'remove', ...target(BEN) });
    expect(see(stage, OLGA).removed).toMatchObject([{ person: BEN, byName: 'mia shown' }]);
    expect(see(stage, ANN).removed).toBeNull();
    stage.do(OLGA, { do: 'readmit', target: { person: BEN } });
    expect(see(stage, OLGA).removed).toEqual([]);
  });

  it('R19, R33: those who control the call are told each act once, with its author', () => {
    const stage = stageWith('classroom', [OLGA, MAX, ANN]);
    const acts = (who: Actor | PersonId, command: Command) => {
      const before = stage.room;
      return actsOf(before, stage.do(who, command).effects).map(({ what, by, to }) => [
        what,
        by.name,
        to?.name,
      ]);
    };
    expect(acts(MAX, { do: 'allow', ...target(ANN) })).toEqual([['allowed', 'max shown', 'ann shown']]);
    expect(acts(OLGA, { do: 'stop', ...target(ANN) })).toEqual([['stopped', 'olga shown', 'ann shown']]);
    expect(acts(OLGA, { do: 'mute-person', ...target(ANN), lock: true })).toEqual([
      ['locked', 'olga shown', 'ann shown'],
    ]);
    expect(acts(OLGA, { do: 'release-all' })).toEqual([['released-all', 'olga shown', undefined]]);
    expect(acts(ANN, { do: 'raise-hand' })).toEqual([]);
    expect(acts(ANN, { do: 'lower-hand' })).toEqual([]);
    expect(acts(MAX, { do: 'lock', locked: true })).toEqual([['room-locked', 'max shown', undefined]]);
    expect(acts(MAX, { do: 'set-role', ...target(ANN), role: 'moderator' })).toEqual([
      ['promoted', 'max shown', 'ann shown'],
    ]);
    expect(acts(MAX, { do: 'remove', ...target(ANN) })).toEqual([['removed', 'max shown', 'ann shown']]);
    expect(acts(API, { do: 'readmit', target: { person: ANN } })).toEqual([['readmitted', 'backend', 'ann']]);
  });

  it('R22: mute all may leave some out', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    publish(stage, ANN);
    publish(stage, BEN);
    stage.do(OLGA, { do: 'mute-all', except: [{ participant: client(ANN) }, { participant: client(GUS) }] });
    expect(reaches(stage, OLGA)).toEqual([pub(`${ANN}-microphone`)]);
  });

  it('R23: a camera is asked for, and opened by nobody else', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    const { effects } = stage.do(OLGA, { do: 'ask-camera', ...target(ANN) });
    expect(effects).toEqual([
      { type: 'say', participant: client(ANN), words: { is: 'asked-for-camera', byName: 'olga shown' } },
    ]);
    stage.refused(ANN, { do: 'ask-camera', ...target(OLGA) });
    stage.do(OLGA, { do: 'stop', ...target(ANN), kinds: ['camera'] });
    expect(stage.fails(OLGA, { do: 'ask-camera', ...target(ANN) })).toBe('conflict');
  });
});

describe('R19: whoever left is still the author', () => {
  it('R19: of what they ended themselves', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(asParticipant(client(OLGA)), { do: 'end-call' });
    expect(stage.entries.at(-1)?.actor).toEqual({ person: OLGA, name: 'olga shown' });
  });
});
