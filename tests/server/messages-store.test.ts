import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import type { Message } from '@/lib/core/room/messages.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { createMessageIds } from '@/server/rooms/message-ids.ts';
import { type OpenDatabase, openDatabase } from '@/server/store/database.ts';
import { createMessageStore, type MessageStore } from '@/server/store/messages.ts';
import { createRoomStore, type RoomStore } from '@/server/store/rooms.ts';
import { temporaryDataFolder } from './folders.ts';
import { mark, T0 } from './people.ts';

const [A, B] = [roomId('a'), roomId('b')];
const [ANA, BEN, TESS] = [userPerson('ana'), userPerson('ben'), userPerson('tess')];
let open: OpenDatabase;
let rooms: RoomStore;
let messages: MessageStore;

beforeEach(async () => {
  open = await openDatabase(null, await temporaryDataFolder());
  rooms = createRoomStore(open.database);
  messages = createMessageStore(open.database);
  for (const id of [A, B]) await rooms.create(id, presetSettings('conference', id), [], T0);
});
afterEach(() => open.close());

const message = (text: string, besides: Partial<Message> = {}): Message => ({
  sender: ANA,
  senderName: 'Ana',
  to: null,
  text,
  at: T0,
  kept: true,
  keptUntil: null,
  ...besides,
});
const texts = async (query: Partial<Parameters<MessageStore['page']>[1]> = {}) =>
  (await messages.page(A, { limit: 10, now: T0, ...query })).map(({ text }) => text);

describe('R26 the store of messages', () => {
  it('keeps each room’s by itself, and gives the newest page, oldest first', async () => {
    const numbers = [];
    for (const text of ['1', '2', '3', '4']) numbers.push(await messages.add(A, message(text)));
    await messages.add(B, message('elsewhere'));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(await texts({ limit: 2 })).toEqual(['3', '4']);
    expect(await texts({ limit: 2, before: numbers[2] })).toEqual(['1', '2']);
    expect(await messages.find(B, numbers[0] ?? 0, T0)).toBeNull();
  });

  it('gives a person what is everybody’s and their own, and no other’s private words', async () => {
    await messages.add(A, message('all'));
    await messages.add(A, message('to ben', { to: BEN }));
    expect(await texts({ person: ANA })).toEqual(['all', 'to ben']);
    expect(await texts({ person: BEN })).toEqual(['all', 'to ben']);
    expect(await texts({ person: TESS })).toEqual(['all']);
  });

  it('shows nothing that is no longer kept, from its very moment, and forgets it', async () => {
    await messages.add(A, message('for a minute', { keptUntil: T0 + 60_000 }));
    const number = await messages.add(A, message('for good'));
    expect(await texts({ now: T0 + 59_999 })).toEqual(['for a minute', 'for good']);
    expect(await texts({ now: T0 + 60_000 })).toEqual(['for good']);
    expect(await messages.prune(T0 + 59_999)).toBe(0);
    expect(await messages.prune(T0 + 60_000)).toBe(1);
    expect(await messages.find(A, number, T0 + 60_000)).toMatchObject({ text: 'for good' });
  });

  it('loses the text of a removed message together with the writing of its trail', async () => {
    const number = await messages.add(A, message('regret'));
    const after = mark();
    await rooms.record(A, {
      entries: [
        {
          actor: { person: TESS, name: 'Tess' },
          at: T0,
          cause: 'asked',
          change: { on: 'message', message: 'x' as never, person: ANA, before: null, after },
        },
      ],
      settings: null,
      people: [],
      removedMessages: [{ number, mark: after }],
    });
    expect(await messages.find(A, number, T0)).toMatchObject({ number, text: null });
    const dump = JSON.stringify(await open.database.execute('select * from messages'));
    expect(dump).not.toContain('regret');
    expect(dump).toContain('Tess');
    expect(await rooms.trail(A)).toHaveLength(1);
  });

  it('forgets a deleted room’s messages, and no other’s', async () => {
    await messages.add(A, message('gone'));
    await messages.add(B, message('stays'));
    const settings = { ...presetSettings('conference', 'a'), deleted: mark() };
    const change = {
      on: 'settings',
      before: { deleted: null },
      after: { deleted: settings.deleted },
    } as const;
    const entry = { actor: { person: null, name: 'backend' }, at: T0, cause: 'asked', change } as const;
    await rooms.record(A, { entries: [entry], settings, people: [] });
    expect(await texts()).toEqual([]);
    expect(await messages.page(B, { limit: 10, now: T0 })).toHaveLength(1);
  });
});

describe('R26 the ids of messages', () => {
  const ids = createMessageIds('one secret');

  it('give the number back in their own room, and mean nothing elsewhere or under another secret', () => {
    for (const number of [1, 2, 3, 4_000_000_000, Number.MAX_SAFE_INTEGER]) {
      const id = ids.of(A, number);
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(ids.number(A, id)).toBe(number);
      expect(ids.number(B, id)).toBeNull();
      expect(createMessageIds('another secret').number(A, id)).toBeNull();
    }
    for (const made of ['', 'x', '1', 'A'.repeat(22), ids.fresh()])
      expect(ids.number(A, made as never)).toBeNull();
  });

  it('tell nothing of order: neighbours share no more than chance', () => {
    const many = Array.from({ length: 200 }, (_, i) => ids.of(A, i + 1));
    expect(new Set(many).size).toBe(200);
    const inOrder = many.filter((id, i) => i > 0 && id > (many[i - 1] ?? '')).length;
    expect(inOrder).toBeGreaterThan(60);
    expect(inOrder).toBeLessThan(140);
  });
});
