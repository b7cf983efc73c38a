import { describe, expect, it } from 'vitest';
import type { Denied } from '@/lib/core/gate/decision.ts';
import { type Person, PLAIN_MEMBER, stranger } from '@/lib/core/gate/person.ts';
import type { Right, Role } from '@/lib/core/gate/rights.ts';
import {
  guestPerson,
  messageId,
  type ParticipantId,
  type PersonId,
  participantId,
  roomId,
  sourceId,
  userPerson,
} from '@/lib/core/ids.ts';
import type { Actor, Command, Effect } from '@/lib/core/room/commands.ts';
import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { step } from '@/lib/core/room/step.ts';
import { deliver, deliverData, deliverRemoval, lookAtMessage } from '@/lib/core/roster/correspondence.ts';
import { viewClass } from '@/lib/core/roster/sight.ts';
import type { MessageView, Notice } from '@/lib/core/roster/view.ts';
import { standingOf } from './kit.ts';

const NOW = 1_700_000_000_000;
const [OLGA, MIA, ANN, BEN] = ['olga', 'mia', 'ann', 'ben'].map(userPerson) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
const GUS = guestPerson('gus');
const API: Actor = { type: 'api', name: 'backend' };

const known = (id: PersonId, role: Role, besides: Partial<Person> = {}): Person => ({
  ...stranger(id, id.slice(5)),
  membership: { ...PLAIN_MEMBER, role, moderation: role === 'moderator' ? ['controlCalls'] : [] },
  ...besides,
});
const PEOPLE = [known(OLGA, 'owner'), known(MIA, 'moderator'), known(ANN, 'member'), known(BEN, 'member')];
const overridden = (right: Right, value: 'allow' | 'deny') => ({
  overrides: { [right]: { value, mark: { by: OLGA, byName: 'Olga', at: NOW } } },
});

const tabOf = (id: PersonId, tab = 1) => participantId(`pt-${id}-${tab}`);
const actor = (id: PersonId, tab = 1): Actor => ({ type: 'participant', id: tabOf(id, tab) });

/** A room with these people inside, driven one command after another. */
class Call {
  now = NOW;
  room: Room;
  constructor(
    preset: PresetName,
    inside: readonly PersonId[],
    patch: Partial<RoomSettings> = {},
    people: readonly Person[] = PEOPLE,
  ) {
    this.room = emptyRoom(roomId('a'), { ...presetSettings(preset, 'Room'), ...patch }, people);
    for (const id of inside) this.join(id);
  }

  join(id: PersonId, tab = 1): void {
    const name = id.slice(id.indexOf(':') + 1).toUpperCase();
    this.do(actor(id, tab), { do: 'join', person: id, name, source: sourceId(`src-${id}-${tab}`) });
  }

  do(who: Actor, command: Command): readonly Effect[] {
    const outcome = step(this.room, who, command, this.now);
    if (outcome.failure) throw new Error(`${command.do}: ${JSON.stringify(outcome.failure)}`);
    this.room = outcome.room;
    return outcome.effects;
  }

  fails(who: Actor, command: Command): { code: string; message: string; reason?: Denied } {
    const { room, failure, effects } = step(this.room, who, command, this.now);
    expect(failure, `${command.do} should fail`).not.toBeNull();
    expect(room).toBe(this.room);
    expect(effects).toEqual([]);
    expect(failure?.message).toMatch(/\w.*\./);
    return failure as never;
  }

