/**
 * A program that starts the webhooks over a data folder, sends what waits there, and, told to write, has somebody
 * publish and stop publishing in two rooms for ever. It says the room and number of each as it is acknowledged, and is
 * killed in the middle of it.
 */
import { writeSync } from 'node:fs';
import { participantId, publicationId, roomId, sourceId, userPerson } from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { systemClock } from '@/server/rooms/ports.ts';
import { createRegistry } from '@/server/rooms/registry.ts';
import { openDatabase } from '@/server/store/database.ts';
import { createRoomStore } from '@/server/store/rooms.ts';
import { createWebhookStore } from '@/server/store/webhooks.ts';
import { createDispatcher } from '@/server/webhooks/dispatcher.ts';
import { createWebhooks } from '@/server/webhooks/webhooks.ts';
import { TestEngine, TestMessages, testIds, testLog, testOutbox } from '../server/doubles.ts';

const [folder = '', url = '', act = ''] = process.argv.slice(2);
const { database } = await openDatabase(null, folder);
const store = createWebhookStore(database);
const { log } = testLog();
const clock = systemClock;
const webhooks = await createWebhooks({ store, clock }, { url, secret: 'a secret of some length' });
await createDispatcher({ webhooks, store, clock, log, random: () => 0.5 }).start();
const registry = createRegistry({
  store: createRoomStore(database),
  messages: new TestMessages(),
  ids: testIds,
  engine: new TestEngine(),
  outbox: testOutbox([]),
  sink: {} as never,
  hooks: webhooks.hooks,
  clock,
  log,
});

async function write(room: string): Promise<never> {
  const host = await registry.find(roomId(room));
  if (!host) throw new Error(`there is no room ${room}`);
  const actor: Actor = { type: 'participant', id: participantId(`ana-${room}`) };
  const run = async (command: Command) => {
    const failed = await host.run(actor, command);
    if (failed) throw new Error(failed.message);
  };
  await run({ do: 'join', person: userPerson('ana'), name: 'Ana', source: sourceId(`source-${room}`) });
  for (let number = 0; ; number++) {
    const publication = publicationId(`${room}-${number}`);
    await run({ do: 'publish', publication, kind: 'microphone' });
    await run({ do: 'unpublish', publication });
    writeSync(1, `${room} ${number}\n`);
  }
}
// What waits is sent by timers that do not keep a program alive.
setInterval(() => {}, 1000);
if (act === 'write') await Promise.all(['a', 'b'].map(write));
