import type { Page } from '@playwright/test';
import type { Call } from '@/lib/client/call.ts';
import { openState } from './drawn/open.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** How connections are shown, drawn with nothing behind it: what is said, to whom, and how often. */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function open(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await openState(page, name);
}
const tile = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Stage' }).getByRole('group', { name, exact: true });
/** Everything that a screen reader was asked to say. */
const announced = (page: Page) => page.getByRole('status').filter({ hasText: /./ });
const mark = (page: Page) =>
  page
    .getByRole('banner')
    .or(page.locator('header'))
    .getByRole('button', { name: /Show more$/ });

test('a picture that the network holds back gives way to words, said once, and comes back quietly', async ({
  page,
}) => {
  await open(page, 'link-paused');
  await expect(announced(page)).toHaveText([
    'Pictures are paused: your connection is slow. You still hear everyone.',
  ]);
  await expect(tile(page, 'Noah').locator('video')).toBeHidden();
  await expect(tile(page, 'Noah')).toContainText(
    'Picture paused: your connection is slow. You still hear everyone.',
  );
  await expect(tile(page, 'Noah')).toHaveAccessibleDescription(
    'can be heard, Picture paused: your connection is slow.',
  );
  await page.evaluate(() => (window as unknown as { call: Call }).call.store.setState({ sent: {} }));
  await expect(tile(page, 'Noah').locator('video')).toBeVisible();
  await expect(tile(page, 'Noah')).toHaveAccessibleDescription('can be heard');
  await expect(announced(page)).toHaveCount(0);
});

test('others’ connections have a mark with words, one’s own has none while it is good', async ({ page }) => {
  await open(page, 'link-others');
  await expect(tile(page, 'Noah')).toHaveAccessibleDescription('can be heard, Noah’s connection is slow');
  await expect(tile(page, 'Zoë')).toHaveAccessibleDescription(
    'can be heard, Zoë’s connection is a little slow',
  );
  await expect(tile(page, 'Ömer')).toHaveAccessibleDescription('can be heard');
  await expect(page.getByRole('listitem').filter({ hasText: 'Noah' })).toContainText('Slow connection');
  await expect(mark(page)).toHaveCount(0);
  await expect(announced(page)).toHaveCount(0);
});

test('one’s own mark says why, opens the connection, and takes the focus back', async ({ page }) => {
  await open(page, 'link-own-fair');
  await expect(mark(page)).toHaveAccessibleName(
    'Your connection is slow: pictures are smaller for now. Show more',
  );
  await mark(page).click();
  const dialog = page.getByRole('dialog', { name: 'Connection' });
  await expect(dialog).toContainText('Your connection is slow: pictures are smaller for now.');
  await page.keyboard.press('Escape');
  await expect(mark(page)).toBeFocused();

  // The mark may go while the dialog is open.
  await mark(page).click();
  await page.evaluate(() => (window as unknown as { call: Call }).call.store.setState({ sent: {} }));
  await expect(dialog).toContainText('Your connection is good.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Layout', exact: true })).toBeFocused();
});

test('what is copied for support has every number and nobody’s name', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'connection-slow');
  await page.getByRole('button', { name: 'Copy these numbers for support' }).click();
  await expect(page.getByRole('button', { name: 'Copy these numbers for support' })).toHaveText('Copied');
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toMatchObject({
    connection: { quality: 'poor', trouble: 'lost' },
    report: { down: { lost: 31 }, up: { limited: 'bandwidth' } },
  });
  expect(copied.streams).toHaveLength(6);
  expect(Object.keys(copied.streams[0])).not.toContain('name');
});

test('who may only listen is not told to wait for a screen, nor offered videos', async ({ page }) => {
  await open(page, 'hear-only');
  await expect(tile(page, "Tess's screen")).toContainText(
    'You are not allowed to watch this. You can listen.',
  );
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Audio only', exact: true }).click();
  await expect(page.getByText('Audio only: cameras and screens are not shown to you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show videos' })).toHaveCount(0);
});

test('a voice room promises no camera', async ({ page }) => {
  await open(page, 'voice-room');
  await expect(page.getByRole('region', { name: 'Stage' })).toContainText('Unmute below to begin.');
  await expect(page.getByRole('button', { name: 'Turn camera on', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
