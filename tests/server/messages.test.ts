import { describe, expect, it, vi } from 'vitest';
import type { Right } from '@/lib/core/gate/rights.ts';
import { messageId, roomId, userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { MessageView, Notice } from '@/lib/core/roster/view.ts';
import { createMessaging } from '@/server/rooms/messaging.ts';
import { openHouse, type Visitor } from './house.ts';
import { mark, membership, person } from './people.ts';

/** Everything that a socket was told of messages, by notice, in order. */
const told = ({ received }: Visitor) =>
  received
    .filter(({ event }) => event === 'notices')
    .flatMap(({ payload }) => payload as Notice[])
    .filter(({ is }) => ['message', 'message-removed', 'data'].includes(is));
const read = (who: Visitor): MessageView[] =>
  told(who).flatMap((notice) => (notice.is === 'message' ? [notice.message] : []));
/** Every byte that a socket was sent, acknowledgements too. */
const bytes = ({ received }: Visitor) => JSON.stringify(received);

const denied = (right: Right) => ({ overrides: { [right]: { value: 'deny' as const, mark: mark() } } });
const PEOPLE = [
  person(userPerson('tess'), 'owner', { name: 'Tess' }),
  {
    ...person(userPerson('max'), null, { name: 'Max' }),
    membership: membership('moderator', 'controlCalls'),
  },
  person(userPerson('ana'), 'member', { name: 'Ana' }),
  person(userPerson('ben'), 'member', { name: 'Ben' }),
  person(userPerson('deaf'), 'member', { name: 'Deaf', ...denied('receive') }),
  person(userPerson('dumb'), 'member', { name: 'Dumb', ...denied('send') }),
  person(userPerson('blind'), 'member', { name: 'Blind', ...denied('list') }),
];

async function room<Name extends string>(names: readonly Name[], patch: Partial<RoomSettings> = {}) {
  const house = await openHouse([
    { id: 'a', settings: { ...presetSettings('conference', 'A'), ...patch }, people: PEOPLE },
    { id: 'b', settings: presetSettings('conference', 'B'), people: PEOPLE },
  ]);
  const inside = {} as Record<Name, Visitor>;
  for (const name of names) {
    inside[name] = await house.user(name);
    await inside[name].join('a', name.charAt(0).toUpperCase() + name.slice(1));
  }
  return { house, ...inside };
}

describe('R26 a message over a real socket', () => {
  it('is acknowledged with its id and time, is kept by then, and arrives once, in one order for all', async () => {
    const { house, tess, ana, ben } = await room(['tess', 'ana', 'ben']);
    const sent = await Promise.all(
      [ana, ben, tess, ana, ben].map((who, i) => who.ask('chat.send', { text: `message ${i}` })),
    );
    expect(house.messages.kept.map(({ text }) => text)).toHaveLength(5);
    for (const { id, at } of sent) {
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(at).toBe(house.clock.now());
    }
    for (const who of [tess, ana, ben]) await who.caughtUp();
    const orders = [tess, ana, ben].map((who) => read(who).map(({ id }) => id));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect(new Set(orders[0])).toEqual(new Set(sent.map(({ id }) => id)));
    expect(
      read(ana)
        .map(({ own }) => own)
        .filter(Boolean),
    ).toHaveLength(2);
    expect(read(tess)[0]?.from).toMatchObject({ name: expect.stringMatching(/Ana|Ben|Tess/) });
  });

  it('without `send` is refused, with the reason, and reaches nobody', async () => {
    const { house, tess, dumb } = await room(['tess', 'dumb']);
    const failed = await dumb.fails('chat.send', { text: 'let me' });
    expect(failed).toMatchObject({ code: 'refused', reason: { right: 'send', reason: { rule: 'R4' } } });
    expect(await dumb.fails('data.send', { data: '{}' })).toMatchObject({ code: 'refused' });
    await tess.caughtUp();
    expect(told(tess)).toEqual([]);
    expect(house.messages.kept).toEqual([]);
  });

  it('who may not receive is sent no byte of any message, by notice, history or their own', async () => {
    const { tess, ana, deaf } = await room(['tess', 'ana', 'deaf']);
    const before = deaf.received.length;
    const { id } = await ana.ask('chat.send', { text: 'secret words' });
    await ana.fails('chat.send', { text: 'secret for you', to: deaf.participant });
    await tess.ask('chat.remove', { id });
    expect(await deaf.fails('chat.history', {})).toMatchObject({
      code: 'refused',
      reason: { right: 'receive' },
    });
    await deaf.ask('chat.send', { text: 'own words' });
    await deaf.caughtUp();
    expect(told(deaf)).toEqual([]);
    expect(deaf.received.slice(before).map(({ event }) => event)).toEqual([
      'answer to chat.history',
      'answer to chat.send',
    ]);
    expect(bytes(deaf)).not.toMatch(/secret/);
    expect(read(tess).map(({ text }) => text)).toEqual(['secret words', 'own words']);
  });

  it('without `list` nothing tells who wrote: not by notice, history, order of ids, or private words', async () => {
    const { tess, ana, ben, blind } = await room(['tess', 'ana', 'ben', 'blind']);
    for (const who of [ana, ben, tess, ana]) await who.ask('chat.send', { text: 'same words' });
    await ana.ask('chat.send', { text: 'same words', to: blind.participant });
    await blind.ask('chat.history', {});
    await blind.caughtUp();
    expect(read(blind)).toHaveLength(5);
    const all = bytes(blind);
    for (const who of [tess, ana, ben]) {
      expect(all).not.toContain(who.participant);
      expect(all).not.toContain(who.view?.self.source);
    }
    for (const secret of ['Tess', 'Ana', 'Ben', 'user:tess', 'user:ana', 'user:ben'])
      expect(all).not.toContain(secret);
    // Nothing but id and time differs between two people’s messages.
    const shapes = read(blind)
      .filter(({ to }) => !to)
      .map(({ id: _id, at: _at, ...rest }) => JSON.stringify(rest));
    expect(new Set(shapes).size).toBe(1);
  });

  it('who wrote cannot be made up: a sender, time or id that is sent along is a bad request', async () => {
    const { tess, ana } = await room(['tess', 'ana']);
    for (const besides of [
      { from: tess.participant },
      { from: { person: 'user:tess', name: 'Tess' } },
      { sender: 'user:tess' },
      { id: 'x' },
      { at: 1 },
      { person: 'user:tess' },
    ])
      expect(await ana.raw('chat.send', { text: 'I am Tess', ...besides })).toMatchObject({
        ok: false,
        failure: { code: 'bad-request' },
      });
    await tess.caughtUp();
    expect(told(tess)).toEqual([]);
  });

  it.each([
    ['too long', 'x'.repeat(2_001)],
    ['empty', ''],
    ['only drawn as nothing', '\u200b\u2060'],
    ['no text', 5],
    ['a list', ['x']],
    ['huge', 'x'.repeat(200_000)],
  ])('that is %s is turned down and reaches nobody', async (_what, text) => {
    const { tess, ana } = await room(['tess', 'ana']);
    const answer = await ana.raw('chat.send', { text });
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(['bad-request', 'too-large']).toContain(answer.failure.code);
    await tess.caughtUp();
    expect(told(tess)).toEqual([]);
  });

  it('a flood is stopped, from all tabs of a person together, and others go on', async () => {
    const { house, tess, ana, ben } = await room(['tess', 'ana', 'ben']);
    const tab = await house.user('ana');
    await tab.join('a', 'Ana');
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 ? tab : ana).raw('chat.send', { text: `${i}` })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    const [refused] = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
    expect(refused).toMatchObject({
      code: 'rate-limited',
      message: expect.stringMatching(/Wait 10 seconds/),
    });
    await ben.ask('chat.send', { text: 'fine' });
    await tess.caughtUp();
    expect(read(tess)).toHaveLength(11);
    await house.clock.pass(10_001);
    await ana.ask('chat.send', { text: 'again' });
  });

  it('who was removed, or has left, writes and reads nothing more', async () => {
    const { tess, ana, ben } = await room(['tess', 'ana', 'ben']);
    await tess.ask('person.remove', { participant: ana.participant });
    await ben.ask('room.leave', {});
    for (const gone of [ana, ben]) {
      expect(await gone.fails('chat.send', { text: 'x' })).toMatchObject({ code: 'not-joined' });
      expect(await gone.fails('chat.history', {})).toMatchObject({ code: 'not-joined' });
      expect(await gone.fails('data.send', { data: 'x' })).toMatchObject({ code: 'not-joined' });
      expect(await gone.fails('chat.remove', { id: 'x' })).toMatchObject({ code: 'not-joined' });
    }
    const before = [ana, ben].map(({ received }) => received.length);
    await tess.ask('chat.send', { text: 'later' });
    for (const gone of [ana, ben]) await gone.caughtUp();
    expect([ana, ben].map(({ received }, i) => received.slice(before[i]))).toEqual([[], []]);
  });

  it('a loss of `receive` holds for the very next message', async () => {
    const { tess, ana } = await room(['tess', 'ana']);
    await tess.ask('chat.send', { text: 'before' });
    const override = { participant: ana.participant, right: 'receive', value: 'deny' } as const;
    await Promise.all([tess.ask('person.override', override), tess.ask('chat.send', { text: 'after' })]);
    await ana.caughtUp();
    expect(read(ana).map(({ text }) => text)).toEqual(['before']);
    expect(bytes(ana)).not.toContain('after');
  });

  it('that cannot be stored is not delivered', async () => {
    const { house, tess, ana } = await room(['tess', 'ana']);
    house.messages.broken = true;
    expect(await ana.fails('chat.send', { text: 'lost' })).toMatchObject({ code: 'unavailable' });
    await tess.caughtUp();
    expect(told(tess)).toEqual([]);
  });

  it('where nothing is kept lives as a notice alone', async () => {
    const { house, tess, ana } = await room(['tess', 'ana'], { storeMessages: false });
    const { id } = await ana.ask('chat.send', { text: 'now or never' });
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(house.messages.kept).toEqual([]);
    expect(await tess.ask('chat.history', {})).toEqual({ messages: [], more: false, kept: false });
    await tess.ask('chat.remove', { id });
    await ana.caughtUp();
    expect(told(ana).at(-1)).toEqual({ is: 'message-removed', id });
  });
});

