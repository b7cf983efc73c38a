import { expect, type Page } from '@playwright/test';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { ADMIN_TOKEN } from '../../support/backend.ts';
import type { TestRoom, TestServer } from '../../support/server.ts';
import { COLOURS, violations } from './axe.ts';

/** A classroom as its preset has it, with its teacher and two students. */
export const classroom = (id: string): TestRoom => ({
  id,
  settings: presetSettings('classroom', `Physics ${id}`),
  members: { tess: 'owner', ana: 'member', bo: 'member' },
});

/** Signs in as a person does, and waits for what the address is about. */
export async function openConsole(page: Page, server: TestServer, path = '/console'): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await signIn(page);
}

export async function signIn(page: Page, token = ADMIN_TOKEN): Promise<void> {
  await page.getByRole('textbox', { name: 'Admin token' }).fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

const WIDTHS = [1440, 390, 320];

/** What is on screen fits every width without scrolling sideways, and axe finds nothing in either theme. */
export async function expectGoodScreen(page: Page): Promise<void> {
  const before = page.viewportSize();
  const look = async (width: number, colorScheme: 'light' | 'dark') => {
    // Colours that are still on their way from the other theme are no colours of ours.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await violations(page, colorScheme === 'dark' ? COLOURS : {});
    expect(found, `at ${width} px, ${colorScheme}`).toEqual([]);
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `at ${width} px`).toBeLessThanOrEqual(width);
    await look(width, 'light');
    // Colours are the same at every width.
    if (width === 1440) await look(width, 'dark');
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
}
