import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectReceiving, expectSilence } from '../support/media.ts';
import { act, enter, tile } from '../support/people.ts';
import { type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' } as const;

/**
 * Mutes against a client that goes on sending whatever it is told: what counts is packets at a listener, not what
 * the interface shows.
 */
for (const media of ['janus', 'p2p'] as const) {
  test.describe(`mutes hold (${media})`, () => {
    let server: TestServer;
    let room: string;
    let world: RawWorld;
    let tess: RawClient;
    let ana: RawClient;
    let ben: RawClient;

    test.beforeAll(async ({ servers }) => {
      server = await servers.over(media);
    });
    test.afterEach(() => world.close());

    async function come(browser: Parameters<typeof RawWorld.create>[0]): Promise<void> {
      room = await makeRoom(server, smallRoom('conference', 'Meet'), members);
      world = await RawWorld.create(browser, server);
      tess = await world.enter('Tess', room, 'tess');
      ben = await world.enter('Ben', room, 'ben');
      ana = await world.enter('Ana', room, 'ana');
      await ana.manners('always');
    }

    /** Packets of a voice that reached Ben. */
    async function heard(publication: string): Promise<number> {
      const lines = (await ben.stats()).flatMap((link) => link.lines);
      return lines.find((line) => line.publication === publication)?.packets ?? 0;
    }
    async function expectHeard(publication: string): Promise<void> {
      const before = await heard(publication);
      await eventually(() => heard(publication)).toBeGreaterThan(before + 20);
    }
    /**
     * Nothing new reaches Ben, on whatever line, while Tess's voice does for a second (50 packets of 20 ms): the
     * time is part of what is measured.
     */
    async function expectOnly(voice: string): Promise<void> {
      // Browser to browser, a sender's congestion control may pad lines of its own link that carry nothing.
      const others = async () => {
        const lines = (await ben.stats()).flatMap((link) => link.lines);
        const own = lines.find((line) => line.publication === voice)?.link;
        return lines
          .filter((line) => line.publication !== voice && (media === 'janus' || line.link !== own))
          .reduce((sum, line) => sum + line.packets, 0);
      };
      let before = -1;
      const standstill = async () => {
        const last = before;
        before = await others();
        return before - last;
      };
      // Ten packets' time: Chromium itself counts anew only every 50 ms.
      await eventually(standstill, { every: 200 }).toBe(0);
      const [mine, rest] = [await heard(voice), await others()];
      await eventually(() => heard(voice)).toBeGreaterThan(mine + 50);
      expect(await others()).toBeLessThanOrEqual(rest);
    }

    test('R21: a lock holds against who goes on sending; a release opens nothing', async ({ browser }) => {
      await come(browser);
      const anchor = await publish(tess);
      const voice = await publish(ana);
      await expectHeard(anchor);
      await expectHeard(voice);

      expect((await tess.ask('mute.person', { participant: ana.participant, lock: true })).ok).toBe(true);
      await expectOnly(anchor);
      expect(await ana.refusedCode('media.mute', { publication: voice, muted: false })).toBe('refused');
      expect((await ana.ask('media.unpublish', { publication: voice })).ok).toBe(true);
      const again = await publish(ana);
      expect(await ana.refusedCode('media.mute', { publication: again, muted: false })).toBe('refused');
      await expectOnly(anchor);

      expect((await tess.ask('mute.release', { participant: ana.participant })).ok).toBe(true);
      await eventually(() => ana.view?.self.unmute.allowed).toBe(true);
      await expectOnly(anchor);
      expect(await ana.refusedCode('media.mute', { publication: again, muted: false })).toBe('ok');
      await expectHeard(again);
    });

    test('R22: mute all catches who comes later; releasing all opens nobody', async ({ browser }) => {
      await come(browser);
      const anchor = await publish(tess);
      const voice = await publish(ana);
      await expectHeard(voice);
      expect((await tess.ask('mute.all', {})).ok).toBe(true);
      await expectOnly(anchor);

      const late = await world.enter('Cleo', room, 'cleo');
      await late.manners('always');
      const lates = await publish(late);
      expect(await late.refusedCode('media.mute', { publication: lates, muted: false })).toBe('refused');
      await eventually(() => ben.view?.publications[lates]?.muted).toBe(true);
      await expectOnly(anchor);

      // The floor excepts, and still the person presses the button.
      expect((await tess.ask('floor.allow', { participant: late.participant })).ok).toBe(true);
      await expectOnly(anchor);
      expect(await late.refusedCode('media.mute', { publication: lates, muted: false })).toBe('ok');
      await expectHeard(lates);
      expect((await tess.ask('floor.stop', { participant: late.participant })).ok).toBe(true);
      await eventually(() => ben.view?.publications[lates]).toBeUndefined();

      expect((await tess.ask('mute.releaseAll', {})).ok).toBe(true);
      await eventually(() => ben.view?.room.muteAll).toBe(false);
      await expectOnly(anchor);
    });

    test('R15: a soft mute stops the sending until the person unmutes', async ({ browser }) => {
      await come(browser);
      const anchor = await publish(tess);
      const voice = await publish(ana);
      await expectHeard(voice);
      expect((await tess.ask('mute.person', { participant: ana.participant, lock: false })).ok).toBe(true);
      await expectOnly(anchor);
      expect(await ana.refusedCode('media.mute', { publication: voice, muted: false })).toBe('ok');
      await expectHeard(voice);
    });
  });
}

test.describe('mutes on the screen', () => {
  let server: TestServer;
  let room: string;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('p2p');
    room = await makeRoom(server, smallRoom('conference', 'Meet'), members);
  });

  test('R15, R21, R22, R23: a host mutes, locks, releases and asks; the person alone unmutes', async ({
    browser,
  }) => {
    const tess = await enter(browser, server, { room, as: 'tess' });
    const ana = await enter(browser, server, { room, as: 'ana', microphone: true });
    await expectReceiving(tess, { voices: 1, pictures: 0 });

    await act(tess, 'Ana', 'Mute');
    await expect(ana.page.getByText('Tess muted you. You can unmute yourself.')).toBeVisible();
    await expectSilence(tess, 'audioPackets');
    await act(tess, 'Ana', 'Ask to unmute');
    await expect(ana.page.getByText('Tess asks you to unmute.')).toBeVisible();
    await expect(ana.button('Unmute microphone')).toBeVisible();
    await ana.page.getByRole('button', { name: 'Unmute now', exact: true }).click();
    await expectReceiving(tess, { voices: 1, pictures: 0 });

    await act(tess, 'Ana', 'Mute and lock');
    const microphone = ana.button('Unmute microphone');
    await expect(microphone).toHaveAttribute('aria-disabled', 'true');
    await expect(microphone).toHaveAccessibleDescription(/muted by Tess/);
    await expectSilence(tess, 'audioPackets');
    await expect(tile(tess, 'Ana')).toHaveAccessibleDescription('muted by Tess');
    await act(tess, 'Ana', 'Release mute');
    await expect(microphone).not.toHaveAttribute('aria-disabled', 'true');
    await expectSilence(tess, 'audioPackets');
    await microphone.click();
    await expectReceiving(tess, { voices: 1, pictures: 0 });

    await tess.people.getByRole('button', { name: 'Mute all', exact: true }).click();
    await expect(microphone).toHaveAttribute('aria-disabled', 'true');
    const ben = await enter(browser, server, { room, as: 'ben' });
    await expect(ben.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
    await tess.people.getByRole('button', { name: 'Release mute', exact: true }).click();
    await expect(ben.button('Unmute microphone')).not.toHaveAttribute('aria-disabled', 'true');
    await expectSilence(tess, 'audioPackets');
    for (const person of [ben, ana, tess]) await person.close();
  });
});

/** Publishes a microphone and gives its id. */
async function publish(client: RawClient): Promise<string> {
  const answer = await client.ask('media.publish', { kind: 'microphone' });
  if (!answer.ok) throw new Error(answer.failure.message);
  return (answer.value as { publication: string }).publication;
}
