import type { Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** The floor, its keys and its sounds, drawn with nothing behind them: what is asked of the call, and what is said. */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function draw(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
}
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);

test.describe('hands', () => {
  test('say how long they are up and how long their owners have spoken', async ({ page }) => {
    await draw(page, 'teacher-floor');
    await expect(page.getByRole('list', { name: 'Raised hands' }).getByRole('listitem')).toHaveText([
      /Ana.*up 2:\d\d.*has not spoken/,
      /Max.*up 1:\d\d.*spoke 1:35/,
      /Wolfe.*up 0:\d\d.*has not spoken/,
    ]);
  });

  test('are answered for a time that is chosen once for the queue, and kept', async ({ page }) => {
    await draw(page, 'teacher-floor');
    const length = page.getByRole('combobox', { name: 'How long they may speak' });
    await page.getByRole('button', { name: 'Let Ana speak', exact: true }).click();
    await length.selectOption('For 2 minutes');
    await page.getByRole('button', { name: 'Let Max speak', exact: true }).click();
    // The panel closes and comes back, and the choice holds.
    await page.getByRole('button', { name: 'People', exact: true }).click();
    await page.getByRole('button', { name: 'People', exact: true }).click();
    await page.getByRole('button', { name: 'Let next speak', exact: true }).click();
    await length.selectOption('For as long as needed');
    await page.getByRole('button', { name: 'Let next speak', exact: true }).click();
    expect(await asked(page)).toEqual([
      ['allow', 'Ana'],
      ['allow', 'Max', 120],
      ['allowNext', 120],
      ['allowNext'],
    ]);
  });

  test('are lowered all at once where there is more than one', async ({ page }) => {
    await draw(page, 'teacher-floor');
    await page.getByRole('button', { name: 'Lower all hands', exact: true }).press('Enter');
    expect(await asked(page)).toEqual([['lowerAllHands']]);
    await draw(page, 'teacher-one-hand');
    await expect(page.getByRole('button', { name: 'Let Ana speak', exact: true })).toBeVisible();
    for (const name of ['Lower all hands', 'Let next speak'])
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  });

  test('who speaks now is listed with the time left, and given more or stopped', async ({ page }) => {
    await draw(page, 'teacher-floor');
    const speaking = page.getByRole('list', { name: 'Speaking now' });
    await expect(speaking.getByRole('listitem')).toHaveText([
      /Ben.*0:[34]\d left/,
      /Wolfe.*Connection lost/,
      /Chloe.*No time limit/,
    ]);
    await expect(speaking.getByRole('button', { name: /^Add 1 minute/ })).toHaveCount(1);
    await speaking.getByRole('button', { name: 'Add 1 minute for Ben', exact: true }).click();
    await speaking.getByRole('button', { name: 'Stop Chloe from speaking', exact: true }).click();
    expect(await asked(page)).toEqual([
      ['extend', 'Ben', 60],
      ['stop', 'Chloe'],
    ]);
    await draw(page, 'student-hand');
    await expect(page.getByRole('list', { name: 'Raised hands' })).toBeVisible();
    await expect(speaking).toHaveCount(0);
  });
});

test.describe('one’s own turn', () => {
  test('opens the microphone by one’s own choice, made while the hand is up', async ({ page }) => {
    await draw(page, 'student-hand');
    const choice = page.getByRole('switch', { name: 'Open my microphone when it is my turn' });
    await expect(choice).toHaveAccessibleDescription(/Nobody else can open it/);
    await expect(choice).not.toBeChecked();
    await choice.press('Space');
    await expect(choice).toBeChecked();
    await draw(page, 'student');
    await expect(choice).toHaveCount(0);
  });

  test('has one "Unmute now", also when somebody asks besides', async ({ page }) => {
    await draw(page, 'student-granted-asked');
    await expect(page.getByText('Tess asks you to unmute.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Unmute now', exact: true })).toHaveCount(1);
    await page.getByRole('button', { name: 'Unmute now', exact: true }).click();
    expect(await asked(page)).toEqual([['setMicrophone', true]]);
  });
});

test.describe('talking while muted', () => {
  test('is said once, with what to do', async ({ page }) => {
    await draw(page, 'student-talks-muted');
    const hint = page.getByText('You are muted. Press M or hold Space to speak.');
    await expect(hint).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    // The voice goes on: silence about it has no event to wait for.
    await page.waitForTimeout(2000);
    await expect(hint).toHaveCount(0);
  });

  test('is said with who locked it, and promises no key', async ({ page }) => {
    await draw(page, 'student-talks-locked');
    await expect(page.getByText(/Nobody hears you\. You were muted by Tess.*Raise your hand/)).toBeVisible();
    await expect(page.getByText(/Press M/)).toHaveCount(0);
  });

  test('is not said to whoever switched it off', async ({ page }) => {
    await draw(page, 'student');
    await page.evaluate(() => localStorage.setItem('rostrum:muted-hint', '0'));
    await draw(page, 'student-talks-muted');
    await page.waitForTimeout(2000);
    await expect(page.getByText(/You are muted/)).toHaveCount(0);
  });
});