describe('R26 private messages', () => {
  it('reach nobody else: no byte of them, moderators and owners neither', async () => {
    const { tess, max, ana, ben } = await room(['tess', 'max', 'ana', 'ben']);
    const { id } = await ana.ask('chat.send', { text: 'hush hush', to: ben.participant });
    for (const who of [tess, max]) {
      const { messages } = await who.ask('chat.history', {});
      expect(messages).toEqual([]);
      expect(await who.fails('chat.remove', { id })).toMatchObject({ code: 'not-found' });
      expect(bytes(who)).not.toContain('hush');
    }
    expect(read(ben)).toMatchObject([{ text: 'hush hush', from: { name: 'Ana' }, own: false }]);
    expect((await ben.ask('chat.history', {})).messages).toHaveLength(1);
    expect((await ana.ask('chat.history', {})).messages).toMatchObject([{ own: true, to: { name: 'Ben' } }]);
  });

  it('to a stranger, by somebody without `list`, cannot be told from one to nobody', async () => {
    const { ben, blind } = await room(['ben', 'blind']);
    const answers = [];
    for (const to of [ben.participant, 'nobody', blind.participant])
      answers.push(JSON.stringify(await blind.fails('chat.send', { text: 'hello?', to: to as never })));
    expect(new Set(answers).size).toBe(1);
    await ben.caughtUp();
    expect(told(ben)).toEqual([]);
  });
});

