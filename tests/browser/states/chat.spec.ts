import type { Page } from '@playwright/test';
import type { Call } from '@/lib/client/call.ts';
import { eventually } from '../support/eventually.ts';
import type { StateName } from './drawn/states.ts';
import { expect, test } from './drawn/test.ts';

/** R26 on the screen, drawn with nothing behind it: what is written, read, refused and removed. */
let url: string;
test.beforeAll(({ harness }) => {
  url = harness.url;
});

async function open(page: Page, name: StateName): Promise<void> {
  await page.goto(`${url}?state=${name}`);
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Chat' })).toBeVisible();
}
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
const box = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
type Store = { call: Call };

/** Lets so many messages of others arrive. */
const arrive = (page: Page, count: number) =>
  page.evaluate((many) => {
    const { store } = (window as unknown as Store).call;
    for (let i = 0; i < many; i++) {
      const { chat } = store.getState();
      const id = `late-${chat.messages.length}` as never;
      const message = { id, at: Date.now(), text: `late ${i}`, own: false, from: null, to: null };
      store.setState({
        chat: { ...chat, messages: [...chat.messages, message], arrived: chat.arrived + 1 },
      });
    }
  }, count);

test('Enter sends, Shift and Enter begins a line, and the box is empty afterwards', async ({ page }) => {
  await open(page, 'chat');
  await expect(box(page)).toBeFocused();
  await box(page).pressSequentially('one');
  await page.keyboard.press('Shift+Enter');
  await box(page).pressSequentially('two m');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('');
  expect(await asked(page)).toEqual([['sendMessage', 'one\ntwo m', undefined]]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'write something' })).toBeVisible();
});

test('the next message need not wait for the last; one that was not sent comes back', async ({ page }) => {
  await open(page, 'chat');
  await page.evaluate(() => {
    const { call } = window as unknown as { call: { sendMessage: () => Promise<string | null> } };
    const answers: ((why: string | null) => void)[] = [];
    call.sendMessage = () => new Promise((answer) => answers.push(answer));
    Object.assign(window, { answer: (why: string | null) => answers.shift()?.(why) });
  });
  const answer = (why: string | null) =>
    page.evaluate((why) => (window as unknown as { answer: (why: string | null) => void }).answer(why), why);
  for (const text of ['one', 'two', 'three']) {
    await box(page).fill(text);
    await box(page).press('Enter');
    await expect(box(page)).toHaveValue('');
  }
  await answer(null);
  await answer('Please slow down.');
  await expect(box(page)).toHaveValue('two');
  await expect(page.getByRole('alert').filter({ hasText: 'Please slow down.' })).toBeVisible();
  // What is being written by now stays, and nothing is lost.
  await box(page).fill('four');
  await answer('Please slow down.');
  await expect(page.getByRole('alert').filter({ hasText: '“three” was not sent.' })).toBeVisible();
  await expect(box(page)).toHaveValue('four');
});

test('a private message goes to the chosen person, and to nobody once they left', async ({ page }) => {
  await open(page, 'chat');
  await page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Ana' });
  await expect(box(page)).toHaveAccessibleDescription(/Only Ana and you can read this/);
  await box(page).fill('for you');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  expect(await asked(page)).toEqual([['sendMessage', 'for you', 'Ana']]);
  await page.evaluate(() => {
    const { store } = (window as unknown as Store).call;
    const { phase } = store.getState();
    if (phase.is !== 'in-call' || !phase.view.people) return;
    const { Ana: _, ...people } = phase.view.people;
    store.setState({ phase: { ...phase, view: { ...phase.view, people } } });
  });
  await box(page).fill('still for you');
  await box(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Ana is no longer here' })).toBeVisible();
  await expect(box(page)).toHaveValue('still for you');
  expect(await asked(page)).toHaveLength(1);
});

test('links lead to the web only, and nothing that is written is HTML', async ({ page }) => {
  await open(page, 'chat');
  const link = log(page).getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('href', 'https://school.example/physics/worksheet-7.pdf');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(log(page).getByText('<b>not bold</b> javascript:alert(1)')).toBeVisible();
  await expect(log(page).locator('b')).toHaveCount(0);
  await page.evaluate(() => {
    const { store } = (window as unknown as Store).call;
    const { chat } = store.getState();
    const text =
      'https://good.example@evil.example/ HTTPS://ok.example/a(b). (see http://two.example) www.three.example/x, www. data:text/html,x https://';
    const message = { id: 'x' as never, at: Date.now(), text, own: false, from: null, to: null };
    store.setState({ chat: { ...chat, messages: [message] } });
  });
  await expect(link).toHaveText(['HTTPS://ok.example/a(b)', 'http://two.example', 'www.three.example/x']);
  await expect(link.last()).toHaveAttribute('href', 'https://www.three.example/x');
});

test('what is removed takes a second step, by keyboard too', async ({ page }) => {
  await open(page, 'chat');
  const remove = log(page).getByRole('button', { name: 'Remove message' });
  await expect(remove).toHaveCount(6);
  await expect(remove.nth(2)).toHaveAccessibleDescription('May I leave five minutes early?');
  await remove.nth(2).press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Remove this message?' });
  await expect(dialog).toContainText('May I leave five minutes early?');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Chat' })).toBeVisible();
  expect(await asked(page)).toEqual([]);
  await remove.nth(2).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  expect(await asked(page)).toEqual([['removeMessage', expect.stringMatching(/^m\d+$/)]]);
});

test('the log follows its end, and stays where somebody reads', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await open(page, 'chat');
  const fromEnd = () =>
    log(page).evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight));
  await arrive(page, 30);
  await eventually(fromEnd).toBeLessThan(2);
  await log(page).evaluate((it) => it.scrollTo(0, 200));
  await eventually(() => log(page).evaluate((it) => it.scrollTop)).toBe(200);
  await arrive(page, 3);
  const more = page.getByRole('button', { name: '3 new messages' });
  await expect(more).toBeVisible();
  expect(await log(page).evaluate((it) => it.scrollTop)).toBe(200);
  await more.click();
  await eventually(fromEnd).toBeLessThan(2);
  await expect(more).toBeHidden();
});

