import { test as base, expect, type Page } from '@playwright/test';
import { serveStates } from './serve.ts';
import type { StateName } from './states.ts';

interface Harness {
  /** Where a state is drawn, with `?state=` and its name. */
  readonly url: string;
  /** A page that stays, in which motion is reduced, so that nothing is see-through where contrast is measured. */
  readonly still: Page;
}

/** The harness of drawn states, built and served once for each worker. */
export const test = base.extend<object, { harness: Harness }>({
  harness: [
    async ({ browser }, use) => {
      const served = await serveStates();
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      const still = await context.newPage();
      await welcome(still);
      await still.goto(served.url);
      await use({ url: served.url, still });
      await context.close();
      await served.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Answers what the start page asks, with one room. */
export const welcome = (page: Page) =>
  page.route('**/api/v1/welcome', (route) =>
    route.fulfill({
      json: { demo: [{ title: 'Classroom', about: 'A', links: [{ label: 'Teacher', href: '/r/x' }] }] },
    }),
  );

/** Draws a state in the page that stays, at its usual size, without loading anything anew. */
export async function redraw({ still }: Harness, name: StateName | 'home'): Promise<Page> {
  await still.setViewportSize({ width: 1280, height: 720 });
  await still.evaluate((state) => (window as unknown as { show(name: string): void }).show(state), name);
  await still.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  return still;
}

export { expect };
