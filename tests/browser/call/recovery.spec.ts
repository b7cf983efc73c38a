import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import { smallRoom } from '../../support/rooms.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectReceiving, expectSilence } from '../support/media.ts';
import { act, enter, tile } from '../support/people.ts';

/** The media server that a process started, by its parent's number (proc(5)). */
function janusOf(parent: number): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      if (status.includes(`\nPPid:\t${parent}\n`) && /^Name:\s+janus/m.test(status)) return Number(entry);
    } catch {
      // It ended while we looked.
    }
  }
  return 0;
}

test.describe('when something is killed with kill -9', () => {
  let server: TestServer;
  test.beforeAll(async () => {
    const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
    const rooms = [
      { id: 'meeting', settings: smallRoom('conference', 'Meeting', openToAnyone), members: {} },
      { id: 'class', settings: smallRoom('conference', 'Class'), members },
    ];
    server = await startServer({ media: 'janus', rooms });
  });
  test.afterAll(() => server.stop());

  test('the media server: media is back for all without a reload', async ({ browser }) => {
    const ana = await enter(browser, server, {
      room: 'meeting',
      name: 'Ana',
      microphone: true,
      camera: true,
    });
    const ben = await enter(browser, server, {
      room: 'meeting',
      name: 'Ben',
      microphone: true,
      camera: true,
    });
    for (const person of [ana, ben]) {
      await expectReceiving(person, { voices: 1, pictures: 1 });
      await person.page.evaluate(() => Object.assign(window, { neverReloaded: true }));
    }
    const before = janusOf(server.pid);
    expect(before).toBeGreaterThan(0);
    process.kill(before, 'SIGKILL');
    await eventually(() => janusOf(server.pid)).not.toBe(before);
    for (const person of [ana, ben]) {
      await expectReceiving(person, { voices: 1, pictures: 1 });
      expect(await person.page.evaluate(() => 'neverReloaded' in window)).toBe(true);
    }
    for (const person of [ana, ben]) await person.close();
  });

  test('the server: everyone is back in the room with the same rights', async ({ browser }) => {
    const tess = await enter(browser, server, { room: 'class', as: 'tess', microphone: true });
    const ana = await enter(browser, server, { room: 'class', as: 'ana', microphone: true });
    const ben = await enter(browser, server, { room: 'class', as: 'ben', microphone: true });
    await expectReceiving(ben, { voices: 2, pictures: 0 });
    await act(tess, 'Ana', 'Stop speaking');
    await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');

    await server.kill('SIGKILL');
    await expect(ana.page.getByRole('status').filter({ hasText: /reconnecting/i })).toBeVisible();
    await server.restart();
    for (const person of [tess, ana, ben]) {
      await expect(person.page.getByRole('status').filter({ hasText: /reconnecting/i })).toHaveCount(0);
    }
    // What Ben was sending by his own choice is there again, and what Ana may not send is not.
    await expectReceiving(tess, { voices: 1, pictures: 0 });
    await expectReceiving(ana, { voices: 2, pictures: 0 });
    await expectReceiving(ben, { voices: 1, pictures: 0 });
    await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
    await expect(tile(tess, 'Ana')).toHaveCount(0);
    await expect(tess.people.getByRole('list', { name: 'Participants' }).getByRole('listitem')).toHaveCount(
      3,
    );

    await act(tess, 'Ben', 'Stop speaking');
    await expectSilence(tess, 'audioPackets');
    for (const person of [tess, ana, ben]) await person.close();
  });
});
