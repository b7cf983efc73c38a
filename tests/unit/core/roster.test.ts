import { describe, expect, it } from 'vitest';
import type { ParticipantId, PersonId } from '@/lib/core/ids.ts';
import type { Command } from '@/lib/core/room/commands.ts';
import { look } from '@/lib/core/roster/look.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { classKey, classOf, type Sight, type ViewClass } from '@/lib/core/roster/sight.ts';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import {
  ANN,
  API,
  asParticipant,
  BEN,
  client,
  GUS,
  MAX,
  MIA,
  makeRoom,
  moderator,
  OLGA,
  PEOPLE,
  pub,
  Stage,
  stageWith,
  standingOf,
} from './kit.ts';

const see = (stage: Stage, id: PersonId, tab = 1): View => {
  const viewer = stage.room.participants.get(client(id, tab));
  if (!viewer) throw new Error(`${id} is not inside`);
  return look(stage.room, viewer, stage.now);
};
const sight = (stage: Stage, id: PersonId): Sight | undefined =>
  classOf(stage.room, client(id), stage.now)?.sight;

/** Carries out a command and gives what everybody inside is told of it, single things first. */
function told(stage: Stage, actor: PersonId | ReturnType<typeof asParticipant>, command: Command) {
  const before = stage.room;
  const then = stage.now;
  const standing = new Map<ParticipantId, ViewClass>();
  for (const id of before.participants.keys()) {
    const cls = classOf(before, id, then);
    if (cls) standing.set(id, cls);
  }
  stage.do(actor, command);
  const tiding = tidings(before, then, stage.room, stage.now, standingOf(standing));
  return (id: PersonId, tab = 1): readonly Notice[] => {
    const who = client(id, tab);
    const single = tiding.single.get(who) ?? [];
    const cls = standing.get(who);
    if (tiding.classes.has(who) || !cls) return single;
    const shared = [...tiding.shared].find((one) => classKey(one.cls) === classKey(cls));
    const alike = tiding.alike.find((one) => classKey(one.cls) === classKey(cls));
    const own: Notice[] = alike && !alike.except.includes(who) ? [{ is: 'self-too', self: alike.self }] : [];
    return [...single, ...own, ...(shared?.notices ?? [])];
  };
}
const kinds = (notices: readonly Notice[]) => notices.map(({ is }) => is);

