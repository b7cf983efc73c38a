import { type Browser, expect, test } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { type OwnJanus, startJanus } from '../../support/janus.ts';
import { smallRoom } from '../../support/rooms.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { traffic } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore, expectReceiving, expectSilence } from '../support/media.ts';
import { act, enter, type Person } from '../support/people.ts';
import { HITCH_MS, longest, openOnes, watchPictures } from '../support/pictures.ts';

/**
 * A restart of the program in the middle of a call, from browser to browser or over a Janus that outlives it: nobody
 * is to notice but by the word "Reconnecting", and the gate is in force again before anything new is forwarded.
 */
const members = { tess: 'owner', ana: 'member' } as const;
/** Whoever is no member may be there and see who is, and neither hears nor sees anybody. */
const listed = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  audiences: { ...settings.audiences, list: { audience: 'anyone', mark: null } },
});
const rooms = ['lesson', 'seminar'].map((id) => ({
  id,
  settings: smallRoom('conference', id, listed),
  members,
}));

const reconnecting = ({ page }: Person) => page.getByRole('status').filter({ hasText: /reconnecting/i });

/** Everybody hears and sees everybody else, and their pictures are watched from here on. */
async function meet(browser: Browser, server: TestServer, room: string, names: string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const as of names)
    people.push(await enter(browser, server, { room, as, microphone: true, camera: true }));
  const others = names.length - 1;
  for (const person of people) await expectReceiving(person, { voices: others, pictures: others });
  for (const { page } of people) await watchPictures(page);
  return people;
}

/** No picture stood still for longer than so many milliseconds. */
async function expectSmooth(person: Person, name: string, most: number): Promise<void> {
  const stall = Math.round(await longest(person.page));
  console.log(`${test.info().title}: at ${name}'s no picture for ${stall} ms, at most ${Math.round(most)}`);
  expect(stall).toBeLessThan(most);
}

const received = async ({ page }: Person) => {
  const { audioPackets, videoPackets } = await traffic(page);
  return { audioPackets, videoPackets };
};

for (const media of ['p2p', 'janus'] as const)
  test.describe(`a server that is restarted, media over ${media}`, () => {
    let janus: OwnJanus | null = null;
    let server: TestServer;
    test.beforeAll(async () => {
      if (media === 'janus') janus = await startJanus();
      server = await startServer({ media, rooms, ...(janus && { env: { JANUS_URL: janus.url } }) });
    });
    test.afterAll(async () => {
      await server.stop();
      await janus?.stop();
    });

    test('SIGKILL: pictures go on throughout, and rights and controls work afterwards', async ({
      browser,
    }) => {
      const [tess, ana] = (await meet(browser, server, 'lesson', ['tess', 'ana'])) as [Person, Person];
      const deaf = await enter(browser, server, { room: 'lesson', name: 'Gus' });
      await act(tess, 'Ana', 'Mute');
      await expect(ana.button('Unmute microphone')).toBeVisible();

      await server.kill('SIGKILL');
      for (const person of [tess, ana, deaf]) await expect(reconnecting(person)).toBeVisible();
      for (const person of [tess, ana]) await expectMore(person, 'framesDecoded');
      await server.restart();
      for (const person of [tess, ana, deaf]) await expect(reconnecting(person)).toHaveCount(0);
      // Every link of before has a successor by now, or is about to: what it brought comes over that.
      for (const { page } of [tess, ana])
        await eventually(async () => (await openOnes(page)).filter((link) => link >= 2).length).toBe(2);
      await eventually(async () => (await openOnes(tess.page)).includes(1)).toBe(false);
      for (const person of [tess, ana]) await expectMore(person, 'framesDecoded');
      await expectSmooth(tess, 'tess', HITCH_MS);
      await expectSmooth(ana, 'ana', HITCH_MS);

      // What was decided before holds, and what is decided now does.
      await expect(ana.button('Unmute microphone')).toBeVisible();
      await ana.button('Unmute microphone').click();
      await expectMore(tess, 'audioPackets');
      await act(tess, 'Ana', 'Stop speaking');
      await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
      await expectSilence(tess, 'audioPackets');
      await expectSilence(tess, 'videoPackets');
      // And nothing is left of before.
      for (const { page } of [tess, ana])
        await eventually(async () => Math.min(...(await openOnes(page)))).toBeGreaterThanOrEqual(2);
      expect(await received(deaf)).toEqual({ audioPackets: 0, videoPackets: 0 });
      for (const person of [tess, ana, deaf]) await person.close();
    });

    test('SIGTERM: whoever is removed the moment it is back neither sends nor receives any more', async ({
      browser,
    }) => {
      const [tess, ana] = (await meet(browser, server, 'seminar', ['tess', 'ana'])) as [Person, Person];
      // She hears of nothing any more: her browser goes on as it did.
      await ana.context.setOffline(true);
      await server.kill('SIGTERM');
      await server.restart();
      await Promise.all([tess, ana].map((person) => expectMore(person, 'framesDecoded')));
      await expectSmooth(tess, 'tess', HITCH_MS);

      await expect(reconnecting(tess)).toHaveCount(0);
      await act(tess, 'Ana', 'Remove');
      await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
      const list = tess.people.getByRole('list', { name: 'Participants' });
      await expect(list.getByRole('listitem').filter({ hasText: 'Ana' })).toHaveCount(0);
      const before = await received(ana);
      await expectSilence(tess, 'audioPackets');
      await expectSilence(tess, 'videoPackets');
      if (media === 'p2p') expect(await openOnes(tess.page)).toEqual([]);
      else {
        const now = await received(ana);
        expect(now.audioPackets).toBeLessThanOrEqual(before.audioPackets);
        expect(now.videoPackets).toBeLessThanOrEqual(before.videoPackets);
      }
      for (const person of [tess, ana]) await person.close();
    });
  });
