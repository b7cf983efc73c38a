import type { Page } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRooms } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, join, openRoom, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const listSelected = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  audiences: { ...settings.audiences, list: { audience: 'selected', mark: null } },
});

/** Everything a page is sent over its sockets, from its first moment. */
function eavesdrop(page: Page): string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
  );
  return frames;
}

/** Messages, without the heartbeat of the transport, and without the empty yes to what the page itself reports. */
const messages = (frames: readonly string[]) =>
  frames.filter((frame) => !/^([23]|43\d+\[\{"ok":true,"value":\{\}\}\])$/.test(frame));

test.describe('an open webinar', () => {
  let server: TestServer;
  let rooms: Record<'open' | 'quiet', string>;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('janus');
    const settings = {
      open: smallRoom('open-webinar', 'Webinar'),
      quiet: smallRoom('open-webinar', 'Quiet webinar', listSelected),
    };
    rooms = await makeRooms(server, settings, { hugo: 'owner' });
  });

  test('a guest watches, hears and sees who speaks, and learns of no other guest (R18)', async ({
    browser,
  }) => {
    const hugo = await enter(browser, server, {
      room: rooms.open,
      as: 'hugo',
      microphone: true,
      camera: true,
    });
    const context = await browser.newContext();
    await watchConnections(context);
    const gina = await openRoom(context, server, { room: rooms.open });
    const frames = eavesdrop(gina.page);
    await gina.page.reload();
    await expect(gina.page.getByText(/listen/i).first()).toBeVisible();
    await join(gina, { name: 'Gina' });
    await expectReceiving(gina, { voices: 1, pictures: 1 });
    await expect(tile(gina, 'Hugo').locator('video')).toBeVisible();

    const before = messages(frames).length;
    const gus = await enter(browser, server, { room: rooms.open, name: 'Gustavo' });
    await expectReceiving(gus, { voices: 1, pictures: 1 });
    await expect(hugo.people.getByText('Gustavo').first()).toBeVisible();
    await gus.button('Leave').click();
    await expect(hugo.people.getByText('Gustavo')).toHaveCount(0);
    await expectMore(gina, 'framesDecoded');
    expect(messages(frames).slice(before)).toEqual([]);
    expect(frames.join('\n')).not.toContain('Gustavo');
    for (const person of [hugo, gus, gina]) await person.close();
  });

  test('without `list` there is no roster, no name, no join or leave at all (R18)', async ({ browser }) => {
    const hugo = await enter(browser, server, {
      room: rooms.quiet,
      as: 'hugo',
      microphone: true,
      camera: true,
    });
    const context = await browser.newContext();
    await watchConnections(context);
    const gina = await openRoom(context, server, { room: rooms.quiet });
    const frames = eavesdrop(gina.page);
    await gina.page.reload();
    await join(gina, { name: 'Gina' });
    await expectReceiving(gina, { voices: 1, pictures: 1 });
    await expect(tile(gina, 'Speaker').locator('video')).toBeVisible();
    await expect(tile(gina, 'Hugo')).toHaveCount(0);
    await expect(gina.people.getByRole('list', { name: 'Participants' })).toHaveCount(0);

    const before = messages(frames).length;
    const gus = await enter(browser, server, { room: rooms.quiet, name: 'Gustavo' });
    await gus.button('Raise hand').click();
    await expect(hugo.people.getByRole('button', { name: 'Let Gustavo speak' })).toBeVisible();
    await gus.button('Leave').click();
    await expect(hugo.people.getByText('Gustavo')).toHaveCount(0);
    await expectMore(gina, 'framesDecoded');
    expect(messages(frames).slice(before)).toEqual([]);

    const told = frames.join('\n');
    const descriptions = await gina.page.evaluate(() =>
      (window as unknown as { watched: { connection: RTCPeerConnection }[] }).watched
        .map(({ connection }) => connection.remoteDescription?.sdp ?? '')
        .join('\n'),
    );
    for (const secret of ['Hugo', 'hugo', 'Gustavo']) {
      expect(told).not.toContain(secret);
      expect(descriptions).not.toContain(secret);
    }
    expect(descriptions).toContain('m=audio');
    for (const person of [hugo, gus, gina]) await person.close();
  });
});
