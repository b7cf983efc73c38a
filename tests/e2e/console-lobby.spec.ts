import { expect, type Page, test } from '@playwright/test';
import { smallRoom } from '../support/rooms.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ADMIN_TOKEN, expectGoodScreen, openConsole } from './console.ts';
import { openRoom } from './people.ts';

const withLobby = {
  id: 'door',
  settings: smallRoom('conference', 'Door', (settings) => ({ ...settings, lobby: true })),
  members: { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' },
} as const;

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer({ media: 'p2p', env: { ADMIN_TOKEN }, rooms: [withLobby] });
});
test.afterAll(() => server.stop());

const waits = (page: Page) => page.getByRole('heading', { name: 'You are waiting to come in.' });

test('R27: who waits is seen in the console, and let in or sent away from there', async ({
  page,
  browser,
}) => {
  await openConsole(page, server, '/console/rooms/door?tab=live');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  const [ana, ben, cleo] = await Promise.all(
    ['ana', 'ben', 'cleo'].map(async (as) =>
      openRoom(await browser.newContext(), server, { room: 'door', as }),
    ),
  );
  if (!ana || !ben || !cleo) throw new Error('somebody did not come');
  for (const person of [ana, ben, cleo]) {
    await person.page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(waits(person.page)).toBeVisible();
  }
  const queue = page.getByRole('list', { name: 'Waiting to be let in' });
  await expect(queue.getByRole('listitem')).toHaveText([/^Ana/, /^Ben/, /^Cleo/]);
  await expectGoodScreen(page);

  await queue.getByRole('button', { name: 'Deny Ben' }).click();
  await expect(page.getByText('Ben is sent away, and may ask again later.')).toBeVisible();
  await expect(waits(ben.page)).toBeHidden();
  await expect(ben.controls).toBeHidden();

  await page.getByRole('button', { name: 'Admit all' }).click();
  for (const person of [ana, cleo]) await expect(person.controls).toBeVisible();
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await expect(page.getByRole('heading', { name: '2 people are in' })).toBeVisible();
  for (const person of [ana, ben, cleo]) await person.close();
});

test('R27: one is let in by keyboard, also while nobody is inside', async ({ page, browser }) => {
  const ana = await openRoom(await browser.newContext(), server, { room: 'door', as: 'ana' });
  await ana.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(waits(ana.page)).toBeVisible();
  await openConsole(page, server, '/console/rooms/door?tab=live');
  await page.getByRole('button', { name: 'Admit Ana' }).focus();
  await page.keyboard.press('Enter');
  await expect(ana.controls).toBeVisible();
  await ana.close();
});
