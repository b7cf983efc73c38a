import { describe, expect, it } from 'vitest';
import type { PersonId } from '@/lib/core/ids.ts';
import { look } from '@/lib/core/roster/look.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { viewClass } from '@/lib/core/roster/sight.ts';
import { plan } from '@/lib/core/routes.ts';
import { ANN, API, BEN, CLOCK, client, GUS, OLGA, pub, type Stage, stageWith, standingOf } from '../kit.ts';

const SPEAKS = { do: 'publish', publication: pub('ann'), kind: 'camera' } as const;
const POOR = { do: 'link', quality: 'poor' } as const;
const see = (stage: Stage, id: PersonId) => {
  const participant = stage.room.participants.get(client(id));
  if (!participant) throw new Error(`${id} is not here`);
  return look(stage.room, participant, stage.now);
};

describe('R34: how good a connection is', () => {
  it('R34: is good until their own browser says otherwise, and shown on what they publish', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    stage.do(ANN, SPEAKS);
    expect(see(stage, BEN).publications[pub('ann')]?.link).toBe('good');
    stage.do(ANN, POOR);
    expect(see(stage, BEN).publications[pub('ann')]?.link).toBe('poor');
    const before = stage.room;
    stage.do(ANN, POOR);
    expect(stage.room, 'the same again is nothing').toBe(before);
  });

  it('R34: is said by nobody else, and by nobody who is not here', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    expect(stage.fails(API, POOR)).toBe('not-joined');
    expect(stage.fails(CLOCK, POOR)).toBe('not-joined');
    expect(stage.fails(BEN, POOR)).toBe('not-joined');
    expect(stage.fails({ type: 'engine' }, POOR)).toBe('bad-request');
    const lobby = stageWith('conference', [OLGA], { lobby: true });
    lobby.tryJoin(ANN);
    expect(lobby.fails(ANN, POOR)).toBe('not-joined');
  });

  it('R34: names nobody, and says nothing of those who publish nothing', () => {
    const stage = stageWith('open-webinar', [OLGA, ANN, GUS]);
    stage.do(OLGA, { do: 'override', target: { person: GUS }, right: 'list', value: 'deny' });
    const told = (who: PersonId, act: () => void) => {
      const { room } = stage;
      const viewer = room.participants.get(client(who));
      if (!viewer) throw new Error(`${who} is not here`);
      const classes = new Map([[client(who), viewClass(room, viewer, stage.now)]]);
      act();
      const { single, shared } = tidings(room, stage.now, stage.room, stage.now, standingOf(classes));
      return [...(single.get(client(who)) ?? []), ...[...shared].flatMap(({ notices }) => notices)];
    };
    expect(told(GUS, () => stage.do(ANN, POOR))).toEqual([]);
    expect(told(OLGA, () => stage.do(ANN, { do: 'link', quality: 'fair' }))).toEqual([]);
    stage.do(OLGA, { ...SPEAKS, publication: pub('olga') });
    const notices = told(GUS, () => stage.do(OLGA, POOR));
    expect(notices).toMatchObject([
      { is: 'publication', publication: { id: pub('olga'), link: 'poor', name: null, participant: null } },
    ]);
    expect(JSON.stringify(notices)).not.toMatch(/olga shown|user:olga|pt-olga/);
  });

  it('R34: alters no route, leaves no trace in the trail, and is forgotten with the participant', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, SPEAKS);
    const routes = plan(stage.room, stage.now);
    const { effects } = stage.do(ANN, POOR);
    expect(effects).toEqual([]);
    expect([...plan(stage.room, stage.now).routes.entries()]).toEqual([...routes.routes.entries()]);
    stage.do(ANN, { do: 'leave' });
    stage.join(ANN);
    expect(stage.room.participants.get(client(ANN))?.link).toBe('good');
  });
});
