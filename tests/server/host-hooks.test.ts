import { beforeEach, describe, expect, it } from 'vitest';
import { type PersonId, participantId, publicationId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import { RoomHost } from '@/server/rooms/host.ts';
import type { Hooks } from '@/server/rooms/ports.ts';
import {
  type Journal,
  settled,
  TestClock,
  TestEngine,
  TestMessages,
  TestStore,
  testIds,
  testLog,
  testOutbox,
} from './doubles.ts';
import { person, T0 } from './people.ts';

const TESS = userPerson('tess');
const ANA = userPerson('ana');

let journal: Journal;
let clock: TestClock;
let store: TestStore;
let messages: TestMessages;
let wanted: boolean;
/** What the one webhook wants of it all; everything while it is null. */
let only: string | null;
let host: RoomHost;

const hooks: Hooks = {
  wanted: () => wanted,
  addressed: (_room, events, at) =>
    events
      .filter(({ type }) => only === null || type === only)
      .map((event) => ({ webhook: 'w', event: { ...event, timestamp: new Date(at).toISOString() } })),
  stored: (_room, deliveries) =>
    void journal.push(`out ${deliveries.map(({ event }) => (event as { type?: string }).type).join(' ')}`),
};

beforeEach(() => {
  journal = [];
  clock = new TestClock();
  store = new TestStore(journal);
  messages = new TestMessages();
  wanted = true;
  only = null;
  const media = new TestEngine(journal).open(roomId('a'), {} as never);
  const room = emptyRoom(roomId('a'), presetSettings('conference', 'A'), [
    person(TESS, 'owner'),
    person(ANA, 'member'),
  ]);
  host = new RoomHost(room, {
    store,
    media,
    outbox: testOutbox(journal),
    hooks,
    messages,
    ids: testIds,
    clock,
    log: testLog().log,
  });
});

const as = (id: PersonId): Actor => ({ type: 'participant', id: participantId(id.slice(5)) });
const join = (id: PersonId): Command => ({ do: 'join', person: id, name: id, source: sourceId(`s-${id}`) });
const VOICE: Command = { do: 'publish', publication: publicationId('voice'), kind: 'microphone' };
const done = async (actor: Actor, command: Command) => expect(await host.run(actor, command)).toBeNull();
const stored = () =>
  store.recorded.map(({ deliveries }) => deliveries.map(({ event }) => (event as { type?: string }).type));

describe('what is told outside', () => {
  it('is stored with the step it tells of, before anybody is told and before it goes out', async () => {
    for (const id of [TESS, ANA]) await done(as(id), join(id));
    await done(as(ANA), VOICE);
    await settled();
    journal.length = 0;
    await done(as(TESS), { do: 'remove', target: { participant: participantId('ana') } });
    const order = ['media -', 'store ban', 'stored', 'end ana', 'out '].map((start) =>
      journal.findIndex((line) => line.startsWith(start)),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(store.recorded.at(-1)?.entries.map(({ change }) => change.on)).toEqual(['ban']);
    expect(stored().at(-1)).toEqual(['right.changed', 'publication.ended', 'participant.left']);
    expect(store.recorded.at(-1)?.at).toBe(T0);
  });

  it('is stored before a join, a publication or a leave is acknowledged, which store nothing else', async () => {
    await done(as(TESS), join(TESS));
    for (const command of [VOICE, { do: 'leave' } as const]) {
      store.held.hold();
      let acknowledged = false;
      const asked = host.run(as(TESS), command).finally(() => {
        acknowledged = true;
      });
      await settled();
      expect(acknowledged).toBe(false);
      store.held.release();
      expect(await asked).toBeNull();
    }
    expect(stored()).toEqual([
      ['room.started', 'participant.joined'],
      ['publication.started'],
      ['publication.ended', 'participant.left', 'room.ended'],
    ]);
  });

  it('fails the command when it cannot be stored: nothing changes, nobody is told, nothing goes out', async () => {
    await done(as(TESS), join(TESS));
    const before = host.state;
    journal.length = 0;
    store.broken = true;
    expect(await host.run(as(ANA), join(ANA))).toMatchObject({ code: 'unavailable' });
    expect(await host.run(as(TESS), VOICE)).toMatchObject({ code: 'unavailable' });
    expect(host.state).toBe(before);
    expect(journal.filter((line) => /^(tell|end|out)/.test(line))).toEqual([]);
    store.broken = false;
    await done(as(ANA), join(ANA));
  });

  it('of a lost socket is tried again until it is stored', async () => {
    await done(as(TESS), join(TESS));
    await done(as(TESS), { do: 'away' });
    store.broken = true;
    await clock.pass(25_000);
    expect(host.state.participants.size).toBe(1);
    store.broken = false;
    await clock.pass(2_000);
    expect(host.state.participants.size).toBe(0);
    expect(stored().at(-1)).toEqual(['participant.left', 'room.ended']);
  });

  it.each([true, false])('of a message is stored with it, under its id; kept: %s', async (storeMessages) => {
    await done(as(TESS), join(TESS));
    await done(as(TESS), { do: 'settings', patch: { storeMessages } });
    journal.length = 0;
    only = 'message.sent';
    const receipt = await host.say(as(TESS), { do: 'say', text: 'Hello' });
    const [told] = storeMessages ? messages.told : (store.recorded.at(-1)?.deliveries ?? []);
    expect(told?.event).toMatchObject({ type: 'message.sent', message: receipt.id, text: 'Hello' });
    expect(journal.at(-1)).toBe('out message.sent');

    messages.broken = true;
    store.broken = true;
    journal.length = 0;
    const failed = await host.run(as(TESS), { do: 'say', text: 'Lost' });
    expect(failed).toMatchObject({ code: 'unavailable' });
    expect(journal.filter((line) => /^(tell|out)/.test(line))).toEqual([]);
  });

  it('costs no look at the store where nobody wants it, or nobody wants this', async () => {
    wanted = false;
    await done(as(TESS), join(TESS));
    wanted = true;
    only = 'hand.raised';
    await done(as(TESS), VOICE);
    await done(as(ANA), join(ANA));
    // Of these, nothing is ever told.
    only = null;
    await done(as(ANA), { do: 'away' });
    await done(as(ANA), { do: 'back' });
    await done(as(TESS), { do: 'mute', publication: publicationId('voice'), muted: true });
    expect(journal.filter((line) => /^(store|out)/.test(line))).toEqual([]);
  });
});
