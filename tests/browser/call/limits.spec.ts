import type { Browser, Page } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { backend, makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore } from '../support/media.ts';
import { enter, join, openRoom, type Person } from '../support/people.ts';
import { watchWidths, widths } from '../support/sizes.ts';
import { expect, test } from '../support/test.ts';

/** Cameras may be 640×360 here, in one layer; what a member may send is narrower where a test has it so. */
const settings = smallRoom('conference', 'Limits', (one: RoomSettings) => ({
  ...one,
  profile: { ...one.profile, resolution: 'nhd', maxBitrate: 1_500_000, fixed: ['resolution'] },
}));
const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;

/** A page that somebody modified: its camera is 1280×720 whatever it is told, and its encoder is told nothing. */
async function enterModified(browser: Browser, server: TestServer, id: string): Promise<Person> {
  const context = await browser.newContext();
  await watchConnections(context);
  await context.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (asked) =>
      open(
        asked?.video
          ? { ...asked, video: { width: { exact: 1280 }, height: { exact: 720 }, frameRate: 15 } }
          : asked,
      );
    MediaStreamTrack.prototype.applyConstraints = async () => {};
    RTCRtpSender.prototype.setParameters = async () => {};
    const add = RTCPeerConnection.prototype.addTransceiver;
    RTCPeerConnection.prototype.addTransceiver = function (track, init) {
      return add.call(this, track, { ...init, sendEncodings: [{}] });
    };
  });
  const person = await openRoom(context, server, { room: id, as: 'ben' });
  await join(person, {});
  return person;
}

/** How wide the newest picture is on any line that is decoded at this moment. */
const widest = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    let width = 0;
    for (const { connection } of watched) {
      if (connection.signalingState === 'closed') continue;
      for (const report of (await connection.getStats()).values())
        if (report.type === 'inbound-rtp' && report.kind === 'video' && report.framesPerSecond)
          width = Math.max(width, report.frameWidth ?? 0);
    }
    return width;
  });

interface Trail {
  readonly items: readonly {
    readonly name: string;
    readonly actor: { readonly name: string };
    readonly after: object;
  }[];
}
const exceeded = async (server: TestServer, id: string) =>
  ((await backend(server, 'GET', `/rooms/${id}/audit?on=exceeded`)) as Trail).items;

const narrow = (server: TestServer, id: string, address: string) =>
  backend(server, 'PATCH', `/rooms/${id}/members/${address}`, { profile: { resolution: '180p' } });

test.describe('limits', () => {
  let server: TestServer;
  let room: string;
  test.beforeEach(async ({ servers }) => {
    server = await servers.over('janus');
    room = await makeRoom(server, settings, members);
  });

  test('R9: what a modified page sends beyond its profile is seen by nobody, and is ended', async ({
    browser,
  }) => {
    await narrow(server, room, 'ben');
    const tess = await enter(browser, server, { room, as: 'tess' });
    await watchWidths(tess.page);
    const ben = await enterModified(browser, server, room);
    await ben.button('Turn camera on').click();
    await expect(ben.button('Turn camera off')).toBeVisible();
    const ana = await enter(browser, server, { room, as: 'ana', camera: true });
    await eventually(() => widths(tess.page)).toEqual([640]);

    const told = 'Your camera was switched off. Your camera sent a larger picture than is allowed.';
    await expect(ben.page.getByRole('alert').filter({ hasText: told })).toBeVisible();
    await expect(ben.button('Turn camera on')).toBeVisible();
    await eventually(() => exceeded(server, room)).toMatchObject([
      {
        name: 'Ben',
        actor: { name: 'Rostrum' },
        after: { kind: 'camera', what: 'resolution', most: { width: 320, height: 180 } },
      },
    ]);
    // Ana, who keeps to hers, was seen in full all the time, and nothing else ever was.
    await expectMore(tess, 'framesDecoded');
    expect(await widths(tess.page)).toEqual([640]);
    for (const person of [tess, ben, ana]) await person.close();
  });

  test('R9: a page that follows a narrower profile in the middle of a call goes on being seen', async ({
    browser,
  }) => {
    const tess = await enter(browser, server, { room, as: 'tess' });
    const ana = await enter(browser, server, { room, as: 'ana', camera: true });
    await eventually(() => widest(tess.page)).toBe(640);
    await narrow(server, room, 'ana');
    await eventually(() => widest(tess.page)).toBe(320);
    // Past the time after which one who goes on is ended: 15 pictures a second.
    const frames = async () =>
      tess.page.evaluate(async () => {
        const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
        let sum = 0;
        for (const { connection } of watched)
          for (const report of (await connection.getStats()).values())
            if (report.type === 'inbound-rtp' && report.kind === 'video') sum += report.framesDecoded;
        return sum;
      });
    const before = await frames();
    await eventually(frames, { timeout: 60_000 }).toBeGreaterThan(before + 120);
    expect(await widest(tess.page)).toBe(320);
    await expect(ana.button('Turn camera off')).toBeVisible();
    expect(await exceeded(server, room)).toEqual([]);
    for (const person of [tess, ana]) await person.close();
  });
});
