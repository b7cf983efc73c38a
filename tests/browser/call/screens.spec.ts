import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { ENGINES, WHOLE } from '../support/lane.ts';
import { enter, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
const two = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  profile: { ...settings.profile, screens: 2 },
});

/** Keeps what this page captures from now on, in the order of sharing. */
const remember = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const { mediaDevices } = navigator;
    const captured: MediaStreamTrack[] = [];
    Object.assign(window, { captured });
    const native = mediaDevices.getDisplayMedia.bind(mediaDevices);
    mediaDevices.getDisplayMedia = async (options) => {
      const stream = await native(options);
      captured.push(...stream.getVideoTracks());
      return stream;
    };
  });

/** The browser's own "Stop sharing": the track is over, and its page is told so. */
const stopFromTheBar = ({ page }: Person, nth: number): Promise<void> =>
  page.evaluate((index) => {
    const track = (window as unknown as { captured: MediaStreamTrack[] }).captured[index];
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  }, nth);

const states = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as { captured: MediaStreamTrack[] }).captured.map((one) => one.readyState),
  );

/** The picture of a tile is there and moves on. */
async function shows(person: Person, name: string): Promise<void> {
  const video = tile(person, name).locator('video');
  const frames = () =>
    video.evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
  await expect(video).toBeVisible();
  const before = await frames();
  await eventually(frames).toBeGreaterThan(before + 2);
}

for (const media of ENGINES) {
  test.describe(`screens (${media})`, WHOLE, () => {
    let server: TestServer;
    let room: string;
    test.beforeEach(async ({ servers }) => {
      server = await servers.over(media);
      room = await makeRoom(server, smallRoom('conference', 'Two', two), members);
    });

    test('R12, R14: two screens of one person are two; a host stops one, its owner the other', async ({
      browser,
    }) => {
      const tess = await enter(browser, server, { room, as: 'tess' });
      const ana = await enter(browser, server, { room, as: 'ana' });
      const ben = await enter(browser, server, { room, as: 'ben' });
      await remember(ana);
      await ana.button('Share screen').click();
      await ana.button('Share another screen').click();
      await expect(ana.button('Stop sharing screens')).toBeVisible();
      for (const viewer of [tess, ben]) {
        await shows(viewer, "Ana's screen");
        await shows(viewer, "Ana's screen 2");
      }
      // Who controls nothing is offered nothing.
      await expect(ben.stage.getByRole('button', { name: 'Stop this screen' })).toHaveCount(0);

      await tile(tess, "Ana's screen").hover();
      await tile(tess, "Ana's screen").getByRole('button', { name: 'Stop this screen' }).click();
      await expect(ana.page.getByText('Tess stopped one of your screens.')).toBeVisible();
      await expect(tile(ben, "Ana's screen 2")).toHaveCount(0);
      await shows(ben, "Ana's screen");
      await shows(tess, "Ana's screen");
      expect(await states(ana)).toEqual(['ended', 'live']);

      // No right was taken: she may share again, and the browser's own bar ends exactly the one it is about.
      await ana.button('Share another screen').click();
      await shows(ben, "Ana's screen 2");
      await stopFromTheBar(ana, 1);
      await expect(tile(ben, "Ana's screen 2")).toHaveCount(0);
      await shows(ben, "Ana's screen");
      expect(await states(ana)).toEqual(['ended', 'ended', 'live']);
      await tile(ana, "Ana's screen").getByRole('button', { name: 'Stop sharing this screen' }).click();
      await expect(tile(ben, "Ana's screen")).toHaveCount(0);
      await expect(ana.button('Share screen')).toBeVisible();
      for (const person of [tess, ana, ben]) await person.close();
    });
    test('a shared page arrives in its own resolution, however small the letters on it', async ({
      browser,
    }) => {
      test.skip(media === 'p2p', 'the same encoder; what matters is what a media server passes on');
      const ana = await enter(browser, server, { room, as: 'ana' });
      const ben = await enter(browser, server, { room, as: 'ben' });
      await remember(ana);
      await ana.button('Share screen').click();
      await shows(ben, "Ana's screen");
      const captured = await ana.page.evaluate(() => {
        const [track] = (window as unknown as { captured: MediaStreamTrack[] }).captured;
        const { width, height } = track?.getSettings() ?? {};
        return { width, height };
      });
      const decoded = () =>
        ben.page.evaluate(async () => {
          const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
          for (const { connection } of watched) {
            if (connection.signalingState === 'closed') continue;
            for (const report of (await connection.getStats()).values())
              if (report.type === 'inbound-rtp' && report.framesDecoded > 0 && report.kind === 'video')
                return { width: report.frameWidth, height: report.frameHeight };
          }
          return null;
        });
      expect(captured.width).toBeGreaterThan(0);
      await eventually(decoded).toEqual(captured);
      // And stays so: nothing scales it down once the encoder has had its time.
      await shows(ben, "Ana's screen");
      expect(await decoded()).toEqual(captured);
      for (const person of [ana, ben]) await person.close();
    });
  });
}
