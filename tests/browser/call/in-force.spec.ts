import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRooms } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, openRoom, tile } from '../support/people.ts';
import { RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
const room = (name: string, alter: (settings: RoomSettings) => RoomSettings) =>
  smallRoom('conference', name, alter);
const withProfile = (name: string, profile: Partial<RoomSettings['profile']>) =>
  room(name, (settings) => ({ ...settings, profile: { ...settings.profile, ...profile } }));
const SETTINGS = {
  muted: room('muted', (settings) => ({ ...settings, muteOnEntry: true })),
  noRings: withProfile('no-rings', { talkDetection: false }),
  rings: withProfile('rings', {}),
  short: withProfile('short', { callDuration: 12 }),
  slow: withProfile('slow', { frameRate: 7, fixed: ['resolution', 'bitrate'] }),
  direct: room('direct', (settings) => ({ ...settings, topology: 'p2p' })),
};

/** A setting that is on is in force: in packets, in what a browser encodes, and on the page. */
test.describe('settings in force', () => {
  let server: TestServer;
  let rooms: Record<keyof typeof SETTINGS, string>;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('janus');
    rooms = await makeRooms(server, SETTINGS, members);
  });

  test('R15: microphones come in muted and are opened by one press of their owners', async ({ browser }) => {
    const tess = await enter(browser, server, { room: rooms.muted, as: 'tess' });
    const ana = await enter(browser, server, { room: rooms.muted, as: 'ana', microphone: true });
    await expect(
      ana.page.getByRole('status').filter({ hasText: 'Microphones come in muted here.' }),
    ).toBeVisible();
    await expect(tile(tess, 'Ana')).toHaveAccessibleDescription('muted');
    await ana.button('Unmute microphone').click();
    await expectReceiving(tess, { voices: 1, pictures: 0 });
    const ben = await enter(browser, server, { room: rooms.muted, as: 'ben' });
    await ben.button('Unmute microphone').click();
    await expect(ben.button('Mute microphone')).toBeVisible();
    await expectReceiving(tess, { voices: 2, pictures: 0 });
    for (const person of [tess, ana, ben]) await person.close();
  });

  test('R15: a client that sends while it is muted on entry is heard by nobody', async ({ browser }) => {
    const world = await RawWorld.create(browser, server);
    const tess = await world.enter('Tess', rooms.muted, 'tess');
    const ben = await world.enter('Ben', rooms.muted, 'ben');
    const ana = await world.enter('Ana', rooms.muted, 'ana');
    await ana.manners('always');
    const publish = async (client: typeof ana) => {
      const answer = await client.ask('media.publish', { kind: 'microphone' });
      if (!answer.ok) throw new Error(answer.failure.message);
      return (answer.value as { publication: string }).publication;
    };
    const packets = async (publication: string) =>
      (await tess.stats()).flatMap((link) => link.lines).find((line) => line.publication === publication)
        ?.packets ?? 0;
    const voice = await publish(ana);
    const anchor = await publish(ben);
    expect(await ben.refusedCode('media.mute', { publication: anchor, muted: false })).toBe('ok');
    await eventually(() => packets(anchor)).toBeGreaterThan(50);
    expect(await packets(voice)).toBe(0);
    expect(await ana.refusedCode('media.mute', { publication: voice, muted: false })).toBe('ok');
    await eventually(() => packets(voice)).toBeGreaterThan(20);
    await world.close();
  });

  test('who is not to be shown as speaking has no ring, though heard', async ({ browser }) => {
    for (const [id, shown] of [
      [rooms.rings, true],
      [rooms.noRings, false],
    ] as const) {
      const tess = await enter(browser, server, { room: id, as: 'tess' });
      const ana = await enter(browser, server, { room: id, as: 'ana', microphone: true });
      await expectReceiving(tess, { voices: 1, pictures: 0 });
      const ring = /voice-ring/;
      if (shown) await expect(tile(tess, 'Ana')).toHaveClass(ring);
      else {
        // Chromium's fake microphone beeps every second: three rounds of packets hold several beeps.
        for (let round = 0; round < 3; round++) {
          for (let i = 0; i < 10; i++) await expectMore(tess, 'audioPackets');
          await expect(tile(tess, 'Ana')).not.toHaveClass(ring);
        }
      }
      for (const person of [tess, ana]) await person.close();
    }
  });

  test('R29: time in a call is told, ends, and stays over', async ({ browser }) => {
    const world = await RawWorld.create(browser, server);
    const ana = await enter(browser, server, { room: rooms.short, as: 'ana' });
    await expect(ana.page.getByText('Less than 1 minute is left for you in this call.')).toBeVisible();
    // Somebody who keeps the call going, and came late enough for their own time to last longer.
    await expect(ana.page.getByRole('timer')).toHaveText('0:03');
    await world.enter('Ben', rooms.short, 'ben');
    await expect(ana.page.getByRole('heading', { name: 'Your time in this call is over.' })).toBeVisible();
    const again = await openRoom(ana.context, server, { room: rooms.short, as: 'ana' });
    await expect(again.page.getByText('Your time in this call is over.')).toBeVisible();
    await expect(again.page.getByRole('button', { name: 'Join', exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await world.close();
    await ana.close();
  });

  test('what a camera captures and encodes is what the profile says', async ({ browser }) => {
    const tess = await enter(browser, server, { room: rooms.slow, as: 'tess' });
    const ana = await enter(browser, server, { room: rooms.slow, as: 'ana', camera: true });
    await expectReceiving(tess, { voices: 0, pictures: 1 });
    const sending = () =>
      ana.page.evaluate(() => {
        const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
        return watched
          .flatMap(({ connection }) => connection.getSenders())
          .filter(({ track }) => track?.kind === 'video')
          .map((sender) => {
            const { encodings, degradationPreference } = sender.getParameters();
            const { frameRate = 0 } = sender.track?.getSettings() ?? {};
            const answer = watched.map(({ connection }) => connection.remoteDescription?.sdp ?? '').join();
            return {
              rates: encodings.map(({ maxFramerate }) => maxFramerate),
              bitrates: encodings.map(({ maxBitrate }) => maxBitrate),
              hint: sender.track?.contentHint,
              preference: degradationPreference,
              slow: frameRate <= 7,
              held: answer.includes('x-google-min-bitrate=160'),
            };
          });
      });
    await eventually(sending).toEqual([
      {
        rates: [7],
        bitrates: [160_000],
        hint: 'detail',
        preference: 'maintain-resolution',
        slow: true,
        held: true,
      },
    ]);
    for (const person of [tess, ana]) await person.close();
  });

  test('a room that goes from browser to browser does so beside a media server', async ({ browser }) => {
    const tess = await enter(browser, server, { room: rooms.direct, as: 'tess' });
    const ana = await enter(browser, server, { room: rooms.direct, as: 'ana', microphone: true });
    await expectReceiving(tess, { voices: 1, pictures: 0 });
    const ids = (page: typeof tess.page) =>
      page.evaluate(() => {
        const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
        return watched.map(({ connection }) => ({
          local: /a=fingerprint:\S+ (\S+)/.exec(connection.localDescription?.sdp ?? '')?.[1],
          remote: /a=fingerprint:\S+ (\S+)/.exec(connection.remoteDescription?.sdp ?? '')?.[1],
        }));
      });
    // Each end's far end is the other browser, by its certificate.
    const [up] = await ids(ana.page);
    const [down] = await ids(tess.page);
    expect(up?.remote).toBe(down?.local);
    expect(down?.remote).toBe(up?.local);
    for (const person of [tess, ana]) await person.close();
  });
});