  /** Says something, and gives what every tab inside is told of it. */
  heard(who: Actor, command: Command): Map<ParticipantId, Notice> {
    const classes = () => {
      const each = [...this.room.participants.values()].map(
        (one) => [one.id, viewClass(this.room, one, this.now)] as const,
      );
      return standingOf(new Map(each)).classes();
    };
    const got = new Map<ParticipantId, Notice>();
    for (const effect of this.do(who, command)) {
      const out =
        effect.type === 'message'
          ? deliver(this.room, { ...effect.message, id: messageId('m') }, classes(), this.now)
          : effect.type === 'data'
            ? deliverData(this.room, effect.message, classes(), this.now)
            : effect.type === 'message-removed'
              ? deliverRemoval(this.room, effect.message, effect.ends, classes(), this.now)
              : null;
      if (!out) continue;
      for (const [tab, notice] of out.single) got.set(tab, notice);
      for (const { cls, notice } of out.shared)
        for (const participant of this.room.participants.values()) {
          const has = viewClass(this.room, participant, this.now);
          const same = JSON.stringify(has) === JSON.stringify(cls);
          if (!same || out.except.includes(participant.id)) continue;
          expect(got.has(participant.id), 'told twice').toBe(false);
          got.set(participant.id, notice);
        }
    }
    return got;
  }
}

const say = (text = 'Hello', besides: Partial<Extract<Command, { do: 'say' }>> = {}): Command => ({
  do: 'say',
  text,
  ...besides,
});
const message = (notice: Notice | undefined): MessageView => {
  if (notice?.is !== 'message') throw new Error(`no message: ${JSON.stringify(notice)}`);
  return notice.message;
};
const why = ({ code, reason }: ReturnType<Call['fails']>) =>
  code === 'refused' ? `${reason?.reason.rule} ${reason?.right} ${reason?.remedy.do}` : code;

