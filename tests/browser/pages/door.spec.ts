import type { Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRoom } from '../../support/backend.ts';
import { quietClient } from '../../support/quiet.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { enter, join, openRoom } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const full = (settings: RoomSettings) => openToAnyone({ ...settings, capacity: 1 });
const paused = (settings: RoomSettings) =>
  openToAnyone({ ...settings, paused: { by: null, byName: 'Tess', at: 1_000 } });

test.describe('the door', () => {
  let server: TestServer;
  let open: string;
  test.beforeEach(async ({ servers }) => {
    server = await servers.over('p2p');
    open = await room(openToAnyone);
  });
  const room = (alter: (settings: RoomSettings) => RoomSettings) =>
    makeRoom(server, smallRoom('conference', 'Door', alter), { tess: 'owner', ana: 'member' });

  const visit = (page: Page, path: string) => page.goto(`${server.url}${path}`);

  test('a token leaves the address bar at once', async ({ page }) => {
    await visit(page, `/r/${open}?token=${await server.token('ana')}&pin=1234`);
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ana');
    expect(page.url()).toBe(`${server.url}/r/${open}`);
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ana');
  });

  test('a wrong, an expired and a stranger’s token are told apart, and nobody becomes a guest by them', async ({
    page,
  }) => {
    await visit(page, `/r/${open}?token=nonsense`);
    await expect(page.getByText(/not valid/i).first()).toBeVisible();
    await visit(page, `/r/${open}?token=${await server.token('ana', 1_000)}`);
    await expect(page.getByText(/expired/i).first()).toBeVisible();
    await visit(page, `/r/${open}?token=${await server.token('nobody')}`);
    await expect(page.getByText(/no longer exists/i).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Join', exact: true })).toHaveCount(0);
  });

  const closed = [
    { name: 'nowhere', make: async () => 'nowhere', says: /no such room/i },
    {
      name: 'full',
      async make() {
        const id = await room(full);
        await quietClient(server, id, null, 'Gus');
        return id;
      },
      says: /full/i,
    },
    {
      name: 'over',
      async make() {
        const expiresAt = Date.now() + 300;
        const id = await room((settings) => openToAnyone({ ...settings, expiresAt }));
        await eventually(Date.now).toBeGreaterThan(expiresAt);
        return id;
      },
      says: /over/i,
    },
    { name: 'paused', make: () => room(paused), says: /paused/i },
    { name: 'members', make: () => room((settings) => settings), says: /members of this room/i },
  ];
  for (const { name, make, says } of closed) {
    test(`a room that cannot be entered says why (R11: ${name})`, async ({ page }) => {
      await visit(page, `/r/${await make()}`);
      await expect(page.getByText(says).first()).toBeVisible();
      await expect(
        page
          .getByRole('button', { name: 'Join', exact: true })
          .and(page.locator(':not([aria-disabled="true"])')),
      ).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
    });
  }

  test('names may be long, right-to-left and emoji, and break nothing', async ({ browser }) => {
    const rtl = await enter(browser, server, { room: open, name: 'ليلى العامري' });
    const emoji = await enter(browser, server, { room: open, name: '👩‍🏫 Ada 🇫🇷' });
    const long = await enter(browser, server, { room: open, name: 'x'.repeat(10_000) });
    const items = rtl.people.getByRole('list', { name: 'Participants' }).getByRole('listitem');
    await expect(items).toHaveCount(3);
    await expect(rtl.people.getByText('👩‍🏫 Ada 🇫🇷')).toBeVisible();
    const shown = await long.people.getByText(/^x+$/).first().textContent();
    expect(shown?.length).toBe(80);
    for (const person of [rtl, emoji, long]) {
      const overflow = await person.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
    for (const person of [rtl, emoji, long]) await person.close();
  });

  test('a removed person is told, and stays out after a reload (R2, R16)', async ({ browser }) => {
    const tess = await enter(browser, server, { room: open, as: 'tess' });
    const ana = await enter(browser, server, { room: open, as: 'ana' });
    await tess.people.getByRole('button', { name: 'Actions for Ana' }).click();
    await tess.page.getByRole('menuitem', { name: 'Remove' }).click();
    await tess.page
      .getByRole('alertdialog')
      .getByRole('button', { name: /remove/i })
      .click();
    await expect(ana.page.getByText(/removed/i).first()).toBeVisible();
    await ana.page.reload();
    await expect(ana.page.getByText(/removed from this room/i).first()).toBeVisible();
    const again = await openRoom(ana.context, server, { room: open, as: 'ana' });
    await expect(again.page.getByText(/removed from this room/i).first()).toBeVisible();
    for (const person of [tess, ana]) await person.close();
  });

  test('the call works by keyboard alone', async ({ browser }) => {
    const context = await browser.newContext();
    const person = await openRoom(context, server, { room: open });
    await person.page.getByRole('textbox', { name: 'Your name' }).focus();
    await person.page.keyboard.type('Kay');
    await person.page.keyboard.press('Enter');
    await expect(person.controls).toBeVisible();
    await person.page.keyboard.press('m');
    await expect(person.button('Mute microphone')).toBeVisible();
    await person.page.keyboard.press('h');
    await expect(person.button('Lower hand')).toBeVisible();
    await person.button('Mute microphone').focus();
    await person.page.keyboard.press('Enter');
    await expect(person.button('Unmute microphone')).toBeVisible();
    expect(await violations(person.page)).toEqual([]);
    await person.close();
  });

  test('at phone width nothing is cut off and everything is reachable', async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const person = await openRoom(context, server, { room: open });
    await join(person, { name: 'Pia' });
    for (const name of ['Unmute microphone', 'Turn camera on', 'Raise hand', 'Leave']) {
      await expect(person.button(name)).toBeInViewport();
    }
    const overflow = await person.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await person.close();
  });
});
