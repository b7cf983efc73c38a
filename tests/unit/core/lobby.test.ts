import { describe, expect, it } from 'vitest';
import type { PersonId } from '@/lib/core/ids.ts';
import { queueOf } from '@/lib/core/room/room.ts';
import { look } from '@/lib/core/roster/look.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { classOf, type ViewClass } from '@/lib/core/roster/sight.ts';
import { plan } from '@/lib/core/routes.ts';
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
  MIA,
  OLGA,
  pub,
  type Stage,
  stageWith,
  standingOf,
} from './kit.ts';

const waiting = (stage: Stage) => queueOf(stage.room).map(({ person: id }) => id);
const ended = (stage: Stage) =>
  stage.outcome?.effects.flatMap((effect) => (effect.type === 'ended' ? [effect.reason.why] : [])) ?? [];
const lobby = (inside: readonly PersonId[], patch = {}) =>
  stageWith('conference', inside, { lobby: true, ...patch });

describe('R27: the lobby', () => {
  it('R27: owners and moderators come in, everybody else waits in the order of coming', () => {
    const stage = lobby([OLGA, MIA, BEN, ANN]);
    expect([...stage.room.presence.keys()].sort()).toEqual([MIA, OLGA]);
    expect(waiting(stage)).toEqual([BEN, ANN]);
  });

  it('R27: who waits can do nothing, has no port and no place in any view but that of those who let in', () => {
    const stage = lobby([OLGA, MAX, ANN], { showAttendees: true });
    stage.do(API, { do: 'member', person: MAX, membership: { moderation: ['removeFromCall'] } });
    for (const command of [
      { do: 'publish', publication: pub('a'), kind: 'microphone' },
      { do: 'raise-hand' },
      { do: 'admit' },
      { do: 'admit', target: { person: ANN } },
      { do: 'audience', right: 'publish', audience: 'anyone' },
      { do: 'stop', target: { person: OLGA } },
    ] as const)
      expect(stage.fails(ANN, command)).toBe('not-joined');
    expect(plan(stage.room, stage.now).ports.has(client(ANN))).toBe(false);
    const view = (id: PersonId) => {
      const viewer = stage.room.participants.get(client(id));
      if (!viewer) throw new Error(`${id} is not inside`);
      return look(stage.room, viewer, stage.now);
    };
    expect(Object.values(view(OLGA).waiting ?? {})).toMatchObject([{ name: 'ann shown', role: 'member' }]);
    expect(view(MAX).waiting).toBeNull();
    expect(JSON.stringify(view(MAX))).not.toContain('ann');
  });

  it('R27: coming to wait is told to those who let in, and to nobody else at all', () => {
    const stage = lobby([OLGA, MAX]);
    stage.do(API, { do: 'member', person: MAX, membership: { moderation: [] } });
    const before = stage.room;
    const classes = new Map(
      [OLGA, MAX].map((id) => [client(id), classOf(before, client(id), stage.now) as ViewClass]),
    );
    stage.join(ANN);
    const told = tidings(before, stage.now, stage.room, stage.now, standingOf(classes));
    expect(told.single.size).toBe(0);
    expect([...told.shared].map(({ cls, notices }) => [cls.sight, notices.map(({ is }) => is)])).toEqual([
      ['attendees', []],
      ['control', ['waiting']],
    ]);
  });

  it('R27: who is let in is inside with every tab, and is remembered as long as the call lasts', () => {
    const stage = lobby([OLGA, ANN]);
    stage.join(ANN, 2);
    expect(waiting(stage)).toEqual([ANN]);
    stage.join(MIA);
    stage.do(MIA, { do: 'admit', target: { participant: client(ANN) } });
    expect([stage.inside(ANN), stage.inside(ANN, 2)]).toEqual([true, true]);
    expect(stage.entries.at(-1)).toMatchObject({
      change: { on: 'admission', person: ANN, after: { admitted: true } },
    });
    for (const tab of [1, 2]) stage.do(asParticipant(client(ANN, tab)), { do: 'leave' });
    stage.join(ANN, 3);
    expect(stage.inside(ANN, 3)).toBe(true);
    // The last one out ends the call.
    stage.do(asParticipant(client(ANN, 3)), { do: 'leave' });
    for (const id of [OLGA, MIA]) stage.do(id, { do: 'leave' });
    stage.join(ANN);
    expect(stage.inside(ANN)).toBe(false);
  });

  it('R27: all are let in in order, as far as there is room', () => {
    const stage = lobby([OLGA, BEN, ANN], { capacity: 2 });
    stage.do(OLGA, { do: 'admit' });
    expect([stage.inside(BEN), stage.inside(ANN)]).toEqual([true, false]);
    expect(stage.refused(OLGA, { do: 'admit' }).reason).toMatchObject({ because: 'full' });
    expect(waiting(stage)).toEqual([ANN]);
  });

  it('R27: no more may wait than may be inside', () => {
    const stage = lobby([ANN], { capacity: 1 });
    expect(stage.refused(BEN, joining(BEN)).reason).toMatchObject({ because: 'full' });
  });

  it('R1, R27: a lock and a ban are asked again when somebody is let in', () => {
    const stage = lobby([OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'settings', patch: { locked: true } });
    expect(waiting(stage)).toEqual([ANN, BEN]);
    const refused = stage.refused(OLGA, { do: 'admit', target: { person: ANN } });
    expect(refused.reason).toMatchObject({ because: 'locked' });
    stage.do(OLGA, { do: 'remove', target: { person: ANN } });
    expect(ended(stage)).toEqual(['removed']);
    expect(waiting(stage)).toEqual([BEN]);
    stage.do(OLGA, { do: 'settings', patch: { paused: true } });
    expect(stage.room.waiting.size).toBe(0);
  });

  it('R27: who is not let in is told so and may ask again after a minute', () => {
    const stage = lobby([OLGA, ANN]);
    stage.do(OLGA, { do: 'deny', target: { participant: client(ANN) } });
    expect(ended(stage)).toEqual(['denied']);
    stage.pass(59_999);
    expect(stage.refused(ANN, joining(ANN)).reason).toMatchObject({ rule: 'R27', because: 'denied' });
    stage.pass(1);
    stage.join(ANN);
    expect(waiting(stage)).toEqual([ANN]);
    expect([...stage.room.deadlines.keys()]).toEqual([]);
  });

  it('R27: only those who control the call let in', () => {
    const stage = stageWith('conference', [OLGA, MAX], { lobby: true });
    stage.do(API, { do: 'member', person: MAX, membership: { moderation: ['removeFromCall'] } });
    stage.join(ANN);
    expect(stage.refused(MAX, { do: 'admit' }).reason).toMatchObject({ because: 'not-moderator' });
    expect(stage.refused(MAX, { do: 'deny', target: { person: ANN } }).reason.rule).toBe('R10');
    expect(stage.fails(OLGA, { do: 'admit', target: { person: BEN } })).toBe('not-found');
  });

  it('R20, R27: a lost socket keeps its place in the queue for 20 seconds', () => {
    const stage = lobby([OLGA, BEN, ANN]);
    stage.do(BEN, { do: 'away' });
    stage.pass(19_999);
    stage.do(BEN, { do: 'back' });
    expect(waiting(stage)).toEqual([BEN, ANN]);
    stage.do(BEN, { do: 'away' });
    stage.do(OLGA, { do: 'admit', target: { person: BEN } });
    expect(stage.inside(BEN)).toBe(true);
    stage.do(ANN, { do: 'away' });
    stage.pass(20_000);
    expect(ended(stage).sort()).toEqual(['lost', 'lost']);
    expect(stage.room.waiting.size).toBe(0);
  });

  it('R27: without a lobby, and as a moderator, nobody waits any more', () => {
    const stage = lobby([OLGA, ANN, BEN]);
    stage.do(OLGA, {
      do: 'member',
      person: ANN,
      membership: { role: 'moderator', moderation: ['controlCalls'] },
    });
    expect(stage.inside(ANN)).toBe(true);
    stage.do(OLGA, { do: 'settings', patch: { lobby: false } });
    expect(stage.inside(BEN)).toBe(true);

    const locked = lobby([OLGA, ANN], { capacity: 5 });
    locked.do(OLGA, { do: 'settings', patch: { locked: true } });
    locked.do(OLGA, { do: 'settings', patch: { lobby: false } });
    expect(ended(locked)).toEqual(['no-place']);
    expect(locked.room.waiting.size).toBe(0);
  });

  it('R27: who is inside when a lobby is made stays, and comes back', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, { do: 'settings', patch: { lobby: true } });
    stage.do(ANN, { do: 'leave' });
    stage.join(ANN);
    expect(stage.inside(ANN)).toBe(true);
  });

  it('R27: a person can be sent away by a backend while they wait, and leaves no trace', () => {
    const stage = stageWith('open-webinar', [OLGA, GUS], { lobby: true });
    expect(stage.room.people.has(GUS)).toBe(false);
    stage.do(API, { do: 'disconnect', target: { person: GUS } });
    expect(ended(stage)).toEqual(['disconnected']);
    stage.join(GUS);
    stage.do(GUS, { do: 'leave' });
    expect(stage.room.waiting.size).toBe(0);
    expect(stage.room.people.has(GUS)).toBe(false);
  });
});

