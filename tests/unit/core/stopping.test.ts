import { describe, expect, it } from 'vitest';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import { eventsOf } from '@/lib/core/room/events.ts';
import { actsOf } from '@/lib/core/roster/acts.ts';
import { plan } from '@/lib/core/routes.ts';
import { ANN, API, BEN, client, MAX, MIA, OLGA, pub, type Stage, stageWith } from './kit.ts';

const publish = (stage: Stage, who: typeof ANN, name: string, kind: Kind) =>
  stage.do(who, { do: 'publish', publication: pub(name), kind });
const stopOne = (name: string) => ({ do: 'stop-publication', publication: pub(name) }) as const;
const sharing = () => {
  const stage = stageWith('conference', [OLGA, MAX, MIA, ANN, BEN], {
    profile: { ...DEFAULT_PROFILE, screens: 2 },
  });
  publish(stage, ANN, 'voice', 'microphone');
  publish(stage, ANN, 'one', 'screen');
  publish(stage, ANN, 'two', 'screen');
  publish(stage, ANN, 'sound', 'screenAudio');
  return stage;
};
const open = (stage: Stage) => [...stage.room.publications.keys()].sort();

describe('R14: one publication is stopped by itself', () => {
  it('R14: one screen of two is closed, and nothing else: no right, no voice, no other screen', () => {
    const stage = sharing();
    const before = stage.room;
    stage.do(OLGA, stopOne('one'));
    expect(open(stage)).toEqual(['sound', 'two', 'voice'].map(pub));
    expect(stage.room.people).toBe(before.people);
    expect(plan(stage.room, stage.now).routes.get(client(BEN))).not.toContain(pub('one'));
    // And may be opened again.
    publish(stage, ANN, 'again', 'screen');
    expect(open(stage)).toEqual(['again', 'sound', 'two', 'voice'].map(pub));
  });

  it('R14: shared sound goes with the last screen, and not before', () => {
    const stage = sharing();
    stage.do(OLGA, stopOne('one'));
    stage.do(OLGA, stopOne('two'));
    expect(open(stage)).toEqual([pub('voice')]);
    expect(stage.fails(OLGA, stopOne('two'))).toBe('not-found');
  });

  it('R14, R18, R19: its owner is told who did it, hosts too, and the trail keeps it', () => {
    const stage = sharing();
    const before = stage.room;
    const { effects } = stage.do(OLGA, stopOne('one'));
    expect(eventsOf(before, stage.room, effects)).toMatchObject([
      { type: 'publication.ended', publication: pub('one'), why: 'stopped' },
    ]);
    const words = { is: 'stopped', publication: pub('one'), kind: 'screen', byName: 'olga shown' };
    expect(effects).toContainEqual({ type: 'say', participant: client(ANN), words });
    expect(actsOf(before, effects)).toMatchObject([
      { what: 'screen-stopped', to: { participant: client(ANN) } },
    ]);
    expect(effects).toContainEqual(
      expect.objectContaining({
        type: 'record',
        entry: expect.objectContaining({
          actor: { person: OLGA, name: 'olga shown' },
          change: expect.objectContaining({ on: 'publication', person: ANN, publication: pub('one') }),
        }),
      }),
    );
    // Who may not list is told no name.
    stage.do(API, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    const said = stage.do(OLGA, stopOne('two')).effects.filter(({ type }) => type === 'say');
    expect(said).toMatchObject([{ words: { byName: '' } }, { words: { kind: 'screenAudio', byName: '' } }]);
  });

  it('R10: needs control of the call and rank, which are asked before what is meant is looked for', () => {
    const stage = sharing();
    publish(stage, MAX, 'host', 'screen');
    publish(stage, OLGA, 'owner', 'screen');
    for (const name of ['one', 'no such thing'])
      expect(stage.refused(BEN, stopOne(name)).reason).toMatchObject({ rule: 'R10', needs: 'controlCalls' });
    expect(stage.refused(MIA, stopOne('host')).reason).toMatchObject({ needs: 'editModerators' });
    expect(stage.refused(MAX, stopOne('owner')).reason.rule).toBe('R10');
    stage.do(MIA, stopOne('one'));
    stage.do(API, stopOne('two'));
    expect(open(stage)).toEqual(['host', 'owner', 'voice'].map(pub));
  });
});