describe('R26 a group message', () => {
  it('needs `send`: audience, override, guest and ban are asked at every message', () => {
    const webinar = new Call('open-webinar', [OLGA, ANN, GUS]);
    expect(why(webinar.fails(actor(GUS), say()))).toBe('R8 send sign-in');
    webinar.do(actor(ANN), say());
    webinar.do(actor(OLGA), {
      do: 'override',
      target: { participant: tabOf(ANN) },
      right: 'send',
      value: 'deny',
    });
    expect(why(webinar.fails(actor(ANN), say()))).toBe('R4 send ask-host');
    webinar.do(actor(OLGA), {
      do: 'override',
      target: { participant: tabOf(GUS) },
      right: 'send',
      value: 'allow',
    });
    webinar.do(actor(GUS), say());
    webinar.do(actor(OLGA), { do: 'remove', target: { participant: tabOf(GUS) } });
    expect(why(webinar.fails(actor(GUS), say()))).toBe('not-joined');
    expect(why(webinar.fails(API, say('x', { from: { person: GUS, name: 'Gus' } })))).toBe('R2 send none');
  });

  it('reaches those with `receive` once in each tab, and nobody else', () => {
    const people = [...PEOPLE.slice(0, 3), known(BEN, 'member', overridden('receive', 'deny'))];
    const call = new Call('conference', [OLGA, ANN, BEN], {}, people);
    call.join(ANN, 2);
    const heard = call.heard(actor(ANN), say('Hi all'));
    expect([...heard.keys()].sort()).toEqual([tabOf(ANN), tabOf(ANN, 2), tabOf(OLGA)].sort());
    expect(message(heard.get(tabOf(OLGA)))).toMatchObject({ text: 'Hi all', own: false, to: null, at: NOW });
    expect(message(heard.get(tabOf(ANN, 2))).own).toBe(true);
  });

  it('is not shown to its own writer where they may not receive', () => {
    const people = [PEOPLE[0] as Person, known(ANN, 'member', overridden('receive', 'deny'))];
    const heard = new Call('conference', [OLGA, ANN], {}, people).heard(actor(ANN), say());
    expect([...heard.keys()]).toEqual([tabOf(OLGA)]);
  });

  it('tells who wrote to those who may list, and to nobody else anything that singles somebody out', () => {
    const people = [...PEOPLE.slice(0, 3), known(BEN, 'member', overridden('list', 'deny'))];
    const call = new Call('conference', [OLGA, ANN, BEN], {}, people);
    const from = (who: PersonId) => call.heard(actor(who), say('Hello')).get(tabOf(BEN));
    expect(message(call.heard(actor(ANN), say()).get(tabOf(OLGA))).from).toEqual({
      name: 'ANN',
      participant: tabOf(ANN),
    });
    expect(message(from(ANN)).from).toBeNull();
    // Two people’s messages are equal to the letter, but for the id that the server gives.
    expect(JSON.stringify(from(ANN))).toBe(JSON.stringify(from(OLGA)));
  });

  it('names the writer without a place in the list where attendees are hidden', () => {
    const call = new Call('members-webinar', [OLGA, ANN, BEN]);
    const heard = call.heard(actor(ANN), say());
    expect(message(heard.get(tabOf(BEN))).from).toEqual({ name: 'ANN', participant: null });
    expect(message(heard.get(tabOf(OLGA))).from).toEqual({ name: 'ANN', participant: tabOf(ANN) });
  });

  it.each([
    ['nothing', ''],
    ['only space', ' \n\t '],
    ['only what is drawn as nothing', '\u200b\u2060\u{e0001}\u3164'],
    ['2,001 characters', 'x'.repeat(2001)],
  ])('of %s is a bad request', (_what, text) => {
    expect(new Call('conference', [ANN]).fails(actor(ANN), say(text)).code).toBe('bad-request');
  });

  it('is trimmed, keeps its lines, and loses what would rewrite them', () => {
    const call = new Call('conference', [OLGA, ANN]);
    const text = (raw: string) => message(call.heard(actor(ANN), say(raw)).get(tabOf(OLGA))).text;
    expect(text('  one\r\ntwo\u0007\u202e\ud800 three \u2028 ')).toBe('one\ntwo three');
    expect(text(`  ${'x'.repeat(2000)}\n`)).toHaveLength(2000);
    expect(text('👩‍👩‍👧 שלום <b>&amp;</b>')).toBe('👩‍👩‍👧 שלום <b>&amp;</b>');
  });

  it('is nobody’s to write in a room that is closed, nor for the clock, nor under another’s name', () => {
    const call = new Call('conference', [ANN, BEN]);
    expect(call.fails({ type: 'clock' }, say()).code).toBe('bad-request');
    expect(call.fails(actor(ANN), say('x', { from: { person: BEN, name: 'Ben' } })).code).toBe('bad-request');
    expect(call.fails(API, say()).code).toBe('bad-request');
    const closed = new Call('conference', []);
    closed.do(API, { do: 'settings', patch: { paused: true } });
    expect(why(closed.fails(API, say('x', { from: { person: ANN, name: 'Ann' } })))).toBe('R1 send none');
  });

  it('is kept where the room keeps messages, and for a backend as long as it asks', () => {
    const kept = (patch: Partial<RoomSettings>, seconds?: number) =>
      new Call('conference', [ANN], patch).do(API, say('x', { from: { person: ANN, name: '' }, seconds }));
    expect(kept({ storeMessages: true })).toMatchObject([{ message: { kept: true, keptUntil: null } }]);
    expect(kept({ storeMessages: false })).toMatchObject([{ message: { kept: false } }]);
    expect(kept({}, 60)).toMatchObject([{ message: { keptUntil: NOW + 60_000 } }]);
    expect(() => kept({}, 0)).toThrow('bad-request');
    expect(() => kept({}, Number.NaN)).toThrow('bad-request');
  });
});

