import type { Page } from '@playwright/test';
import { COLOURS, violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { openState } from './drawn/open.ts';
import { STATES, type StateName } from './drawn/states.ts';
import { expect, redraw, test, welcome } from './drawn/test.ts';

/**
 * Every state of the interface, drawn with nothing behind it: readable by everyone, on every width. What the
 * drawing cannot prove (that sound and picture flow) is the other specs' business.
 */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function draw(page: Page, name: StateName | 'home'): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await openState(page, name);
}

const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe('every state', () => {
  for (const name of ['home', ...Object.keys(STATES)] as (StateName | 'home')[]) {
    test(`${name}: axe finds nothing, and nothing is cut off at 320 px`, async ({ harness }) => {
      const page = await redraw(harness, name);
      await openState(page, name);
      for (const theme of ['light', 'dark']) {
        await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme);
        // The other theme is other colours, and nothing else.
        expect(await violations(page, theme === 'dark' ? COLOURS : {}), theme).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      for (const dir of ['ltr', 'rtl']) {
        await page.evaluate((way) => document.documentElement.setAttribute('dir', way), dir);
        await eventually(() => sideways(page)).toBe(0);
      }
    });
  }
});

test.describe('the door', () => {
  test('Enter joins with the typed name', async ({ page }) => {
    await draw(page, 'door-guest');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByText('Type a name first')).toBeVisible();
    await page.getByRole('textbox', { name: 'Your name' }).fill(' Zoë ');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([['join', 'Zoë']]);
  });

  test('a refused person cannot join and is told why', async ({ page }) => {
    await draw(page, 'door-refused');
    const join = page.getByRole('button', { name: 'Join', exact: true });
    await expect(join).toHaveAttribute('aria-disabled', 'true');
    await expect(join).toHaveAccessibleDescription(/removed from this room by Tess/);
    await page.getByRole('textbox', { name: 'Your name' }).press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'removed' })).toBeVisible();
    expect(await asked(page)).toEqual([]);
  });

  test('a listener sees the switches, off, and why', async ({ page }) => {
    await draw(page, 'door-listener');
    await expect(page.getByText('You join as a listener. You can raise your hand to speak.')).toBeVisible();
    const microphone = page.getByRole('switch', { name: 'Microphone', exact: true });
    await expect(microphone).toHaveAccessibleDescription(/Raise your hand/);
    // Past Playwright's own patience: it waits for what is aria-disabled to become enabled.
    await microphone.click({ force: true });
    await expect(microphone).not.toBeChecked();
    expect(await asked(page)).toEqual([]);
  });
});

