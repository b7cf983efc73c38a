import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { backend, makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { act, enter, type Person } from '../support/people.ts';
import { publishing, type RawClient, RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

const members = {
  tess: 'owner',
  max: 'moderator',
  mia: 'moderator',
  ana: 'member',
  ben: 'member',
  cleo: 'member',
  dan: 'member',
  eve: 'member',
} as const;

const withoutMutes = (settings: RoomSettings): RoomSettings => ({ ...settings, muteAll: null });

/**
 * A lesson from its first hand to its last ban: the teacher at a browser, a student at another, two moderators and the
 * other students at raw clients, of which one goes on sending whatever it is told. What counts is packets at a listener.
 */
test.describe('a lesson from beginning to end', () => {
  let server: TestServer;
  let world: RawWorld;
  let tess: Person;
  let ana: Person;
  let [max, mia, ben, cleo, dan] = [] as unknown as [RawClient, RawClient, RawClient, RawClient, RawClient];

  let room: string;
  test.beforeAll(async ({ servers }) => {
    server = await servers.over('janus');
    // As the teacher would have it who lets everybody unmute whom they let speak, until they do not.
    room = await makeRoom(server, smallRoom('classroom', 'Class', withoutMutes), members);
  });

  const { packets, heard, silent } = publishing(() => cleo);
  const order = (client: RawClient) => client.view?.hands?.map(({ name }) => name);
  const ok = async (answer: ReturnType<RawClient['ask']>) => expect((await answer).ok).toBe(true);

  test('hands, turns, time, mutes and a ban, each in the trail with its author', async ({ browser }) => {
    world = await RawWorld.create(browser, server);
    tess = await enter(browser, server, { room, as: 'tess' });
    ana = await enter(browser, server, { room, as: 'ana' });
    max = await world.enter('Max', room, 'max');
    mia = await world.enter('Mia', room, 'mia');
    ben = await world.enter('Ben', room, 'ben');
    cleo = await world.enter('Cleo', room, 'cleo');
    dan = await world.enter('Dan', room, 'dan');
    await ben.manners('always');

    // R13: one order, the same for everybody, on the screen too.
    await ok(ben.ask('hand.raise', {}));
    await ana.button('Raise hand').click();
    await eventually(() => order(cleo)).toEqual(['Ben', 'Ana']);
    await ok(dan.ask('hand.raise', {}));
    for (const client of [max, mia, ben, cleo, dan])
      await eventually(() => order(client), client.name).toEqual(['Ben', 'Ana', 'Dan']);
    const list = tess.people.getByRole('list', { name: 'Raised hands' });
    await expect(list.getByRole('button', { name: /^Let \w+ speak$/ })).toHaveText([/Ben/, /Ana/, /Dan/]);

    // R14: a grant by the teacher's click, used by a client that sends at once.
    await list.getByRole('button', { name: 'Let Ben speak' }).click();
    await eventually(() => ben.view?.self.publish.microphone.allowed).toBe(true);
    const bens = await packets.publish(ben);
    await heard(bens);
    await eventually(() => order(dan)).toEqual(['Ana', 'Dan']);

    // R20: three seconds for Dan, which end by themselves.
    await ok(max.ask('floor.allow', { participant: dan.participant, seconds: 3 }));
    await eventually(() => dan.view?.self.publish.microphone.allowed).toBe(true);
    await dan.manners('always');
    const dans = await packets.publish(dan);
    await heard(dans);
    await eventually(() => dan.view?.self.publish.microphone.allowed).toBe(false);
    await silent([bens]);
    expect(await dan.refusedCode('media.publish', { kind: 'microphone' })).toBe('refused');

    // R21: locked by a moderator, against a client that goes on sending.
    await ok(mia.ask('mute.person', { participant: ben.participant, lock: true }));
    const anchor = await packets.publish(max);
    await heard(anchor);
    await silent([anchor]);
    expect(await ben.refusedCode('media.mute', { publication: bens, muted: false })).toBe('refused');

    // R22: mute all catches whoever comes later; a release opens nobody.
    await tess.people.getByRole('button', { name: 'Mute all' }).click();
    const eve = await world.enter('Eve', room, 'eve');
    await eve.manners('always');
    await ok(max.ask('room.audience', { right: 'publish', audience: 'members' }));
    await eventually(() => eve.view?.self.publish.microphone.allowed).toBe(true);
    const eves = await packets.publish(eve);
    expect(await eve.refusedCode('media.mute', { publication: eves, muted: false })).toBe('refused');
    await silent([anchor]);
    await tess.people.getByRole('button', { name: 'Release mute' }).click();
    await eventually(() => eve.view?.room.muteAll).toBe(false);
    await silent([anchor]);
    expect(await eve.refusedCode('media.mute', { publication: eves, muted: false })).toBe('ok');
    await heard(eves);

    // R16: a ban survives a rejoin with the same token, a second tab, and a reload of the page.
    await act(tess, 'Dan', 'Remove');
    await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(
      () => cleo.view?.people && Object.values(cleo.view.people).map(({ name }) => name),
    ).not.toContain('Dan');
    for (const tab of ['Dan again', 'Dan in another tab']) {
      const back = await world.connect(tab, 'dan');
      expect(await back.refusedCode('room.join', { room, name: tab })).toBe('refused');
    }
    await act(tess, 'Ana', 'Remove');
    await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await expect(ana.page.getByText('You were removed from the room.')).toBeVisible();
    await ana.page.goto(`${server.url}/r/${room}?token=${await server.token('ana')}`);
    await expect(ana.page.getByRole('button', { name: 'Join', exact: true })).toHaveAccessibleDescription(
      /You were removed from this room/,
    );

    // R19: each step, in order, with its author.
    const { items } = (await backend(server, 'GET', `/rooms/${room}/audit?order=asc&limit=100`)) as {
      items: { on: string; actor: { name: string }; name: string | null; cause: string }[];
    };
    // Before the lesson, the backend made the room.
    const lesson = items.filter(({ actor }) => actor.name !== 'Admin token');
    expect(
      lesson.map(({ actor, on, name, cause }) => `${actor.name}: ${on} ${name ?? ''} (${cause})`),
    ).toEqual([
      'Ben: hand Ben (asked)',
      'Ana: hand Ana (asked)',
      'Dan: hand Dan (asked)',
      'Tess: grant Ben (asked)',
      'Tess: hand Ben (answered)',
      'Max: grant Dan (asked)',
      'Max: hand Dan (answered)',
      'Rostrum: grant Dan (time)',
      'Mia: mute Ben (asked)',
      'Tess: settings  (asked)',
      'Max: audience  (asked)',
      'Tess: settings  (asked)',
      'Tess: ban Dan (asked)',
      'Tess: ban Ana (asked)',
      'Tess: hand Ana (left)',
    ]);
    for (const person of [tess, ana]) await person.close();
    await world.close();
  });
});