describe('R26 a private message', () => {
  const to = (id: PersonId) => ({ to: { participant: tabOf(id) } });

  it('reaches its one person and its writer in every tab, and no moderator', () => {
    const call = new Call('conference', [OLGA, MIA, ANN, BEN]);
    call.join(BEN, 2);
    const heard = call.heard(actor(ANN), say('Psst', to(BEN)));
    expect([...heard.keys()].sort()).toEqual([tabOf(ANN), tabOf(BEN), tabOf(BEN, 2)].sort());
    expect(message(heard.get(tabOf(ANN)))).toMatchObject({ own: true, to: { name: 'BEN' } });
    expect(message(heard.get(tabOf(BEN, 2)))).toMatchObject({ own: false, from: { name: 'ANN' } });
  });

  it('needs `send` here and `receive` there', () => {
    const people = [
      PEOPLE[0] as Person,
      known(ANN, 'member', overridden('send', 'deny')),
      known(BEN, 'member', overridden('receive', 'deny')),
    ];
    const call = new Call('conference', [OLGA, ANN, BEN], {}, people);
    expect(why(call.fails(actor(ANN), say('x', to(OLGA))))).toBe('R4 send ask-host');
    const failed = call.fails(actor(OLGA), say('x', to(BEN)));
    expect(failed.code).toBe('conflict');
    expect(failed.reason).toBeUndefined();
    // Who may not receive may still write to somebody who may.
    expect([...call.heard(actor(BEN), say('x', to(OLGA))).keys()]).toEqual([tabOf(OLGA)]);
  });

  it('is addressed by those who see the list; to others here and nowhere are one', () => {
    const people = [
      PEOPLE[0] as Person,
      known(ANN, 'member', overridden('list', 'deny')),
      known(BEN, 'member'),
    ];
    const blind = new Call('conference', [OLGA, ANN, BEN], {}, people);
    const hidden = new Call('members-webinar', [OLGA, ANN, BEN]);
    for (const call of [blind, hidden]) {
      const answers = [BEN, OLGA, GUS].map((id) => call.fails(actor(ANN), say('x', to(id))));
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    }
    expect(JSON.stringify(blind.fails(actor(ANN), say('x', to(BEN))))).not.toMatch(/olga|ben/i);
  });

  it('to oneself, to who left, and to who is away where nothing is kept, is not sent', () => {
    const call = new Call('conference', [ANN, BEN], { storeMessages: false });
    expect(call.fails(actor(ANN), say('x', to(ANN))).code).toBe('conflict');
    expect(call.fails(actor(ANN), say('x', to(GUS))).code).toBe('not-found');
    call.do(actor(BEN), { do: 'away' });
    expect(call.fails(actor(ANN), say('x', to(BEN))).code).toBe('conflict');
    const keeping = new Call('conference', [ANN, BEN]);
    keeping.do(actor(BEN), { do: 'away' });
    expect(keeping.do(actor(ANN), say('x', to(BEN)))).toHaveLength(1);
  });

  it('shows nobody’s name to a receiver without `list`', () => {
    const people = [PEOPLE[0] as Person, known(BEN, 'member', overridden('list', 'deny'))];
    const call = new Call('conference', [OLGA, BEN], {}, people);
    const notice = call.heard(actor(OLGA), say('You', to(BEN))).get(tabOf(BEN));
    expect(message(notice)).toMatchObject({ from: null, to: { name: null } });
    expect(JSON.stringify(notice)).not.toMatch(/olga|ben/i);
  });
});

describe('R26 what was kept', () => {
  it('is looked at by the gate of now: not without `receive`, not another’s private, not by name without `list`', () => {
    const people = [
      PEOPLE[0] as Person,
      known(ANN, 'member', overridden('receive', 'deny')),
      known(BEN, 'member', overridden('list', 'deny')),
    ];
    const { room } = new Call('conference', [OLGA, ANN, BEN], {}, people);
    const look = (viewer: PersonId, to: PersonId | null = null) => {
      const kept = { id: messageId('m'), sender: OLGA, senderName: 'OLGA', to, text: 'x', at: NOW };
      return lookAtMessage(room, kept, room.participants.get(tabOf(viewer)) as never, NOW);
    };
    expect(look(ANN)).toBeNull();
    expect(look(ANN, ANN)).toBeNull();
    expect(look(BEN)).toMatchObject({ from: null, own: false });
    expect(look(BEN, ANN)).toBeNull();
    expect(look(BEN, BEN)).toMatchObject({ from: null, to: { name: null } });
    expect(look(OLGA, BEN)).toMatchObject({ own: true, to: { name: 'BEN' } });
  });
});

