import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's browser where it is, else Playwright's own. */
const found = (...names: readonly string[]) => {
  const program = names.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
  return program ? { executablePath: program } : {};
};
const args = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
/** The same browser without the windows around its pages, which cost a third of the time and are looked at by no test. */
const windowless = { launchOptions: { ...found('chromium-headless-shell', 'chromium'), args } };

/** States of the interface, with no server behind them. */
const DRAWN = '*-states.spec.ts';
/** What is about a page rather than a call. */
const PAGES = /\/(console|demo|docs|door|home)(-\w+)?\.spec\.ts$/;

export default defineConfig({
  workers: 1,
  retries: 0,
  fullyParallel: false,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'data/test-results',
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: { ...found('chromium'), args },
  },
  projects: [
    // No media between people: these may run beside each other. `npm test` runs them apart from the rest.
    { name: 'drawn', testDir: 'tests/e2e', testMatch: DRAWN, fullyParallel: true, use: windowless },
    { name: 'pages', testDir: 'tests/e2e', testMatch: PAGES, use: windowless },
    { name: 'media', testDir: 'tests/media', testMatch: '*.spec.ts' },
    { name: 'e2e', testDir: 'tests/e2e', testMatch: '*.spec.ts', testIgnore: [DRAWN, PAGES] },
  ],
});
