import { type Browser, chromium, type Locator, type Page } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { negotiations, watchConnections } from '../../support/watch.ts';
import { failing, fakeDevices, open, plugIn, puts, sent, sinks, unplug } from '../support/devices.ts';
import { eventually } from '../support/eventually.ts';
import { WHOLE } from '../support/lane.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, join, openRoom, type Person, type Visit } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream=device-count=3'],
    }),
});

const MICROPHONES = ['Fake Audio Input 1', 'Fake Audio Input 2'] as const;
const CAMERAS = ['fake_device_0', 'fake_device_2'] as const;

let server: TestServer;
let room: string;
test.beforeAll(async ({ servers }) => {
  server = await servers.over('p2p');
});
test.beforeEach(async () => {
  room = await makeRoom(server, smallRoom('conference', 'Meeting', openToAnyone));
});

async function come(browser: Browser, visit: Omit<Visit, 'room'>): Promise<Person> {
  const context = await browser.newContext();
  await watchConnections(context);
  await fakeDevices(context);
  const person = await openRoom(context, server, { room });
  await join(person, visit);
  return person;
}

async function openDevices({ page }: Person): Promise<Locator> {
  await page.getByRole('button', { name: 'Devices', exact: true }).click();
  return page.getByRole('dialog', { name: 'Devices' });
}
const pick = (dialog: Locator, kind: string, label: string) =>
  dialog.getByRole('combobox', { name: `${kind} device` }).selectOption({ label });
const status = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text });
const alert = (page: Page, text: RegExp) => page.getByRole('alert').filter({ hasText: text });

