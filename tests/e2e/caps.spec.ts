import { expect, test } from '@playwright/test';
import { smallRoom } from '../support/rooms.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ADMIN_TOKEN, backend } from './console.ts';
import { expectMore, expectReceiving } from './media.ts';
import { enter, type Person, tile } from './people.ts';
import { watchWidths, widths } from './sizes.ts';

/** Full HD is allowed here, in one layer, so that what is decoded is what the camera may send and not what a tile wants. */
const settings = smallRoom('conference', 'Caps', (one) => ({
  ...one,
  profile: { ...one.profile, resolution: 'fhd', maxBitrate: 3_000_000, frameRate: 10, fixed: ['resolution'] },
}));

/** Of somebody's picture, as it is decoded for their tile. */
const sizeOf = (viewer: Person, name: string) =>
  tile(viewer, name)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);

test.describe('caps', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
    server = await startServer({
      media: 'janus',
      rooms: [{ id: 'caps', settings, members }],
      env: { ADMIN_TOKEN },
    });
  });
  test.afterAll(() => server.stop());

  test('R9: of two members side by side each is seen as large as they may be', async ({ browser }) => {
    await backend(server, 'PATCH', '/rooms/caps/members/ben', { profile: { resolution: 'vga' } });
    const tess = await enter(browser, server, { room: 'caps', as: 'tess' });
    await watchWidths(tess.page);
    const ana = await enter(browser, server, { room: 'caps', as: 'ana', camera: true });
    const ben = await enter(browser, server, { room: 'caps', as: 'ben', camera: true });
    await expectReceiving(tess, { voices: 0, pictures: 2 });
    await expect.poll(() => sizeOf(tess, 'Ana')).toEqual([1920, 1080]);
    await expect.poll(() => sizeOf(tess, 'Ben')).toEqual([640, 480]);
    await expectMore(tess, 'framesDecoded');
    expect((await widths(tess.page)).sort((a, b) => a - b)).toEqual([640, 1920]);
    for (const person of [tess, ana, ben]) await person.close();
  });
});
