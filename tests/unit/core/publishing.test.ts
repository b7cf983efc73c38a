import { describe, expect, it } from 'vitest';
import { KINDS } from '@/lib/core/gate/rights.ts';
import { DEFAULT_PROFILE, mergeProfile } from '@/lib/core/profile.ts';
import { plan } from '@/lib/core/routes.ts';
import {
  ANN,
  API,
  BEN,
  client,
  MAX,
  makeRoom,
  member,
  OLGA,
  PEOPLE,
  person,
  pub,
  Stage,
  stageWith,
  T0,
} from './kit.ts';

const cuts = (stage: Stage) =>
  stage.outcome?.effects.flatMap((effect) => (effect.type === 'cut' ? [effect] : []));

describe('R12: publishing', () => {
  it.each(KINDS)('R12: is asked for each kind: %s', (kind) => {
    const stage = stageWith('conference', [ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind });
    expect(stage.room.publications.get(pub('a'))).toEqual({
      id: pub('a'),
      participant: client(ANN),
      at: T0,
      kind,
      muted: false,
      silenced: false,
    });
    const listening = stageWith('classroom', [ANN]);
    const denied = listening.refused(ANN, { do: 'publish', publication: pub('a'), kind });
    expect(denied).toMatchObject({ right: 'publish', reason: { rule: 'R7', audience: 'selected' } });
    expect(listening.room.publications.size).toBe(0);
  });

  it('R9: refuses what the room’s profile leaves out, to its owner too', () => {
    const stage = stageWith('voice-room', [OLGA]);
    stage.do(OLGA, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(
      stage.refused(OLGA, { do: 'publish', publication: pub('b'), kind: 'camera' }).reason,
    ).toMatchObject({ rule: 'R9', scope: 'room' });
  });

  it('R9: cuts what a narrower profile leaves out, in the same step and with the reason', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('mic'), kind: 'microphone' });
    stage.do(ANN, { do: 'publish', publication: pub('cam'), kind: 'camera' });
    const profile = { kinds: ['microphone'], handKinds: ['microphone'] } as const;
    stage.do(OLGA, { do: 'settings', patch: { profile } });
    expect(cuts(stage)).toMatchObject([{ publication: pub('cam'), decision: { reason: { rule: 'R9' } } }]);
    expect([...stage.room.publications.keys()]).toEqual([pub('mic')]);
  });

  it('R12: one of a kind for each participant, screens up to the profile’s number', () => {
    const two = { profile: { ...DEFAULT_PROFILE, screens: 2 } };
    const stage = stageWith('conference', [ANN], two);
    const publish = (id: string, kind: (typeof KINDS)[number], tab = 1) =>
      stage.try({ type: 'participant', id: client(ANN, tab) }, { do: 'publish', publication: pub(id), kind })
        .failure?.code ?? 'ok';
    expect(publish('m1', 'microphone')).toBe('ok');
    expect(publish('m2', 'microphone')).toBe('conflict');
    expect([publish('s1', 'screen'), publish('s2', 'screen'), publish('s3', 'screen')]).toEqual([
      'ok',
      'ok',
      'conflict',
    ]);
    stage.join(ANN, 2);
    expect(publish('m2', 'microphone', 2)).toBe('ok');
  });

  it('R12: an identifier that is taken takes nothing from whoever has it', () => {
    const stage = stageWith('conference', [ANN, BEN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(stage.fails(BEN, { do: 'publish', publication: pub('a'), kind: 'camera' })).toBe('conflict');
    expect(stage.room.publications.get(pub('a'))?.participant).toBe(client(ANN));
  });

  it('R12: nobody closes or mutes what is not their own, not even its owner or another tab', () => {
    const stage = stageWith('conference', [OLGA, MAX, ANN]);
    stage.join(ANN, 2);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    for (const who of [OLGA, MAX, API])
      for (const command of [
        { do: 'unpublish', publication: pub('a') },
        { do: 'mute', publication: pub('a'), muted: true },
      ] as const)
        expect(stage.fails(who, command)).toBe(who === API ? 'not-joined' : 'not-found');
    const tab = { type: 'participant', id: client(ANN, 2) } as const;
    expect(stage.try(tab, { do: 'unpublish', publication: pub('a') }).failure?.code).toBe('not-found');
    expect(stage.fails(ANN, { do: 'unpublish', publication: pub('unknown') })).toBe('not-found');
    stage.do(ANN, { do: 'unpublish', publication: pub('a') });
    expect(stage.room.publications.size).toBe(0);
    expect(stage.fails(ANN, { do: 'unpublish', publication: pub('a') })).toBe('not-found');
  });

  it('R12: leaving closes everything one published', () => {
    const stage = stageWith('conference', [ANN, BEN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(BEN, { do: 'publish', publication: pub('b'), kind: 'microphone' });
    stage.do(ANN, { do: 'leave' });
    expect([...stage.room.publications.keys()]).toEqual([pub('b')]);
  });
});

describe('R15: mute is not revoke', () => {
  it('R15: no route depends on it, and nothing is recorded', () => {
    const stage = stageWith('conference', [ANN, BEN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    const before = plan(stage.room, stage.now);
    const { effects } = stage.do(ANN, { do: 'mute', publication: pub('a'), muted: true });
    expect(effects).toEqual([]);
    expect(stage.room.publications.get(pub('a'))?.muted).toBe(true);
    expect(plan(stage.room, stage.now).routes.get(client(BEN))).toEqual(before.routes.get(client(BEN)));
    const muted = stage.room;
    stage.do(ANN, { do: 'mute', publication: pub('a'), muted: true });
    expect(stage.room).toBe(muted);
    stage.do(ANN, { do: 'mute', publication: pub('a'), muted: false });
    expect(stage.room.publications.get(pub('a'))?.muted).toBe(false);
  });

  it('R15: a grant opens nothing and unmutes nothing', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    stage.do(ANN, { do: 'mute', publication: pub('a'), muted: true });
    const before = stage.room.publications;
    stage.do(OLGA, { do: 'allow', target: { person: ANN } });
    expect(stage.room.publications).toBe(before);
    const quiet = stageWith('classroom', [OLGA, ANN]);
    quiet.do(OLGA, { do: 'allow', target: { person: ANN } });
    expect(quiet.room.publications.size).toBe(0);
  });
});

describe('R9: the profile', () => {
  it('R9: merges a member’s own fields over the room’s, one by one', () => {
    expect(mergeProfile(DEFAULT_PROFILE, {})).toEqual(DEFAULT_PROFILE);
    expect(mergeProfile(DEFAULT_PROFILE, { resolution: 'vga', simulcast: false, screens: 0 })).toEqual({
      ...DEFAULT_PROFILE,
      resolution: 'vga',
      simulcast: false,
      screens: 0,
    });
    expect(mergeProfile(DEFAULT_PROFILE, { adaptive: false }).adaptive).toBe(false);
    expect(mergeProfile({ ...DEFAULT_PROFILE, adaptive: false }, {}).adaptive).toBe(false);
    expect(mergeProfile(DEFAULT_PROFILE, { kinds: [], maxBitrate: undefined })).toEqual({
      ...DEFAULT_PROFILE,
      kinds: [],
    });
  });

  it('R9: an empty list of kinds means none, never all', () => {
    const people = [...PEOPLE.filter(({ id }) => id !== ANN), person(ANN, member({ kinds: [] }))];
    const stage = new Stage(makeRoom('conference', {}, people));
    stage.join(ANN);
    for (const kind of KINDS)
      expect(stage.refused(ANN, { do: 'publish', publication: pub('a'), kind }).reason).toMatchObject({
        rule: 'R9',
        scope: 'member',
      });
  });
});
