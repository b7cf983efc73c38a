import { expect, type Page, test } from '@playwright/test';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { ADMIN_TOKEN, backend } from '../../support/backend.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { classroom, expectGoodScreen, openConsole, signIn } from '../support/console.ts';
import { eventually } from '../support/eventually.ts';
import { enter } from '../support/people.ts';

const env = { ADMIN_TOKEN };
const numbered = (i: number) => ({
  id: `room-${String(i).padStart(3, '0')}`,
  settings: presetSettings('conference', `Room ${String(i).padStart(3, '0')}`),
  members: {},
});

test.describe('signing in to the console', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    server = await startServer({ media: 'p2p', env });
  });
  test.afterAll(() => server.stop());

  test('by keyboard alone, across a reload and a restart, until signing out', async ({ page, context }) => {
    await page.goto(`${server.url}/console`);
    const token = page.getByRole('textbox', { name: 'Admin token' });
    await expect(page.getByText('data/secrets.json')).toBeVisible();
    await expectGoodScreen(page);
    await token.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Type the admin token first.' })).toBeVisible();
    await page.keyboard.type('not it, but long enough');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not the admin token.')).toBeVisible();
    await expect(token).toBeFocused();
    await expectGoodScreen(page);
    // What was typed is selected: typing replaces it.
    await page.keyboard.type(ADMIN_TOKEN);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Rooms', exact: true })).toBeVisible();
    await expect(page.getByText('No rooms yet')).toBeVisible();
    await expectGoodScreen(page);

    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: 'rostrum_console', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Rooms', exact: true })).toBeVisible();
    await server.kill('SIGKILL');
    await server.restart();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Rooms', exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(token).toBeVisible();
    // A copy of the cookie is worth nothing either.
    if (cookie) await context.addCookies([cookie]);
    await page.reload();
    await expect(token).toBeVisible();
  });

  test('nothing of the console is kept or framed by others', async ({ page, request }) => {
    const answer = await request.get(`${server.url}/console`);
    const headers = answer.headers();
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toContain('no-store');
    await page.goto(server.url);
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = '/console';
      document.body.append(frame);
      return new Promise((done) => frame.addEventListener('load', done));
    });
    await expect(page.frameLocator('iframe').getByRole('textbox', { name: 'Admin token' })).toHaveCount(0);
  });

  test('too many wrong tokens end the trying, and it says for how long', async ({ page }) => {
    await page.goto(`${server.url}/console`);
    const token = page.getByRole('textbox', { name: 'Admin token' });
    for (let i = 0; i < 10; i += 1) {
      const status = await page.evaluate(
        (i) =>
          fetch('/api/v1/session', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-rostrum-console': '1' },
            body: JSON.stringify({ token: `wrong token number ${i}` }),
          }).then((response) => response.status),
        i,
      );
      expect(status).toBe(401);
    }
    await token.fill(ADMIN_TOKEN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: /Wait 1[45] minutes, then try again\./ }),
    ).toBeVisible();
  });
});

test.describe('the list of rooms', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    const rooms = Array.from({ length: 120 }, (_, i) => numbered(i));
    server = await startServer({ media: 'p2p', env, rooms });
  });
  test.afterAll(() => server.stop());

  const names = (page: Page) =>
    page.getByRole('table', { name: 'Rooms' }).getByRole('rowheader').getByRole('link');

  test('is searched, sorted and turned page by page', async ({ page }) => {
    await openConsole(page, server);
    await expect(names(page)).toHaveCount(50);
    await expect(page.getByText('1–50 of 120 rooms')).toBeVisible();
    await expectGoodScreen(page);

    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(names(page).first()).toHaveText('Room 000');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(names(page).first()).toHaveText('Room 050');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(names(page)).toHaveCount(20);
    await expect(page.getByText('101–120 of 120 rooms')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect(names(page).first()).toHaveText('Room 050');

    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(names(page).first()).toHaveText('Room 119');
    const search = page.getByRole('searchbox', { name: 'Search rooms' });
    await search.fill('room 07');
    await expect(names(page)).toHaveCount(10);
    await expect(page.getByText('10 rooms')).toBeVisible();

    // Looking into a room and coming back does not lose the place.
    await names(page).first().click();
    await expect(page.getByRole('heading', { name: 'Room 079', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Rooms', exact: true }).click();
    await expect(search).toHaveValue('room 07');
    await expect(names(page)).toHaveCount(10);

    await search.fill('%<script>');
    await expect(page.getByText('No room has “%<script>” in its name or id.')).toBeVisible();
  });

  test('a room is made by keyboard alone, from a preset, under an id of its own', async ({ page }) => {
    await openConsole(page, server);
    await page.getByRole('button', { name: 'New room' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New room' });
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await expectGoodScreen(page);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Type a name first.')).toBeVisible();
    await page.keyboard.type('Chemistry');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: 'Classroom' })).toBeChecked();
    await page.keyboard.press('Tab');
    await page.keyboard.type('room-001');
    await page.keyboard.press('Enter');
    // Taken: it is said at the field, and nothing that was typed is lost.
    await expect(dialog.getByRole('textbox', { name: 'Room id' })).toHaveAttribute('aria-invalid', 'true');
    await expectGoodScreen(page);
    await dialog.getByRole('textbox', { name: 'Room id' }).fill('not an id');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/must have 1 to 64 letters/)).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Room id' }).fill('chemistry');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Chemistry', level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/console/rooms/chemistry');
    expect(await backend(server, 'GET', '/rooms/chemistry')).toMatchObject({
      name: 'Chemistry',
      preset: 'classroom',
      departures: [],
    });
  });
});

