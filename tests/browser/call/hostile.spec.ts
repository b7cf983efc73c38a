import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
const noList = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  audiences: { ...settings.audiences, list: { audience: 'selected', mark: null } },
});
const OFFER = { type: 'offer', sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n' };

/**
 * Clients that go around the interface, one promise for each right: nothing is forwarded, nothing leaks, and
 * everybody else's call goes on. "Goes on" is Tess's voice, counted at Ben during every attack.
 */
for (const media of ['janus', 'p2p'] as const) {
  test.describe(`hostile clients (${media})`, () => {
    let server: TestServer;
    let world: RawWorld;
    let tess: RawClient;
    let ben: RawClient;
    let voice: string;

    let lesson: string;
    let quiet: string;

    test.beforeAll(async ({ servers }) => {
      server = await servers.over(media);
      lesson = await makeRoom(server, smallRoom('classroom', 'Class'), members);
      quiet = await makeRoom(server, smallRoom('open-webinar', 'Quiet', noList), { hugo: 'owner' });
    });

    test.beforeEach(async ({ browser }) => {
      world = await RawWorld.create(browser, server);
      tess = await world.enter('Tess', lesson, 'tess');
      ben = await world.enter('Ben', lesson, 'ben');
      voice = await publish(tess, 'microphone');
      await goesOn();
    });
    test.afterEach(() => world.close());

    /**
     * Packets at Ben that are not Tess's voice. Browser to browser, Tess's own link does not count: a sender's
     * congestion control may probe with padding on lines of its own that carry nothing.
     */
    async function foreign(): Promise<number> {
      const lines = (await ben.stats()).flatMap((link) => link.lines);
      const own = lines.find((line) => line.publication === voice)?.link;
      const others = lines.filter(
        (line) => line.publication !== voice && (media === 'janus' || line.link !== own),
      );
      return others.reduce((sum, line) => sum + line.packets, 0);
    }

    /** Ben goes on hearing Tess, and nobody else. */
    async function goesOn(): Promise<void> {
      const count = async () => {
        const lines = (await ben.stats()).flatMap((link) => link.lines);
        return lines.find((line) => line.publication === voice)?.packets ?? 0;
      };
      const before = await count();
      // A second of voice at 20 ms a packet: longer than anything leaked would take to be counted.
      await eventually(count).toBeGreaterThan(before + 50);
      expect(await foreign()).toBe(0);
      expect(await tess.packets()).toBe(0);
    }

    test('(a) media offered without `publish` goes nowhere (R7, R12)', async () => {
      const ana = await world.enter('Ana', lesson, 'ana');
      await ana.manners('always');
      for (const kind of ['microphone', 'camera', 'screen', 'screenAudio']) {
        const answer = await ana.ask('media.publish', { kind });
        expect(answer).toMatchObject({
          ok: false,
          failure: { code: 'refused', reason: { reason: { rule: 'R7' } } },
        });
      }
      for (const link of [...ana.opened, 'a-link-of-my-own']) {
        expect(await ana.refusedCode('link.signal', { link, signal: OFFER })).not.toBe('ok');
      }
      // A raised hand prepares the up link; this client sends on it at once.
      await ana.ask('hand.raise', {});
      if (media === 'janus') {
        await eventually(async () =>
          (await ana.stats()).map(({ direction, state }) => `${direction} ${state}`).sort(),
        ).toEqual(['down connected', 'up connected']);
      }
      await goesOn();
    });

    test('(b) sources asked for without `subscribe` are not sent (R4)', async () => {
      const denied = await tess.ask('person.override', {
        participant: ben.participant,
        right: 'subscribe',
        value: 'deny',
      });
      expect(denied.ok).toBe(true);
      await eventually(() => ben.view?.self.subscribe.audio.allowed).toBe(false);
      for (const link of ben.opened) {
        expect(await ben.refusedCode('link.signal', { link, signal: { ...OFFER, type: 'answer' } })).toBe(
          'not-found',
        );
        expect(await ben.refusedCode('link.failed', { link })).toBe('not-found');
      }
      const ana = await world.enter('Ana', lesson, 'ana');
      await more(ana, 10);
      const before = await ben.packets();
      await more(ana, 50);
      expect(await ben.packets()).toBeLessThanOrEqual(before);
      const back = await tess.ask('person.override', {
        participant: ben.participant,
        right: 'subscribe',
        value: null,
      });
      expect(back.ok).toBe(true);
      await goesOn();
    });

    test('(c) without `list` nothing tells who is there (R18)', async () => {
      const hugo = await world.enter('Hugo', quiet, 'hugo');
      const publication = await publish(hugo, 'microphone');
      const guest = await world.enter('Gil', quiet);
      await eventually(() => guest.packets()).toBeGreaterThan(20);
      const told = guest.heard.filter((message) => message.startsWith('notices')).length;
      const other = await world.enter('Olga', quiet);
      for (const name of [
        'room.people',
        'people.list',
        'roster',
        'listparticipants',
        '__proto__',
        'constructor',
      ]) {
        expect(await guest.refusedCode(name, {})).toBe('unknown-message');
      }
      for (const payload of [{ participant: hugo.participant }, { participant: other.participant }]) {
        expect(await guest.refusedCode('floor.stop', payload)).toBe('refused');
        expect(await guest.refusedCode('person.remove', payload)).toBe('refused');
      }
      await guest.ask('room.look', { room: quiet });
      other.socket.disconnect();
      await hugo.ask('media.mute', { publication, muted: true });
      await eventually(() => guest.view?.publications[publication]?.muted).toBe(true);

      // One notice, that of the mute: none of those who came and went.
      expect(guest.heard.filter((message) => message.startsWith('notices')).length).toBe(told + 1);
      const everything = guest.heard.join('\n');
      for (const secret of ['Hugo', 'hugo', 'Olga', hugo.participant, other.participant]) {
        expect(everything).not.toContain(secret);
      }
      expect(guest.view?.people).toBeNull();
      expect(guest.view?.hands).toBeNull();
      expect(Object.values(guest.view?.publications ?? {}).map(({ name }) => name)).toEqual([null]);
    });

    test('(d) signals into somebody else’s link are refused', async () => {
      const ana = await world.enter('Ana', lesson, 'ana');
      const candidate = {
        candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host',
        sdpMid: '0',
        sdpMLineIndex: 0,
      };
      for (const link of [...tess.opened, ...ben.opened]) {
        expect(await ana.refusedCode('link.signal', { link, signal: OFFER })).toBe('not-found');
        expect(await ana.refusedCode('link.signal', { link, signal: { ...OFFER, type: 'answer' } })).toBe(
          'not-found',
        );
        expect(await ana.refusedCode('link.signal', { link, signal: { type: 'candidate', candidate } })).toBe(
          'not-found',
        );
        expect(await ana.refusedCode('link.failed', { link })).toBe('not-found');
      }
      await goesOn();
    });

    test('(e) a link that was closed cannot be used again', async () => {
      const ana = await world.enter('Ana', lesson, 'ana');
      await tess.ask('floor.allow', { participant: ana.participant });
      await ana.manners('always');
      const publication = await publish(ana, 'microphone');
      await eventually(foreign).toBeGreaterThan(20);
      const links = [...ana.opened];
      await tess.ask('floor.stop', { participant: ana.participant });
      await eventually(() => ben.view?.publications[publication]).toBeUndefined();
      await eventually(() => ana.closed.length).toBeGreaterThan(0);
      for (const link of links.filter((one) => ana.closed.includes(one))) {
        expect(await ana.refusedCode('link.signal', { link, signal: OFFER })).toBe('not-found');
      }
      expect(await ana.refusedCode('media.publish', { kind: 'microphone' })).toBe('refused');
      expect(await ana.refusedCode('media.mute', { publication, muted: false })).toBe('not-found');
      // What was on its way when the floor was taken has been counted once later packets of Tess's have.
      await more(ben, 10);
      const leaked = await foreign();
      await more(ben, 50);
      expect(await foreign()).toBeLessThanOrEqual(leaked);
    });

    test('(f) video is not forwarded where only voice was granted (R3)', async () => {
      const ana = await world.enter('Ana', lesson, 'ana');
      await tess.ask('floor.allow', { participant: ana.participant, kinds: ['microphone'] });
      await ana.manners('always');
      const spoken = await publish(ana, 'microphone');
      expect(await ana.refusedCode('media.publish', { kind: 'camera' })).toBe('refused');
      const arrived = async () => (await ben.stats()).flatMap((link) => link.lines);
      const heard = async () => (await arrived()).find((line) => line.publication === spoken)?.packets ?? 0;
      await eventually(heard).toBeGreaterThan(100);
      expect((await foreign()) - (await heard())).toBeLessThanOrEqual(0);
      expect((await arrived()).filter((line) => line.frames > 0)).toEqual([]);
    });

    test('(g) nothing can be published before joining', async () => {
      const ana = await world.connect('Ana', 'ana');
      expect(await ana.refusedCode('media.publish', { kind: 'microphone' })).toBe('not-joined');
      expect(await ana.refusedCode('link.signal', { link: 'any', signal: OFFER })).toBe('not-joined');
      expect(await ana.refusedCode('link.signal', { link: tess.opened[0], signal: OFFER })).toBe(
        'not-joined',
      );
      expect(await ana.refusedCode('floor.allow', { participant: ben.participant })).toBe('not-joined');
      expect(ana.opened).toEqual([]);
      await goesOn();
    });
  });
}

/** Waits until so many packets more have arrived at somebody: time, as media counts it. */
async function more(client: RawClient, packets: number): Promise<void> {
  const before = await client.packets();
  await eventually(() => client.packets()).toBeGreaterThan(before + packets);
}

/** Publishes and gives the publication's id. */
async function publish(client: RawClient, kind: string): Promise<string> {
  const answer = await client.ask('media.publish', { kind });
  if (!answer.ok) throw new Error(answer.failure.message);
  return (answer.value as { publication: string }).publication;
}
