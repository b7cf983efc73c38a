import { backend, makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, type Person, tile } from '../support/people.ts';
import { watchWidths, widths } from '../support/sizes.ts';
import { expect, test } from '../support/test.ts';

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
  let room: string;
  test.beforeAll(async ({ servers }) => {
    const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
    server = await servers.over('janus');
    room = await makeRoom(server, settings, members);
  });

  test('R9: of two members side by side each is seen as large as they may be', async ({ browser }) => {
    await backend(server, 'PATCH', `/rooms/${room}/members/ben`, { profile: { resolution: 'vga' } });
    const tess = await enter(browser, server, { room, as: 'tess' });
    await watchWidths(tess.page);
    const ana = await enter(browser, server, { room, as: 'ana', camera: true });
    const ben = await enter(browser, server, { room, as: 'ben', camera: true });
    await expectReceiving(tess, { voices: 0, pictures: 2 });
    await eventually(() => sizeOf(tess, 'Ana')).toEqual([1920, 1080]);
    await eventually(() => sizeOf(tess, 'Ben')).toEqual([640, 480]);
    await expectMore(tess, 'framesDecoded');
    expect((await widths(tess.page)).sort((a, b) => a - b)).toEqual([640, 1920]);
    for (const person of [tess, ana, ben]) await person.close();
  });
});
