import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { traffic } from '../../support/watch.ts';
import { ENGINES } from '../support/lane.ts';
import { expectReceiving, expectSilence } from '../support/media.ts';
import { act, enter, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;

for (const media of ENGINES) {
  test.describe(`a turn (${media})`, () => {
    let server: TestServer;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      server = await servers.over(media);
      room = await makeRoom(server, smallRoom('classroom', 'Class'), members);
    });

    test('R13: a microphone opens by itself only for whoever chose so and raised a hand', async ({
      browser,
    }) => {
      const tess = await enter(browser, server, { room, as: 'tess' });
      const ana = await enter(browser, server, { room, as: 'ana' });
      const ben = await enter(browser, server, { room, as: 'ben' });
      const floor = ana.page.getByText(/Tess lets you speak/);
      const unmute = ana.page.getByRole('button', { name: 'Unmute now', exact: true });

      // Not chosen: the floor is given, and nothing opens.
      await letSpeak(tess, ana);
      await expect(floor).toBeVisible();
      await expect(unmute).toHaveCount(1);
      await expectClosed(ana, ben);
      await act(tess, 'Ana', 'Stop speaking');
      await expect(floor).toBeHidden();

      // Chosen, while the hand is up: the answer opens it, and Ben hears.
      await ana.button('Raise hand').click();
      await ana.page.getByRole('switch', { name: 'Open my microphone when it is my turn' }).click();
      await tess.people.getByRole('button', { name: 'Let Ana speak', exact: true }).click();
      await expect(ana.page.getByText('It is your turn: your microphone is on.')).toBeVisible();
      await expect(ana.button('Mute microphone')).toBeVisible();
      await expectReceiving(ben, { voices: 1, pictures: 0 });

      // Muted for a while, and the space bar held for a word: everybody is told.
      await ana.page.keyboard.press('m');
      await expect(tile(ben, 'Ana')).toHaveAccessibleDescription('muted');
      await ana.page.keyboard.down('Space');
      await expect(tile(ben, 'Ana')).not.toHaveAccessibleDescription('muted');
      await ana.page.keyboard.up('Space');
      await expect(tile(ben, 'Ana')).toHaveAccessibleDescription('muted');
      await act(tess, 'Ana', 'Stop speaking');
      await expectSilence(ben, 'audioPackets');

      // Chosen still, and no hand: a floor that nobody asked for opens nothing.
      await act(tess, 'Ana', 'Allow to speak');
      await expect(unmute).toBeVisible();
      await expectClosed(ana, ben);
      for (const person of [tess, ana, ben]) await person.close();
    });
  });
}

async function letSpeak(host: Person, student: Person): Promise<void> {
  await student.button('Raise hand').click();
  await host.people.getByRole('button', { name: 'Let Ana speak', exact: true }).click();
}

/** Neither does anything of hers go out, nor does anything more arrive. */
async function expectClosed(student: Person, listener: Person): Promise<void> {
  const { audioSent } = await traffic(student.page);
  await expectSilence(listener, 'audioPackets');
  expect((await traffic(student.page)).audioSent).toBeLessThanOrEqual(audioSent);
  await expect(student.button('Unmute microphone')).toBeVisible();
}