describe('R26 history', () => {
  it('comes by page, without gap or double, oldest first in each', async () => {
    const { house, tess } = await room(['tess']);
    const store = house.messages.kept;
    for (let number = 1; number <= 120; number++)
      store.push({
        room: roomId('a'),
        number,
        sender: userPerson('ana'),
        senderName: 'Ana',
        to: number % 10 ? null : userPerson('ben'),
        text: `${number}`,
        at: number,
      });
    const texts: (string | null)[] = [];
    let before: string | undefined;
    for (let pages = 0; pages < 10; pages++) {
      const page = await tess.ask('chat.history', { limit: 25, ...(before && { before }) });
      texts.unshift(...page.messages.map(({ text }) => text));
      before = page.messages[0]?.id;
      if (!page.more) break;
    }
    expect(texts).toEqual(
      Array.from({ length: 120 }, (_, i) => i + 1)
        .filter((number) => number % 10)
        .map(String),
    );
  });

  it('takes no id of another room, and none that is made up', async () => {
    const { house, tess } = await room(['tess']);
    const other = await house.user('tess');
    await other.join('b', 'Tess');
    const { id } = await other.ask('chat.send', { text: 'elsewhere' });
    for (const before of [id, messageId('AAAAAAAAAAAAAAAAAAAAAA'), messageId('1')]) {
      expect(await tess.fails('chat.history', { before })).toMatchObject({ code: 'bad-request' });
      expect(await tess.fails('chat.remove', { id: before })).toMatchObject({ code: 'not-found' });
    }
    expect(bytes(tess)).not.toContain('elsewhere');
  });

  it('is asked of the gate again after it was read: a right that is lost meanwhile counts', async () => {
    const { house, tess, ana } = await room(['tess', 'ana']);
    await tess.ask('chat.send', { text: 'long ago' });
    const late = await house.user('ben');
    await late.join('a', 'Ben');
    house.messages.held.hold();
    const asking = late.raw('chat.history', {});
    await ana.caughtUp();
    await tess.ask('person.override', { participant: late.participant, right: 'receive', value: 'deny' });
    house.messages.held.release();
    expect(await asking).toMatchObject({ ok: false, failure: { code: 'refused' } });
    expect(bytes(late)).not.toContain('long ago');
  });
});

