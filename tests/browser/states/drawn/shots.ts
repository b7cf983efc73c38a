import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { openState } from './open.ts';
import { serveStates } from './serve.ts';
import { STATES } from './states.ts';

/**
 * Draws every state (or those named) at both widths and in both themes into data/shots, to be looked at:
 *   npx tsx tests/browser/states/drawn/shots.ts [state ...]
 */
const OUT = 'data/shots';
mkdirSync(OUT, { recursive: true });
const named = process.argv.slice(2);
const names = named.length ? named : ['home', 'not-found', ...Object.keys(STATES)];

const served = await serveStates();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});
for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    await page.route('**/api/**', (route) => route.fulfill({ json: WELCOME() }));
    // What one state chose must not be kept for the next.
    await page.addInitScript(() => localStorage.clear());
    for (const name of names) {
      await page.goto(`${served.url}?state=${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await openState(page, name);
      await page.waitForTimeout(700);
      await page.screenshot({ path: `${OUT}/${name}-${width}-${theme}.png` });
    }
    await context.close();
  }
}
await browser.close();
await served.close();

function WELCOME() {
  const link = (label: string) => ({ label, href: `/r/x?token=${label}` });
  return {
    demo: [
      {
        title: 'Classroom',
        about: 'The teacher speaks. Students listen, raise a hand, and are let speak one by one.',
        links: ['Teacher (Tess)', 'Student 1 (Ana)', 'Student 2 (Ben)', 'Student 3 (Chloe)'].map(link),
      },
      {
        title: 'Open webinar',
        about: 'The host is seen and heard by anyone with the link. Guests are not shown to each other.',
        links: ['Host (Hugo)', 'Guest'].map(link),
      },
      {
        title: 'Meeting',
        about: 'Everyone sees and hears everyone. Open the link in several windows.',
        links: ['Everyone'].map(link),
      },
    ],
  };
}
