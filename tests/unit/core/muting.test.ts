import { describe, expect, it } from 'vitest';
import { explain } from '@/lib/core/gate/explain.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import type { Person } from '@/lib/core/gate/person.ts';
import type { PersonId } from '@/lib/core/ids.ts';
import { applyChange } from '@/lib/core/room/changes.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import { look } from '@/lib/core/roster/look.ts';
import { difference, plan, replan, split } from '@/lib/core/routes.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  client,
  GUS,
  MAX,
  MIA,
  makePin,
  makeRoom,
  NORA,
  OLGA,
  pub,
  type Stage,
  stageWith,
} from './kit.ts';

const target = (person: PersonId) => ({ target: { person } });
const lock = (person: PersonId): Command => ({ do: 'mute-person', ...target(person), lock: true });
const soft = (person: PersonId): Command => ({ do: 'mute-person', ...target(person), lock: false });
const release = (person: PersonId): Command => ({ do: 'release-mute', ...target(person) });
const ask = (person: PersonId): Command => ({ do: 'ask-unmute', ...target(person) });
const voice = (id: PersonId, tab = 1) => pub(`${client(id, tab)}-mic`);

const speak = (stage: Stage, id: PersonId, tab = 1) =>
  stage.do(asParticipant(client(id, tab)), {
    do: 'publish',
    publication: voice(id, tab),
    kind: 'microphone',
  });
const unmute = (id: PersonId, tab = 1): Command => ({
  do: 'mute',
  publication: voice(id, tab),
  muted: false,
});
const heardBy = (stage: Stage, id: PersonId) => plan(stage.room, stage.now).routes.get(client(id)) ?? [];
const muted = (stage: Stage, id: PersonId, tab = 1) =>
  stage.room.publications.get(voice(id, tab))?.muted ?? null;
const locked = (stage: Stage, id: PersonId) => {
  const person = stage.person(id);
  return person ? !mayUnmute(stage.room.settings, person, stage.now).allowed : null;
};
const said = (stage: Stage) =>
  stage.outcome?.effects.flatMap((effect) =>
    effect.type === 'say' ? [[effect.participant, effect.words]] : [],
  );

/** A meeting in which Ann, in two tabs, and Ben speak. */
function meeting(): Stage {
  const stage = stageWith('conference', [OLGA, MIA, ANN, BEN]);
  stage.join(ANN, 2);
  for (const [id, tab] of [
    [ANN, 1],
    [ANN, 2],
    [BEN, 1],
  ] as const)
    speak(stage, id, tab);
  return stage;
}

describe('R15: a moderator’s mute', () => {
  it('R15: takes every tab’s microphone off its routes, says so, and leaves the right to speak', () => {
    const stage = meeting();
    stage.do(MIA, soft(ANN));
    expect([muted(stage, ANN), muted(stage, ANN, 2), muted(stage, BEN)]).toEqual([true, true, false]);
    expect(heardBy(stage, OLGA)).toEqual([voice(BEN)]);
    expect(said(stage)).toEqual(
      [client(ANN), client(ANN, 2)].map((id) => [id, { is: 'muted', byName: 'mia shown' }]),
    );
    expect(plan(stage.room, stage.now).ports.get(client(ANN))?.send).toContain('microphone');
    expect(stage.person(ANN)).toMatchObject({ mute: null, overrides: {} });
  });

  it('R15: is undone by the person alone, for their own tab', () => {
    const stage = meeting();
    stage.do(MIA, soft(ANN));
    for (const who of [MIA, OLGA, BEN] as const) expect(stage.fails(who, unmute(ANN))).toBe('not-found');
    stage.do(ANN, unmute(ANN));
    expect([muted(stage, ANN), muted(stage, ANN, 2)]).toEqual([false, true]);
    expect(heardBy(stage, OLGA)).toEqual([voice(BEN), voice(ANN)].sort());
  });

  it('R15: leaves who is muted already alone, and other kinds always', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('cam'), kind: 'camera' });
    speak(stage, ANN);
    stage.do(ANN, { do: 'mute', publication: voice(ANN), muted: true });
    const before = stage.room;
    expect(stage.do(OLGA, soft(ANN)).effects).toEqual([]);
    expect(stage.room).toBe(before);
    expect(heardBy(stage, OLGA)).toEqual([pub('cam'), voice(ANN)].sort());
  });

  it('R19: is one record, which alters nothing stored and mutes again when it is replayed', () => {
    const stage = meeting();
    const before = stage.room;
    stage.do(MIA, soft(ANN));
    const [entry, ...more] = stage.entries;
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      actor: { person: MIA },
      change: { on: 'silence', person: ANN, before: null, after: { by: MIA } },
    });
    const replayed = entry && applyChange(before, entry.change);
    expect(replayed?.publications.get(voice(ANN))).toMatchObject({ muted: true, silenced: true });
    expect(replayed?.people).toBe(before.people);
  });
});

