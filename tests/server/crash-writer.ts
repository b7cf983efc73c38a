/**
 * A program that writes steps into the room of a data folder for ever, one after another and a few at once, and
 * says the number of each as it is acknowledged. It is killed in the middle of it.
 */
import { writeSync } from 'node:fs';
import { guestPerson, roomId } from '@/lib/core/ids.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { banned, mark, person } from './people.ts';

const AT_ONCE = 3;
const { database } = await openDatabase(null, process.argv[2] ?? '');
const rooms = createRoomStore(database);
let next = 0;

async function write(): Promise<never> {
  for (;;) {
    const number = next++;
    const id = guestPerson(String(number));
    const people = [person(id, null, { ban: mark() })];
    await rooms.record(roomId('a'), { entries: [banned(id)], settings: null, people });
    writeSync(1, `${number}\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, write));