test.describe('the space bar', () => {
  test('opens the microphone while it is held, and mutes on release and when the page is left', async ({
    page,
  }) => {
    await draw(page, 'student-asked');
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    expect(await asked(page)).toEqual([['setMicrophone', true]]);
    await page.keyboard.up('Space');
    await page.keyboard.down('Space');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.keyboard.up('Space');
    expect(await asked(page)).toEqual([
      ['setMicrophone', true],
      ['setMicrophone', false],
      ['setMicrophone', true],
      ['setMicrophone', false],
    ]);
  });

  test('presses the button that has the focus, writes in a field, and still talks after a click', async ({
    page,
  }) => {
    await draw(page, 'student-asked');
    const hand = page.getByRole('button', { name: 'Raise hand', exact: true });
    await page.keyboard.press('Tab');
    await hand.focus();
    await page.keyboard.press('Space');
    expect(await asked(page)).toEqual([['setHand', true]]);
    await hand.click();
    await page.keyboard.press('Space');
    expect((await asked(page)).slice(2)).toEqual([
      ['setMicrophone', true],
      ['setMicrophone', false],
    ]);
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Message' }).fill('a');
    await page.keyboard.press('Space');
    await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('a ');
    expect(await asked(page)).toHaveLength(4);
  });

  test('does nothing for whoever is locked, or not allowed to speak', async ({ page }) => {
    for (const name of ['student-locked', 'student'] as const) {
      await draw(page, name);
      await page.keyboard.press('Space');
      expect(await asked(page)).toEqual([]);
    }
  });
});

test.describe('keys', () => {
  test('"?" lists them all, and closing gives the focus back', async ({ page }) => {
    await draw(page, 'teacher');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(help.getByRole('term')).toHaveText(['M', 'Space', 'V', 'H', 'P', 'C', '?', 'Esc']);
    expect(await violations(page)).toEqual([]);
    // In the dialog a letter is no shortcut.
    await page.keyboard.press('m');
    expect(await asked(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await page.getByRole('button', { name: 'Keyboard shortcuts', exact: true }).click();
    await expect(help).toBeVisible();
    await page.setViewportSize({ width: 320, height: 640 });
    const box = await help.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 320 && box.height <= 640).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Keyboard shortcuts', exact: true })).toBeFocused();
  });

  test('P and C show and hide the panels, and leave no focus behind', async ({ page }) => {
    await draw(page, 'teacher');
    const people = page.getByRole('region', { name: 'People' });
    await expect(people).toBeVisible();
    await page.keyboard.press('p');
    await expect(people).toBeHidden();
    await page.keyboard.press('p');
    await expect(page.getByRole('heading', { name: 'People' })).toBeFocused();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'People', exact: true })).toBeFocused();
    await page.keyboard.press('c');
    await expect(page.getByRole('region', { name: 'Chat' })).toBeVisible();
  });

  test('can be switched off, and stay so', async ({ page }) => {
    await draw(page, 'teacher');
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Keyboard shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await draw(page, 'teacher');
    await page.keyboard.press('m');
    expect(await asked(page)).toEqual([]);
  });
});

test.describe('sounds', () => {
  /** Counts the tones that begin, and raises a hand as the server would. */
  async function listen(page: Page): Promise<() => Promise<number>> {
    await page.addInitScript(() => {
      const counted = { tones: 0 };
      Object.assign(window, { counted });
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (...when) {
        counted.tones += 1;
        return start.apply(this, when);
      };
    });
    return () => page.evaluate(() => (window as unknown as { counted: { tones: number } }).counted.tones);
  }
  const raise = (page: Page, names: string[]) =>
    page.evaluate((names) => {
      const { store } = (window as unknown as { call: import('@/lib/client/call.ts').Call }).call;
      const { phase } = store.getState();
      if (phase.is !== 'in-call') throw new Error('Not in a call.');
      const hands = names.map((name) => ({ participant: name as never, name, at: 1, spoken: 0 }));
      store.setState({ phase: { ...phase, view: { ...phase.view, hands } } });
    }, names);

  test('a raised hand sounds for a host, unless sounds are switched off', async ({ page }) => {
    const tones = await listen(page);
    await draw(page, 'teacher-quiet');
    await expect(page.getByText('No hands raised.')).toBeVisible();
    expect(await tones()).toBe(0);
    await raise(page, ['Ana']);
    await raise(page, ['Ana', 'Ben']);
    await eventually(tones).toBe(1);
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Sounds', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(400);
    await raise(page, ['Ana', 'Ben', 'Chloe']);
    expect(await tones()).toBe(1);
  });
});

test('who was removed may try again, since a host can take it back', async ({ page }) => {
  await draw(page, 'removed');
  await expect(page.getByText(/A host can take this back/)).toBeVisible();
  await page.evaluate(() => Object.assign(window, { same: true }));
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await eventually(() => page.evaluate(() => 'same' in window)).toBe(false);
});
