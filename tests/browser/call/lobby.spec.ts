import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectReceiving } from '../support/media.ts';
import { enter, openRoom, type Person, tile, type Visit } from '../support/people.ts';
import { type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member', cleo: 'member' } as const;
const withLobby = smallRoom('conference', 'Lobby', (settings) => ({ ...settings, lobby: true }));

/** Through the door and into the queue, as a person would. */
async function queueUp(browser: Parameters<typeof enter>[0], server: TestServer, visit: Visit) {
  const context = await browser.newContext();
  const person = await openRoom(context, server, visit);
  const { page } = person;
  await page.getByRole('textbox', { name: 'Your name' }).waitFor();
  for (const [on, name] of [
    [visit.microphone, 'Microphone'],
    [visit.camera, 'Camera'],
  ] as const)
    if (on) await page.getByRole('switch', { name, exact: true }).click();
  await expect(page.getByText('A host lets you in first.')).toBeVisible();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(heading(person)).toBeVisible();
  return person;
}
const heading = ({ page }: Person) => page.getByRole('heading', { name: 'You are waiting to come in.' });

test.describe('the lobby', () => {
  let server: TestServer;
  let room: string;
  test.beforeEach(async ({ servers }) => {
    server = await servers.over('p2p');
    room = await makeRoom(server, withLobby, members);
  });

  test('R27: who waits is let in with what they switched on, and does not wait again', async ({
    browser,
  }) => {
    const tess = await enter(browser, server, { room, as: 'tess' });
    const ana = await queueUp(browser, server, { room, as: 'ana', microphone: true, camera: true });
    await expect(
      tess.page.getByRole('status').filter({ hasText: 'Ana is waiting to come in.' }),
    ).toBeVisible();
    const waiting = tess.people.getByRole('list', { name: 'Waiting' });
    await expect(waiting.getByRole('listitem')).toHaveCount(1);
    await expect(tess.stage.getByRole('group')).toHaveCount(0);

    await waiting.getByRole('button', { name: 'Admit Ana', exact: true }).click();
    await expect(ana.controls).toBeVisible();
    await expectReceiving(tess, { voices: 1, pictures: 1 });
    await expect(tile(tess, 'Ana')).toBeVisible();
    await expect(waiting).toBeHidden();

    await ana.page.reload();
    await ana.page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(ana.controls).toBeVisible();
    for (const person of [tess, ana]) await person.close();
  });

  test('R27: all are let in at once; who is not let in is told so, and when to ask again', async ({
    browser,
  }) => {
    const tess = await enter(browser, server, { room, as: 'tess' });
    const ana = await queueUp(browser, server, { room, as: 'ana' });
    const ben = await queueUp(browser, server, { room, as: 'ben' });
    const waiting = tess.people.getByRole('list', { name: 'Waiting' });
    await expect(waiting.getByRole('listitem')).toHaveText([/Ana/, /Ben/]);
    await waiting.getByRole('button', { name: 'Deny Ben', exact: true }).click();
    await expect(ben.page.getByRole('heading', { name: 'You were not let in.' })).toBeVisible();
    await ben.page.getByRole('button', { name: 'Join again' }).click();
    await expect(ben.page.getByText(/You can ask again in \d+ seconds/)).toBeVisible();
    const join = ben.page.getByRole('button', { name: 'Join', exact: true });
    await expect(join).toHaveAttribute('aria-disabled', 'true');

    // One and the same person in another tab is no second place in the queue.
    const tab = await queueUp(browser, server, { room, as: 'ana' });
    const gus = await queueUp(browser, server, { room, as: 'cleo' });
    await expect(waiting.getByRole('listitem')).toHaveText([/Ana/, /Cleo/]);
    await gus.page.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(waiting.getByRole('listitem')).toHaveText([/Ana/]);
    const cleo = await queueUp(browser, server, { room, as: 'cleo' });
    await tess.people.getByRole('button', { name: 'Admit all', exact: true }).click();
    for (const one of [ana, tab, cleo]) await expect(one.controls).toBeVisible();
    for (const person of [tess, ana, ben, tab, gus, cleo]) await person.close();
  });
});

for (const media of ['janus', 'p2p'] as const) {
  test.describe(`clients that wait and do not care (${media})`, () => {
    let server: TestServer;
    let world: RawWorld;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      server = await servers.over(media);
      room = await makeRoom(server, withLobby, members);
    });
    test.afterEach(() => world.close());

    test('R27: receive nothing, send nothing, and learn nothing, while the call goes on', async ({
      browser,
    }) => {
      world = await RawWorld.create(browser, server);
      const tess = await world.enter('Tess', room, 'tess');
      const ben = await world.connect('Ben', 'ben');
      await ben.ask('room.join', { room, name: 'Ben' });
      await eventually(() => Object.keys(tess.view?.waiting ?? {}).length).toBe(1);
      expect((await tess.ask('lobby.admitAll', {})).ok).toBe(true);
      await eventually(() => ben.participant).not.toBe('');
      const voice = await publish(tess);
      const heard = () => packets(ben, voice);
      await eventually(heard).toBeGreaterThan(20);

      const ana = await world.connect('Ana', 'ana');
      await ana.manners('always');
      const joined = await ana.ask('room.join', { room, name: 'Ana' });
      expect(joined).toMatchObject({ ok: true, value: { waiting: true } });
      const before = await heard();
      for (const [name, payload] of [
        ['media.publish', { kind: 'microphone' }],
        ['link.failed', { link: ben.opened[0] }],
        ['link.signal', { link: ben.opened[0], signal: { type: 'offer', sdp: 'v=0' } }],
        ['lobby.admitAll', {}],
        ['lobby.admit', { participant: 'nobody' }],
        ['hand.raise', {}],
        ['floor.allow', { participant: tess.participant }],
        ['person.remove', { participant: tess.participant }],
      ] as const)
        expect(await ana.refusedCode(name, payload), name).toBe('not-joined');
      await eventually(heard).toBeGreaterThan(before + 50);
      expect(await ana.packets()).toBe(0);
      expect(ana.opened).toEqual([]);
      expect(ana.heard.filter((message) => !message.startsWith('ack'))).toEqual([]);
      for (const secret of ['Tess', 'Ben', tess.participant, ben.participant])
        expect(ana.heard.join('\n')).not.toContain(secret);
      // Let in, the same client hears what the others hear.
      expect((await tess.ask('lobby.admitAll', {})).ok).toBe(true);
      await eventually(() => packets(ana, voice)).toBeGreaterThan(20);
    });
  });
}

async function publish(client: RawClient): Promise<string> {
  const answer = await client.ask('media.publish', { kind: 'microphone' });
  if (!answer.ok) throw new Error(answer.failure.message);
  return (answer.value as { publication: string }).publication;
}

async function packets(client: RawClient, publication: string): Promise<number> {
  const lines = (await client.stats()).flatMap((link) => link.lines);
  return lines.find((line) => line.publication === publication)?.packets ?? 0;
}
