import { openToAnyone } from '@/lib/core/room/presets.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { ENGINES } from '../support/lane.ts';
import { expectReceiving } from '../support/media.ts';
import { enter, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

for (const media of ENGINES) {
  test.describe(`a meeting of three (${media})`, () => {
    let server: TestServer;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      const settings = smallRoom('conference', 'Meeting', openToAnyone);
      server = await servers.over(media);
      room = await makeRoom(server, settings);
    });

    test('everyone sees and hears the two others', async ({ browser }) => {
      const names = ['Ana', 'Ben', 'Chloe'];
      const people: Person[] = [];
      for (const name of names) {
        people.push(await enter(browser, server, { room, name, microphone: true, camera: true }));
      }
      for (const [index, person] of people.entries()) {
        await expectReceiving(person, { voices: 2, pictures: 2 });
        for (const name of names.filter((_, other) => other !== index)) {
          await expect(tile(person, name).locator('video')).toBeVisible();
        }
        await expect(
          person.people.getByRole('list', { name: 'Participants' }).getByRole('listitem'),
        ).toHaveCount(3);
      }

      const [ana, ben] = people as [Person, Person];
      await ana.button('Mute microphone').click();
      await expect(ana.button('Unmute microphone')).toBeVisible();
      await expect(tile(ben, 'Ana')).toHaveAccessibleDescription(/muted/i);
      await ana.button('Turn camera off').click();
      await expect(tile(ben, 'Ana').locator('video')).toHaveCount(0);

      await ana.button('Leave').click();
      await expect(tile(ben, 'Ana')).toHaveCount(0);
      await expect(ben.people.getByRole('list', { name: 'Participants' }).getByRole('listitem')).toHaveCount(
        2,
      );
      for (const person of people) await person.close();
    });
  });
}
