import { expect, test } from '@playwright/test';
import { startServer, type TestServer } from '../../support/server.ts';
import { violations } from '../support/axe.ts';

/** A first start of an unconfigured copy, as a newcomer has it: no SECRET, no rooms. */
test.describe('the first start', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    server = await startServer({ media: 'p2p', env: { SECRET: '' } });
  });
  test.afterAll(() => server.stop());

  const LINKS = [
    { room: 'Classroom', link: /Teacher/, controls: /You can speak|speak/i, name: 'Tess' },
    { room: 'Classroom', link: /Student 1/, controls: /listen/i, name: 'Ana' },
    { room: 'Open webinar', link: /Host/, controls: /speak/i, name: 'Hugo' },
    { room: 'Open webinar', link: /Guest/, controls: /listen/i, name: '' },
    { room: 'Meeting', link: /Everyone/, controls: /speak/i, name: '' },
  ];

  test('the home page shows ready links, and prints the same', async ({ page }) => {
    await page.goto(server.url);
    for (const { room, link } of LINKS) {
      await expect(page.getByRole('heading', { name: room, exact: true })).toBeVisible();
      await expect(page.getByRole('link', { name: link })).toBeVisible();
    }
    await expect(page.getByRole('link', { name: /Student/ })).toHaveCount(3);
    expect(server.output()).toContain(`${server.url}/r/classroom?token=`);
    expect(server.output()).toContain(`${server.url}/r/meeting`);
    expect(await violations(page)).toEqual([]);
  });

  for (const { room, link, controls, name } of LINKS) {
    test(`the ${room} link for ${link.source} leads to the door and in`, async ({ context, page }) => {
      await page.goto(server.url);
      const href = await page.getByRole('link', { name: link }).getAttribute('href');
      const door = await context.newPage();
      await door.goto(`${server.url}${href}`);
      const box = door.getByRole('textbox', { name: 'Your name' });
      await expect(box).toHaveValue(name);
      await expect(door.getByText(controls).first()).toBeVisible();
      if (!name) await box.fill('Gil');
      await door.getByRole('button', { name: 'Join', exact: true }).click();
      await expect(door.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
    });
  }

  test('a room can be joined by its id from the home page', async ({ page }) => {
    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Room' }).fill('meeting');
    await page.getByRole('button', { name: 'Join room' }).click();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  });
});
