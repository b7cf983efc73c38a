import type { Page } from '@playwright/test';
import type { Call } from '@/lib/client/call.ts';
import { eventually } from '../support/eventually.ts';
import { openState } from './drawn/open.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** The stage, drawn with nothing behind it: what one chooses to see, and how it follows those who talk. */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function open(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await openState(page, name);
}

const stage = (page: Page) => page.getByRole('region', { name: 'Stage' });
const tile = (page: Page, name: string) => stage(page).getByRole('group', { name, exact: true });
const tiles = (page: Page) => stage(page).getByRole('group');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const names = (page: Page) =>
  tiles(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));

/** By how much one tile is wider than another. */
async function wider(page: Page, large: string, small: string): Promise<number> {
  const [one, other] = [await tile(page, large).boundingBox(), await tile(page, small).boundingBox()];
  return (one?.width ?? 0) / (other?.width ?? 1);
}
const expectLarge = (page: Page, name: string, than: string) =>
  eventually(() => wider(page, name, than)).toBeGreaterThan(2);
const expectEqual = (page: Page, name: string, than: string) =>
  eventually(() => wider(page, name, than)).toBe(1);

async function choose(page: Page, layout: string): Promise<void> {
  await button(page, 'Layout').click();
  await page.getByRole('menuitemradio', { name: layout, exact: true }).click();
}

/** Lets the server say who talks now, with a microphone open for it: these, and nobody else. */
const talk = (page: Page, ...sources: string[]) =>
  page.evaluate((who) => {
    const { store } = (window as unknown as { call: Call }).call;
    store.setState(({ phase }) => {
      if (phase.is !== 'in-call') return {};
      const publications = Object.fromEntries(
        Object.entries(phase.view.publications).map(([id, one]) => {
          const talking = one.kind === 'microphone' && who.includes(one.source);
          return [id, { ...one, talking, muted: one.muted && !talking }];
        }),
      );
      return { phase: { ...phase, view: { ...phase.view, publications } } };
    });
  }, sources);

