import type { Page } from '@playwright/test';
import type { Call } from '@/lib/client/call.ts';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { openState } from './drawn/open.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** The list of people and what hosts do with it, drawn with nothing behind it. */
// Nothing is waited for but a drawing.
test.describe.configure({ timeout: 40_000 });

let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function draw(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await openState(page, name);
}
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
const list = (page: Page) => page.getByRole('list', { name: 'Participants' });
const items = (page: Page) => list(page).getByRole('listitem');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search people' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choose = async (page: Page, who: string, ...names: string[]) => {
  await press(page, `Actions for ${who}`);
  for (const name of names) await page.getByRole('menuitem', { name, exact: true }).click();
};

/** Somebody begins to share a screen. */
const share = (page: Page, name: string) =>
  page.evaluate((owner) => {
    const { store } = (window as unknown as { call: Call }).call;
    const { phase } = store.getState();
    if (phase.is !== 'in-call') throw new Error('Not in a call.');
    const camera = phase.view.publications[`${owner}-camera`];
    if (!camera) throw new Error('Nothing is shown.');
    const screen = { ...camera, id: 'screen' as typeof camera.id, kind: 'screen' as const };
    const publications = { ...phase.view.publications, screen };
    store.setState({ phase: { ...phase, view: { ...phase.view, publications } } });
  }, name);

test.describe('a menu offers what applies', () => {
  test('time: a choice of minutes, and more of it while it runs', async ({ page }) => {
    await draw(page, 'thirty');
    await choose(page, 'Zoë', 'Add 1 minute');
    await choose(page, 'Lu 23', 'Allow for…', '10 minutes');
    expect(await asked(page)).toEqual([
      ['extend', 'Zoë', 60],
      ['allow', 'Lu 23', 600],
    ]);
  });

  test('pictures: stopped one by one, and asked for where there is none', async ({ page }) => {
    await draw(page, 'thirty');
    await choose(page, 'Noah', 'Stop camera');
    await share(page, 'Noah');
    await choose(page, 'Noah', 'Stop screen sharing');
    await choose(page, 'Noah', 'End spotlight');
    await choose(page, 'Mia', 'Ask for camera');
    await choose(page, 'Mia', 'Spotlight');
    expect(await asked(page)).toEqual([
      ['stop', 'Noah', ['camera']],
      ['stop', 'Noah', ['screen', 'screenAudio']],
      ['spotlight', null],
      ['askForCamera', 'Mia'],
      ['spotlight', 'Mia'],
    ]);
  });

  test('roles: made and unmade', async ({ page }) => {
    await draw(page, 'thirty');
    await choose(page, 'Mia', 'Make moderator');
    await choose(page, '李 雷', 'Make member');
    expect(await asked(page)).toEqual([
      ['setRole', 'Mia', 'moderator'],
      ['setRole', '李 雷', 'member'],
    ]);
  });
});

