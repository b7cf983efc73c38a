/**
 * A program that writes steps into the room of a data folder for ever, one after another and a few at once, and
 * says the number of each as it is acknowledged. It is killed in the middle of it. What a step writes follows from
 * its number: see `stepOf`.
 */
import { writeSync } from 'node:fs';
import { roomId } from '@/lib/core/ids.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { stepOf } from './crash-steps.ts';

const AT_ONCE = 3;
const { database } = await openDatabase(null, process.argv[2] ?? '');
const rooms = createRoomStore(database);
let next = 0;

async function write(): Promise<never> {
  for (;;) {
    const number = next++;
    await rooms.record(roomId('a'), stepOf(number));
    writeSync(1, `${number}\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, write));
