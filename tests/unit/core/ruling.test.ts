import { describe, expect, it } from 'vitest';
import type { Command } from '@/lib/core/room/commands.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  client,
  GUS,
  joining,
  MAX,
  MIA,
  makeRoom,
  member,
  moderator,
  NORA,
  OLGA,
  owner,
  PEOPLE,
  person,
  pub,
  Stage,
  stageWith,
} from './kit.ts';

const ended = (stage: Stage) =>
  stage.outcome?.effects.flatMap((effect) =>
    effect.type === 'ended' ? [`${effect.participant} ${effect.reason.why}`] : [],
  );

describe('R16: removal', () => {
  it('R16: ends every tab in the same step, with all that hung on them', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.join(ANN, 2);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(ANN, { do: 'raise-hand' });
    stage.do(MIA, { do: 'remove', target: { participant: client(ANN, 2) } });
    expect(ended(stage)).toEqual([`${client(ANN, 1)} removed`, `${client(ANN, 2)} removed`]);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.room.hands).toEqual([]);
    expect(stage.person(ANN)?.ban).toMatchObject({ by: MIA });
  });

  it('R2, R16: refuses every rejoin until somebody readmits', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(MIA, { do: 'remove', target: { person: ANN } });
    for (const tab of [1, 2, 3])
      expect(stage.tryJoin(ANN, tab).failure?.reason).toMatchObject({
        reason: { rule: 'R2' },
        remedy: { do: 'none' },
      });
    stage.do(MIA, { do: 'readmit', target: { person: ANN } });
    stage.join(ANN);
    expect(stage.inside(ANN)).toBe(true);
  });

  it('R16: is remembered about a guest who is gone', () => {
    const stage = stageWith('open-webinar', [MIA, GUS]);
    stage.do(MIA, { do: 'remove', target: { participant: client(GUS) } });
    expect(stage.refused(GUS, joining(GUS, 1)).reason.rule).toBe('R2');
    stage.do(MIA, { do: 'readmit', target: { person: GUS } });
    expect(stage.person(GUS)).toBeUndefined();
    stage.join(GUS);
  });

  it('R14, R16: ends the floor; what was denied before holds again after', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'send', value: 'deny' });
    stage.do(MIA, { do: 'allow', target: { person: ANN } });
    stage.do(MIA, { do: 'remove', target: { person: ANN } });
    stage.do(MIA, { do: 'readmit', target: { person: ANN } });
    expect(stage.person(ANN)?.grants).toEqual({});
    expect(stage.person(ANN)?.overrides.send?.value).toBe('deny');
  });

  it('R16: removing twice, or readmitting who is not removed, changes nothing', () => {
    const stage = stageWith('conference', [MIA, ANN, BEN]);
    stage.do(MIA, { do: 'readmit', target: { person: BEN } });
    stage.do(MIA, { do: 'remove', target: { person: ANN } });
    const before = stage.room;
    stage.do(MIA, { do: 'remove', target: { person: ANN } });
    expect(stage.room).toBe(before);
  });

  it('R16: nobody removes themselves, nor somebody who was never here', () => {
    const stage = stageWith('conference', [MIA, OLGA]);
    stage.join(MIA, 2);
    expect(stage.fails(MIA, { do: 'remove', target: { person: MIA } })).toBe('conflict');
    expect(stage.fails(MIA, { do: 'remove', target: { participant: client(MIA, 2) } })).toBe('conflict');
    expect(stage.fails(OLGA, { do: 'remove', target: { person: OLGA } })).toBe('conflict');
    expect(stage.fails(MIA, { do: 'remove', target: { participant: client(NORA) } })).toBe('not-found');
    expect(stage.fails(MIA, { do: 'remove', target: { person: NORA } })).toBe('not-found');
  });

  it('R16: a backend may remove somebody before they ever come', () => {
    const stage = stageWith('open-webinar', []);
    stage.do(API, { do: 'remove', target: { person: NORA } });
    expect(stage.refused(NORA, joining(NORA)).reason.rule).toBe('R2');
  });
});

/** Commands of a moderator, each with the right that it needs. */
const acts = (target: typeof ANN): readonly (readonly [string, Command])[] => [
  ['controlCalls', { do: 'allow', target: { person: target } }],
  ['controlCalls', { do: 'stop', target: { person: target } }],
  ['controlCalls', { do: 'override', target: { person: target }, right: 'send', value: 'deny' }],
  ['removeFromCall', { do: 'remove', target: { person: target } }],
  ['removeFromCall', { do: 'readmit', target: { person: target } }],
];