test.describe('a room of thirty', () => {
  test('is searched by any part of a name, without its accents, and filtered', async ({ page }) => {
    await draw(page, 'thirty');
    await expect(items(page)).toHaveCount(30);
    await search(page).fill('zoe');
    await expect(items(page)).toHaveText([/^ZZoë/, /^Z1Zoë 10/, /^Z1Zoë 18/, /^Z2Zoë 26/]);
    await expect(page.getByText('4 found')).toBeVisible();
    await search(page).fill('nobody here');
    await expect(page.getByRole('status').filter({ hasText: 'Nobody is found' })).toBeVisible();
    // Escape empties the search first, and does not close the panel.
    await search(page).press('Escape');
    await expect(items(page)).toHaveCount(30);
    for (const [filter, count] of [
      ['Hands', 3],
      ['Speaking', 1],
      ['Muted', 14],
      ['May speak', 20],
      ['All', 30],
    ] as const) {
      await page.getByRole('combobox', { name: 'Show' }).selectOption(filter);
      await expect(items(page), filter).toHaveCount(count);
    }
  });

  test('several are chosen and let speak, stopped, muted, or spared', async ({ page }) => {
    await draw(page, 'selecting');
    const bar = page.getByRole('group', { name: 'Selected people' });
    await expect(bar.getByRole('status')).toHaveText('2 selected');
    await page.getByRole('checkbox', { name: 'Select Lu 23' }).check();
    // Each of them only for those for whom it changes something.
    for (const name of ['Allow to speak', 'Stop speaking', 'Mute', 'Mute all except selected']) {
      await bar.getByRole('button', { name, exact: true }).click();
      await expect(bar.getByRole('status')).toHaveText('3 selected');
    }
    expect(await asked(page)).toEqual([
      ['allow', 'Lu 23'],
      ['stopSeveral', ['Mia', 'Zoë']],
      ['mute', 'Mia', false],
      ['setMuteAll', true, ['Mia', 'Zoë', 'Lu 23']],
    ]);
    await search(page).fill('ivan');
    await bar.getByRole('button', { name: 'Select all shown' }).click();
    await expect(bar.getByRole('status')).toHaveText('6 selected');
    await press(page, 'Select');
    await expect(bar).toBeHidden();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
  });

  test('who does not moderate finds people, and can do nothing to them', async ({ page }) => {
    await draw(page, 'thirty-student');
    await search(page).fill('lu');
    await expect(items(page)).toHaveCount(3);
    await expect(
      page.getByRole('button', { name: /^(Actions|Select|Mute all|Lock|End call|History)/ }),
    ).toHaveCount(0);
    await expect(page.getByRole('combobox', { name: 'Show' }).getByRole('option')).toHaveText([
      'All',
      'Hands',
      'Speaking',
      'Muted',
    ]);
  });

  test('a small room has no tools', async ({ page }) => {
    await draw(page, 'teacher');
    await expect(items(page)).toHaveCount(4);
    await expect(search(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Select', exact: true })).toHaveCount(0);
  });
});

test.describe('a room of a thousand', () => {
  test('draws what can be seen, says where each stands, and is walked by arrows', async ({ page }) => {
    await draw(page, 'thousand');
    // What draws so long a list arrives by itself, and takes the place of its beginning.
    await expect(items(page).first()).toHaveAttribute('aria-setsize', '1000');
    expect(await items(page).count()).toBeLessThan(80);
    await items(page).first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'ArrowUp']) await page.keyboard.press(key);
    const at = page.locator(':focus');
    await expect(at).toHaveAttribute('aria-posinset', '999');
    await expect(at).toHaveAttribute('aria-setsize', '1000');
    await expect(at).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Allow to speak', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    // The focus is back at the button before the next key counts.
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(at).toHaveAccessibleName(/^Actions for /);
    await page.keyboard.press('Shift+Tab');
    await expect(at).toHaveAttribute('aria-posinset', '999');
    await page.keyboard.press('Home');
    await expect(at).toHaveAttribute('aria-posinset', '1');
  });

  test('answers at once (measured, not judged)', async ({ page }) => {
    await draw(page, 'thousand');
    const typing = await page.evaluate(async () => {
      const box = document.querySelector<HTMLInputElement>('input[type="search"]');
      if (!box) throw new Error('No search.');
      const frame = () => new Promise((after) => requestAnimationFrame(() => setTimeout(after)));
      const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const times: number[] = [];
      for (const text of ['z', 'zo', 'zoe', 'zoe 4', '', 'l', 'lu', '']) {
        const from = performance.now();
        put?.call(box, text);
        box.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
        times.push(performance.now() - from);
      }
      return times;
    });
    const opening = await page.evaluate(async () => {
      const trigger = document.querySelector<HTMLElement>('[aria-label="Actions for Mia"]');
      if (!trigger) throw new Error('No menu.');
      const from = performance.now();
      trigger.dispatchEvent(
        new PointerEvent('pointerdown', { bubbles: true, cancelable: true, button: 0, pointerType: 'mouse' }),
      );
      while (!document.querySelector('[role="menu"]')) await new Promise((after) => setTimeout(after));
      await new Promise((after) => requestAnimationFrame(() => setTimeout(after)));
      return performance.now() - from;
    });
    await expect(page.getByRole('menuitem', { name: 'Spotlight' })).toBeVisible();
    const round = (times: number[]) => times.map((time) => Math.round(time)).join(', ');
    console.log(
      `1000 people: a key in the search until drawn ${round(typing)} ms; a menu ${round([opening])} ms`,
    );
  });
});