describe('R29: the time in a call', () => {
  const minute = { profile: { ...stageWith('conference', []).room.settings.profile, callDuration: 60 } };

  it('R29: ends every stay of a person, who stays out as long as the call lasts', () => {
    const stage = stageWith('conference', [OLGA], { ...minute });
    stage.do(API, { do: 'member', person: OLGA, membership: { profile: { callDuration: 0 } } });
    stage.join(ANN);
    stage.join(ANN, 2);
    stage.pass(59_999);
    expect(stage.inside(ANN)).toBe(true);
    stage.pass(1);
    expect(ended(stage)).toEqual(['time-over', 'time-over']);
    expect(stage.refused(ANN, joining(ANN)).reason).toMatchObject({ rule: 'R29', because: 'time-over' });
    stage.do(OLGA, { do: 'leave' });
    stage.join(ANN);
    expect(stage.inside(ANN)).toBe(true);
  });

  it('R29: leaving and coming back starts nothing anew', () => {
    const stage = stageWith('conference', [OLGA, ANN], minute);
    stage.pass(30_000);
    stage.do(ANN, { do: 'leave' });
    stage.pass(20_000);
    stage.join(ANN);
    const self = stage.room.participants.get(client(ANN));
    expect(self && look(stage.room, self, stage.now).self.callEnds).toBe(stage.now + 10_000);
    stage.pass(10_000);
    expect(stage.inside(ANN)).toBe(false);
  });

  it('R29: holds as the profile says now', () => {
    const stage = stageWith('conference', [OLGA, ANN], minute);
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { callDuration: 600 } } });
    stage.pass(61_000);
    expect(stage.inside(OLGA)).toBe(false);
    expect(stage.inside(ANN)).toBe(true);
    stage.do(API, { do: 'settings', patch: { profile: { callDuration: 0 } } });
    expect(stage.inside(ANN)).toBe(true);
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { callDuration: 61 } } });
    expect(ended(stage)).toEqual(['time-over']);
  });
});

