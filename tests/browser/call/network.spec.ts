import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { ENGINES } from '../support/lane.ts';
import { expectMore, expectReceiving } from '../support/media.ts';
import { enter, type Person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member' } as const;

/**
 * The open connections that a page has, by the order in which it made them, each with the credentials by which its two
 * ends check each other (RFC 8445, section 5.3).
 */
const ways = ({ page }: Person): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const fragment = (description: RTCSessionDescription | null) =>
      /^a=ice-ufrag:(\S+)/m.exec(description?.sdp ?? '')?.[1] ?? '';
    return Object.fromEntries(
      watched.flatMap(({ connection }, nth) =>
        connection.signalingState === 'closed'
          ? []
          : [
              [
                nth,
                `${fragment(connection.currentLocalDescription)} ${fragment(connection.currentRemoteDescription)}`,
              ],
            ],
      ),
    );
  });

/** The connections there were are there still, each with other credentials, and there is no other. */
async function expectMended(person: Person, before: Readonly<Record<string, string>>): Promise<void> {
  const links = Object.keys(before);
  expect(links.length).toBeGreaterThan(0);
  const mended = async () => {
    const now = await ways(person);
    return { links: Object.keys(now), old: links.filter((nth) => now[nth] === before[nth]) };
  };
  await eventually(mended).toEqual({ links, old: [] });
}

for (const media of ENGINES) {
  test.describe(`another network (${media})`, () => {
    let server: TestServer;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      server = await servers.over(media);
      room = await makeRoom(server, smallRoom('conference', 'Call'), members);
    });

    test('links find another way and stay the same, after the browser says so and after it was offline', async ({
      browser,
    }) => {
      const visit = { room, microphone: true, camera: true };
      const tess = await enter(browser, server, { ...visit, as: 'tess' });
      const ana = await enter(browser, server, { ...visit, as: 'ana' });
      for (const person of [tess, ana]) await expectReceiving(person, { voices: 1, pictures: 1 });

      const before = await ways(ana);
      await ana.page.evaluate(() => window.dispatchEvent(new Event('online')));
      await expectMended(ana, before);
      for (const person of [tess, ana]) {
        await expectMore(person, 'audioPackets');
        await expectMore(person, 'framesDecoded');
      }

      const then = await ways(ana);
      await ana.context.setOffline(true);
      await expect(ana.page.getByText(/reconnecting/i).first()).toBeVisible();
      await ana.context.setOffline(false);
      await expectMended(ana, then);
      for (const person of [tess, ana]) {
        await expectMore(person, 'audioPackets');
        await expectMore(person, 'framesDecoded');
        await expectReceiving(person, { voices: 1, pictures: 1 });
      }
      for (const person of [tess, ana]) await person.close();
    });
  });
}
