import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore } from '../support/media.ts';
import { enter } from '../support/people.ts';
import { publishing, type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const SECONDS = 4;
const granted = (one: RawClient) => one.view?.self.grant?.cause ?? null;

/** Host and panelist, and three guests who may not list: one speaks at a time, and time passes the floor on. */
test.describe('a webinar whose hands are answered by themselves', () => {
  let server: TestServer;
  let room: string;
  test.beforeAll(async ({ servers }) => {
    const settings = smallRoom('open-webinar', 'Webinar', (one) => ({
      ...one,
      audiences: { ...one.audiences, list: { audience: 'members', mark: null } },
      hands: { policy: 'auto', speakers: 1, seconds: SECONDS, order: 'raised' },
    }));
    const members = { hugo: 'owner', pia: 'moderator' } as const;
    server = await servers.over('janus');
    room = await makeRoom(server, settings, members);
  });

  test('R18, R28: guests speak in turn, by voice alone, and learn of nobody', async ({ browser }) => {
    const hugo = await enter(browser, server, { room, as: 'hugo' });
    const world = await RawWorld.create(browser, server);
    const pia = await world.enter('Pia Panelist', room, 'pia');
    const guests: RawClient[] = [];
    for (const name of ['Gina Guest', 'Gus Guest', 'Gil Guest']) guests.push(await world.enter(name, room));
    const [gina, gus, gil] = guests as [RawClient, RawClient, RawClient];
    const { packets, heard, silent } = publishing(() => gil);
    const panel = await packets.publish(pia);
    await heard(panel);

    for (const guest of guests) expect((await guest.ask('hand.raise', {})).ok).toBe(true);
    await eventually(() => granted(gina)).toBe('queue');
    expect([granted(gus), granted(gil)]).toEqual([null, null]);
    // The host sees who waits, in order.
    const waiting = hugo.people.getByRole('list', { name: 'Raised hands' }).getByRole('listitem');
    await expect(waiting).toHaveText([/Gus Guest/, /Gil Guest/]);

    const voice = await packets.publish(gina);
    await heard(voice);
    expect(await gina.refusedCode('media.publish', { kind: 'camera' })).toBe('refused');
    expect(await gus.refusedCode('media.publish', { kind: 'microphone' })).toBe('refused');

    // Time is over: the next has the floor by the same step, and of the first nothing arrives any more.
    await eventually(() => granted(gus)).toBe('queue');
    await eventually(() => granted(gina)).toBeNull();
    await silent([panel]);
    expect(await gina.refusedCode('media.publish', { kind: 'microphone' })).toBe('refused');
    const next = await packets.publish(gus);
    await heard(next);
    await eventually(() => granted(gil)).toBe('queue');
    await eventually(() => granted(gil), { timeout: 3 * SECONDS * 1000 }).toBeNull();
    await expectMore(hugo, 'audioPackets');

    for (const guest of guests) {
      const text = guest.heard.join('\n');
      for (const other of ['Hugo', 'Pia', ...guests.map(({ name }) => name)])
        if (other !== guest.name) expect(text.includes(other), `${guest.name}: ${other}`).toBe(false);
    }
    await hugo.close();
    await world.close();
  });
});
