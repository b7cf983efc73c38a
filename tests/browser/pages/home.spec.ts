import { startServer, type TestServer } from '../../support/server.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';

test.describe('the start page', () => {
  let server: TestServer;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('p2p');
  });

  test('somebody starts a classroom, and a student comes in with the PIN of its link', async ({
    page,
    browser,
  }) => {
    await page.goto(server.url);
    await page.getByRole('radio', { name: 'Classroom' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Tess');
    await page.getByRole('button', { name: 'Start room' }).click();
    await expect(page.getByRole('heading', { name: 'Your room is ready.' })).toBeFocused();
    const invitation = await page
      .getByText(/\?pin=\d{9}$/)
      .first()
      .textContent();

    await page.getByRole('link', { name: 'Open as host' }).click();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Tess');
    expect(page.url()).not.toContain('token');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Mute all' })).toBeVisible();

    const student = await (await browser.newContext()).newPage();
    await student.goto(invitation ?? '');
    await student.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    expect(student.url()).not.toContain('pin');
    await expect(student.getByText('You join as a listener. You can raise your hand')).toBeVisible();
    await student.getByRole('button', { name: 'Join', exact: true }).click();
    await student.getByRole('button', { name: 'Raise hand' }).click();
    await page.getByRole('button', { name: 'Let Ana speak' }).click();
    await expect(student.getByText(/Tess lets you speak/)).toBeVisible();
    await student.context().close();
  });

  test('a room and a PIN lead in from the form; a wrong one says so, and the right one helps', async ({
    page,
    request,
  }) => {
    const made = await request.post(`${server.url}/api/v1/meetings`, {
      data: { name: 'Choir', preset: 'conference', yourName: 'Cleo' },
    });
    const { room, invitations } = await made.json();
    const pin = new URL(invitations[0].path, server.url).searchParams.get('pin') ?? '';

    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Room', exact: true }).fill(room);
    await page.getByRole('textbox', { name: 'PIN' }).fill('12');
    await page.getByRole('button', { name: 'Join room' }).click();
    await expect(page.getByText('A PIN has 4 to 10 digits.')).toBeVisible();
    await page.getByRole('textbox', { name: 'PIN' }).fill('1234 5678');
    await page.getByRole('button', { name: 'Join room' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'This PIN is not valid here.' })).toBeVisible();
    await expect(page.getByText('Only members of this room may come in.')).toBeVisible();
    await page.getByRole('textbox', { name: 'PIN' }).fill(`${pin.slice(0, 3)} ${pin.slice(3)}`);
    await page.getByRole('button', { name: 'Use PIN' }).click();
    await expect(page.getByText(/You join as a speaker/)).toBeVisible();
    // The PIN holds for this tab, also over a reload, and stands in no address.
    await page.reload();
    await expect(page.getByText(/You join as a speaker/)).toBeVisible();
    expect(page.url()).toBe(`${server.url}/r/${room}`);
  });

  for (const width of [1440, 390, 320]) {
    test(`axe finds nothing at ${width} px, and nothing is wider than the page`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(server.url);
      await page.getByRole('heading', { name: 'Start a room' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('textbox', { name: 'Your name' }).fill('Tess');
      await page.getByRole('button', { name: 'Start room' }).click();
      await page.getByRole('heading', { name: 'Your room is ready.' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }

  test('where it is switched off, neither the page nor the endpoint starts a room', async ({
    page,
    request,
  }) => {
    const closed = await startServer({ media: 'p2p', env: { DEMO: '0', MEETINGS: '0' } });
    try {
      await page.goto(closed.url);
      await expect(page.getByRole('heading', { name: 'Have an invitation?' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Start a room' })).toHaveCount(0);
      const refused = await request.post(`${closed.url}/api/v1/meetings`, {
        data: { name: 'Choir', preset: 'conference', yourName: 'Cleo' },
      });
      expect(refused.status()).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'refused', status: 403 });
    } finally {
      await closed.stop();
    }
  });
});
