import { describe, expect, it } from 'vitest';
import { explain } from '@/lib/core/gate/explain.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import { type Excess, exceeds, isNarrower, limitsOf } from '@/lib/core/quality/limits.ts';
import { applyChange } from '@/lib/core/room/changes.ts';
import type { Actor } from '@/lib/core/room/commands.ts';
import { difference, isNothing, plan, replan, split } from '@/lib/core/routes.ts';
import { ANN, API, BEN, client, OLGA, pub, type Stage, stageWith, T0 } from './kit.ts';

const ENGINE: Actor = { type: 'engine' };
const HD: Excess = { what: 'resolution', width: 1280, height: 720 };
const VGA = limitsOf({ ...DEFAULT_PROFILE, resolution: 'vga' });

/** Ann, whose camera may be VGA, has it on; so has Ben, within the room's HD. */
function cameras(): Stage {
  const stage = stageWith('conference', [OLGA, ANN, BEN]);
  stage.do(OLGA, { do: 'member', person: ANN, membership: { profile: { resolution: 'vga' } } });
  stage.do(ANN, { do: 'publish', publication: pub('ann'), kind: 'camera' });
  stage.do(BEN, { do: 'publish', publication: pub('ben'), kind: 'camera' });
  return stage;
}

describe('R9: what is measured to exceed the profile', () => {
  it('R9: ends, its owner is told why, and the trail keeps what was measured', () => {
    const stage = cameras();
    const before = stage.room;
    stage.do(ENGINE, { do: 'exceed', publication: pub('ann'), excess: HD });
    expect([...stage.room.publications.keys()]).toEqual([pub('ben')]);
    const [record, cut, say, ...rest] = stage.outcome?.effects ?? [];
    expect(rest).toEqual([]);
    const reason = { rule: 'R9', because: 'exceeded', what: 'resolution' };
    const decision = { allowed: false, right: 'publish', kind: 'camera', reason, remedy: { do: 'none' } };
    expect(cut).toEqual({ type: 'cut', publication: pub('ann'), participant: client(ANN), decision });
    expect(say).toEqual({
      type: 'say',
      participant: client(ANN),
      words: { is: 'exceeded', publication: pub('ann'), why: decision },
    });
    const after = { kind: 'camera', ...HD, most: VGA };
    expect(record).toEqual({
      type: 'record',
      entry: {
        actor: { person: null, name: 'Rostrum' },
        at: T0,
        cause: 'revoked',
        change: { on: 'exceeded', person: ANN, before: null, after },
      },
    });
    // R19: replaying it gives the same rights.
    if (record?.type !== 'record') throw new Error('no record');
    expect(applyChange(before, record.entry.change)).toBe(before);
    expect(stage.room.people).toBe(before.people);
  });

  it('R9: takes no right: within the profile the same person publishes again', () => {
    const stage = cameras();
    stage.do(ENGINE, { do: 'exceed', publication: pub('ann'), excess: HD });
    stage.do(ANN, { do: 'publish', publication: pub('again'), kind: 'camera' });
    expect(stage.room.publications.has(pub('again'))).toBe(true);
  });

  it('R9: is nothing where the profile holds it by now, or what was measured is gone', () => {
    const stage = cameras();
    stage.do(ENGINE, { do: 'exceed', publication: pub('ben'), excess: HD });
    stage.do(ENGINE, { do: 'exceed', publication: pub('nothing'), excess: HD });
    expect(stage.outcome?.effects).toEqual([]);
    stage.do(OLGA, { do: 'member', person: ANN, membership: { profile: { resolution: 'hd' } } });
    stage.do(ENGINE, { do: 'exceed', publication: pub('ann'), excess: HD });
    expect([...stage.room.publications.keys()].sort()).toEqual([pub('ann'), pub('ben')]);
  });

  it('R9: is said by what carries media, and by nobody else', () => {
    const stage = cameras();
    const command = { do: 'exceed', publication: pub('ann'), excess: HD } as const;
    for (const actor of [OLGA, BEN, API] as const) expect(stage.fails(actor, command)).toBe('bad-request');
    expect(stage.room.publications.has(pub('ann'))).toBe(true);
  });

  it('R9: a screen is as large as it is, and bounded in its bit rate', () => {
    const stage = cameras();
    stage.do(ANN, { do: 'publish', publication: pub('screen'), kind: 'screen' });
    stage.do(ENGINE, { do: 'exceed', publication: pub('screen'), excess: HD });
    expect(stage.room.publications.has(pub('screen'))).toBe(true);
    stage.do(ENGINE, {
      do: 'exceed',
      publication: pub('screen'),
      excess: { what: 'bitrate', bitrate: DEFAULT_PROFILE.maxBitrate + 1 },
    });
    expect(stage.room.publications.has(pub('screen'))).toBe(false);
  });

  it('R9: is told in plain words', () => {
    const told = (kind: 'camera' | 'screen', what: Excess['what'], name?: string) =>
      explain(
        {
          allowed: false,
          right: 'publish',
          kind,
          reason: { rule: 'R9', because: 'exceeded', what },
          remedy: { do: 'none' },
        },
        T0,
        name,
      );
    expect(told('camera', 'resolution')).toBe('Your camera sent a larger picture than is allowed.');
    expect(told('screen', 'bitrate', 'Ann')).toBe('Their shared screen sent more data than is allowed.');
  });
});

describe('R9: limits', () => {
  it('R9: a picture turned on its side is as large as it was', () => {
    const size = (width: number, height: number): Excess => ({ what: 'resolution', width, height });
    expect(exceeds(VGA, 'camera', size(640, 480))).toBe(false);
    expect(exceeds(VGA, 'camera', size(480, 640))).toBe(false);
    expect(exceeds(VGA, 'camera', size(642, 360))).toBe(true);
    expect(exceeds(VGA, 'camera', size(640, 482))).toBe(true);
    expect(exceeds(VGA, 'camera', size(360, 642))).toBe(true);
  });

  it('R9: a narrower profile is a loss, in force before anybody is told', () => {
    const stage = cameras();
    const narrow = { do: 'settings', patch: { profile: { resolution: 'qvga' } } } as const;
    const before = { room: stage.room, plan: plan(stage.room, T0) };
    stage.do(OLGA, narrow);
    const after = replan(before.plan, before.room, stage.room, T0);
    expect(isNothing(difference(after, plan(stage.room, T0)))).toBe(true);
    const { cut, add } = split(difference(before.plan, after), before.plan);
    // Ann's own field stands over the room's.
    expect(cut.ports.map(({ participant }) => participant).sort()).toEqual(
      [client(OLGA), client(BEN)].sort(),
    );
    expect(add.ports).toEqual([]);
    expect(isNarrower(VGA, limitsOf(DEFAULT_PROFILE))).toBe(true);
    expect(isNarrower(limitsOf(DEFAULT_PROFILE), VGA)).toBe(false);
    expect(isNarrower({ ...VGA, bitrate: VGA.bitrate - 1 }, VGA)).toBe(true);
  });
});
