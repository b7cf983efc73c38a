import { type Browser, expect, test, type WebSocketRoute } from '@playwright/test';
import { smallRoom } from '../support/rooms.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { watchConnections } from '../support/watch.ts';
import { expectMore, expectReceiving } from './media.ts';
import { join, openRoom, type Person } from './people.ts';
import { HITCH_MS, longest, openOnes, watchPictures } from './pictures.ts';

const members = { tess: 'owner', ana: 'member' } as const;
const rooms = [{ id: 'class', settings: smallRoom('conference', 'Class'), members }];

interface Wired extends Person {
  /** Cuts the socket, and lets no other one through until it is given back. */
  cut(): Promise<void>;
  giveBack(): void;
}

/** Somebody whose way to the server, and no other, runs through this test. */
async function come(browser: Browser, server: TestServer, as: string): Promise<Wired> {
  const context = await browser.newContext();
  await watchConnections(context);
  let away = false;
  const sockets: WebSocketRoute[] = [];
  await context.routeWebSocket(/socket\.io/, (socket) => {
    if (away) return void socket.close();
    sockets.push(socket, socket.connectToServer());
  });
  await context.route(/socket\.io/, (route) => (away ? route.abort() : route.continue()));
  const person = await openRoom(context, server, { room: 'class', as });
  await join(person, { microphone: true, camera: true });
  return {
    ...person,
    async cut() {
      away = true;
      for (const socket of sockets.splice(0)) await socket.close();
    },
    giveBack: () => {
      away = false;
    },
  };
}

for (const media of ['janus', 'p2p'] as const) {
  test(`${media}: the socket alone is lost, and sound and picture go on, as the page says`, async ({
    browser,
  }) => {
    const server = await startServer({ media, rooms });
    try {
      const tess = await come(browser, server, 'tess');
      const ana = await come(browser, server, 'ana');
      for (const person of [tess, ana]) await expectReceiving(person, { voices: 1, pictures: 1 });
      const before = await openOnes(ana.page);
      for (const person of [tess, ana]) await watchPictures(person.page);

      await ana.cut();
      const word = ana.page.getByRole('status').filter({ hasText: 'Reconnecting…' });
      await expect(word).toContainText('Sound and picture go on.');
      for (const person of [tess, ana]) await expectMore(person, 'framesDecoded');
      ana.giveBack();
      await expect(word).toHaveCount(0);
      for (const person of [tess, ana]) {
        await expectMore(person, 'framesDecoded');
        expect(await longest(person.page)).toBeLessThan(HITCH_MS);
      }
      expect(await openOnes(ana.page)).toEqual(before);
      for (const person of [tess, ana]) await person.close();
    } finally {
      await server.stop();
    }
  });
}