describe('R12, R15: what a setting closes or mutes', () => {
  it('R15: a microphone comes in muted and unheard, until its owner opens it', () => {
    const stage = stageWith('conference', [OLGA, ANN], { muteOnEntry: true });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(stage.room.publications.get(pub('a'))?.muted).toBe(true);
    expect(plan(stage.room, stage.now).publications.has(pub('a'))).toBe(false);
    stage.do(ANN, { do: 'publish', publication: pub('c'), kind: 'camera' });
    expect(stage.room.publications.get(pub('c'))?.muted).toBe(false);
    stage.do(ANN, { do: 'mute', publication: pub('a'), muted: false });
    expect(plan(stage.room, stage.now).routes.get(client(OLGA))).toContain(pub('a'));
  });

  it('R12: the newest screens beyond a lowered number are closed, of one member alone', () => {
    const stage = stageWith('conference', [ANN, BEN], {
      profile: { ...stageWith('conference', []).room.settings.profile, screens: 3 },
    });
    for (const [i, name] of ['z', 'y', 'x'].entries()) {
      stage.now += i;
      stage.do(ANN, { do: 'publish', publication: pub(name), kind: 'screen' });
    }
    stage.do(BEN, { do: 'publish', publication: pub('b1'), kind: 'screen' });
    stage.do(BEN, { do: 'publish', publication: pub('b2'), kind: 'screen' });
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { screens: 1 } } });
    expect([...stage.room.publications.keys()].sort()).toEqual([pub('b1'), pub('b2'), pub('z')]);
    expect(stage.outcome?.effects.filter(({ type }) => type === 'cut')).toHaveLength(2);
    stage.do(API, { do: 'settings', patch: { profile: { screens: 0 } } });
    expect(stage.refused(BEN, { do: 'publish', publication: pub('b3'), kind: 'screen' }).reason.rule).toBe(
      'R9',
    );
    expect([...stage.room.publications.keys()]).toEqual([pub('z')]);
  });

  it('R9: a kind that a member loses is closed at once, and nobody else’s', () => {
    const stage = stageWith('conference', [ANN, BEN]);
    for (const [id, name] of [
      [ANN, 'a'],
      [BEN, 'b'],
    ] as const)
      stage.do(id, { do: 'publish', publication: pub(name), kind: 'camera' });
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { kinds: ['microphone'] } } });
    expect([...stage.room.publications.keys()]).toEqual([pub('b')]);
  });
});

describe('R24: a membership that ends', () => {
  it('R24: says so to whoever has nothing left here', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(API, { do: 'member', person: ANN, membership: { expiresAt: stage.now + 1000 } });
    stage.pass(1000);
    expect(ended(stage)).toEqual(['membership-over']);
    expect(stage.try(CLOCK, { do: 'tick' }).failure).toBeNull();
  });
});