describe('R10: moderation and rank', () => {
  it.each(acts(BEN))('R10: without %s, %o is refused to members and to moderators', (needs, command) => {
    const people = PEOPLE.map((one) =>
      one.id === MIA ? { ...one, membership: moderator('editMembers', 'managePins') } : one,
    );
    const stage = new Stage(makeRoom('conference', {}, people));
    for (const id of [MIA, ANN, BEN]) stage.join(id);
    for (const who of [ANN, MIA])
      expect(stage.refused(who, command)).toMatchObject({
        right: 'moderate',
        reason: { rule: 'R10', because: 'not-moderator', needs },
        remedy: { do: 'ask-host' },
      });
  });

  it.each(acts(OLGA))('R10: with %s, %o still does not reach an owner', (_, command) => {
    const stage = stageWith('conference', [OLGA, MAX]);
    expect(stage.refused(MAX, command)).toMatchObject({ reason: { rule: 'R10' }, remedy: { do: 'none' } });
    const second = person(NORA, owner());
    const owners = new Stage(makeRoom('conference', {}, [...PEOPLE, second]));
    owners.join(NORA);
    owners.do(NORA, command);
  });

  it.each(acts(MAX))('R10: with %s, %o reaches a moderator only with editModerators', (_, command) => {
    const stage = stageWith('conference', [MAX, MIA]);
    expect(stage.refused(MIA, command).reason).toMatchObject({ rule: 'R10', needs: 'editModerators' });
    const allowed = stageWith('conference', [OLGA, MAX]);
    allowed.do(OLGA, command);
  });

  it('R10: a moderator may act on themselves within their rights', () => {
    const stage = stageWith('conference', [MIA]);
    stage.do(MIA, { do: 'override', target: { person: MIA }, right: 'send', value: 'deny' });
    stage.do(MIA, { do: 'stop', target: { person: MIA } });
    stage.do(MIA, { do: 'allow', target: { person: MIA } });
  });

  it('R10: is asked again at every act: who was demoted moderates no more', () => {
    const stage = stageWith('conference', [OLGA, MIA, ANN]);
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    stage.do(OLGA, { do: 'member', person: MIA, name: 'Mia', membership: member() });
    expect(stage.refused(MIA, { do: 'stop', target: { person: ANN } }).reason.rule).toBe('R10');
  });

  it('R10: an unknown participant is not found, by those who may ask', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    const gone = { participant: client(NORA) };
    expect(stage.fails(MIA, { do: 'stop', target: gone })).toBe('not-found');
    expect(stage.refused(ANN, { do: 'stop', target: gone }).reason.rule).toBe('R10');
  });
});

describe('R4, R5: overrides', () => {
  it('R4, R5: are set and cleared per person and right, with who and when', () => {
    const stage = stageWith('conference', [MIA, ANN, BEN]);
    const set = (value: 'allow' | 'deny' | null) =>
      stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'send', value });
    set('deny');
    expect(stage.person(ANN)?.overrides).toEqual({
      send: { value: 'deny', mark: { by: MIA, byName: 'mia shown', at: stage.now } },
    });
    expect(stage.person(BEN)?.overrides).toEqual({});
    const before = stage.room;
    set('deny');
    expect(stage.room).toBe(before);
    set(null);
    expect(stage.person(ANN)?.overrides).toEqual({});
  });

  it('R5: an allowed subscribe may name media; other rights and denials take none', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    const set = (right: 'subscribe' | 'send', value: 'allow' | 'deny') =>
      stage.do(MIA, { do: 'override', target: { person: ANN }, right, value, media: ['audio'] });
    set('subscribe', 'allow');
    expect(stage.person(ANN)?.overrides.subscribe?.media).toEqual(['audio']);
    set('subscribe', 'deny');
    expect(stage.person(ANN)?.overrides.subscribe).not.toHaveProperty('media');
    set('send', 'allow');
    expect(stage.person(ANN)?.overrides.send).not.toHaveProperty('media');
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'subscribe', value: 'allow' });
    expect(stage.person(ANN)?.overrides.subscribe).not.toHaveProperty('media');
  });

  it('R20: a denied publish is cut in the same step', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'publish', value: 'deny' });
    expect(stage.room.publications.size).toBe(0);
    expect(stage.outcome?.effects.at(-1)).toMatchObject({
      type: 'cut',
      participant: client(ANN),
      decision: { reason: { rule: 'R4' } },
    });
  });

  it('R18: the cut names nobody to somebody who may not list', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    stage.do(MIA, { do: 'stop', target: { person: ANN } });
    const cut = stage.outcome?.effects.filter(({ type }) => type === 'cut');
    expect(cut).toHaveLength(1);
    expect(JSON.stringify(cut)).not.toMatch(/mia/);
    const { failure } = stage.try(asParticipant(client(ANN)), {
      do: 'publish',
      publication: pub('b'),
      kind: 'camera',
    });
    expect(failure?.reason?.reason.rule).toBe('R4');
    expect(JSON.stringify(failure)).not.toMatch(/mia/);
  });
});