describe('R21: mute and lock', () => {
  it('R21: mutes every tab, takes the routes, and refuses to unmute with who and when', () => {
    const stage = meeting();
    stage.do(MIA, lock(ANN));
    expect([muted(stage, ANN), muted(stage, ANN, 2)]).toEqual([true, true]);
    expect(heardBy(stage, OLGA)).toEqual([voice(BEN)]);
    const denied = stage.refused(ANN, unmute(ANN));
    expect(denied).toMatchObject({
      right: 'unmute',
      reason: { rule: 'R21', because: 'muted', mark: { by: MIA, byName: 'mia shown', at: stage.now } },
      remedy: { do: 'raise-hand' },
    });
    expect(explain(denied, stage.now)).toBe('You were muted by mia shown. Raise your hand to ask.');
    expect(stage.fails(ANN, unmute(ANN, 2))).toBe('not-found');
  });

  it('R21: the cut is the losing half of the plan’s difference, and no port or link is touched', () => {
    const stage = meeting();
    const before = stage.room;
    const stood = plan(before, stage.now);
    stage.do(MIA, lock(BEN));
    const { cut, add } = split(difference(stood, replan(stood, before, stage.room, stage.now)), stood);
    expect(cut.closed).toEqual([voice(BEN)]);
    expect(cut.removed.map(({ subscriber }) => subscriber).sort()).toEqual(
      [client(ANN), client(ANN, 2), client(MIA), client(OLGA)].sort(),
    );
    expect([...cut.ports, ...add.ports, ...add.opened, ...add.added]).toEqual([]);
  });

  it('R21: sticks to the person: a second tab, a rejoin and a restart are born muted', () => {
    const stage = meeting();
    stage.do(MIA, lock(BEN));
    stage.join(BEN, 2);
    speak(stage, BEN, 2);
    expect(muted(stage, BEN, 2)).toBe(true);
    stage.do(BEN, { do: 'unpublish', publication: voice(BEN) });
    speak(stage, BEN);
    expect(muted(stage, BEN)).toBe(true);
    stage.do(BEN, { do: 'leave' });
    stage.do(asParticipant(client(BEN, 2)), { do: 'leave' });
    stage.join(BEN);
    speak(stage, BEN);
    expect(stage.refused(BEN, unmute(BEN)).reason.rule).toBe('R21');

    stage.room = emptyRoom(stage.room.id, stage.room.settings, stage.room.people.values());
    stage.join(BEN);
    stage.join(OLGA);
    speak(stage, BEN);
    expect(stage.refused(BEN, unmute(BEN)).reason.rule).toBe('R21');
    expect(heardBy(stage, OLGA)).toEqual([]);
  });

  it('R21: a guest’s lock outlives their visit', () => {
    const stage = stageWith('open-webinar', [OLGA, GUS]);
    stage.do(OLGA, lock(GUS));
    stage.do(GUS, { do: 'leave' });
    expect(stage.person(GUS)?.mute).not.toBeNull();
    stage.do(OLGA, release(GUS));
    expect(stage.person(GUS)).toBeUndefined();
  });

  it('R15, R21: releasing unmutes nobody; the person does', () => {
    const stage = meeting();
    stage.do(MIA, lock(BEN));
    stage.do(MIA, release(BEN));
    expect([muted(stage, BEN), heardBy(stage, OLGA).includes(voice(BEN))]).toEqual([true, false]);
    stage.do(BEN, unmute(BEN));
    expect(heardBy(stage, OLGA)).toContain(voice(BEN));
    const before = stage.room;
    stage.do(MIA, release(BEN));
    expect(stage.room).toBe(before);
  });

  it('R14, R21: a floor given later sets it aside while it lasts, and opens nothing', () => {
    const stage = meeting();
    stage.do(MIA, lock(BEN));
    stage.do(MIA, { do: 'allow', ...target(BEN), seconds: 60 });
    expect([locked(stage, BEN), muted(stage, BEN)]).toEqual([false, true]);
    stage.do(BEN, unmute(BEN));
    expect(heardBy(stage, OLGA)).toContain(voice(BEN));
    stage.pass(60_000);
    expect([locked(stage, BEN), muted(stage, BEN)]).toEqual([true, true]);
    expect(heardBy(stage, OLGA)).not.toContain(voice(BEN));
    expect(stage.refused(BEN, unmute(BEN)).reason.rule).toBe('R21');
  });

  it('R21: set over a floor it holds against that floor, until the next', () => {
    const stage = meeting();
    stage.do(MIA, { do: 'allow', ...target(BEN) });
    stage.do(MIA, lock(BEN));
    expect(locked(stage, BEN)).toBe(true);
    expect(stage.refused(BEN, unmute(BEN)).reason.rule).toBe('R21');
    stage.do(MIA, { do: 'allow', ...target(BEN), kinds: ['camera'] });
    expect(locked(stage, BEN), 'a floor of the camera says nothing of the voice').toBe(true);
    stage.do(MIA, { do: 'allow', ...target(BEN) });
    expect(locked(stage, BEN)).toBe(false);
    stage.do(MIA, { do: 'stop', ...target(BEN) });
    expect(locked(stage, BEN), 'and it is there again when that ends').toBe(true);
  });

  it('R10, R21: a moderator is muted by who outranks them, and never locked', () => {
    const stage = stageWith('conference', [OLGA, MAX, MIA, ANN]);
    expect(stage.fails(OLGA, lock(MIA))).toBe('conflict');
    speak(stage, MIA);
    expect(stage.refused(MIA, soft(MAX)).reason).toMatchObject({ rule: 'R10', needs: 'editModerators' });
    expect(stage.refused(MAX, soft(OLGA)).reason).toMatchObject({ rule: 'R10' });
    stage.do(MAX, soft(MIA));
    expect(muted(stage, MIA)).toBe(true);
    stage.do(MIA, unmute(MIA));
    stage.do(MIA, lock(ANN));
    const membership = { role: 'moderator', moderation: [], profile: {} } as const;
    stage.do(OLGA, { do: 'member', person: ANN, name: 'ann', membership });
    expect(locked(stage, ANN)).toBe(false);
    stage.do(OLGA, {
      do: 'member',
      person: ANN,
      name: 'ann',
      membership: { ...membership, role: 'member' },
    });
    expect(locked(stage, ANN)).toBe(true);
  });
});

