import { openToAnyone } from '@/lib/core/room/presets.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { traffic } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { ENGINES } from '../support/lane.ts';
import { expectReceiving } from '../support/media.ts';
import { enter, type Person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

/** Waits until a person's browser sends nothing; that has no event, so a second of it is looked at. */
const expectQuiet = (person: Person) =>
  eventually(async () => {
    const before = await traffic(person.page);
    await person.page.evaluate(() => new Promise((next) => setTimeout(next, 1_000)));
    const { audioSent, videoSent } = await traffic(person.page);
    return [audioSent - before.audioSent, videoSent - before.videoSent];
  }).toEqual([0, 0]);

for (const media of ENGINES) {
  test.describe(`what nobody receives (${media})`, () => {
    let server: TestServer;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      const settings = smallRoom('conference', 'Meeting', openToAnyone);
      server = await servers.over(media);
      room = await makeRoom(server, settings);
    });

    test('is not sent, is there as soon as somebody comes, and stops when they go', async ({ browser }) => {
      const own = { room, microphone: true, camera: true };
      const ana = await enter(browser, server, { ...own, name: 'Ana' });
      await expect(ana.button('Turn camera off')).toBeVisible();
      await expectQuiet(ana);
      for (const name of ['Ben', 'Chloe']) {
        const other = await enter(browser, server, {
          room,
          name,
          microphone: false,
          camera: false,
        });
        await expectReceiving(other, { voices: 1, pictures: 1 });
        await other.button('Leave').click();
        await other.close();
        await expectQuiet(ana);
      }
      await ana.close();
    });
  });
}
