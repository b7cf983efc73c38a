import { describe, expect, it } from 'vitest';
import { decide, mayEnter, mayModerate, moderationRights } from '@/lib/core/gate/decide.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import type { Person } from '@/lib/core/gate/person.ts';
import { KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { type PersonId, userPerson } from '@/lib/core/ids.ts';
import type { Command, MemberEdit } from '@/lib/core/room/commands.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, nextDeadline } from '@/lib/core/room/room.ts';
import { look } from '@/lib/core/roster/look.ts';
import {
  ANN,
  API,
  BEN,
  client,
  GUS,
  MAX,
  MIA,
  makeRoom,
  mark,
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
  T0,
} from './kit.ts';

const edit = (id: PersonId, besides: Omit<MemberEdit, 'person'>): Command => ({
  do: 'member',
  person: id,
  ...besides,
});
const END = T0 + 1000;
const allow = { value: 'allow', mark: mark() } as const;
const deny = { value: 'deny', mark: mark() } as const;

describe('R24: the end of a membership', () => {
  it('R24: ends also what somebody was allowed who was never on the list, once', () => {
    const stage = stageWith('conference', [ANN]);
    stage.do(API, edit(GUS, { overrides: { publish: 'allow', list: 'deny' } }));
    stage.do(API, edit(GUS, { membership: null }));
    expect(stage.person(GUS)?.overrides).toEqual({ list: expect.objectContaining({ value: 'deny' }) });
    expect(stage.fails(API, edit(GUS, { membership: null }))).toBe('not-found');
  });

  it('R24: ends the stay of who has nothing else, at its time and not before', () => {
    const stage = stageWith('conference', [ANN]);
    stage.do(API, edit(ANN, { membership: { expiresAt: END } }));
    expect(nextDeadline(stage.room)).toBe(END);
    stage.pass(999);
    expect(stage.inside(ANN)).toBe(true);
    stage.pass(1);
    expect(stage.inside(ANN)).toBe(false);
    expect(stage.outcome?.effects.at(-1)).toMatchObject({ type: 'ended', participant: client(ANN) });
    expect(stage.person(ANN)).toBeUndefined();
    expect(nextDeadline(stage.room)).toBeNull();
    expect(stage.entries.at(-1)).toMatchObject({ cause: 'time', actor: { person: null } });
  });

  const laden: Person = person(
    ANN,
    { ...member({ kinds: ['screen'] }), expiresAt: END },
    {
      overrides: { publish: allow, send: deny, list: allow },
      grants: { receive: { cause: 'click', mark: mark() } },
      mute: { mark: mark(), overGrant: false },
    },
  );

  it.each([
    ['the clock ends it', (stage: Stage) => stage.pass(1000)],
    ['a moderator ends it', (stage: Stage) => stage.do(OLGA, edit(ANN, { membership: null }))],
  ])('R24: all that was allowed ends with it and what was denied stays, when %s', (_, end) => {
    const stage = new Stage(makeRoom('open-webinar', {}, [...PEOPLE.filter(({ id }) => id !== ANN), laden]));
    stage.join(OLGA);
    stage.join(ANN);
    end(stage);
    expect(stage.person(ANN)).toMatchObject({ membership: null, overrides: { send: deny }, grants: {} });
    expect(Object.keys(stage.person(ANN)?.overrides ?? {})).toEqual(['send']);
    expect(stage.person(ANN)?.mute).not.toBeNull();
    expect(stage.inside(ANN), 'anyone may listen here').toBe(true);
    const onlyAnn = stage.entries.map(({ change }) => change);
    expect(onlyAnn.map(({ on }) => on)).toEqual(['membership', 'override', 'override', 'grant']);
  });

  it('R24: a ban outlives it', () => {
    const banned = person(ANN, { ...member(), expiresAt: END }, { ban: mark() });
    const stage = new Stage(makeRoom('open-webinar', {}, [banned]));
    stage.pass(1000);
    expect(stage.person(ANN)).toMatchObject({ membership: null, ban: mark() });
    expect(stage.tryJoin(ANN).failure?.reason?.reason.rule).toBe('R2');
  });

  it('R24: what was over while the room rested is ended by the first tick', () => {
    const room = emptyRoom(makeRoom('conference').id, presetSettings('conference', 'x'), [laden]);
    expect(nextDeadline(room)).toBe(END);
    const stage = new Stage(room);
    stage.pass(86_400_000);
    expect(stage.person(ANN)).toMatchObject({ membership: null, grants: {} });
    expect(nextDeadline(stage.room)).toBeNull();
  });

  it('R24: a later end, or none, sets aside the earlier one', () => {
    const stage = stageWith('conference', [ANN]);
    stage.do(API, edit(ANN, { membership: { expiresAt: END } }));
    stage.do(API, edit(ANN, { membership: { expiresAt: END + 5 } }));
    stage.pass(1004);
    expect(stage.inside(ANN)).toBe(true);
    stage.do(API, edit(ANN, { membership: { expiresAt: null } }));
    stage.pass(86_400_000);
    expect(stage.inside(ANN)).toBe(true);
  });

  it.each([T0, T0 - 1, Number.NaN, Number.POSITIVE_INFINITY, 0.5])(
    'R24: %s is no end that can be set',
    (expiresAt) => {
      const stage = stageWith('conference', [ANN]);
      expect(stage.fails(API, edit(ANN, { membership: { expiresAt } }))).toBe('bad-request');
      expect(stage.outcome?.failure?.message).toMatch(/^expiresAt: /);
    },
  );
});

describe('R24: a membership that is over counts for nothing, before the clock has said so', () => {
  const people = (['owner', 'moderator', 'member'] as const).map((role) =>
    person(
      ANN,
      {
        ...(role === 'owner' ? owner() : role === 'moderator' ? moderator('controlCalls') : member()),
        expiresAt: T0,
      },
      {
        overrides: { publish: allow, list: allow, send: deny },
        grants: { receive: { cause: 'api', mark: mark() } },
      },
    ),
  );
  const settings = presetSettings('conference', 'x');

  it.each(people)('R24: of $membership.role', (over) => {
    const off = person(ANN, null, { overrides: { send: deny } });
    for (const kind of KINDS)
      expect(decide(settings, over, { right: 'publish', kind }, T0)).toEqual(
        decide(settings, off, { right: 'publish', kind }, T0),
      );
    for (const medium of ['audio', 'video'] as const)
      expect(decide(settings, over, { right: 'subscribe', medium }, T0)).toEqual(
        decide(settings, off, { right: 'subscribe', medium }, T0),
      );
    for (const right of ['list', 'send', 'receive'] as const) {
      expect(decide(settings, over, { right }, T0)).toEqual(decide(settings, off, { right }, T0));
      expect(decide(settings, over, { right }, T0).allowed).toBe(false);
    }
    expect(mayEnter(settings, over, 0, T0)).toEqual(mayEnter(settings, off, 0, T0));
    expect(mayModerate(settings, over, 'controlCalls', T0).allowed).toBe(false);
    expect(moderationRights(over, T0)).toEqual([]);
    expect(moderationRights(over, T0 - 1)).toEqual(
      moderationRights(
        { ...over, membership: over.membership && { ...over.membership, expiresAt: null } },
        T0,
      ),
    );
    const muted = { ...settings, muteAll: { mark: null, except: [] } };
    expect(mayUnmute(muted, over, T0).allowed).toBe(false);
  });

  it.each(people)('R24: nobody is touched, named or made by $membership.role', (over) => {
    const room = makeRoom('open-webinar', {}, [
      ...PEOPLE.filter(({ id }) => id !== ANN),
      { ...over, membership: over.membership && { ...over.membership, expiresAt: END } },
    ]);
    const stage = new Stage(room);
    for (const id of [OLGA, ANN, BEN]) stage.join(id);
    stage.now = END;
    const acts: Command[] = [
      { do: 'stop', target: { person: BEN } },
      { do: 'stop', target: { person: OLGA } },
      edit(NORA, { membership: {} }),
      edit(ANN, { membership: { expiresAt: null } }),
      edit(OLGA, { membership: { role: 'member' } }),
      { do: 'settings', patch: { name: 'Mine' } },
    ];
    for (const act of acts) expect(stage.refused(ANN, act).reason.rule).toBe('R10');
    const self = stage.room.participants.get(client(ANN));
    const view = self && look(stage.room, self, END);
    expect(view?.self).toMatchObject({ role: 'guest', moderation: [], grant: null });
    expect(view?.people, 'attendees are for moderators').toBeNull();
  });
});

describe('R10: nobody hands out more than they hold', () => {
  const withNora = (...rights: Parameters<typeof moderator>) => {
    const stage = new Stage(makeRoom('conference', {}, [...PEOPLE, person(NORA, moderator(...rights))]));
    for (const id of [OLGA, MAX, MIA, NORA, ANN]) stage.join(id);
    return stage;
  };

  it('R10: overrides through the list take controlCalls as well, and every one of them', () => {
    const stage = withNora('editMembers', 'editModerators');
    for (const right of RIGHTS)
      for (const value of ['allow', 'deny', null] as const) {
        const sneaked = edit(BEN, { membership: {}, overrides: { [right]: value } });
        expect(stage.refused(NORA, sneaked).reason).toMatchObject({ rule: 'R10', needs: 'controlCalls' });
        expect(
          stage.refused(NORA, {
            do: 'members',
            members: [
              { person: GUS, membership: {} },
              { person: BEN, overrides: { [right]: value } },
            ],
          }).reason,
        ).toMatchObject({ needs: 'controlCalls' });
      }
    expect(stage.person(GUS)).toBeUndefined();
  });

  it('R10: and those of a moderator take editModerators too', () => {
    const stage = withNora('editMembers', 'controlCalls');
    expect(stage.refused(NORA, edit(MIA, { overrides: { publish: 'deny' } })).reason).toMatchObject({
      needs: 'editModerators',
    });
    expect(stage.refused(NORA, edit(OLGA, { overrides: { publish: 'deny' } })).reason.rule).toBe('R10');
    stage.do(NORA, edit(ANN, { overrides: { publish: 'deny' } }));
    expect(stage.person(ANN)?.overrides.publish).toMatchObject({ value: 'deny', mark: { by: NORA } });
  });

  it('R10: who may not moderate learns nothing about whom they name', () => {
    const stage = withNora('editMembers');
    const acts: readonly Omit<MemberEdit, 'person'>[] = [
      {},
      { name: 'x' },
      { membership: {} },
      { membership: null },
      { overrides: {} },
      { overrides: { publish: 'deny' } },
      { overrides: { publish: null } },
    ];
    stage.do(API, edit(BEN, { overrides: { publish: 'deny' } }));
    for (const act of acts)
      for (const who of [ANN, MIA]) {
        const told = [OLGA, MAX, BEN, GUS, ANN].map(
          (id) => stage.try({ type: 'participant', id: client(who) }, edit(id, act)).failure,
        );
        if (who === MIA && act.overrides) continue; // She may: controlCalls is hers.
        for (const one of told) expect(one).toEqual(told[0]);
        expect(told[0]?.code).toBe('refused');
      }
  });

  it('R10: nobody makes a moderator with a right they do not hold, nor adds it to one', () => {
    const stage = withNora('editMembers', 'editModerators');
    const make = (id: PersonId, ...rights: Parameters<typeof moderator>) =>
      edit(id, { membership: { role: 'moderator', moderation: rights } });
    expect(stage.refused(NORA, make(ANN, 'deleteRoom')).reason).toMatchObject({ needs: 'deleteRoom' });
    expect(stage.refused(NORA, make(NORA, 'editMembers', 'deleteRoom')).reason).toMatchObject({
      needs: 'deleteRoom',
    });
    expect(stage.refused(NORA, make(MIA, 'controlCalls', 'removeFromCall', 'deleteRoom')).reason.rule).toBe(
      'R10',
    );
    stage.do(NORA, make(ANN, 'editMembers'));
    // What Mia holds already is not handed out by renaming her.
    stage.do(NORA, edit(MIA, { membership: {}, name: 'Mia M.' }));
    expect(stage.person(MIA)).toMatchObject({
      name: 'Mia M.',
      membership: { moderation: ['controlCalls', 'removeFromCall'] },
    });
  });

  it('R10: rights of a moderator end with the role, and are not there at the next promotion', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(OLGA, edit(MIA, { membership: { role: 'member' } }));
    stage.do(OLGA, edit(MIA, { membership: { role: 'moderator' } }));
    expect(stage.person(MIA)?.membership?.moderation).toEqual([]);
    stage.do(OLGA, edit(ANN, { membership: { moderation: ['deleteRoom'] } }));
    expect(stage.person(ANN)?.membership).toEqual(member());
  });

  it('R24: nobody in the room leaves it without an owner; a backend may', () => {
    const stage = stageWith('conference', [OLGA]);
    for (const membership of [null, { role: 'member' }, { role: 'moderator' }] as const)
      expect(stage.fails(OLGA, edit(OLGA, { membership }))).toBe('conflict');
    stage.do(OLGA, edit(ANN, { membership: { role: 'owner' } }));
    stage.do(OLGA, edit(OLGA, { membership: { role: 'member' } }));
    stage.do(API, edit(ANN, { membership: null }));
  });
});

