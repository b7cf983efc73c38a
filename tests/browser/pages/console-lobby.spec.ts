import type { Page } from '@playwright/test';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { expectGoodScreen, openConsole } from '../support/console.ts';
import { openRoom } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const withLobby = smallRoom('conference', 'Door', (settings) => ({ ...settings, lobby: true }));
const members = { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' } as const;

let server: TestServer;
let room: string;
test.beforeEach(async ({ servers }) => {
  server = await servers.over('p2p');
  room = await makeRoom(server, withLobby, members);
});

const waits = (page: Page) => page.getByRole('heading', { name: 'You are waiting to come in.' });

test('R27: who waits is seen in the console, and let in or sent away from there', async ({
  page,
  browser,
}) => {
  await openConsole(page, server, `/console/rooms/${room}?tab=live`);
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  const [ana, ben, cleo] = await Promise.all(
    ['ana', 'ben', 'cleo'].map(async (as) => openRoom(await browser.newContext(), server, { room, as })),
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
  const ana = await openRoom(await browser.newContext(), server, { room, as: 'ana' });
  await ana.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(waits(ana.page)).toBeVisible();
  await openConsole(page, server, `/console/rooms/${room}?tab=live`);
  await page.getByRole('button', { name: 'Admit Ana' }).focus();
  await page.keyboard.press('Enter');
  await expect(ana.controls).toBeVisible();
  await ana.close();
});