test.describe('the room', () => {
  test('is locked and unlocked, and ended for all in two steps', async ({ page }) => {
    await draw(page, 'teacher');
    await press(page, 'Lock room');
    await press(page, 'End call for all');
    const dialog = page.getByRole('alertdialog', { name: 'End the call for everyone?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'End call for all' })).toBeFocused();
    await press(page, 'End call for all');
    await dialog.getByRole('button', { name: 'End call', exact: true }).click();
    expect(await asked(page)).toEqual([['setLocked', true], ['endCall']]);
  });

  test('says that it is locked, and whom it keeps out, who may be let back in', async ({ page }) => {
    await draw(page, 'teacher-removed');
    await expect(page.getByText('The room is locked.', { exact: true })).toBeAttached();
    await expect(page.getByRole('list', { name: 'Removed' }).getByRole('listitem')).toHaveText([
      /^Maxby Tess/,
      /^Wolfe/,
    ]);
    await press(page, 'Let Max back in');
    await press(page, 'Unlock room');
    expect(await asked(page)).toEqual([
      ['readmit', 'user:max'],
      ['setLocked', false],
    ]);
  });
});

test.describe('why', () => {
  test('stands beside what one may not do, and gives the focus back', async ({ page }) => {
    await draw(page, 'student');
    const why = page.getByRole('button', { name: 'Why? What you may do here' });
    await why.press('Enter');
    await expect(page.getByRole('dialog', { name: 'What you may do' })).toContainText('Speak: no');
    await page.keyboard.press('Escape');
    await expect(why).toBeFocused();
  });

  const line = (page: Page, right: string) =>
    page
      .getByRole('list', { name: 'Rights' })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${right}: `) });

  test('a host is told of each right of somebody, and can act on it', async ({ page }) => {
    await draw(page, 'why-ana');
    await expect(line(page, 'Speak')).toHaveText('Speak: noAna was stopped from speaking by Tess 3 min ago.');
    await expect(line(page, 'Write messages')).toHaveText('Write messages: yesEvery member may.');
    expect(await violations(page)).toEqual([]);
    await press(page, 'Allow to speak');
    expect(await asked(page)).toEqual([
      ['explain', 'Ana'],
      ['allow', 'Ana'],
    ]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Actions for Ana', exact: true })).toBeFocused();
  });

  test('everybody is told of their own rights, and what to do', async ({ page }) => {
    await draw(page, 'why');
    await expect(line(page, 'Show a camera')).toHaveText(
      'Show a camera: noYou are not allowed to turn your camera on.',
    );
    // Messages may not be sent either, so there is no chat to ask in.
    await expect(page.getByRole('button', { name: 'Ask a host' })).toHaveCount(0);
    await press(page, 'Raise hand');
    expect(await asked(page)).toEqual([['setHand', true]]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Why?', exact: true })).toBeFocused();
  });
});

test.describe('the history', () => {
  test('is told in sentences, grows by what happens, and goes back', async ({ page }) => {
    await draw(page, 'history');
    const entries = page.getByRole('list', { name: 'History, newest first' }).getByRole('listitem');
    await expect(entries).toHaveText([
      /^Tess denied Ana the right to speak/,
      /^Tess took the floor from Ana/,
      /^Tess allowed Ana to speak with microphone \(hand\)/,
      /^Ana raised a hand/,
      /^Tess muted everyone/,
    ]);
    await press(page, 'Show older');
    await expect(entries).toHaveCount(9);
    await expect(entries.nth(5)).toHaveText(/^Tess put the spotlight on ben@school\.example/);
    await expect(page.getByRole('button', { name: 'Show older' })).toHaveCount(0);
    // Something is written: the first page is read again, once, and what was older stays.
    await page.evaluate(() => {
      const { call } = window as unknown as { call: { store: { setState(part: object): void } } };
      for (const trailed of [1, 2, 3]) call.store.setState({ trailed });
    });
    await eventually(() => asked(page)).toEqual([['trail'], ['trail', 50], ['trail']]);
    await expect(entries).toHaveCount(9);
    await press(page, 'Back to people');
    await expect(page.getByRole('button', { name: 'History', exact: true })).toBeFocused();
    await expect(list(page)).toBeVisible();
  });
});