describe('R18: sight', () => {
  it('R18: who may not list sees what they receive, without names', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    expect(sight(stage, ANN)).toBe('nothing');
    const view = see(stage, ANN);
    expect(view.people).toBeNull();
    expect(view.hands).toBeNull();
    expect(view.publications).toEqual({
      [pub('o')]: {
        id: pub('o'),
        source: 'src-olga-1',
        kind: 'camera',
        muted: false,
        talk: false,
        talking: false,
        spotlit: false,
        link: 'good',
        lockedBy: null,
        name: null,
        participant: null,
      },
    });
    expect(JSON.stringify(view)).not.toMatch(/olga shown|user:olga|pt-olga|ben/);
    expect(view.self.list).toMatchObject({
      allowed: false,
      reason: { rule: 'R4', mark: { by: null, byName: '' } },
    });
  });

  it('R18: who may neither list nor subscribe does not even see that there is something', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'subscribe', value: 'deny' });
    expect(see(stage, ANN).publications).toEqual({});
  });

  it('R18: in a webinar a viewer sees who speaks, and not who else is there', () => {
    const stage = stageWith('open-webinar', [OLGA, ANN, GUS]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
    stage.do(ANN, { do: 'raise-hand' });
    expect(sight(stage, GUS)).toBe('callers');
    const view = see(stage, GUS);
    expect(view.publications[pub('o')]).toMatchObject({ name: 'olga shown', participant: null });
    expect([view.people, view.hands]).toEqual([null, null]);
    expect(JSON.stringify(view)).not.toMatch(/ann|pt-olga/);
  });

  it('R18: where attendees are shown, everybody who may list sees people and hands in one order', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(BEN, { do: 'raise-hand' });
    stage.do(ANN, { do: 'raise-hand' });
    for (const id of [OLGA, ANN, BEN]) {
      const view = see(stage, id);
      expect(Object.keys(view.people ?? {}).sort()).toEqual([client(ANN), client(BEN), client(OLGA)]);
      expect(view.hands?.map(({ name }) => name)).toEqual(['ben shown', 'ann shown']);
    }
    expect(see(stage, ANN).people?.[client(BEN)]?.speak).toBeNull();
    expect(see(stage, OLGA).people?.[client(BEN)]?.speak).toEqual({
      kinds: [],
      granted: false,
      until: null,
      // The preset of a classroom, and nobody in it.
      lockedBy: '',
      spoken: 0,
    });
  });

  it('R18: hidden attendees are hidden from moderators neither', () => {
    const people = PEOPLE.map((one) =>
      one.id === MIA ? { ...one, membership: moderator('managePins') } : one,
    );
    const stage = new Stage(makeRoom('open-webinar', {}, people));
    for (const id of [OLGA, MAX, MIA, ANN, GUS]) stage.join(id);
    expect([OLGA, MAX, MIA, ANN, GUS].map((id) => sight(stage, id))).toEqual([
      'control',
      'control',
      'attendees',
      'callers',
      'callers',
    ]);
  });

  it('R18: a grant names its giver only to those who may list', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 60 });
    expect(see(stage, ANN).self.grant).toEqual({
      cause: 'click',
      kinds: ['microphone', 'camera'],
      until: stage.now + 60_000,
      byName: 'mia shown',
    });
    stage.do(MIA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    expect(see(stage, ANN).self.grant?.byName).toBe('');
    expect(JSON.stringify(see(stage, ANN))).not.toMatch(/mia/);
  });

  it('R10, R18: everybody knows their own role, rights and moderation', () => {
    const stage = stageWith('open-webinar', [MIA, ANN, GUS]);
    expect(see(stage, MIA).self).toMatchObject({
      role: 'moderator',
      moderation: ['controlCalls', 'removeFromCall'],
    });
    expect(see(stage, ANN).self).toMatchObject({ role: 'member', moderation: [], handRaised: false });
    expect(see(stage, GUS).self).toMatchObject({
      role: 'guest',
      send: { allowed: false, remedy: { do: 'sign-in' } },
    });
  });

  it('R16, R18: who was removed and has another name by now is shown by it', () => {
    const stage = stageWith('conference', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'remove', target: { person: BEN } });
    const hear = told(stage, API, { do: 'member', person: BEN, name: 'Benjamin' });
    expect(hear(OLGA)).toContainEqual(
      expect.objectContaining({ is: 'removed', removed: [expect.objectContaining({ name: 'Benjamin' })] }),
    );
    expect(kinds(hear(ANN))).toEqual([]);
  });
});

