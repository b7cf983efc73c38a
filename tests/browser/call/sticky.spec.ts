import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { expectReceiving } from '../support/media.ts';
import { act, enter, join, openRoom, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test.describe('after "Stop speaking" (R14)', () => {
  let server: TestServer;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('p2p');
  });

  for (const preset of ['classroom', 'conference'] as const) {
    test(`a reload, a second tab and the old token change nothing (${preset})`, async ({ browser }) => {
      const room = await makeRoom(server, smallRoom(preset, preset), { tess: 'owner', ana: 'member' });
      const tess = await enter(browser, server, { room, as: 'tess' });
      const ana = await enter(browser, server, { room, as: 'ana' });
      if (preset === 'classroom') await act(tess, 'Ana', 'Allow to speak');
      await ana.button('Unmute microphone').click();
      await expectReceiving(tess, { voices: 1, pictures: 0 });
      await act(tess, 'Ana', 'Stop speaking');
      await expectStopped(ana);
      await expect(ana.page.getByRole('alert').filter({ hasText: /stopped|not allowed/i })).toBeVisible();

      await ana.page.reload();
      await join(ana, {});
      await expectStopped(ana);

      const second = await openRoom(ana.context, server, { room, as: 'ana' });
      await join(second, {});
      await expectStopped(second);

      const elsewhere = await enter(browser, server, { room, as: 'ana' });
      await expectStopped(elsewhere);
      // Playwright waits for aria-disabled controls; a person's finger does not.
      await elsewhere.button('Unmute microphone').click({ force: true });
      await expect(elsewhere.page.getByRole('alert').filter({ hasText: /speak/i })).toBeVisible();

      await expect(tile(tess, 'Ana')).toHaveCount(0);
      for (const person of [elsewhere, ana, tess]) await person.close();
    });
  }
});

async function expectStopped(person: Person): Promise<void> {
  const microphone = person.button('Unmute microphone');
  await expect(microphone).toHaveAttribute('aria-disabled', 'true');
  await expect(microphone).toHaveAccessibleDescription(
    /(stopped from speaking|not allowed to speak).*raise your hand/i,
  );
}