describe('R22: mute all', () => {
  it('R22: locks everybody but moderators, and whoever comes later', () => {
    const stage = meeting();
    speak(stage, MIA);
    stage.do(OLGA, { do: 'mute-all' });
    expect([ANN, BEN, MIA].map((id) => muted(stage, id))).toEqual([true, true, false]);
    expect(heardBy(stage, OLGA)).toEqual([voice(MIA)]);
    const denied = stage.refused(BEN, unmute(BEN));
    expect(denied).toMatchObject({ reason: { rule: 'R22', because: 'muted-all', mark: { by: OLGA } } });
    expect(explain(denied, stage.now)).toBe('Everyone was muted by olga shown. Raise your hand to ask.');

    stage.do(BEN, { do: 'leave' });
    stage.join(BEN);
    speak(stage, BEN);
    expect(muted(stage, BEN)).toBe(true);
    expect(stage.refused(BEN, unmute(BEN)).reason.rule).toBe('R22');
  });

  it('R15, R22: releasing all opens nobody’s microphone, and nobody’s own lock', () => {
    const stage = meeting();
    stage.do(OLGA, lock(ANN));
    stage.do(OLGA, { do: 'mute-all' });
    stage.do(OLGA, { do: 'release-all' });
    expect([ANN, BEN].map((id) => muted(stage, id))).toEqual([true, true]);
    expect(heardBy(stage, OLGA)).toEqual([]);
    expect([ANN, BEN].map((id) => locked(stage, id))).toEqual([true, false]);
    stage.do(BEN, unmute(BEN));
    expect(heardBy(stage, OLGA)).toEqual([voice(BEN)]);
  });

  it('R22: excepts who has the floor for as long as it lasts, and nobody else', () => {
    const stage = stageWith('classroom', [OLGA, MAX, ANN, BEN]);
    stage.do(OLGA, { do: 'allow', ...target(ANN), seconds: 30 });
    speak(stage, ANN);
    expect([muted(stage, ANN), heardBy(stage, BEN)]).toEqual([false, [voice(ANN)]]);
    stage.do(OLGA, { do: 'mute-all', except: [{ person: NORA }] });
    expect(muted(stage, ANN)).toBe(false);
    // Kept on by the audience, they are locked again when the floor ends.
    stage.do(MAX, { do: 'audience', right: 'publish', audience: 'members' });
    stage.pass(30_000);
    expect([muted(stage, ANN), locked(stage, ANN), heardBy(stage, BEN)]).toEqual([true, true, []]);
  });

  it('R5, R22: excepts whom an override selects for as long as it stands, whoever set it and however', () => {
    const ways: readonly [string, (stage: Stage) => void, (stage: Stage) => void][] = [
      [
        'a host',
        (stage) => stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: 'allow' }),
        (stage) => stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: null }),
      ],
      [
        'a backend',
        (stage) => stage.do(API, { do: 'member', person: ANN, overrides: { publish: 'allow' } }),
        (stage) => stage.do(API, { do: 'member', person: ANN, overrides: { publish: 'deny' } }),
      ],
      [
        'a PIN',
        (stage) => {
          stage.do(API, {
            do: 'put-pin',
            pin: makePin('speakers', '1234', { overrides: { publish: 'allow' } }),
          });
          stage.do(ANN, { do: 'leave' });
          stage.join(ANN, 1, '1234');
        },
        (stage) => stage.do(OLGA, { do: 'stop', ...target(ANN) }),
      ],
    ];
    for (const [who, select, end] of ways) {
      const stage = stageWith('classroom', [OLGA, ANN, BEN]);
      select(stage);
      expect(mayUnmute(stage.room.settings, stage.person(ANN) as Person, stage.now), who).toMatchObject({
        allowed: true,
        reason: { rule: 'R5', because: 'override' },
      });
      speak(stage, ANN);
      stage.do(OLGA, { do: 'mute-all' });
      expect([muted(stage, ANN), heardBy(stage, BEN)], who).toEqual([false, [voice(ANN)]]);
      expect(stage.room.settings.muteAll?.except, who).toEqual([]);
      end(stage);
      expect([locked(stage, ANN), heardBy(stage, BEN)], who).toEqual([true, []]);
    }
  });

  it('R21, R22: a lock of their own holds over an override that selects, until it is released', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: 'allow' });
    speak(stage, ANN);
    stage.do(OLGA, lock(ANN));
    expect([muted(stage, ANN), heardBy(stage, BEN)]).toEqual([true, []]);
    expect(stage.refused(ANN, unmute(ANN)).reason.rule).toBe('R21');
    stage.do(OLGA, release(ANN));
    expect([muted(stage, ANN), locked(stage, ANN)]).toEqual([true, false]);
    expect(stage.room.settings.muteAll?.except, 'the override does it').toEqual([]);
  });

  it('R5, R22: an override of the camera, or one that the audience makes needless, excepts nobody', () => {
    const classroom = stageWith('classroom', [OLGA, ANN]);
    classroom.do(OLGA, { do: 'override', ...target(ANN), right: 'publish', value: 'allow' });
    classroom.do(OLGA, { do: 'stop', ...target(ANN), kinds: ['microphone'] });
    expect(classroom.person(ANN)?.overrides.publish).toMatchObject({ value: 'allow' });
    expect(locked(classroom, ANN)).toBe(true);

    const conference = meeting();
    for (const id of [ANN, BEN])
      conference.do(API, { do: 'member', person: id, overrides: { publish: 'allow' } });
    conference.do(OLGA, { do: 'mute-all' });
    expect([ANN, BEN].map((id) => locked(conference, id))).toEqual([true, true]);
    conference.do(OLGA, { do: 'settings', patch: { audiences: { publish: 'selected' } } });
    expect([ANN, BEN].map((id) => locked(conference, id))).toEqual([false, false]);
    expect(heardBy(conference, OLGA), 'nobody is unmuted by it').toEqual([]);
  });

  it('R22: a classroom’s preset says so without a name', () => {
    const stage = stageWith('classroom', [MAX, ANN]);
    stage.do(MAX, { do: 'audience', right: 'publish', audience: 'members' });
    speak(stage, ANN);
    expect(muted(stage, ANN)).toBe(true);
    expect(explain(stage.refused(ANN, unmute(ANN)), stage.now)).toBe(
      'Everyone is muted in this room. Raise your hand to ask.',
    );
  });

  it('R22: releasing one person excepts them; muting all again takes that back', () => {
    const stage = meeting();
    stage.do(OLGA, { do: 'mute-all' });
    stage.do(OLGA, lock(ANN));
    stage.do(OLGA, release(ANN));
    expect([locked(stage, ANN), locked(stage, BEN)]).toEqual([false, true]);
    expect(stage.room.settings.muteAll?.except).toEqual([ANN]);
    const before = stage.room;
    stage.do(OLGA, release(ANN));
    expect(stage.room).toBe(before);
    stage.do(ANN, unmute(ANN));
    stage.do(MIA, { do: 'mute-all' });
    expect([locked(stage, ANN), muted(stage, ANN)]).toEqual([true, true]);
    const again = stage.room;
    stage.do(OLGA, { do: 'mute-all' });
    expect(stage.room).toBe(again);
  });

  it('R19, R22: is a record of the settings, by whoever asked', () => {
    const stage = meeting();
    stage.do(MIA, { do: 'mute-all' });
    stage.do(API, { do: 'release-all' });
    expect(stage.entries.map(({ actor, change }) => [actor.name, change])).toEqual([
      [
        'mia shown',
        {
          on: 'settings',
          before: { muteAll: null },
          after: { muteAll: { mark: { by: MIA, byName: 'mia shown', at: stage.now }, except: [] } },
        },
      ],
      ['backend', expect.objectContaining({ after: { muteAll: null } })],
    ]);
  });

  it('R18: the list says who is locked to those who control the call; each knows of themselves', () => {
    const stage = meeting();
    const see = (id: PersonId) => {
      const viewer = stage.room.participants.get(client(id));
      if (!viewer) throw new Error('not here');
      return look(stage.room, viewer, stage.now);
    };
    expect(see(ANN).room.muteAll).toBe(false);
    stage.do(OLGA, { do: 'mute-all' });
    expect(see(ANN).room.muteAll).toBe(true);
    expect(see(MIA).people?.[client(ANN)]?.speak?.lockedBy).toBe('olga shown');
    expect(see(MIA).people?.[client(OLGA)]?.speak?.lockedBy).toBeNull();
    expect(see(BEN).publications[voice(ANN)]).toMatchObject({ muted: true, lockedBy: 'olga shown' });
    expect(see(BEN).self.unmute).toMatchObject({ allowed: false, reason: { rule: 'R22' } });
    stage.do(OLGA, { do: 'override', ...target(BEN), right: 'list', value: 'deny' });
    expect(see(BEN).publications[voice(ANN)]).toMatchObject({ muted: true, lockedBy: '' });
    expect(JSON.stringify(see(BEN))).not.toContain('olga');
  });
});

