import type { Browser, WebSocketRoute } from '@playwright/test';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';
import { ENGINES } from '../support/lane.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { join, openRoom, type Person } from '../support/people.ts';
import { HITCH_MS, longest, openOnes, watchPictures } from '../support/pictures.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member' } as const;

interface Wired extends Person {
  /** Cuts the socket, and lets no other one through until it is given back. */
  cut(): Promise<void>;
  giveBack(): void;
}

/** Somebody whose way to the server, and no other, runs through this test. */
async function come(browser: Browser, server: TestServer, room: string, as: string): Promise<Wired> {
  const context = await browser.newContext();
  await watchConnections(context);
  let away = false;
  const sockets: WebSocketRoute[] = [];
  await context.routeWebSocket(/socket\.io/, (socket) => {
    if (away) return void socket.close();
    sockets.push(socket, socket.connectToServer());
  });
  await context.route(/socket\.io/, (route) => (away ? route.abort() : route.continue()));
  const person = await openRoom(context, server, { room, as });
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

for (const media of ENGINES) {
  test(`${media}: the socket alone is lost, and sound and picture go on, as the page says`, async ({
    browser,
    servers,
  }) => {
    const server = await servers.over(media);
    const room = await makeRoom(server, smallRoom('conference', 'Class'), members);
    const tess = await come(browser, server, room, 'tess');
    const ana = await come(browser, server, room, 'ana');
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
  });
}
