import { expect, test } from '@playwright/test';
import { smallRoom } from '../support/rooms.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { expectMore, expectReceiving, expectSilence } from './media.ts';
import { act, enter, type Person } from './people.ts';
import { HITCH_MS, longest, openOnes, watchPictures } from './pictures.ts';

/**
 * A restart of the program in the middle of a call that goes from browser to browser: nobody is to notice but by the
 * word "Reconnecting", and the gate is in force again before anything new is forwarded.
 */
const members = { tess: 'owner', ana: 'member' } as const;

const reconnecting = ({ page }: Person) => page.getByRole('status').filter({ hasText: /reconnecting/i });

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test.describe(`the server ended by ${signal}`, () => {
    let server: TestServer;
    test.beforeEach(async () => {
      server = await startServer({
        media: 'p2p',
        rooms: [{ id: 'class', settings: smallRoom('conference', 'Class'), members }],
      });
    });
    test.afterEach(() => server.stop());

    test('pictures go on throughout, and rights and controls work afterwards', async ({ browser }) => {
      const visit = { room: 'class', microphone: true, camera: true };
      const tess = await enter(browser, server, { ...visit, as: 'tess' });
      const ana = await enter(browser, server, { ...visit, as: 'ana' });
      for (const person of [tess, ana]) await expectReceiving(person, { voices: 1, pictures: 1 });
      for (const person of [tess, ana]) await watchPictures(person.page);
      await act(tess, 'Ana', 'Mute');
      await expect(ana.button('Unmute microphone')).toBeVisible();

      await server.kill(signal);
      for (const person of [tess, ana]) await expect(reconnecting(person)).toBeVisible();
      for (const person of [tess, ana]) await expectMore(person, 'framesDecoded');
      await server.restart();
      for (const person of [tess, ana]) await expect(reconnecting(person)).toHaveCount(0);
      // Every link of before has a successor by now, or is about to: and then it is gone.
      for (const { page } of [tess, ana])
        await expect.poll(async () => Math.min(...(await openOnes(page)))).toBeGreaterThanOrEqual(2);
      for (const person of [tess, ana]) {
        await expectMore(person, 'framesDecoded');
        expect(await longest(person.page)).toBeLessThan(HITCH_MS);
      }

      // What was decided before holds, and what is decided now does.
      await expect(ana.button('Unmute microphone')).toBeVisible();
      await ana.button('Unmute microphone').click();
      await expectMore(tess, 'audioPackets');
      await act(tess, 'Ana', 'Stop speaking');
      await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
      await expectSilence(tess, 'audioPackets');
      await expectSilence(tess, 'videoPackets');
      for (const person of [tess, ana]) await person.close();
    });

    test('whoever is removed the moment it is back neither sends nor receives any more', async ({
      browser,
    }) => {
      const visit = { room: 'class', microphone: true, camera: true };
      const tess = await enter(browser, server, { ...visit, as: 'tess' });
      const ana = await enter(browser, server, { ...visit, as: 'ana' });
      for (const person of [tess, ana]) await expectReceiving(person, { voices: 1, pictures: 1 });
      // She hears of nothing any more: her browser goes on as it did.
      await ana.context.setOffline(true);
      await server.kill(signal);
      await server.restart();
      await expect(reconnecting(tess)).toHaveCount(0);
      await act(tess, 'Ana', 'Remove');
      await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
      await expectSilence(tess, 'audioPackets');
      await expectSilence(tess, 'videoPackets');
      expect(await openOnes(tess.page)).toEqual([]);
      for (const person of [tess, ana]) await person.close();
    });
  });
}
