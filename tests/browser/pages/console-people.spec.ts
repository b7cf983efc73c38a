import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { ADMIN_TOKEN, backend } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import { startServer, type TestRoom, type TestServer } from '../../support/server.ts';
import { expectGoodScreen, openConsole } from '../support/console.ts';
import { expectReceiving, expectSilence } from '../support/media.ts';
import { enter, tile } from '../support/people.ts';

const room = (id: string, preset: 'conference' | 'classroom' = 'conference'): TestRoom => ({
  id,
  settings: smallRoom(preset, `Room ${id}`),
  members: { tess: 'owner', ana: 'member', ben: 'member', chloe: 'member' },
});

let server: TestServer;
test.beforeAll(async () => {
  const rooms = [
    ...['cut', 'media', 'bulk', 'list', 'many', 'pins', 'trail', 'look', 'lost', 'crowd'].map((id) =>
      room(id),
    ),
    room('floor', 'classroom'),
    room('keys', 'classroom'),
  ];
  server = await startServer({ media: 'p2p', env: { ADMIN_TOKEN }, rooms });
});
test.afterAll(() => server.stop());

const open = (page: Page, id: string, tab: string) =>
  openConsole(page, server, `/console/rooms/${id}?tab=${tab}`);
const right = (page: Page, name: string, value: string | RegExp): Locator =>
  page.getByRole('radiogroup', { name, exact: true }).getByRole('radio', { name: value });
const bar = (page: Page) => page.getByRole('region', { name: 'Changes of people not saved' });
const save = (page: Page) => bar(page).getByRole('button', { name: 'Save', exact: true }).click();
const row = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: name });
/** Pages that are not in the way of what is tested. */
const inCall = (browser: Browser, id: string, as: string, media: { microphone?: true; camera?: true } = {}) =>
  enter(browser, server, { room: id, as, ...media });