describe('R26 removing', () => {
  it('takes the text from everybody, from history and from the store, and says in the trail who did', async () => {
    const { house, tess, max, ana } = await room(['tess', 'max', 'ana']);
    const { id } = await ana.ask('chat.send', { text: 'words to regret' });
    expect(await ana.fails('chat.remove', { id })).toMatchObject({
      code: 'refused',
      reason: { right: 'moderate' },
    });
    const outcomes = await Promise.all([tess, max].map((who) => who.raw('chat.remove', { id })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    await vi.waitFor(() => expect(told(ana).at(-1)).toEqual({ is: 'message-removed', id }));
    const { messages } = await ana.ask('chat.history', {});
    expect(messages).toMatchObject([{ id, text: null }]);
    const [entry, ...more] = house.store.recorded;
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      entries: [{ change: { on: 'message', message: id, person: 'user:ana' } }],
      removedMessages: [{ number: 1 }],
    });
    expect(JSON.stringify(entry)).not.toContain('regret');
  });

  it('does not let out a message that is removed while its page is being read', async () => {
    const { house, tess, ana, ben } = await room(['tess', 'ana', 'ben']);
    const { id } = await ana.ask('chat.send', { text: 'words to regret' });
    const late = await house.user('dumb');
    await late.join('a', 'Dumb');
    house.messages.held.hold();
    const asking = late.raw('chat.history', {});
    await ben.caughtUp();
    await tess.ask('chat.remove', { id });
    house.messages.held.release();
    expect(await asking).toMatchObject({ ok: true, value: { messages: [{ id, text: null }] } });
    expect(bytes(late)).not.toContain('regret');
  });
});

describe('R26 data messages', () => {
  const profile = { ...presetSettings('conference', '').profile, data: true };

  it('reach the others who may receive, are never kept, and need the profile', async () => {
    const { house, ana, ben, deaf, blind } = await room(['ana', 'ben', 'deaf', 'blind'], { profile });
    await ana.ask('data.send', { data: '{"draw":[1,2]}' });
    for (const who of [ana, ben, deaf, blind]) await who.caughtUp();
    expect(told(ben)).toMatchObject([
      { is: 'data', message: { data: '{"draw":[1,2]}', from: { name: 'Ana' } } },
    ]);
    expect(told(blind)).toMatchObject([{ message: { from: null } }]);
    expect([told(ana), told(deaf)]).toEqual([[], []]);
    expect(bytes(blind)).not.toContain('Ana');
    expect(house.messages.kept).toEqual([]);

    const { tess } = await room(['tess']);
    expect(await tess.fails('data.send', { data: '{}' })).toMatchObject({
      code: 'refused',
      message: 'Messages of apps are switched off in this room.',
      reason: { reason: { rule: 'R26' } },
    });
  });
});

describe('R26 a backend', () => {
  it('writes in the name of a person, whom the gate is asked for', async () => {
    const { house, tess } = await room(['tess']);
    const users = {
      find: async (address: string) =>
        address === 'nobody' ? null : { address, uid: 1, name: 'Ana', active: true, extra: {}, createdAt: 0 },
    };
    const messaging = createMessaging({ registry: house.registry, users });
    const actor = { type: 'api', name: 'backend' } as const;
    const [a, say] = [roomId('a'), (from: string) => ({ from: userPerson(from), text: 'from outside' })];
    const { id } = await messaging.send(actor, a, say('ana'));
    await tess.caughtUp();
    expect(read(tess)).toMatchObject([{ id, text: 'from outside', own: false, from: { name: 'Ana' } }]);
    await expect(messaging.send(actor, a, say('dumb'))).rejects.toMatchObject({
      failure: { code: 'refused' },
    });
    await expect(messaging.send(actor, a, say('nobody'))).rejects.toMatchObject({
      failure: { code: 'bad-request' },
    });
    await expect(messaging.send(actor, roomId('none'), say('ana'))).rejects.toMatchObject({
      failure: { code: 'not-found' },
    });
    expect((await messaging.page(a, { limit: 10 })).messages).toMatchObject([{ id, sender: 'user:ana' }]);
    await messaging.remove(actor, a, id);
    await tess.caughtUp();
    expect(told(tess).at(-1)).toEqual({ is: 'message-removed', id });
    await expect(messaging.remove(actor, a, id)).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });
});