describe('R26 removing', () => {
  const remove = (to: PersonId | null = null): Command => ({
    do: 'remove-message',
    message: messageId('m'),
    ends: { sender: ANN, to },
  });

  it('needs `controlCalls`, is asked before the message is looked for, and is told to who was told', () => {
    const people = [...PEOPLE.slice(0, 3), known(BEN, 'member', overridden('receive', 'deny'))];
    const call = new Call('conference', [OLGA, MIA, ANN, BEN], {}, people);
    const unknown: Command = { do: 'remove-message', message: messageId('m'), ends: null };
    expect(why(call.fails(actor(ANN), remove()))).toBe('R10 moderate ask-host');
    expect(why(call.fails(actor(ANN), unknown))).toBe('R10 moderate ask-host');
    expect(why(call.fails(actor(MIA), unknown))).toBe('not-found');
    const heard = call.heard(actor(MIA), remove());
    expect([...heard.keys()].sort()).toEqual([tabOf(OLGA), tabOf(MIA), tabOf(ANN)].sort());
    expect(heard.get(tabOf(ANN))).toEqual({ is: 'message-removed', id: 'm' });
  });

  it('of a private message is for its ends, and for backends', () => {
    const call = new Call('conference', [OLGA, MIA, ANN]);
    expect(why(call.fails(actor(MIA), remove(OLGA)))).toBe('not-found');
    expect([...call.heard(actor(OLGA), remove(OLGA)).keys()].sort()).toEqual(
      [tabOf(ANN), tabOf(OLGA)].sort(),
    );
    expect([...call.heard(API, remove(OLGA)).keys()].sort()).toEqual([tabOf(ANN), tabOf(OLGA)].sort());
  });

  it('R19 is in the trail, without what was said', () => {
    const call = new Call('conference', [OLGA, ANN]);
    const [record] = call.do(actor(OLGA), remove());
    expect(record).toMatchObject({
      type: 'record',
      entry: { actor: { person: OLGA }, change: { on: 'message', message: 'm', person: ANN } },
    });
  });
});

describe('R26 a data message', () => {
  const data = (text = '{"x":1}', besides = {}): Command => ({ do: 'send-data', data: text, ...besides });
  const profile = { ...presetSettings('conference', '').profile, data: true };

  it('needs a profile with `data`: the room’s, with the member’s own over it', () => {
    const call = new Call('conference', [ANN]);
    expect(why(call.fails(actor(ANN), data()))).toBe('R26 send none');
    const own = known(ANN, 'member', { membership: { ...PLAIN_MEMBER, profile: { data: false } } });
    const one = new Call('conference', [ANN, BEN], { profile }, [own, known(BEN, 'member')]);
    expect(why(one.fails(actor(ANN), data()))).toBe('R26 send ask-host');
    expect(one.do(actor(BEN), data())).toHaveLength(1);
  });

  it('needs `send`, reaches those with `receive`, and says who only to those who may list', () => {
    const people = [
      known(ANN, 'member', overridden('send', 'deny')),
      known(BEN, 'member', overridden('list', 'deny')),
      known(MIA, 'member', overridden('receive', 'deny')),
      known(OLGA, 'owner'),
    ];
    const call = new Call('conference', [OLGA, MIA, ANN, BEN], { profile }, people);
    expect(why(call.fails(actor(ANN), data()))).toBe('R4 send ask-host');
    const heard = call.heard(actor(OLGA), data('{}'));
    expect([...heard.keys()].sort()).toEqual([tabOf(ANN), tabOf(BEN)].sort());
    expect(heard.get(tabOf(BEN))).toEqual({
      is: 'data',
      message: { data: '{}', at: NOW, from: null, private: false },
    });
    const alone = call.heard(actor(OLGA), data('{}', { to: { participant: tabOf(BEN) } }));
    expect([...alone.keys()]).toEqual([tabOf(BEN)]);
  });

  it('of nothing, or of 4,097 characters, is a bad request, and none is ever kept', () => {
    const call = new Call('conference', [ANN], { profile, storeMessages: true });
    expect(call.fails(actor(ANN), data('')).code).toBe('bad-request');
    expect(call.fails(actor(ANN), data('x'.repeat(4097))).code).toBe('bad-request');
    expect(call.do(actor(ANN), data('x'.repeat(4096))).map(({ type }) => type)).toEqual(['data']);
  });
});