test.describe('the call', () => {
  test('a listener’s controls stay, say why not, and do nothing', async ({ page }) => {
    await draw(page, 'student');
    const bar = page.getByRole('toolbar', { name: 'Call controls' });
    for (const name of ['Unmute microphone', 'Turn camera on', 'Share screen']) {
      const control = bar.getByRole('button', { name, exact: true });
      await expect(control).toHaveAttribute('aria-disabled', 'true');
      await expect(control).toHaveAccessibleDescription(/Raise your hand to ask/);
    }
    await page.keyboard.press('m');
    await expect(page.getByRole('alert').filter({ hasText: 'Raise your hand' })).toBeVisible();
    await page.keyboard.press('h');
    expect(await asked(page)).toEqual([['setHand', true]]);
  });

  test('one group per source, with its name and whether it is muted', async ({ page }) => {
    await draw(page, 'student');
    const stage = page.getByRole('region', { name: 'Stage' });
    await expect(stage.getByRole('group')).toHaveCount(2);
    await expect(stage.getByRole('group', { name: 'Tess', exact: true }).locator('video')).toBeVisible();
    await expect(stage.getByRole('group', { name: 'Ben', exact: true })).toHaveAccessibleDescription('muted');
  });

  test('a screen is large, in its own group, and its owner stays in sight', async ({ page }) => {
    await draw(page, 'screen');
    const screen = page.getByRole('group', { name: "Tess's screen", exact: true });
    const face = page.getByRole('group', { name: 'Tess', exact: true });
    await expect(screen.locator('video')).toBeVisible();
    const [large, small] = [await screen.boundingBox(), await face.boundingBox()];
    expect(large?.width ?? 0).toBeGreaterThan(2 * (small?.width ?? 1));
  });

  test('twelve people fit without scrolling', async ({ page }) => {
    await draw(page, 'twelve');
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      for (const tile of await page.getByRole('region', { name: 'Stage' }).getByRole('group').all())
        await expect(tile).toBeInViewport({ ratio: 1 });
    }
  });

  test('raised hands are in order, each with one obvious button', async ({ page }) => {
    await draw(page, 'teacher');
    const hands = page.getByRole('list', { name: 'Raised hands' });
    await expect(hands.getByRole('listitem')).toHaveText([/^1Ana/, /^2Wolfe/]);
    await hands.getByRole('button', { name: 'Let Ana speak', exact: true }).click();
    await hands.getByRole('button', { name: "Lower Ana's hand", exact: true }).click();
    expect(await asked(page)).toEqual([
      ['allow', 'Ana'],
      ['lowerHand', 'Ana'],
    ]);
  });

  test('those who wait are in order, and let in or not with one press', async ({ page }) => {
    await draw(page, 'teacher-lobby');
    const waiting = page.getByRole('list', { name: 'Waiting' });
    await expect(waiting.getByRole('listitem')).toHaveText([/^Wolfe/, /^ZoëGuest/, /^Max/]);
    await expect(page.getByRole('button', { name: 'People', exact: true })).toHaveAccessibleDescription(
      '3 people are waiting to come in, 2 hands are raised',
    );
    await waiting.getByRole('button', { name: 'Admit Zoë', exact: true }).click();
    await waiting.getByRole('button', { name: 'Deny Max', exact: true }).click();
    await page.getByRole('button', { name: 'Admit all', exact: true }).click();
    await page.getByRole('button', { name: 'Let next speak', exact: true }).click();
    expect(await asked(page)).toEqual([['admit', 'Zoë'], ['deny', 'Max'], ['admitAll'], ['allowNext']]);
  });

  test('one’s turn can be given back, and one’s time is told once, with a clock beside it', async ({
    page,
  }) => {
    await draw(page, 'student-turn');
    await expect(page.getByRole('status').filter({ hasText: /./ })).toHaveText([
      'Less than 5 minutes are left for you in this call.',
      'It is your turn to speak. Unmute when ready.',
    ]);
    await expect(page.getByRole('timer')).toHaveText([/4:\d\d/, /0:2\d left/]);
    await page.getByRole('button', { name: 'I am done' }).click();
    expect(await asked(page)).toEqual([['setHand', false]]);
  });

  test('who waits is told what happens, may change what comes in, and can leave', async ({ page }) => {
    await draw(page, 'waiting');
    await expect(page.getByRole('status')).toHaveText(/A host knows that you are here/);
    await page.getByRole('switch', { name: 'Camera', exact: true }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    expect(await asked(page)).toEqual([['preview', 'camera', false], ['leave']]);
  });

  test('actions fit the person; removing takes a second step', async ({ page }) => {
    await draw(page, 'teacher');
    await expect(page.getByRole('button', { name: 'Actions for Tess' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Actions for Ben', exact: true }).click();
    await expect(page.getByRole('menuitem')).toHaveText([
      'Add 1 minute',
      'Allow for…',
      'Stop speaking',
      'Mute and lock',
      'Ask to unmute',
      'Ask for camera',
      'Spotlight',
      'Make moderator',
      'Why?',
      'Remove',
    ]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions for Ana', exact: true }).click();
    await expect(page.getByRole('menuitem')).toHaveText([
      'Allow to speak',
      'Allow for 1 minute',
      'Allow for…',
      'Mute and lock',
      'Spotlight',
      'Make moderator',
      'Why?',
      'Remove',
    ]);
    // A menu floats outside of the landmarks for as long as it is open.
    expect(await violations(page, { without: ['region'] })).toEqual([]);
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(page.getByRole('alertdialog', { name: 'Remove Ana from the room?' })).toBeVisible();
    expect(await asked(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    expect(await asked(page)).toEqual([['remove', 'Ana']]);
    await expect(page.getByRole('button', { name: 'Actions for Ana', exact: true })).toBeFocused();
  });

  test('a moderator mutes, locks, releases and asks, each where it means something', async ({ page }) => {
    await draw(page, 'teacher-mutes');
    const items = {
      Ana: ['Release mute'],
      Ben: ['Mute', 'Mute and lock'],
      Chloe: ['Mute and lock', 'Ask to unmute'],
    };
    const others = /^(Allow|Stop speaking|Remove|Make|Spotlight|Why|Ask for camera)/;
    for (const [name, expected] of Object.entries(items)) {
      await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
      const shown = async () =>
        (await page.getByRole('menuitem').allTextContents()).filter((item) => !others.test(item));
      await eventually(shown).toEqual(expected);
      await page.getByRole('menuitem', { name: expected[0] ?? '', exact: true }).click();
    }
    await expect(page.getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('Muted by Tess');
    await page.getByRole('button', { name: 'Mute all', exact: true }).click();
    await page.getByRole('button', { name: 'Release mute', exact: true }).click();
    expect(await asked(page)).toEqual([
      ['releaseMute', 'Ana'],
      ['mute', 'Ben', false],
      ['mute', 'Chloe', true],
      ['setMuteAll', true],
      ['setMuteAll', false],
    ]);
  });

  test('who is locked sees the padlock, by whom, and cannot unmute', async ({ page }) => {
    await draw(page, 'student-locked');
    const microphone = page.getByRole('button', { name: 'Unmute microphone', exact: true });
    await expect(microphone).toHaveAttribute('aria-disabled', 'true');
    await expect(microphone).toHaveAccessibleDescription('You were muted by Tess. Raise your hand to ask.');
    await page.keyboard.press('m');
    await expect(page.getByRole('alert').filter({ hasText: 'muted by Tess' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Ana', exact: true })).toHaveAccessibleDescription(
      'muted by Tess',
    );
    expect(await asked(page)).toEqual([]);
  });

  test('who is asked to unmute answers with a button, and nobody else does', async ({ page }) => {
    await draw(page, 'student-asked');
    await expect(page.getByText('Tess muted you. You can unmute yourself.')).toBeVisible();
    expect(await asked(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unmute now', exact: true }).click();
    await expect(page.getByText('Tess asks you to unmute.')).toBeHidden();
    expect(await asked(page)).toEqual([['setMicrophone', true]]);
  });

  test('who is let speak sees it at once, with the time left', async ({ page }) => {
    await draw(page, 'student-granted');
    await expect(page.getByRole('status')).toHaveText('Tess lets you speak. Unmute when ready.');
    await expect(page.getByRole('timer')).toHaveText(/0:5\d left/);
    await page.getByRole('button', { name: 'Unmute now' }).click();
    expect(await asked(page)).toEqual([['setMicrophone', true]]);
  });

  test('without the right to list, nobody is named', async ({ page }) => {
    await draw(page, 'webinar-guest');
    await expect(page.getByRole('group', { name: 'Speaker', exact: true })).toBeVisible();
    const people = page.getByRole('region', { name: 'People' });
    await expect(people).toContainText('The list of people is not shown to you in this room.');
    await expect(people.getByRole('list')).toHaveCount(0);
  });

  test('on a phone the list is a sheet that leaves the controls in reach', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await draw(page, 'teacher');
    const people = page.getByRole('region', { name: 'People' });
    await expect(people).toBeHidden();
    await page.getByRole('button', { name: 'People', exact: true }).click();
    await expect(people).toBeVisible();
    await page.getByRole('button', { name: 'Mute microphone', exact: true }).click();
    expect(await asked(page)).toEqual([['setMicrophone', false]]);
    await people.getByRole('button', { name: 'Close panel' }).click();
    await expect(page.getByRole('button', { name: 'People', exact: true })).toBeFocused();
  });

  test('arrow keys walk the controls', async ({ page }) => {
    await draw(page, 'teacher');
    await page.getByRole('button', { name: 'Mute microphone', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name: 'Turn camera off', exact: true })).toBeFocused();
  });
});

test('a chosen theme is kept, and choosing the system’s follows the system again', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await welcome(page);
  await draw(page, 'home');
  const kept = () => page.evaluate(() => localStorage.getItem('rostrum.theme'));
  await page.getByRole('button', { name: 'Use dark theme' }).click();
  expect(await kept()).toBe('dark');
  await page.getByRole('button', { name: 'Use light theme' }).click();
  expect(await kept()).toBeNull();
});