describe('R23: ask to unmute', () => {
  it('R23: is said to every tab of that person alone, and alters nothing', () => {
    const stage = meeting();
    stage.do(ANN, { do: 'mute', publication: voice(ANN), muted: true });
    const before = stage.room;
    stage.do(MIA, ask(ANN));
    expect(stage.room).toBe(before);
    expect(said(stage)).toEqual(
      [client(ANN), client(ANN, 2)].map((id) => [id, { is: 'asked-to-unmute', byName: 'mia shown' }]),
    );
    expect(stage.entries).toEqual([]);
  });

  it('R18, R23: names nobody to who may not list', () => {
    const stage = meeting();
    stage.do(OLGA, { do: 'override', ...target(BEN), right: 'list', value: 'deny' });
    stage.do(MIA, ask(BEN));
    expect(said(stage)).toEqual([[client(BEN), { is: 'asked-to-unmute', byName: '' }]]);
    stage.do(MIA, soft(BEN));
    expect(said(stage)).toEqual([[client(BEN), { is: 'muted', byName: '' }]]);
    stage.do(MIA, lock(BEN));
    const denied = stage.refused(BEN, unmute(BEN));
    expect(denied.reason).toMatchObject({ rule: 'R21', mark: { by: null, byName: '' } });
    expect(explain(denied, stage.now)).toBe('You were muted. Raise your hand to ask.');
  });

  it('R23: who is locked or may not speak is not asked what they cannot do', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    expect(stage.fails(OLGA, ask(ANN))).toBe('conflict');
    stage.do(OLGA, { do: 'audience', right: 'publish', audience: 'members' });
    expect(stage.fails(OLGA, ask(ANN))).toBe('conflict');
    stage.do(OLGA, release(ANN));
    stage.do(OLGA, ask(ANN));
    expect(said(stage)?.length).toBe(1);
  });
});

describe('R10: who mutes', () => {
  const commands: readonly Command[] = [
    lock(BEN),
    soft(BEN),
    release(BEN),
    { do: 'mute-all' },
    { do: 'release-all' },
    ask(BEN),
  ];
  it.each(commands)('R10: $do needs to control the call', (command) => {
    const people = [ANN, NORA];
    const open = makeRoom('open-webinar').settings;
    const stage = stageWith('conference', [OLGA, ...people, BEN], { audiences: open.audiences });
    const before = stage.room;
    for (const id of people)
      expect(stage.refused(id, command).reason).toMatchObject({ rule: 'R10', needs: 'controlCalls' });
    expect(stage.room).toBe(before);
  });

  it('R10: nobody who may not moderate learns whether somebody is there', () => {
    const stage = stageWith('conference', [ANN]);
    const absent: Actor = asParticipant(client(ANN));
    expect(stage.refused(absent, lock(NORA)).reason.rule).toBe('R10');
  });
});
