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
/** With all that a person's browser has: a choice of screens, and of devices to hear by. */
const whole = { ...found('chromium'), args };
/** As a person may ask for it. What moves on a page costs a fifth of a machine that has no graphics card. */
const still = { ...windowless, contextOptions: { reducedMotion: 'reduce' as const } };
const WHOLE = /@whole-browser/;

export default defineConfig({
  // Of two tests side by side one often waits for packets: three keep two cores busy.
  workers: 3,
  retries: 0,
  fullyParallel: false,
  timeout: 150_000,
  expect: { timeout: 20_000, toPass: { intervals: [50] } },
  reporter: [['list']],
  outputDir: 'data/test-results',
  // What cannot be pressed or typed into says so itself, instead of ending a test without a word.
  use: { browserName: 'chromium', headless: true, launchOptions: whole, actionTimeout: 20_000 },
  projects: [
    // The longest files first: at the end nobody should wait for one.
    { name: 'states', testDir: 'tests/browser/states', fullyParallel: true, use: still },
    { name: 'pages', testDir: 'tests/browser/pages', use: still },
    { name: 'media', testDir: 'tests/browser/media', use: windowless },
    { name: 'whole-browser', testDir: 'tests/browser/call', grep: WHOLE },
    { name: 'call', testDir: 'tests/browser/call', grepInvert: WHOLE, use: still },
    // What is measured here is time, or what a machine with time to spare does: one at a time, and nothing beside it.
    { name: 'timing', testDir: 'tests/browser/timing', workers: 1, use: windowless },
  ],
});