describe('R18: who is told what', () => {
  it('R18: no coming, going, hand or absence reaches who may not list', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    for (const command of [
      { do: 'raise-hand' },
      { do: 'lower-hand' },
      { do: 'away' },
      { do: 'back' },
      { do: 'leave' },
    ] as const) {
      const tell = told(stage, BEN, command);
      expect(tell(ANN), command.do).toEqual([]);
      expect(tell(OLGA), command.do).not.toEqual([]);
    }
    const command = { do: 'join', person: BEN, name: 'Ben', source: 's' as never } as const;
    expect(told(stage, asParticipant(client(BEN)), command)(ANN)).toEqual([]);
  });

  it('R18: nor those who see only callers, unless it speaks', () => {
    const stage = stageWith('open-webinar', [OLGA, ANN, GUS]);
    expect(told(stage, ANN, { do: 'raise-hand' })(GUS)).toEqual([]);
    const tell = told(stage, OLGA, { do: 'publish', publication: pub('o'), kind: 'microphone' });
    expect(kinds(tell(GUS))).toEqual(['publication']);
    expect(kinds(told(stage, OLGA, { do: 'leave' })(GUS))).toEqual(['publication-gone']);
  });

  it('R18: a change of sight brings a whole new view, with nothing left of the old', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    const lost = told(stage, OLGA, { do: 'override', target: { person: ANN }, right: 'list', value: 'deny' });
    expect(kinds(lost(ANN))).toEqual(['view']);
    expect(kinds(lost(BEN))).toEqual([]);
    const won = told(stage, OLGA, { do: 'override', target: { person: ANN }, right: 'list', value: null });
    expect(won(ANN)).toEqual([{ is: 'view', view: see(stage, ANN) }]);
  });

  it('R18: the person concerned is told of themselves, moderators of the person, others nothing', () => {
    const stage = stageWith('classroom', [OLGA, MIA, ANN, BEN]);
    const tell = told(stage, MIA, { do: 'allow', target: { person: ANN } });
    expect(kinds(tell(ANN))).toEqual(['self']);
    expect(kinds(tell(OLGA))).toEqual(['person']);
    expect(kinds(tell(MIA))).toEqual(['person']);
    expect(tell(BEN)).toEqual([]);
  });

  it('R13, R18: a hand shown at a tab that closes moves to the next', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.join(ANN, 2);
    stage.do(ANN, { do: 'raise-hand' });
    const tell = told(stage, ANN, { do: 'leave' });
    expect(tell(OLGA)).toContainEqual({
      is: 'hands',
      hands: [{ participant: client(ANN, 2), name: 'ann shown', at: stage.now, spoken: 0 }],
    });
  });

  it('R15, R18: a mute is told to those who know of the publication', () => {
    const stage = stageWith('classroom', [OLGA, ANN]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'microphone' });
    const tell = told(stage, OLGA, { do: 'mute', publication: pub('o'), muted: true });
    expect(tell(ANN)).toMatchObject([{ is: 'publication', publication: { muted: true } }]);
  });
});

describe('R18: folding notices', () => {
  const stage = stageWith('classroom', [OLGA, ANN]);
  const view = see(stage, ANN);
  const person = view.people?.[client(OLGA)];
  if (!person) throw new Error('Ann should see Olga');

  it('R18: adds and takes away one thing at a time, leaving the old view as it was', () => {
    const frozen = JSON.stringify(view);
    const gone = fold(view, { is: 'person-gone', participant: client(OLGA) });
    expect(Object.keys(gone.people ?? {})).toEqual([client(ANN)]);
    expect(fold(gone, { is: 'person', person })).toEqual(view);
    const publication = {
      id: pub('x'),
      source: person.source,
      kind: 'camera',
      muted: false,
      talk: false,
      talking: false,
      spotlit: false,
      link: 'good',
      lockedBy: null,
      name: null,
      participant: null,
    } as const;
    const more = fold(view, { is: 'publication', publication });
    expect(more.publications).toEqual({ [pub('x')]: publication });
    expect(fold(more, { is: 'publication-gone', id: pub('x') })).toEqual(view);
    expect(fold(view, { is: 'room', room: { ...view.room, name: 'New' } }).room.name).toBe('New');
    expect(fold(view, { is: 'self', self: { ...view.self, handRaised: true } }).self.handRaised).toBe(true);
    expect(fold(view, { is: 'hands', hands: [] }).hands).toEqual([]);
    expect(fold(gone, { is: 'view', view })).toBe(view);
    expect(JSON.stringify(view)).toBe(frozen);
  });

  it('R18: makes no list of people where there is none', () => {
    const blind: View = { ...view, people: null, hands: null };
    expect(fold(blind, { is: 'person', person })).toBe(blind);
    expect(fold(blind, { is: 'person-gone', participant: client(OLGA) })).toBe(blind);
  });
});