test('earlier messages come above without moving what is read', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await open(page, 'chat');
  await arrive(page, 20);
  await log(page).getByRole('button', { name: 'Show earlier messages' }).click();
  expect(await asked(page)).toEqual([['olderMessages']]);
  const seen = log(page).getByText('Is the worksheet online');
  await log(page).evaluate((it) => it.scrollTo(0, 0));
  const before = (await seen.boundingBox())?.y ?? 0;
  await page.evaluate(() => {
    const { store } = (window as unknown as Store).call;
    const { chat } = store.getState();
    const older = Array.from({ length: 20 }, (_, i) => ({
      id: `old-${i}` as never,
      at: i,
      text: `old ${i}`,
      own: false,
      from: null,
      to: null,
    }));
    store.setState({ chat: { ...chat, messages: [...older, ...chat.messages] } });
  });
  await expect(log(page).getByText('old 19')).toBeAttached();
  expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - before)).toBeLessThan(3);
});

test('unread messages are counted on the button, announced once, and gone when it is opened', async ({
  page,
}) => {
  await page.goto(`${url}?state=chat-unread`);
  const chat = page.getByRole('button', { name: 'Chat', exact: true });
  await expect(chat).toHaveAccessibleDescription('3 unread messages');
  await expect(page.locator('[aria-live="polite"]', { hasText: /^3 unread messages$/ })).toBeAttached();
  await arrive(page, 1);
  await expect(chat).toHaveAccessibleDescription('4 unread messages');
  await chat.click();
  await expect(chat).toHaveAccessibleDescription('Hide chat (C)');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Chat' })).toBeHidden();
  await expect(chat).toBeFocused();
  await expect(chat).toHaveAccessibleDescription('Show chat (C)');
});

test('a draft outlives the panel', async ({ page }) => {
  await open(page, 'chat');
  await box(page).fill('half a thought');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(box(page)).toHaveValue('half a thought');
});

test('who may not write or read is told why, and what to do', async ({ page }) => {
  await open(page, 'chat-deaf');
  await expect(log(page)).toHaveCount(0);
  const panel = page.getByRole('region', { name: 'Chat' });
  await expect(
    panel.getByText('Only people chosen by the host may read messages. Ask a host.'),
  ).toBeVisible();
  await expect(box(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(box(page)).toHaveAttribute('readonly', '');
  await expect(box(page)).toHaveAccessibleDescription(/may send messages. Ask a host/);
  await box(page).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Why?' }).getByRole('alert')).toContainText('Ask a host');
  expect(await asked(page)).toEqual([]);
});

test('a message that is too long is counted, and not sent', async ({ page }) => {
  await open(page, 'chat');
  await box(page).fill('x'.repeat(1_900));
  await expect(page.getByText('100 characters left')).toBeVisible();
  await box(page).fill('x'.repeat(2_005));
  await expect(page.getByText('5 characters too long')).toBeVisible();
  await box(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'too long by 5 characters' })).toBeVisible();
  expect(await asked(page)).toEqual([]);
});