test.describe('in the middle of a call', () => {
  let ana: Person;
  let ben: Person;
  test.beforeEach(async ({ browser }) => {
    ana = await come(browser, { name: 'Ana', microphone: true, camera: true });
    ben = await enter(browser, server, { room, name: 'Ben', microphone: true });
    await expectReceiving(ben, { voices: 1, pictures: 1 });
  });
  test.afterEach(async () => {
    await ana.close();
    await ben.close();
  });

  test('microphone and camera are changed without a gap', async () => {
    const before = await negotiations(ben.page);
    const dialog = await openDevices(ana);
    await pick(dialog, 'Microphone', MICROPHONES[1]);
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: true`);
    await pick(dialog, 'Camera', CAMERAS[1]);
    await eventually(() => sent(ana.page)).toContain(`${CAMERAS[1]}: true`);
    // What goes out was live until the moment the new track took its place.
    expect(new Set(await puts(ana.page))).toEqual(new Set(['live']));
    await eventually(async () => (await open(ana.page)).sort()).toEqual([MICROPHONES[1], CAMERAS[1]].sort());
    await expectMore(ben, 'audioPackets');
    await expectMore(ben, 'framesDecoded');
    expect(await negotiations(ben.page)).toEqual(before);
  });

  test('R15 a muted microphone stays muted', async () => {
    await ana.button('Mute microphone').click();
    await expect(ana.button('Unmute microphone')).toBeVisible();
    const dialog = await openDevices(ana);
    await pick(dialog, 'Microphone', MICROPHONES[1]);
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: false`);
    await ana.page.keyboard.press('Escape');
    await expect(ana.button('Unmute microphone')).toBeVisible();
    await ana.button('Unmute microphone').click();
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: true`);
  });

  test('a device that is off is chosen without being opened', async () => {
    await ana.button('Turn camera off').click();
    await eventually(() => open(ana.page)).toHaveLength(1);
    const dialog = await openDevices(ana);
    await pick(dialog, 'Camera', CAMERAS[1]);
    await expect(dialog.getByText('Your camera is off.')).toBeVisible();
    expect(await open(ana.page)).toHaveLength(1);
    await ana.page.keyboard.press('Escape');
    await ana.button('Turn camera on').click();
    await eventually(() => open(ana.page)).toContain(CAMERAS[1]);
  });

  test('everything that sounds follows the chosen speaker', WHOLE, async () => {
    const dialog = await openDevices(ana);
    const before = (await sinks(ana.page)).length;
    await pick(dialog, 'Speaker', 'Fake Audio Output 2');
    const id = await dialog.getByRole('combobox', { name: 'Speaker device' }).inputValue();
    await eventually(async () => (await sinks(ana.page)).slice(before)).toContain(id);
    await eventually(() =>
      ana.page.evaluate(() => [...document.querySelectorAll('audio')].map((player) => player.sinkId)),
    ).toEqual([id]);
  });

  test('the choice is kept for the next time, by its name where the id is another', async () => {
    const dialog = await openDevices(ana);
    await pick(dialog, 'Microphone', MICROPHONES[1]);
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: true`);
    await ana.page.evaluate(() => {
      const { label } = JSON.parse(localStorage.getItem('rostrum:device:microphone') ?? '{}');
      localStorage.setItem('rostrum:device:microphone', JSON.stringify({ id: 'of another day', label }));
    });
    await ana.page.reload();
    await join(ana, { name: 'Ana', microphone: true });
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: true`);
  });

  test('unplugged: another takes its place and the person is told; the last one leaves it off', async () => {
    let dialog = await openDevices(ana);
    await pick(dialog, 'Microphone', MICROPHONES[1]);
    await pick(dialog, 'Camera', CAMERAS[1]);
    await eventually(async () => (await open(ana.page)).sort()).toEqual([MICROPHONES[1], CAMERAS[1]].sort());
    await ana.page.keyboard.press('Escape');

    await unplug(ana.page, MICROPHONES[1]);
    await expect(
      status(ana.page, /Your microphone was unplugged\. Now using Fake Audio Input 1\./),
    ).toBeVisible();
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[0]}: true`);
    await expectMore(ben, 'audioPackets');
    await unplug(ana.page, CAMERAS[1]);
    await expect(status(ana.page, /Your camera was unplugged\. Now using fake_device_0\./)).toBeVisible();
    await expectMore(ben, 'framesDecoded');

    await unplug(ana.page, CAMERAS[0]);
    await expect(alert(ana.page, /Your camera was unplugged, and is off now/)).toBeVisible();
    await expect(ana.button('Turn camera on')).toBeVisible();
    // The one who has switched it off is not surprised by another one.
    await ana.button('Mute microphone').click();
    await plugIn(ana.page, CAMERAS[0]);
    dialog = await openDevices(ana);
    await expect(dialog.getByRole('combobox', { name: 'Camera device' })).toContainText(CAMERAS[0]);
    expect(await open(ana.page)).toEqual([MICROPHONES[0]]);
    await dialog.getByRole('button', { name: 'Try the camera again' }).click();
    await eventually(() => open(ana.page)).toContain(CAMERAS[0]);
    await expectMore(ben, 'framesDecoded');
  });

  test('plugged in: offered, and used only when the person says so', async () => {
    const dialog = await openDevices(ana);
    await pick(dialog, 'Microphone', MICROPHONES[0]);
    await ana.page.keyboard.press('Escape');
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[0]}: true`);
    await unplug(ana.page, MICROPHONES[1]);
    await plugIn(ana.page, MICROPHONES[1]);
    await expect(status(ana.page, /Fake Audio Input 2 was plugged in/)).toBeVisible();
    expect(await open(ana.page)).not.toContain(MICROPHONES[1]);
    await ana.page.getByRole('button', { name: 'Use it' }).click();
    await eventually(() => sent(ana.page)).toContain(`${MICROPHONES[1]}: true`);
  });

  test('a busy device is explained, and tried again', async () => {
    await ana.button('Turn camera off').click();
    await failing(ana.page, 'video', 'NotReadableError');
    await ana.button('Turn camera on').click();
    await expect(alert(ana.page, /Your camera is busy\. Close other programs/)).toBeVisible();
    await expect(ana.button('Turn camera on')).toBeVisible();
    await failing(ana.page, 'video', null);
    await ana.page.getByRole('button', { name: 'Try again' }).click();
    await expect(ana.button('Turn camera off')).toBeVisible();
  });

  test('sound is processed as the person wants, at once and the next time', async () => {
    const settings = () =>
      ana.page.evaluate(() => {
        const { opened } = (window as unknown as { fakes: { opened: MediaStreamTrack[] } }).fakes;
        const [track] = opened.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live');
        const { echoCancellation, noiseSuppression, autoGainControl } = track?.getSettings() ?? {};
        return { echoCancellation, noiseSuppression, autoGainControl };
      });
    expect(await settings()).toEqual({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
    const dialog = await openDevices(ana);
    await dialog.getByRole('switch', { name: 'Reduce noise' }).click();
    const quiet = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };
    await eventually(settings).toEqual(quiet);
    expect(await puts(ana.page)).not.toContain('nothing');
    await expectMore(ben, 'audioPackets');
    await ana.page.reload();
    await join(ana, { name: 'Ana', microphone: true });
    await eventually(settings).toEqual(quiet);
  });

  test('what a camera cannot do is said beside it', async () => {
    const most = await ana.page.evaluate(() => {
      const { opened } = (window as unknown as { fakes: { opened: MediaStreamTrack[] } }).fakes;
      return opened.find(({ kind }) => kind === 'video')?.getCapabilities().height?.max;
    });
    const dialog = await openDevices(ana);
    await expect(dialog.getByText('Your camera offers')).toHaveCount(0);
    expect(most).toBeGreaterThan(180);
    await ana.page.evaluate(() => {
      MediaStreamTrack.prototype.getCapabilities = () => ({ height: { min: 1, max: 120 } });
    });
    await ana.page.keyboard.press('Escape');
    await expect((await openDevices(ana)).getByText('Your camera offers 120p.')).toBeVisible();
  });
});

test(
  'what the browser forbids is said before it is asked, and goes when it allows',
  WHOLE,
  async ({ launchOptions }) => {
    const browser = await chromium.launch({
      ...launchOptions,
      args: ['--use-fake-device-for-media-stream=device-count=2', '--no-sandbox', '--disable-gpu'],
    });
    try {
      const context = await browser.newContext();
      await watchConnections(context);
      // Grants this one alone and forbids all others.
      await context.grantPermissions(['clipboard-read']);
      const person = await openRoom(context, server, { room });
      const { page } = person;
      const microphone = page.getByRole('switch', { name: 'Microphone', exact: true });
      await expect(microphone).toHaveAccessibleDescription(/The browser blocks your microphone/);
      await join(person, { name: 'Ana' });
      await person.button('Unmute microphone').click();
      await expect(alert(page, /The browser blocks your microphone\. Allow it/)).toBeVisible();
      await expect(person.button('Unmute microphone')).toBeVisible();
      await context.grantPermissions(['microphone', 'camera']);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(person.button('Mute microphone')).toBeVisible();
    } finally {
      await browser.close();
    }
  },
);

test('at the door another takes the place of what was unplugged, and is what comes in', async ({
  browser,
}) => {
  const context = await browser.newContext();
  await watchConnections(context);
  await fakeDevices(context);
  const person = await openRoom(context, server, { room });
  const { page } = person;
  await page.getByRole('combobox', { name: 'Microphone device' }).selectOption({ label: MICROPHONES[1] });
  await page.getByRole('switch', { name: 'Microphone', exact: true }).click();
  await eventually(() => open(page)).toEqual([MICROPHONES[1]]);
  await unplug(page, MICROPHONES[1]);
  await expect(status(page, /Now using Fake Audio Input 1/)).toBeVisible();
  await eventually(() => open(page)).toEqual([MICROPHONES[0]]);
  await join(person, { name: 'Ana' });
  await eventually(() => open(page)).toEqual([MICROPHONES[0]]);
  await expect(person.button('Mute microphone')).toBeVisible();
  await context.close();
});
