import type { Browser } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { backend, makeRooms } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { ENGINES } from '../support/lane.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, join, openRoom, type Person } from '../support/people.ts';
import { decodedWidth } from '../support/sizes.ts';
import { expect, test } from '../support/test.ts';

const room = (name: string, alter: Partial<RoomSettings>, profile: Partial<RoomSettings['profile']> = {}) =>
  smallRoom('conference', name, (settings) => ({
    ...settings,
    ...alter,
    profile: { ...settings.profile, ...profile },
  }));
const HD = { resolution: 'hd', maxBitrate: 1_700_000, simulcast: true } as const;
const members = { ana: 'owner', ben: 'member' } as const;

const H264 = 'video/H264 42e0';

/** Comes in with a browser that has no H.264: it offers none, and does not know what others offer. */
async function enterWithout(browser: Browser, server: TestServer, id: string): Promise<Person> {
  const context = await browser.newContext();
  await watchConnections(context);
  await context.addInitScript(() => {
    const prefer = RTCRtpTransceiver.prototype.setCodecPreferences;
    RTCRtpTransceiver.prototype.setCodecPreferences = function (codecs) {
      prefer.call(
        this,
        [...codecs].filter(({ mimeType }) => mimeType !== 'video/H264'),
      );
    };
    const take = RTCPeerConnection.prototype.setRemoteDescription as (
      told: RTCSessionDescriptionInit,
    ) => Promise<void>;
    RTCPeerConnection.prototype.setRemoteDescription = function ({
      type,
      sdp = '',
    }: RTCSessionDescriptionInit) {
      return take.call(this, { type, sdp: type === 'offer' ? sdp.replaceAll(' H264/', ' X264/') : sdp });
    };
  });
  const visit = { room: id, as: 'ben', microphone: true, camera: true };
  const person = await openRoom(context, server, visit);
  await join(person, visit);
  return person;
}

/**
 * The codecs of the pictures that a page receives or sends now, with their profile: of lines on which some were decoded
 * or encoded.
 */
const codecs = ({ page }: Person, type: 'inbound-rtp' | 'outbound-rtp') =>
  page.evaluate(async (wanted) => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const found = new Set<string>();
    for (const { connection } of watched) {
      if (connection.signalingState === 'closed') continue;
      const stats = await connection.getStats();
      for (const report of stats.values())
        if (report.type === wanted && report.kind === 'video')
          if ((report.framesDecoded ?? report.framesEncoded) > 0) {
            const { mimeType, sdpFmtpLine = '' } = stats.get(report.codecId) ?? {};
            const profile = /profile-level-id=(\w{4})/.exec(sdpFmtpLine)?.[1];
            found.add(profile ? `${mimeType} ${profile}` : mimeType);
          }
    }
    return [...found];
  }, type);

for (const media of ENGINES) {
  const topology = media === 'janus' ? 'sfu' : 'p2p';
  test.describe(`the codec of a room (${topology})`, () => {
    let server: TestServer;
    let rooms: Record<'chosen' | 'changed' | 'layers', string>;
    test.beforeAll(async ({ servers }) => {
      server = await servers.over('janus');
      const settings = {
        chosen: room('chosen', { topology, codec: 'h264' }, { simulcast: true }),
        changed: room('changed', { topology }),
        layers: room('layers', { topology, codec: 'h264' }, HD),
      };
      rooms = await makeRooms(server, settings, members);
    });

    const both = async (...[browser, id]: [Parameters<typeof enter>[0], string]) => {
      const ana = await enter(browser, server, { room: id, as: 'ana', microphone: true, camera: true });
      const ben = await enter(browser, server, { room: id, as: 'ben', microphone: true, camera: true });
      for (const person of [ana, ben]) await expectReceiving(person, { voices: 1, pictures: 1 });
      return { ana, ben };
    };

    test('is what all its pictures are encoded in, screens too', async ({ browser }) => {
      const { ana, ben } = await both(browser, rooms.chosen);
      await ben.button('Share screen').click();
      await expect(ben.button('Stop sharing screen')).toBeVisible();
      // It brings its own sound.
      await expectReceiving(ana, { voices: 2, pictures: 2 });
      for (const person of [ana, ben])
        for (const type of ['inbound-rtp', 'outbound-rtp'] as const)
          expect(await codecs(person, type)).toEqual([H264]);
      for (const person of [ana, ben]) await person.close();
    });

    test('is another in the middle of a call, and all goes on', async ({ browser }) => {
      const { ana, ben } = await both(browser, rooms.changed);
      expect(await codecs(ana, 'inbound-rtp')).toEqual(['video/VP8']);
      for (const [codec, mime] of [
        ['h264', H264],
        ['vp8', 'video/VP8'],
      ]) {
        await backend(server, 'PATCH', `/rooms/${rooms.changed}`, { codec });
        for (const person of [ana, ben]) {
          await eventually(() => codecs(person, 'inbound-rtp')).toEqual([mime]);
          await expectMore(person, 'framesDecoded');
          await expectMore(person, 'audioPackets');
        }
      }
      for (const person of [ana, ben]) await person.close();
    });

    test('that a browser does not have', async ({ browser }) => {
      const ana = await enter(browser, server, {
        room: rooms.chosen,
        as: 'ana',
        microphone: true,
        camera: true,
      });
      const ben = await enterWithout(browser, server, rooms.chosen);
      const told = ben.page.getByRole('alert').filter({
        hasText:
          'This browser does not have the video format of this room: sound comes through, pictures do not.',
      });
      if (topology === 'sfu') {
        await expect(told).toBeVisible();
        for (const person of [ana, ben]) await expectReceiving(person, { voices: 1, pictures: 0 });
        await backend(server, 'PATCH', `/rooms/${rooms.chosen}`, { codec: 'vp8' });
      }
      for (const person of [ana, ben]) {
        await expectReceiving(person, { voices: 1, pictures: 1 });
        expect(await codecs(person, 'inbound-rtp')).toEqual(['video/VP8']);
      }
      if (topology === 'p2p') await expect(told).toHaveCount(0);
      await backend(server, 'PATCH', `/rooms/${rooms.chosen}`, { codec: 'h264' });
      for (const person of [ana, ben]) await person.close();
    });

    test('leaves a tile the layer that fills it', async ({ browser }) => {
      const { ana, ben } = await both(browser, rooms.layers);
      await ana.page.setViewportSize({ width: 1280, height: 900 });
      await ana.page.getByRole('button', { name: 'Pin Ben', exact: true }).click();
      await eventually(() => decodedWidth(ana.page), { timeout: 60_000 }).toBeGreaterThanOrEqual(1280);
      await ana.page.setViewportSize({ width: 400, height: 500 });
      await eventually(() => decodedWidth(ana.page), { timeout: 60_000 }).toBeLessThanOrEqual(640);
      expect(await codecs(ana, 'inbound-rtp')).toEqual([H264]);
      for (const person of [ana, ben]) await person.close();
    });
  });
}
