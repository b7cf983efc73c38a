import { makeRooms } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { expectReceiving, expectSilence } from '../support/media.ts';
import { enter } from '../support/people.ts';
import { type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
const auto = (name: string, seconds: number | null) =>
  smallRoom('classroom', name, (settings) => ({
    ...settings,
    hands: { policy: 'auto', speakers: 1, seconds, order: 'raised' },
  }));

test.describe('hands that are answered by themselves', () => {
  let server: TestServer;
  let rooms: Record<'turns' | 'timed', string>;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('janus');
    rooms = await makeRooms(server, { turns: auto('turns', null), timed: auto('timed', 3) }, members);
  });

  test('R28: the first speaks at once, the next when that one is done', async ({ browser }) => {
    const tess = await enter(browser, server, { room: rooms.turns, as: 'tess' });
    const ana = await enter(browser, server, { room: rooms.turns, as: 'ana' });
    const ben = await enter(browser, server, { room: rooms.turns, as: 'ben' });
    const turn = (one: typeof ana) =>
      one.page.getByRole('status').filter({ hasText: 'It is your turn to speak.' });

    await ana.button('Raise hand').click();
    await expect(turn(ana)).toBeVisible();
    await ana.page.getByRole('button', { name: 'Unmute now' }).click();
    await expectReceiving(tess, { voices: 1, pictures: 0 });

    await ben.button('Raise hand').click();
    await expect(ben.page.getByText('Your hand is raised. You are next.')).toBeVisible();
    await expect(tess.people.getByRole('list', { name: 'Raised hands' })).toHaveText(/Ben/);

    await ana.page.getByRole('button', { name: 'I am done' }).click();
    await expect(turn(ben)).toBeVisible();
    await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
    await expectSilence(tess, 'audioPackets');

    await ana.button('Raise hand').click();
    await expect(ana.page.getByText('You are next.')).toBeVisible();
    await ben.button('Leave').click();
    await expect(turn(ana)).toBeVisible();
    for (const person of [tess, ana, ben]) await person.close();
  });

  test('R14, R28: time ends a turn where packets flow; who was stopped raises a hand in vain', async ({
    browser,
  }) => {
    const world = await RawWorld.create(browser, server);
    const tess = await world.enter('Tess', rooms.timed, 'tess');
    const ana = await world.enter('Ana', rooms.timed, 'ana');
    const ben = await world.enter('Ben', rooms.timed, 'ben');
    await ana.manners('always');
    const granted = (one: RawClient) => one.view?.self.grant?.cause ?? null;

    await ana.ask('hand.raise', {});
    await eventually(() => granted(ana)).toBe('queue');
    const voice = await publish(ana);
    await eventually(() => packets(tess, voice)).toBeGreaterThan(20);
    await ben.ask('hand.raise', {});
    await eventually(() => granted(ben)).toBe('queue');
    await eventually(() => granted(ana)).toBeNull();
    const bens = await publish(ben);
    await eventually(() => packets(tess, bens)).toBeGreaterThan(20);
    expect(await ana.refusedCode('media.publish', { kind: 'microphone' })).toBe('refused');
    await silent(tess, ben, bens);

    expect((await tess.ask('floor.stop', { participant: ben.participant })).ok).toBe(true);
    await eventually(() => granted(ben)).toBeNull();
    await ben.ask('hand.raise', {});
    await ana.ask('hand.raise', {});
    await eventually(() => granted(ana)).toBe('queue');
    await eventually(() => ben.view?.self.handRaised).toBe(true);
    expect(granted(ben)).toBeNull();
    expect((await tess.ask('floor.next', {})).ok).toBe(true);
    await eventually(() => granted(ben)).toBe('hand');
    await world.close();
  });
});

/** Of everything that goes to the listener, only one voice is more than it was, a second later. */
async function silent(listener: RawClient, speaker: RawClient, voice: string): Promise<void> {
  const rest = async () => {
    const lines = (await listener.stats()).flatMap((link) => link.lines);
    return lines.filter((line) => line.publication !== voice).reduce((sum, line) => sum + line.packets, 0);
  };
  const [before, spoken] = [await rest(), await packets(listener, voice)];
  await eventually(() => packets(listener, voice), speaker.name).toBeGreaterThan(spoken + 25);
  expect(await rest()).toBe(before);
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