test.describe('members', () => {
  test('a right that is denied and saved cuts the media of the running call', async ({ page, browser }) => {
    const tess = await inCall(browser, 'cut', 'tess');
    const ana = await inCall(browser, 'cut', 'ana', { microphone: true, camera: true });
    await expectReceiving(tess, { voices: 1, pictures: 1 });

    await open(page, 'cut', 'members');
    await expect(right(page, 'Ana: publish', 'Inherit (yes)')).toBeChecked();
    await right(page, 'Ana: publish', 'Deny').check();
    await expect(bar(page).getByText('1 person loses rights.')).toBeVisible();
    await bar(page).getByRole('button', { name: '1 person changed' }).click();
    await expect(page.getByRole('region', { name: 'Who gains, who loses' })).toContainText(
      /Ana.*loses: .*microphone/s,
    );
    // Nothing is saved before it is saved.
    await expect(tile(tess, 'Ana')).toBeVisible();

    await save(page);
    await expect(page.getByText('Saved 1 person.')).toBeVisible();
    await expect(tile(tess, 'Ana')).toHaveCount(0);
    await expectSilence(tess, 'audioPackets');
    await expectSilence(tess, 'videoPackets');
    await expect(ana.controls.getByRole('button', { name: /microphone/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );

    await expect(bar(page)).toHaveCount(0);
    await right(page, 'Ana: publish', 'Inherit (yes)').check();
    await save(page);
    await expect(ana.controls.getByRole('button', { name: /microphone/ })).not.toHaveAttribute(
      'aria-disabled',
    );
    for (const person of [tess, ana]) await person.close();
  });

  test('a member’s own media settings hold at once', async ({ page, browser }) => {
    const tess = await inCall(browser, 'media', 'tess');
    const ana = await inCall(browser, 'media', 'ana', { microphone: true, camera: true });
    await expectReceiving(tess, { voices: 1, pictures: 1 });
    await open(page, 'media', 'members');
    await page.getByRole('button', { name: 'Settings of Ana' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings of Ana' });
    await dialog.getByRole('combobox', { name: 'Kinds allowed' }).selectOption('Own value');
    for (const kind of ['Camera', 'Screen', 'Screen sound'])
      await dialog
        .getByRole('group', { name: 'Kinds allowed' })
        .getByRole('checkbox', { name: kind, exact: true })
        .uncheck();
    await dialog.getByRole('combobox', { name: 'Largest bitrate' }).selectOption('Own value');
    await dialog.getByRole('textbox', { name: 'Largest bitrate' }).fill('0');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Type a number from');
    await dialog.getByRole('textbox', { name: 'Largest bitrate' }).fill('90');
    await dialog.getByRole('combobox', { name: 'A raised hand gives' }).selectOption('Own value');
    await dialog
      .getByRole('group', { name: 'A raised hand gives' })
      .getByRole('checkbox', { name: 'Camera' })
      .uncheck();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await save(page);
    await expect(row(page, 'Ana')).toContainText('3 media settings of their own');
    await expectSilence(tess, 'videoPackets');
    await expectReceiving(tess, { voices: 1, pictures: 0 });
    await expect(ana.controls.getByRole('button', { name: /camera/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    for (const person of [tess, ana]) await person.close();
  });

  test('several are changed and taken off in one call; who changes meanwhile is seen', async ({ page }) => {
    await open(page, 'bulk', 'members');
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/bulk/members'))
        sent.push(request.postDataJSON());
    });
    for (const name of ['Ana', 'Ben']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    const bulk = page.getByRole('region', { name: 'Change everybody selected' });
    await bulk.getByRole('combobox', { name: 'Right of everybody selected' }).selectOption('Send');
    await right(page, 'Everybody selected: send', 'Deny').check();
    await bulk.getByRole('combobox', { name: 'Role of everybody selected' }).selectOption('Moderator');
    await page.getByRole('checkbox', { name: 'Select Ana' }).uncheck();
    await page.getByRole('checkbox', { name: 'Select Ben' }).uncheck();
    await page.getByRole('checkbox', { name: 'Select Chloe' }).check();
    await bulk.getByRole('button', { name: 'Take off the list' }).click();
    await expect(row(page, 'Chloe')).toContainText('Taken off the list when saved');
    // What somebody else does meanwhile is seen, and what is not saved stays.
    await backend(server, 'POST', '/rooms/bulk/members', {
      members: [{ address: 'tess', overrides: { receive: 'deny' } }],
    });
    await expect(right(page, 'Tess: receive', 'Deny')).toBeChecked();
    await expect(bar(page)).toContainText('3 people changed, 1 taken off the list');
    await save(page);
    await expect(page.getByText('Saved 3 people.')).toBeVisible();
    expect(sent).toEqual([
      {
        members: [
          {
            person: 'user:ana',
            overrides: { send: 'deny' },
            role: 'moderator',
            moderation: ['controlCalls', 'removeFromCall'],
          },
          {
            person: 'user:ben',
            overrides: { send: 'deny' },
            role: 'moderator',
            moderation: ['controlCalls', 'removeFromCall'],
          },
          { person: 'user:chloe', remove: true },
        ],
      },
    ]);
    await expect(row(page, 'Chloe')).toHaveCount(0);
    await expect(page.getByRole('combobox', { name: 'Ana: role' })).toHaveValue('moderator');
    await expect(right(page, 'Ben: send', 'Deny')).toBeChecked();
  });

  test('what cannot be saved is said at the person, and nothing is saved', async ({ page }) => {
    await open(page, 'bulk', 'members');
    await right(page, 'Ana: list', 'Deny').check();
    await page.getByRole('button', { name: 'Settings of Ben' }).click();
    const until = page.getByRole('dialog').getByRole('textbox', { name: 'Member until' });
    await until.fill('2020-01-01T10:00');
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await save(page);
    await expect(row(page, 'Ben').getByRole('alert')).toContainText('in the past');
    await page.reload();
    await expect(right(page, 'Ana: list', /Inherit/)).toBeChecked();
  });

  test('somebody new is added by address, and made a user on the way', async ({ page }) => {
    await open(page, 'list', 'members');
    await page.getByRole('button', { name: 'Add member' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add member' });
    const who = dialog.getByLabel('Address or name');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await expect(dialog.getByText('Type an address or a name first.')).toBeVisible();
    await who.fill('Ana');
    await expect(dialog.getByText('Ana (ana) is a user.')).toBeVisible();
    await who.fill('zoe@example.org');
    await dialog.getByRole('textbox', { name: 'Name of the new user' }).fill('Zoe');
    await right(page, 'New member: publish', 'Deny').check();
    await dialog.getByRole('button', { name: 'Make user and add' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(right(page, 'Zoe: publish', 'Deny')).toBeChecked();
    expect(await backend(server, 'GET', '/users/zoe@example.org')).toMatchObject({ name: 'Zoe' });
  });

  test('a list is checked line by line, and 10,000 people come in one call', async ({ page }) => {
    await open(page, 'many', 'members');
    let calls = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/many/members')) calls += 1;
    });
    await page.getByRole('button', { name: 'Add many' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add many' });
    const people = dialog.getByRole('textbox', { name: 'People' });
    const add = dialog.getByRole('button', { name: /^Add/ });
    await people.fill('address,role\nyan,boss\nyan,member\nyan,member\n"x');
    const wrong = dialog.getByRole('list', { name: 'Lines that are wrong' });
    await expect(wrong.getByRole('listitem')).toHaveText([
      'Line 2: role: “boss” is none of owner, moderator, member.',
      'Line 4: address: “yan” is on line 3 already.',
      /^Line 5: A quotation mark/,
    ]);
    await expectGoodScreen(page);
    await add.click({ force: true });
    expect(calls).toBe(0);

    const lines = Array.from({ length: 10_000 }, (_, at) => `user${at}@x,User ${at},,deny`);
    const file = {
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`address,name,role,publish\n${lines.join('\n')}`),
    };
    await dialog.getByLabel('CSV file').setInputFiles(file);
    await expect(dialog.getByText('10,000 people, every line is right.')).toBeVisible();
    await add.click();
    await expect(dialog.getByRole('alert')).toContainText('10000 addresses are not known here: user0@x');
    await dialog.getByRole('checkbox', { name: 'Make these 10000 new users' }).check();
    await add.click();
    await expect(dialog).toHaveCount(0, { timeout: 60_000 });
    expect(calls).toBe(2);
    await expect(page.getByText('Added 10,000 people.')).toBeVisible();
    await expect(page.getByText('1 to 50 of 10,004')).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('51 to 100 of 10,004')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search members' }).fill('User 9999');
    await expect(page.getByRole('table', { name: 'Members' }).getByRole('rowheader')).toHaveCount(1);
    await expect(right(page, 'User 9999: publish', 'Deny')).toBeChecked();
  });

  test('by keyboard alone', async ({ page }) => {
    await open(page, 'keys', 'members');
    const inherit = right(page, 'Ana: publish', 'Inherit (no)');
    await expect(inherit).toBeChecked();
    await inherit.focus();
    await page.keyboard.press('ArrowRight');
    await expect(right(page, 'Ana: publish', 'Allow')).toBeFocused();
    await expect(right(page, 'Ana: publish', 'Allow')).toBeChecked();
    await page.keyboard.press('Tab');
    await expect(right(page, 'Ana: subscribe', 'Inherit (yes)')).toBeFocused();
    await bar(page).getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved 1 person.')).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
  });
});

test('a PIN is made, handed out and taken back', async ({ page, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'pins', 'pins');
  await expect(page.getByText('This room has no PINs.')).toBeVisible();
  await page.getByRole('button', { name: 'New PIN' }).click();
  const dialog = page.getByRole('dialog', { name: 'New PIN' });
  await dialog.getByRole('button', { name: 'Make PIN' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Type what this PIN is called.' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Guests');
  await right(page, 'PIN: publish', 'Deny').check();
  await dialog.getByRole('textbox', { name: 'How many may use it' }).fill('2');
  await expectGoodScreen(page);
  await dialog.getByRole('button', { name: 'Make PIN' }).click();
  const pin = page
    .getByRole('list', { name: 'PINs' })
    .getByRole('listitem')
    .filter({ hasText: 'Guests' })
    .first();
  await expect(pin).toContainText('Member; may not publish');
  await expect(pin).toContainText('Used 0 of 2 times');
  await expectGoodScreen(page);

  await pin.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied: link for Guests' })).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/r\/pins\?pin=\d{9}$/);

  await pin.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link for the PIN Guests' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download QR code' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Room-pins-Guests-qr.svg');
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^<svg/);
  await page.keyboard.press('Escape');

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Gil');
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(guest.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
  await expect(pin).toContainText('Used 1 of 2 times');

  await pin.getByRole('button', { name: 'Edit Guests' }).click();
  await page.getByRole('textbox', { name: 'Label' }).fill('Late guests');
  await page.getByRole('button', { name: 'Save PIN' }).click();
  await expect(page.getByText('Saved the PIN Late guests.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Late guests' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('This room has no PINs.')).toBeVisible();
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText(/This PIN is not valid here|not valid/)).toBeVisible();
});

test.describe('the live view', () => {
  test('follows a call, and acts in it', async ({ page, browser }) => {
    await open(page, 'floor', 'live');
    await expect(page.getByRole('heading', { name: 'Nobody is in' })).toBeVisible();
    await expectGoodScreen(page);
    const tess = await inCall(browser, 'floor', 'tess', { microphone: true, camera: true });
    const ana = await inCall(browser, 'floor', 'ana');
    await expect(page.getByRole('heading', { name: '2 people are in' })).toBeVisible();
    const people = page.getByRole('list', { name: 'In the call' });
    const of = (name: string) =>
      people
        .getByRole('listitem')
        .filter({ hasText: `${name}` })
        .filter({ hasText: 'since' });
    await expect(of('Tess')).toContainText('Camera, at most 320 × 180 and 160 kbit/s');
    await expect(of('Ana')).toContainText('Not allowed to speak');
    const act = async (name: string, item: string) => {
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    };

    await ana.button('Raise hand').click();
    await page.getByRole('button', { name: 'Let Ana speak' }).click();
    await expect(ana.page.getByText(/lets you speak/)).toBeVisible();
    await expect(of('Ana')).toContainText('Has the floor');
    await act('Ana', 'Stop speaking');
    await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');

    await act('Ana', 'Allow with…');
    const dialog = page.getByRole('dialog', { name: 'Allow Ana to speak' });
    await dialog.getByRole('checkbox', { name: 'Camera' }).uncheck();
    await dialog.getByRole('combobox', { name: 'How long' }).selectOption('Another time');
    await dialog.getByRole('textbox', { name: 'Seconds' }).fill('0');
    await dialog.getByRole('button', { name: 'Allow to speak' }).click();
    await expect(dialog.getByRole('alert')).toContainText('from 1 to 86400');
    await dialog.getByRole('textbox', { name: 'Seconds' }).fill('600');
    await dialog.getByRole('button', { name: 'Allow to speak' }).click();
    await expect(of('Ana')).toContainText(/Has the floor with microphone, until/);
    await ana.button('Unmute microphone').click();
    await expectReceiving(tess, { voices: 1, pictures: 0 });
    await expect(of('Ana')).toContainText('Can be heard');

    await act('Ana', 'Mute and lock');
    await expectSilence(tess, 'audioPackets');
    await expect(of('Ana')).toContainText('Muted by');
    await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
    await act('Ana', 'Release mute');
    await expect(ana.button('Unmute microphone')).not.toHaveAttribute('aria-disabled');
    await act('Ana', 'Ask to unmute');
    await expect(ana.page.getByRole('button', { name: 'Unmute now' }).first()).toBeVisible();

    await act('Tess', 'Spotlight');
    await act('Tess', 'End spotlight');
    await act('Tess', 'Stop camera');
    await expect(of('Tess')).not.toContainText('Camera, at most');
    await act('Ana', 'Make moderator');
    await expect(ana.people.getByRole('button', { name: 'Mute all' })).toBeVisible();
    await act('Ana', 'Make member');
    await expect(ana.people.getByRole('button', { name: 'Mute all' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Lock room' }).click();
    await page.getByRole('button', { name: 'Unlock room' }).click();
    await expect(page.getByRole('button', { name: 'Lock room' })).toBeVisible();

    await page.getByRole('button', { name: 'Release all' }).click();
    await page.getByRole('button', { name: 'Mute all' }).click();
    await expect(page.getByRole('button', { name: 'Release all' })).toBeVisible();
    await expectGoodScreen(page);

    await act('Ana', 'Remove');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(of('Ana')).toBeVisible();
    await act('Ana', 'Remove');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await expect(ana.controls).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '1 person is in' })).toBeVisible();
    await page.getByRole('button', { name: 'Readmit Ana' }).click();
    await expect(page.getByRole('button', { name: 'Readmit Ana' })).toHaveCount(0);
    const again = await inCall(browser, 'floor', 'ana');
    await expect(page.getByRole('heading', { name: '2 people are in' })).toBeVisible();
    await act('Ana', 'Disconnect');
    await expect(again.controls).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '1 person is in' })).toBeVisible();
    await page.getByRole('button', { name: 'End call for all' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click();
    await expect(tess.page.getByRole('heading', { name: 'The call has ended.' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nobody is in' })).toBeVisible();
    for (const person of [tess, ana, again]) await person.close();
  });

  test('says that the connection is lost, and goes on by itself', async ({ page }) => {
    await open(page, 'lost', 'live');
    await expect(page.getByRole('heading', { name: 'Nobody is in' })).toBeVisible();
    await server.kill('SIGKILL');
    await expect(page.getByRole('alert').filter({ hasText: 'Reconnecting' })).toBeVisible();
    await server.restart();
    await expect(page.getByRole('alert').filter({ hasText: 'Reconnecting' })).toHaveCount(0, {
      timeout: 60_000,
    });
    await expect(page.getByRole('heading', { name: 'Nobody is in' })).toBeVisible();
  });

  test('draws of a thousand people only those who can be seen', async ({ page }) => {
    // A thousand browsers do not fit here: what the server would say of them is made up on the way to the page.
    const speak = { kinds: [], granted: false, until: null, lockedBy: null };
    const participants = Array.from({ length: 1000 }, (_, at) => ({
      id: `p${at}`,
      person: `user:u${at}`,
      name: `Person ${at}`,
      role: 'member',
      joinedAt: '2026-01-01T10:00:00Z',
      away: false,
      handRaised: false,
      publications: [],
      speak,
    }));
    const call = { running: true, participants, hands: [], waiting: [], muteAll: false };
    await page.route('**/crowd/live/events', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `event: live\ndata: ${JSON.stringify(call)}\n\n`,
      }),
    );
    await open(page, 'crowd', 'live');
    await expect(page.getByRole('heading', { name: '1,000 people are in' })).toBeVisible();
    const items = page.getByRole('list', { name: 'In the call' }).getByRole('listitem');
    await expect(page.getByRole('button', { name: 'Actions for Person 0', exact: true })).toBeVisible();
    expect(await items.count()).toBeLessThan(60);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(page.getByRole('button', { name: 'Actions for Person 999', exact: true })).toBeInViewport();
    expect(await items.count()).toBeLessThan(60);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole('searchbox', { name: 'Find somebody in the call' }).fill('person 512');
    await expect(items.filter({ hasText: 'Person 512' })).toBeVisible();
  });
});

test('the trail is filtered, looked into, followed and exported', async ({ page }) => {
  await backend(server, 'POST', '/rooms/trail/members', {
    members: [{ address: 'ana', name: '=1+1|Ana', overrides: { send: 'deny' } }],
  });
  await backend(server, 'POST', '/rooms/trail/live/commands', { do: 'remove', person: 'user:ben' });
  await backend(server, 'PATCH', '/rooms/trail', { capacity: 20 });
  await open(page, 'trail', 'audit');
  const entries = page.getByRole('list', { name: 'Audit trail, newest first' }).getByRole('listitem');
  await expect(entries).toHaveCount(4);
  await expect(entries.first()).toContainText('Admin token changed capacity from 1000 to 20');
  await expect(entries.nth(1)).toContainText('Admin token removed Ben from the room');
  await expectGoodScreen(page);

  await page.getByRole('button', { name: 'Details: Admin token changed capacity' }).click();
  await expect(entries.first()).toContainText('capacity');
  await expect(entries.first().getByRole('deletion')).toHaveText('1000');
  await expect(entries.first().getByRole('insertion')).toHaveText('20');

  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Right');
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText('Admin token denied =1+1|Ana the right to send');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const lines = (await readFile(await csv.path(), 'utf8')).split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Admin token denied =1+1|Ana the right to send');
  expect(lines[1]).not.toMatch(/(^|,)"?=/);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Everything');
  await page.getByRole('combobox', { name: 'About' }).fill('ben');
  await expect(entries).toHaveCount(1);
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export JSON' }).click(),
  ]);
  expect(JSON.parse(await readFile(await json.path(), 'utf8'))).toMatchObject([
    { on: 'ban', person: 'user:ben', name: 'Ben' },
  ]);

  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(entries).toHaveCount(4);
  for (const capacity of [21, 22, 23]) await backend(server, 'PATCH', '/rooms/trail', { capacity });
  await page.getByRole('button', { name: '3 new entries' }).click();
  await expect(entries).toHaveCount(7);
  await expect(entries.first()).toContainText('from 22 to 23');
  await expect(page.getByRole('button', { name: /new entries/ })).toHaveCount(0);

  for (let capacity = 100; capacity < 160; capacity += 1)
    await backend(server, 'PATCH', '/rooms/trail', { capacity });
  await page.reload();
  await expect(entries).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older entries' }).click();
  await expect(entries).toHaveCount(67);
});

test('the members fit every width, in both themes', async ({ page }) => {
  await backend(server, 'POST', '/rooms/look/live/commands', { do: 'remove', person: 'user:ben' });
  await backend(server, 'POST', '/rooms/look/live/commands', {
    do: 'mute-person',
    lock: true,
    person: 'user:ana',
  });
  await backend(server, 'POST', '/rooms/look/members', {
    members: [
      {
        address: 'chloe',
        role: 'moderator',
        moderation: ['controlCalls'],
        expiresAt: '2100-01-01T10:00:00Z',
      },
    ],
  });
  await open(page, 'look', 'members');
  await page.getByRole('checkbox', { name: 'Select Ana' }).check();
  await right(page, 'Ana: publish', 'Deny').check();
  await expect(bar(page).getByText('1 person loses rights.')).toBeVisible();
  await expectGoodScreen(page);
  await page.getByRole('button', { name: 'Settings of Chloe' }).click();
  await expectGoodScreen(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expectGoodScreen(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Release Ana' }).click();
  await expect(page.getByRole('button', { name: 'Release Ana' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Readmit Ben' }).click();
  await expect(page.getByRole('button', { name: 'Readmit Ben' })).toHaveCount(0);
});