test.describe('the layout', () => {
  test('is chosen by keyboard, and is the same after a reload', async ({ page }) => {
    await open(page, 'twelve');
    await expectEqual(page, 'Noah', 'Zoë');
    await button(page, 'Layout').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitemradio')).toHaveText(['Grid', 'Speaker', 'Audio only']);
    await expect(page.getByRole('menuitemradio', { checked: true })).toHaveText('Grid');
    // The menu takes the focus a moment after it is drawn.
    await expect(page.getByRole('menuitemradio', { name: 'Grid' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitemradio', { name: 'Speaker' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectLarge(page, 'Noah', 'Zoë');
    await expect(button(page, 'Layout')).toBeFocused();

    await page.reload();
    await expectLarge(page, 'Noah', 'Zoë');
    await choose(page, 'Grid');
    await expectEqual(page, 'Noah', 'Zoë');
  });

  test('"Speaker" follows who talks, not at once, and never oneself', async ({ page }) => {
    await open(page, 'twelve');
    await choose(page, 'Speaker');
    await talk(page, 'Ömer');
    await expectLarge(page, 'Ömer', 'Noah');
    const at = Date.now();
    await talk(page, 'Ivan');
    await expectLarge(page, 'Ivan', 'Ömer');
    expect(Date.now() - at).toBeGreaterThan(1_000);
    await talk(page, 'Mia');
    await expect(tile(page, 'Mia').getByText('Speaking')).toBeAttached();
    await talk(page);
    await expectLarge(page, 'Ivan', 'Mia');
  });

  test('"Audio only" draws no video, says so, and goes back', async ({ page }) => {
    await open(page, 'layout-audio');
    await expect(stage(page)).toContainText(
      'cameras and screens are not shown to you. Zoë is sharing a screen.',
    );
    await expect(stage(page).locator('video')).toHaveCount(0);
    await expect(tile(page, 'Noah')).toBeVisible();
    await button(page, 'Show videos').click();
    await expect(tile(page, "Zoë's screen").locator('video')).toBeVisible();
    await expect(button(page, 'Show videos')).toHaveCount(0);
  });

  test('a spotlight is large for everybody, and the menu says why', async ({ page }) => {
    await open(page, 'spotlight');
    await expectLarge(page, 'Ivan', 'Noah');
    await expect(tile(page, 'Ivan')).toHaveAccessibleDescription('can be heard, shown large to everybody');
    await button(page, 'Layout').click();
    await expect(page.getByRole('menu')).toContainText('A host shows Ivan large to everybody meanwhile.');
  });
});

test.describe('a pin', () => {
  test('is set and taken away by keyboard, and the focus stays on it', async ({ page }) => {
    await open(page, 'twelve');
    await button(page, 'Pin Ömer').focus();
    await expect(button(page, 'Pin Ömer')).toBeInViewport();
    await page.keyboard.press('Enter');
    await expectLarge(page, 'Ömer', 'Noah');
    await expect(button(page, 'Unpin Ömer')).toBeFocused();
    await page.keyboard.press('Enter');
    await expectEqual(page, 'Ömer', 'Noah');
    await expect(button(page, 'Pin Ömer')).toBeFocused();
  });

  test('wins over a shared screen, and the picture goes on without beginning anew', async ({ page }) => {
    await open(page, 'layout-pinned-screen');
    await expectLarge(page, 'Noah', "Zoë's screen");
    await expect(tile(page, 'Noah').locator('video')).toBeVisible();
    await tile(page, 'Noah')
      .locator('video')
      .evaluate((video) => video.setAttribute('data-same', ''));
    await button(page, 'Unpin Noah').click();
    await expectLarge(page, "Zoë's screen", 'Noah');
    await expect(tile(page, 'Noah').locator('video')).toHaveAttribute('data-same', '');
  });

  test('is let go by choosing a layout', async ({ page }) => {
    await open(page, 'layout-pinned');
    await expectLarge(page, 'Ömer', 'Noah');
    await choose(page, 'Grid');
    await expectEqual(page, 'Ömer', 'Noah');
  });

  test('is offered by touching a tile, where nothing hovers', async ({ browser }) => {
    const context = await browser.newContext({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await open(page, 'twelve');
    await tile(page, 'Ömer').tap();
    await button(page, 'Pin Ömer').tap();
    await expectLarge(page, 'Ömer', 'Noah');
    await context.close();
  });
});

test.describe('thirty people', () => {
  test('stand on pages, everybody once, and only those in sight are drawn', async ({ page }) => {
    await open(page, 'thirty-stage');
    const seen: string[] = [];
    for (const number of [1, 2, 3]) {
      await expect(stage(page)).toContainText(`Page ${number} of 3`);
      seen.push(...(await names(page)));
      await expect(stage(page).locator('video')).toHaveCount(number < 3 ? 6 : 3);
      for (const one of await tiles(page).all()) await expect(one).toBeInViewport({ ratio: 1 });
      if (number < 3) await button(page, 'Next page').click();
    }
    expect(new Set(seen).size).toBe(30);
    expect(seen).toHaveLength(30);
    expect(seen[11]).toBe('Mia');
    await expect(button(page, 'Next page')).toHaveAttribute('aria-disabled', 'true');
    await button(page, 'Previous page').click();
    await expect(stage(page)).toContainText('Page 2 of 3');
  });

  test('who talks comes to the first page, for the one silent longest, and nobody else moves', async ({
    page,
  }) => {
    await open(page, 'thirty-stage');
    const before = await names(page);
    await talk(page, 'Noah');
    await expect(tile(page, 'Noah').getByText('Speaking')).toBeAttached();
    expect(await names(page)).toEqual(before);

    await talk(page, 'Ivan 22');
    await expect(tile(page, 'Ivan 22')).toHaveClass(/voice-ring/);
    const after = await names(page);
    expect(after).toEqual(before.map((name) => (name === 'Ömer 11' ? 'Ivan 22' : name)));
    await talk(page);
    expect(await names(page)).toEqual(after);
  });

  test('beside a large one, only those in sight are drawn', async ({ page }) => {
    await open(page, 'thirty-stage');
    await choose(page, 'Speaker');
    await expectLarge(page, 'Noah', 'Zoë');
    await expect(tiles(page)).toHaveCount(30);
    await expect(tile(page, 'Ömer').locator('video')).toBeVisible();
    await expect(tile(page, 'Noah 25').locator('video')).toHaveCount(0);
    await tile(page, 'Noah 25').scrollIntoViewIfNeeded();
    await expect(tile(page, 'Noah 25').locator('video')).toBeVisible();
    // Nothing of the strip lies over the controls.
    await button(page, 'Leave').click({ trial: true });
  });
});

test.describe('one’s own voice', () => {
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: boolean[] }).heard);
  const mute = (page: Page) =>
    page.evaluate(() => {
      const { store } = (window as unknown as { call: Call }).call;
      const microphone = { is: 'muted', publication: 'own-microphone' as never } as const;
      store.setState(({ own }) => ({ own: { ...own, microphone } }));
    });

  test('is told on when it begins and when the microphone is muted', async ({ page }) => {
    await open(page, 'teacher');
    await eventually(() => heard(page)).toEqual([true]);
    await mute(page);
    await eventually(() => heard(page)).toEqual([true, false]);
  });

  test('is not told on while the microphone is closed', async ({ page }) => {
    await open(page, 'student-locked');
    await expect(tile(page, 'Tess').getByText('Speaking')).toBeAttached();
    expect(await heard(page)).toEqual([]);
  });
});

test('a picture is offered a window of its own where the browser has one, on the large tile only', async ({
  page,
}) => {
  await open(page, 'layout-pinned');
  const has = await page.evaluate(() => document.pictureInPictureEnabled);
  await expect(button(page, 'Picture in picture')).toHaveCount(has ? 1 : 0);
  if (!has) return;
  await page.evaluate(() => {
    const asked: unknown[] = [];
    Object.assign(window, { picture: asked });
    HTMLVideoElement.prototype.requestPictureInPicture = function ask() {
      asked.push(this.closest('[role=group]')?.getAttribute('aria-label'));
      return Promise.reject(new Error('not here'));
    };
  });
  await button(page, 'Picture in picture').click();
  expect(await page.evaluate(() => (window as unknown as { picture: unknown[] }).picture)).toEqual(['Ömer']);
});
