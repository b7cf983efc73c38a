import type { Page, Route } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expect, test } from '../support/test.ts';

/** What opens in a call is fetched apart from it: whatever becomes of that, the call goes on. */
let server: TestServer;
let room: string;
test.beforeAll(async ({ servers }) => {
  const settings = smallRoom('conference', 'Meeting', openToAnyone);
  server = await servers.over('p2p');
  room = await makeRoom(server, settings);
});

/** Joins, and decides over every script that is asked for from the moment of joining. */
async function join(page: Page, scripts: (route: Route) => Promise<void>): Promise<void> {
  await page.goto(`${server.url}/r/${room}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.route(/\/_next\/static\/chunks\/.*\.js/, scripts);
  await button(page, 'Join').click();
  await expect(page.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const devices = (page: Page) => page.getByRole('dialog', { name: 'Devices' });

test('what does not arrive is told, costs nothing else, and is fetched at the next press', async ({
  page,
}) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  let online = false;
  await join(page, (route) => (online ? route.continue() : route.abort('internetdisconnected')));

  await button(page, 'Devices').click();
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be opened' })).toBeVisible();
  await expect(button(page, 'Devices')).toHaveAttribute('aria-expanded', 'false');
  await button(page, 'Chat').click();
  await expect(button(page, 'Chat')).toHaveAttribute('aria-expanded', 'false');
  await expect(button(page, 'Leave')).toBeVisible();
  expect(errors).toEqual([]);

  online = true;
  await button(page, 'Devices').click();
  await expect(devices(page)).toBeVisible();
  await expect(devices(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Devices')).toBeFocused();
});

test('what arrives late opens when it is there, by keyboard too, and can be closed before', async ({
  page,
}) => {
  let arrive = (): void => {};
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  await join(page, async (route) => {
    await arrived;
    await route.continue();
  });
  const opening = page.getByRole('status').filter({ hasText: 'Opening' });

  await button(page, 'Devices').click();
  await expect(opening).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opening).toHaveCount(0);
  await button(page, 'Layout').focus();
  await page.keyboard.press('Enter');
  await expect(opening).toBeVisible();

  arrive();
  await expect(page.getByRole('menuitemradio', { name: 'Grid' })).toBeFocused();
  await expect(devices(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Layout')).toBeFocused();
});

test('it is fetched by itself, before anybody opens anything', async ({ page }) => {
  let [begun, arrived] = [0, 0];
  page.on('requestfinished', (request) => {
    if (/\/chunks\/.*\.js/.test(request.url())) arrived += 1;
  });
  await join(page, async (route) => {
    if (begun === 0) arrived = 0;
    begun += 1;
    await route.continue();
  });
  // All of it is asked for at once.
  await eventually(() => begun > 0 && arrived >= begun).toBe(true);
  // Without a network from here on, what was fetched is all there is.
  await page.route(/\/_next\//, (route) => route.abort());
  await button(page, 'Keyboard shortcuts').click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
