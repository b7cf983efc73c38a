import type { Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** What a blocked control answers when it is pressed, drawn with nothing behind it. */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function draw(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
}
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
const control = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Call controls' }).getByRole('button', { name, exact: true });
const why = (page: Page) => page.getByRole('dialog', { name: 'Why?', exact: true });

test('every blocked control of the bar says at itself why, which rule, and offers the way out', async ({
  page,
}) => {
  await draw(page, 'student');
  for (const [name, doing] of [
    ['Unmute microphone', 'speak'],
    ['Turn camera on', 'turn their camera on'],
    ['Share screen', 'share their screen'],
  ] as const) {
    // Playwright waits for aria-disabled controls; a person's finger does not.
    await control(page, name).click({ force: true });
    await expect(why(page).getByRole('alert')).toContainText('You are not allowed to');
    await expect(why(page)).toContainText(`only people chosen by a host may ${doing}`);
    await expect(why(page).getByRole('button', { name: /^(Raise hand|Ask a host)$/ })).toHaveCount(1);
    await expect(control(page, name)).toHaveAttribute('aria-expanded', 'true');
    await control(page, name).click({ force: true });
    await expect(why(page)).toHaveCount(0);
  }
  expect(await asked(page)).toEqual([]);
});

test('by keyboard alone: it opens, acts, says so, and gives the focus back', async ({ page }) => {
  await draw(page, 'student');
  await control(page, 'Unmute microphone').focus();
  await page.keyboard.press('Enter');
  const raise = why(page).getByRole('button', { name: 'Raise hand', exact: true });
  await expect(why(page).getByRole('button').first()).toBeFocused();
  await raise.focus();
  await page.keyboard.press('Enter');
  expect(await asked(page)).toEqual([['setHand', true]]);
  await page.keyboard.press('Escape');
  await expect(why(page)).toHaveCount(0);
  await expect(control(page, 'Unmute microphone')).toBeFocused();
});

test('a key of the call opens it at its control, and the others go on working', async ({ page }) => {
  await draw(page, 'student-locked');
  await page.keyboard.press('m');
  await expect(why(page).getByRole('alert')).toHaveText('You were muted by Tess. Raise your hand to ask.');
  await expect(why(page)).toContainText(/A lock on one microphone, set by Tess/);
  await page.keyboard.press('h');
  expect(await asked(page)).toEqual([['setHand', true]]);
});

test('from one control to everything that one may do, and back to the control', async ({ page }) => {
  await draw(page, 'student');
  await control(page, 'Turn camera on').focus();
  await page.keyboard.press('Enter');
  await why(page).getByRole('button', { name: 'What you may do', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Rights' })).toBeVisible();
  await expect(why(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(control(page, 'Turn camera on')).toBeFocused();
});

test('where writing is blocked, pressing the box or Send says why', async ({ page }) => {
  await draw(page, 'chat-guest');
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).click({ force: true });
  await expect(why(page).getByRole('alert')).toContainText('Sign in or use your invitation link.');
  await expect(why(page).getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click({ force: true });
  await expect(why(page)).toBeVisible();
  expect(await asked(page)).toEqual([]);
});

test('at the door a switch that is blocked says why', async ({ page }) => {
  await draw(page, 'door-listener');
  await page.getByRole('switch', { name: 'Microphone', exact: true }).click({ force: true });
  await expect(why(page).getByRole('alert')).toContainText(/speak/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('switch', { name: 'Microphone', exact: true })).toBeFocused();
});

for (const width of [1440, 320])
  test(`axe finds nothing in it, and it fits, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ['student', 'student-locked'] as const) {
      await draw(page, name);
      await control(page, 'Unmute microphone').click({ force: true });
      const box = await why(page).boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
      await why(page).evaluate((node) => Promise.all(node.getAnimations().map(({ finished }) => finished)));
      expect(await violations(page)).toEqual([]);
    }
  });