describe('R7: audiences and settings', () => {
  it('R7: an audience changes with who and when, for everybody at once', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.do(OLGA, { do: 'audience', right: 'publish', audience: 'members' });
    expect(stage.room.settings.audiences.publish).toMatchObject({ audience: 'members', mark: { by: OLGA } });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'camera' });
    const before = stage.room;
    stage.do(OLGA, { do: 'audience', right: 'publish', audience: 'members' });
    expect(stage.room).toBe(before);
    stage.do(OLGA, { do: 'audience', right: 'publish', audience: 'selected' });
    expect(stage.room.publications.size).toBe(0);
  });

  it('R10: audiences and settings need modifyRoom', () => {
    const stage = stageWith('conference', [MIA, ANN]);
    for (const who of [MIA, ANN]) {
      const audience = { do: 'audience', right: 'send', audience: 'anyone' } as const;
      expect(stage.refused(who, audience).reason).toMatchObject({ rule: 'R10', needs: 'modifyRoom' });
      const settings = { do: 'settings', patch: { name: 'Mine' } } as const;
      expect(stage.refused(who, settings).reason).toMatchObject({ rule: 'R10', needs: 'modifyRoom' });
    }
  });

  it('R19: a patch changes what it names and records what was', () => {
    const stage = stageWith('conference', [OLGA]);
    const { settings } = stage.room;
    stage.do(OLGA, { do: 'settings', patch: { name: 'Chemistry', capacity: undefined, locked: false } });
    expect(stage.room.settings).toEqual({ ...settings, name: 'Chemistry' });
    expect(stage.entries.map(({ change }) => change)).toEqual([
      { on: 'settings', before: { name: 'Physics' }, after: { name: 'Chemistry' } },
    ]);
    const before = stage.room;
    stage.do(OLGA, { do: 'settings', patch: { name: 'Chemistry' } });
    expect(stage.room).toBe(before);
  });

  it('R10: each part of a patch needs its own right', () => {
    const people = [
      ...PEOPLE,
      person(NORA, moderator('deleteRoom')),
      person(GUS, { ...moderator('modifyRoom') }),
    ];
    const stage = new Stage(makeRoom('conference', {}, people));
    stage.join(NORA);
    stage.join(GUS);
    const patch = { deleted: true, name: 'Gone' };
    expect(stage.refused(NORA, { do: 'settings', patch }).reason).toMatchObject({ needs: 'modifyRoom' });
    expect(stage.refused(GUS, { do: 'settings', patch }).reason).toMatchObject({ needs: 'deleteRoom' });
    stage.do(GUS, { do: 'settings', patch: { name: 'Here', deleted: undefined } });
    stage.do(NORA, { do: 'settings', patch: { deleted: true } });
    expect(stage.room.participants.size).toBe(0);
  });
});

describe('R10: membership', () => {
  const make = (id: typeof ANN, membership: ReturnType<typeof member> | null): Command => ({
    do: 'member',
    person: id,
    name: id,
    membership,
  });

  it('R10: members by those with editMembers, moderators by those with editModerators', () => {
    const people = [...PEOPLE, person(GUS, moderator('editMembers'))];
    const stage = new Stage(makeRoom('open-webinar', {}, people));
    for (const id of [GUS, MAX, MIA, ANN]) stage.join(id);
    expect(stage.refused(MIA, make(NORA, member())).reason).toMatchObject({ needs: 'editMembers' });
    expect(stage.refused(ANN, make(NORA, member())).reason).toMatchObject({ needs: 'editMembers' });
    stage.do(GUS, make(NORA, member()));
    expect(stage.refused(GUS, make(NORA, moderator())).reason).toMatchObject({ needs: 'editModerators' });
    expect(stage.refused(GUS, make(MIA, null)).reason).toMatchObject({ needs: 'editModerators' });
    stage.do(MAX, make(NORA, moderator('controlCalls')));
    stage.do(MAX, make(NORA, null));
    expect(stage.person(NORA)).toBeUndefined();
  });

  it('R10: owners are made and unmade by owners only', () => {
    const stage = stageWith('conference', [OLGA, MAX]);
    expect(stage.refused(MAX, make(ANN, owner())).reason.rule).toBe('R10');
    expect(stage.refused(MAX, make(MAX, owner())).reason.rule).toBe('R10');
    expect(stage.refused(MAX, make(OLGA, member())).reason.rule).toBe('R10');
    stage.do(OLGA, make(ANN, owner()));
    stage.do(OLGA, make(ANN, null));
    stage.do(API, make(ANN, owner()));
  });

  it('R10: who is no member cannot be taken off the list', () => {
    const stage = stageWith('conference', [OLGA]);
    expect(stage.fails(OLGA, make(NORA, null))).toBe('not-found');
  });

  it('R11: who is taken off the list and has nothing else is out in the same step', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, make(ANN, null));
    expect(ended(stage)).toEqual([`${client(ANN)} no-right`]);
    expect(stage.person(ANN)).toBeUndefined();
  });

  it('R6, R9: a change of role or profile is in force in the same step', () => {
    const stage = stageWith('classroom', [OLGA, MIA, ANN]);
    stage.do(MIA, { do: 'publish', publication: pub('m'), kind: 'camera' });
    stage.do(OLGA, make(MIA, member()));
    expect(stage.room.publications.size).toBe(0);
    stage.do(OLGA, make(ANN, { ...moderator(), profile: { kinds: ['microphone'] } }));
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(stage.refused(ANN, { do: 'publish', publication: pub('b'), kind: 'screen' }).reason).toMatchObject(
      { rule: 'R9', scope: 'member' },
    );
    stage.do(OLGA, make(ANN, { ...moderator(), profile: { kinds: ['screen'] } }));
    expect(stage.room.publications.size).toBe(0);
  });
});