describe('R24: an edit of the list', () => {
  it('R24: alters what it names; null gives a field of the profile back to the room', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(
      OLGA,
      edit(ANN, { membership: { profile: { resolution: 'vga', screens: 2 }, foreign: { flag: 3 } } }),
    );
    stage.do(OLGA, edit(ANN, { membership: { profile: { screens: null, simulcast: false } } }));
    expect(stage.person(ANN)?.membership).toEqual({
      ...member({ resolution: 'vga', simulcast: false }),
      foreign: { flag: 3 },
    });
    const before = stage.room;
    stage.do(OLGA, edit(ANN, { membership: { profile: { simulcast: false } } }));
    expect(stage.room, 'an edit that alters nothing records nothing').toBe(before);
  });

  it('R24: puts a stranger on the list with a name, and overrides with the mark of who set them', () => {
    const stage = stageWith('members-webinar', [OLGA]);
    stage.do(OLGA, edit(NORA, { name: 'Nora N.', membership: {}, overrides: { publish: 'allow' } }));
    expect(stage.person(NORA)).toMatchObject({
      name: 'Nora N.',
      membership: member(),
      overrides: { publish: { value: 'allow', mark: { by: OLGA, at: T0 } } },
    });
  });

  it('R5: allowing all media anew widens what was allowed for some', () => {
    const stage = stageWith('conference', [OLGA]);
    stage.do(OLGA, {
      do: 'override',
      target: { person: ANN },
      right: 'subscribe',
      value: 'allow',
      media: ['audio'],
    });
    stage.do(OLGA, edit(ANN, { overrides: { subscribe: 'allow' } }));
    expect(stage.person(ANN)?.overrides.subscribe?.media).toBeUndefined();
  });

  it('R24: somebody who is not on the list can be named, but not renamed or taken off', () => {
    const stage = stageWith('conference', [OLGA]);
    expect(stage.fails(OLGA, edit(NORA, { membership: null }))).toBe('not-found');
    expect(stage.fails(OLGA, edit(NORA, { name: 'Nobody' }))).toBe('not-found');
    stage.do(OLGA, edit(NORA, { overrides: { publish: 'deny' } }));
    expect(stage.person(NORA)?.membership).toBeNull();
  });

  it.each([{ screens: -1 }, { frameRate: 0 }, { maxBitrate: Number.NaN }, { callDuration: -1 }])(
    'R24: a profile of %j is refused',
    (profile) => {
      const stage = stageWith('conference', [OLGA]);
      expect(stage.fails(OLGA, edit(ANN, { membership: { profile } }))).toBe('bad-request');
    },
  );

  it('R24: many are one: the first that fails undoes those before it, and says why', () => {
    const stage = stageWith('conference', [OLGA, MAX, ANN]);
    const before = stage.room;
    const good: MemberEdit[] = [
      { person: NORA, membership: {} },
      { person: ANN, membership: null },
      { person: BEN, overrides: { publish: 'deny' } },
    ];
    expect(stage.fails(OLGA, { do: 'members', members: [...good, { person: GUS, membership: null }] })).toBe(
      'not-found',
    );
    expect(stage.room).toBe(before);
    stage.refused(MAX, { do: 'members', members: [...good, { person: OLGA, membership: null }] });
    expect(stage.room).toBe(before);
    stage.do(MAX, { do: 'members', members: good });
    expect(stage.inside(ANN)).toBe(false);
    expect(stage.person(NORA)?.membership).toEqual(member());
  });

  it('R24: ten thousand at once are one step, and ten thousand off again', () => {
    const stage = new Stage(makeRoom('conference'));
    const ids = Array.from({ length: 10_000 }, (_, i) => userPerson(`u${i}`));
    stage.do(API, { do: 'members', members: ids.map((id) => ({ person: id, membership: {} })) });
    expect(stage.room.people.size).toBe(10_000 + PEOPLE.length);
    expect(stage.outcome?.effects).toHaveLength(10_000);
    stage.do(API, { do: 'members', members: ids.map((id) => ({ person: id, membership: null })) });
    expect(stage.room.people.size).toBe(PEOPLE.length);
  });

  it('R6, R20: what a role gave is cut in the same step for somebody in the room', () => {
    const stage = stageWith('members-webinar', [OLGA, MIA]);
    stage.do(MIA, { do: 'publish', publication: pub('m'), kind: 'camera' });
    stage.do(API, edit(MIA, { membership: { expiresAt: END } }));
    stage.pass(1000);
    expect(stage.room.publications.size).toBe(0);
    expect(stage.outcome?.effects).toContainEqual({
      type: 'ended',
      participant: client(MIA),
      reason: { why: 'membership-over' },
    });
  });
});