test.describe('a room in the console', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    const rooms = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'].map(
      classroom,
    );
    server = await startServer({ media: 'p2p', env, rooms });
  });
  test.afterAll(() => server.stop());

  const audience = (page: Page, group: string, choice: string) =>
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice });
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
  const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' });

  test('says who gains and who loses before it is saved, and how it departs from its preset', async ({
    page,
  }) => {
    await openConsole(page, server, '/console/rooms/first');
    await expect(page.getByText('Every setting is as the preset Classroom has it.')).toBeVisible();
    await expectGoodScreen(page);

    await audience(page, 'Who can publish', 'Anyone').check();
    await audience(page, 'Who can send messages', 'Selected').check();
    const bar = page.getByRole('region', { name: 'Changes not saved' });
    await bar.getByRole('button', { name: '2 changes' }).click();
    await expect(bar.getByText('Who can publish: Selected → Anyone')).toBeVisible();
    const line = (who: string) => bar.getByRole('listitem').filter({ hasText: who });
    await expect(line('Ana').getByText('gains: publish')).toBeVisible();
    await expect(line('Ana').getByText('loses: send messages')).toBeVisible();
    await expect(line('Guests').getByText('gains: ')).toBeVisible();
    await expect(line('Tess')).toHaveCount(0);
    await expectGoodScreen(page);
    expect(await backend(server, 'GET', '/rooms/first')).toMatchObject({ departures: [] });

    await save(page).click();
    await expect(saved(page)).toBeVisible();
    await expect(bar).toHaveCount(0);
    expect(await backend(server, 'GET', '/rooms/first')).toMatchObject({
      audiences: { publish: 'anyone', send: 'selected' },
    });
    const difference = page.getByRole('region', { name: 'Difference from the preset' });
    await expect(difference.getByRole('listitem')).toHaveText([
      'Who can publish: Anyone instead of Selected',
      'Who can send messages: Selected instead of Members',
    ]);
    await expectGoodScreen(page);

    await page.getByRole('button', { name: 'Reset: Who can publish' }).click();
    await expect(audience(page, 'Who can publish', 'Selected')).toBeChecked();
    await difference.getByRole('button', { name: 'Reset all' }).click();
    await save(page).click();
    await expect(page.getByText('Every setting is as the preset Classroom has it.')).toBeVisible();
    await eventually(() => backend(server, 'GET', '/rooms/first')).toMatchObject({ departures: [] });
  });

  test('another preset fills the form, says who gains, and is saved as a whole', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/first');
    const preset = page.getByRole('combobox', { name: 'Preset' });
    await expect(preset).toHaveValue('classroom');
    await preset.selectOption('Meeting');
    await expect(audience(page, 'Who can publish', 'Members')).toBeChecked();
    await expect(page.getByText('Every setting is as the preset Meeting has it.')).toBeVisible();
    const bar = page.getByRole('region', { name: 'Changes not saved' });
    await bar.getByRole('button', { name: /^\d+ changes$/ }).click();
    await expect(bar.getByText('Preset: Classroom → Meeting')).toBeVisible();
    await expect(
      bar.getByRole('listitem').filter({ hasText: 'Ana' }).getByText('gains: publish'),
    ).toBeVisible();
    // One setting may then be another than the preset's, and is shown as such.
    await audience(page, 'Who can send messages', 'Anyone').check();
    await expect(
      page.getByRole('region', { name: 'Difference from the preset' }).getByRole('listitem'),
    ).toHaveText(['Who can send messages: Anyone instead of Members']);
    await expectGoodScreen(page);
    expect(await backend(server, 'GET', '/rooms/first')).toMatchObject({ preset: 'classroom' });

    // Whoever only looked around loses nothing.
    await preset.selectOption('Classroom');
    await expect(bar).toHaveCount(0);
    await preset.selectOption('Meeting');
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/first')).toMatchObject({
      preset: 'conference',
      departures: [],
      audiences: { publish: 'members' },
    });
    await preset.selectOption('Classroom');
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    await eventually(() => backend(server, 'GET', '/rooms/first')).toMatchObject({
      preset: 'classroom',
      departures: [],
    });
  });

  test('every kind of setting is saved, and is there after a reload', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/second');
    await page.getByRole('textbox', { name: 'Room name' }).fill('Physics, Tuesday');
    await page
      .getByRole('radiogroup', { name: 'Raised hands' })
      .getByLabel('The floor is given by itself')
      .check();
    await page.getByRole('textbox', { name: 'Speakers at once' }).fill('3');
    await page.getByRole('textbox', { name: 'Time for each' }).fill('90');
    await page.getByRole('group', { name: 'A raised hand gives' }).getByLabel('Camera').uncheck();
    await page.getByRole('switch', { name: 'Mute all' }).click();
    await page.getByRole('switch', { name: 'Lobby' }).click();
    await page.getByRole('textbox', { name: 'Capacity' }).fill('40');
    await page.getByRole('combobox', { name: 'Largest resolution' }).selectOption('fhd');
    await page.getByRole('textbox', { name: 'Largest bitrate' }).fill('2500');
    await page.getByRole('textbox', { name: 'Frame rate' }).fill('24');
    await page.getByRole('group', { name: 'Held fixed' }).getByLabel('Resolution').check();
    await page.getByRole('switch', { name: 'Adapt to slow connections' }).click();
    await page.getByRole('textbox', { name: 'Call duration' }).fill('45');
    await page.getByRole('combobox', { name: 'How media travels' }).selectOption('p2p');
    await page.getByRole('combobox', { name: 'Video format' }).selectOption('h264');
    await page.getByLabel('Start', { exact: true }).fill('2090-03-01T09:30');
    await page.getByRole('textbox', { name: 'Duration', exact: true }).fill('90');
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/second')).toMatchObject({
      name: 'Physics, Tuesday',
      hands: { policy: 'auto', speakers: 3, seconds: 90 },
      muteAll: false,
      lobby: true,
      capacity: 40,
      profile: {
        handKinds: ['microphone'],
        resolution: 'fhd',
        maxBitrate: 2_500_000,
        frameRate: 24,
        fixed: ['resolution'],
        adaptive: false,
        callDuration: 2700,
      },
      topology: 'p2p',
      codec: 'h264',
      startsAt: new Date('2090-03-01T09:30').toISOString(),
      duration: 5400,
    });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Physics, Tuesday', level: 1 })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Call duration' })).toHaveValue('45');
    await expect(page.getByLabel('Start', { exact: true })).toHaveValue('2090-03-01T09:30');
    await expect(page.getByText('Not started')).toBeVisible();
  });

  test('what is wrong is said at its field, and nothing is saved', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/third');
    const bitrate = page.getByRole('textbox', { name: 'Largest bitrate' });
    await bitrate.fill('fast');
    await page.getByRole('switch', { name: 'Lobby' }).click();
    await save(page).click();
    await expect(bitrate).toBeFocused();
    await expect(bitrate).toHaveAccessibleDescription(/Type a number\./);
    await expectGoodScreen(page);
    await bitrate.fill('900');
    // A room in which nothing can be published has no use for hands that give a camera: the server's own words.
    const kinds = page.getByRole('group', { name: 'Kinds allowed' });
    for (const kind of ['Microphone', 'Camera', 'Screen', 'Screen sound'])
      await kinds.getByLabel(kind, { exact: true }).uncheck();
    await expect(page.getByText('This cannot be saved as it is.')).toBeVisible();
    await expect(
      page
        .getByRole('group', { name: 'A raised hand gives' })
        .locator('..')
        .getByText(/profile\.kinds does not/),
    ).toBeVisible();
    await save(page).click();
    await expect(page.getByRole('region', { name: 'Changes not saved' })).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/third')).toMatchObject({
      lobby: false,
      profile: { maxBitrate: 1_700_000 },
    });
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(bitrate).toHaveValue('1700');
  });

  test('somebody else’s change is told, and edits outlive it', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/fourth');
    await page.getByRole('switch', { name: 'Lobby' }).click();
    await backend(server, 'PATCH', '/rooms/fourth', { capacity: 77 });
    await expect(page.getByText('changed this room while you were editing.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('1000');
    await save(page).click();
    await expect(page.getByText('changed this room while you were editing.')).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/fourth')).toMatchObject({ lobby: false });
    await expectGoodScreen(page);
    await page.getByRole('button', { name: 'Load it, keep my edits' }).click();
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('77');
    await expect(page.getByRole('switch', { name: 'Lobby' })).toBeChecked();
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/fourth')).toMatchObject({ lobby: true, capacity: 77 });
    // Without edits of one's own it simply shows.
    await backend(server, 'PATCH', '/rooms/fourth', { capacity: 78 });
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('78');
  });

  test('a change made before the page’s stream began is told as well, and edits outlive it', async ({
    page,
  }) => {
    let begin = (): void => {};
    const begun = new Promise<void>((done) => {
      begin = done;
    });
    await page.route(/\/rooms\/eighth\/live\/events/, async (route) => {
      await begun;
      await route.continue();
    });
    await openConsole(page, server, '/console/rooms/eighth');
    await page.getByRole('switch', { name: 'Lobby' }).click();
    await backend(server, 'PATCH', '/rooms/eighth', { capacity: 77 });
    begin();
    await expect(page.getByText('Somebody else changed this room while you were editing.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('1000');
    await page.getByRole('button', { name: 'Load it, keep my edits' }).click();
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('77');
    await expect(page.getByRole('switch', { name: 'Lobby' })).toBeChecked();
  });

  test('edits outlive the session and a look at another tab', async ({ page, context }) => {
    await openConsole(page, server, '/console/rooms/fifth');
    await page.getByRole('textbox', { name: 'Capacity' }).fill('12');
    await page.getByRole('tab', { name: 'Simulator' }).click();
    await expect(page.getByRole('tab', { name: 'Simulator' })).toHaveAttribute('aria-selected', 'true');
    // Within one page there is no load for `goBack` to wait for; and a script that goes back may never be answered.
    await page.evaluate(() => void setTimeout(() => history.back()));
    await expect(page.getByRole('tab', { name: 'Settings' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('12');
    await context.clearCookies();
    const ended = page.getByText('Your session ended.');
    await expect(async () => {
      // The page may find out by itself, and take the button away before it is pressed.
      if (!(await ended.isVisible())) await save(page).click({ timeout: 500 });
      await expect(ended).toBeVisible({ timeout: 500 });
    }).toPass();
    await signIn(page);
    await expect(page.getByRole('textbox', { name: 'Capacity' })).toHaveValue('12');
    await save(page).click();
    await expect(saved(page)).toBeVisible();
    expect(await backend(server, 'GET', '/rooms/fifth')).toMatchObject({ capacity: 12 });
  });

  test('a call in it shows as people come and go', async ({ page, browser }) => {
    await openConsole(page, server, '/console/rooms/sixth');
    await expect(page.getByText('Nobody is in a call.')).toBeVisible();
    const ana = await enter(browser, server, { room: 'sixth', as: 'ana' });
    await expect(page.getByText('In a call now: 1 person')).toBeVisible();
    await ana.close();
    await expect(page.getByText('In a call now: 1 person')).toHaveCount(0);
  });

  test('views as anybody: each right with its reason, as it changes', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/sixth?tab=simulator');
    await expect(page.getByText('Choose a person or a guest above')).toBeVisible();
    await expectGoodScreen(page);
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('an');
    await page.getByRole('button', { name: 'Ana' }).click();
    const right = (name: string) =>
      page.getByRole('list', { name: 'Rights' }).getByRole('listitem').filter({ hasText: name });
    await expect(right('Publish: microphone')).toContainText('No');
    await expect(right('Publish: microphone')).toContainText('R7');
    await expect(right('Publish: microphone')).toContainText('Raise a hand');
    await expect(right('Subscribe: sound')).toContainText('Yes');
    await expectGoodScreen(page);
    expect(new URL(page.url()).searchParams.get('person')).toBe('user:ana');

    await backend(server, 'PATCH', '/rooms/sixth/members/ana', { overrides: { publish: 'allow' } });
    await expect(right('Publish: microphone')).toContainText('Yes');
    await expect(right('Publish: microphone')).toContainText('R5');
    await expect(right('Publish: microphone')).toContainText('Set');

    await page.getByRole('button', { name: 'A guest' }).click();
    await expect(right('Come in')).toContainText('No');
    await expect(right('Come in')).toContainText('Sign in with an account');
    await page.reload();
    await expect(right('Come in')).toContainText('No');
  });

  test('is deleted after a second step, and is then not there', async ({ page }) => {
    await openConsole(page, server, '/console/rooms/seventh');
    await page.getByRole('button', { name: 'Delete room…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete “Physics seventh”?' });
    await expectGoodScreen(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Delete room…' }).click();
    await dialog.getByRole('button', { name: 'Delete room' }).click();
    await expect(page.getByRole('table', { name: 'Rooms' })).toBeVisible();
    await expect(page.getByText('Physics seventh')).toHaveCount(0);
    await page.goto(`${server.url}/console/rooms/seventh`);
    await expect(page.getByRole('alert').filter({ hasText: 'It may have been deleted.' })).toBeVisible();
    await expectGoodScreen(page);
  });
});
