import type { Page } from '@playwright/test';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { makeRooms } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { act, enter, join, openRoom, type Person } from '../support/people.ts';
import { RawWorld } from '../support/raw.ts';
import { expect, test } from '../support/test.ts';

/** R26 in real browsers: what people write reaches those who may read it, under the names they may know. */
const listSelected = (settings: RoomSettings): RoomSettings => ({
  ...settings,
  audiences: { ...settings.audiences, list: { audience: 'selected', mark: null } },
});
const nothingKept = (settings: RoomSettings): RoomSettings => ({ ...settings, storeMessages: false });

let server: TestServer;
let rooms: Record<'meeting' | 'private' | 'lesson' | 'passing' | 'quiet', string>;
test.beforeAll(async ({ servers }) => {
  const members = { tess: 'owner', ana: 'member', ben: 'member' } as const;
  server = await servers.over('p2p');
  const ofMembers = {
    meeting: smallRoom('conference', 'Meeting'),
    private: smallRoom('conference', 'Private'),
    lesson: smallRoom('conference', 'Lesson'),
    passing: smallRoom('conference', 'Passing', nothingKept),
  };
  const ofHugo = { quiet: smallRoom('open-webinar', 'Quiet', listSelected) };
  rooms = {
    ...(await makeRooms(server, ofMembers, members)),
    ...(await makeRooms(server, ofHugo, { hugo: 'owner' })),
  };
});

const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });
const box = ({ page }: Person) => page.getByRole('textbox', { name: 'Message', exact: true });
const item = (person: Person, text: string) => log(person).getByRole('listitem').filter({ hasText: text });
const openChat = (person: Person) => person.button('Chat').click();
async function write(person: Person, text: string): Promise<void> {
  await box(person).fill(text);
  await person.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(box(person)).toHaveValue('');
}
/** Everything a page is sent over its sockets. */
function eavesdrop(page: Page): string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
  );
  return frames;
}

test('a message reaches everybody, by name, unread until it is looked at, and who comes later too', async ({
  browser,
}) => {
  const ana = await enter(browser, server, { room: rooms.meeting, as: 'ana' });
  const ben = await enter(browser, server, { room: rooms.meeting, as: 'ben' });
  await openChat(ana);
  await expect(log(ana).getByText('No messages yet')).toBeVisible();
  await write(ana, 'Good morning');
  await expect(item(ana, 'Good morning')).toContainText('You');
  await expect(ben.button('Chat')).toHaveAccessibleDescription('1 unread message');
  await openChat(ben);
  await expect(item(ben, 'Good morning')).toContainText('Ana');
  await write(ben, 'Hello Ana');
  await expect(item(ana, 'Hello Ana')).toContainText('Ben');
  // As fast as one types, and in that order.
  await box(ben).pressSequentially('How are you?\nI am fine.\n');
  await expect(log(ana).getByRole('listitem')).toContainText(['Hello Ana', 'How are you?', 'I am fine.']);

  const tess = await enter(browser, server, { room: rooms.meeting, as: 'tess' });
  await openChat(tess);
  await expect(log(tess).getByRole('listitem')).toContainText([
    'Good morning',
    'Hello Ana',
    'How are you?',
    'I am fine.',
  ]);
  await ana.page.reload();
  await join(ana, {});
  await openChat(ana);
  await expect(item(ana, 'Good morning')).toContainText('You');
  await expect(log(ana).getByRole('listitem')).toHaveCount(4);
  for (const person of [ana, ben, tess]) await person.close();
});

test('a private message reaches one person and no other, and can be answered', async ({ browser }) => {
  const tess = await enter(browser, server, { room: rooms.private, as: 'tess' });
  const ana = await enter(browser, server, { room: rooms.private, as: 'ana' });
  const ben = await enter(browser, server, { room: rooms.private, as: 'ben' });
  for (const person of [tess, ana, ben]) await openChat(person);
  await ana.page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Ben' });
  await write(ana, 'just between us');
  await expect(item(ben, 'just between us')).toContainText('Only to you');
  await expect(item(ana, 'just between us')).toContainText('Only to Ben');
  await ana.page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Everyone' });
  await write(ana, 'for all');
  await expect(item(tess, 'for all')).toBeVisible();
  await expect(log(tess).getByRole('listitem')).toHaveCount(1);
  for (const person of [tess, ana, ben]) await person.close();
});

test('a host removes a message and takes the right to write; both hold at once and after a reload', async ({
  browser,
}) => {
  const world = await RawWorld.create(browser, server);
  const tess = await enter(browser, server, { room: rooms.lesson, as: 'tess' });
  const ana = await enter(browser, server, { room: rooms.lesson, as: 'ana' });
  for (const person of [tess, ana]) await openChat(person);
  await write(ana, 'something rude');
  await expect(log(ana).getByRole('button', { name: 'Remove message' })).toHaveCount(0);
  await item(tess, 'something rude').getByRole('button', { name: 'Remove message' }).click();
  await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  for (const person of [tess, ana]) {
    await expect(log(person).getByText('This message was removed.')).toBeVisible();
    await expect(log(person).getByText('something rude')).toHaveCount(0);
  }

  const host = await world.enter('Tess', rooms.lesson, 'tess');
  const participant = Object.values(host.view?.people ?? {}).find(({ name }) => name === 'Ana')?.participant;
  expect((await host.ask('person.override', { participant, right: 'send', value: 'deny' })).ok).toBe(true);
  await expect(box(ana)).toHaveAttribute('aria-disabled', 'true');
  await expect(box(ana)).toHaveAccessibleDescription(/by Tess/);
  await ana.page.reload();
  await join(ana, {});
  await openChat(ana);
  await expect(log(ana).getByText('This message was removed.')).toBeVisible();
  await expect(box(ana)).toHaveAttribute('readonly', '');

  const tab = await world.enter('Ana', rooms.lesson, 'ana');
  expect(await tab.refusedCode('chat.send', { text: 'still here' })).toBe('refused');
  const denied = { participant: tab.participant, right: 'receive', value: 'deny' };
  expect((await host.ask('person.override', denied)).ok).toBe(true);
  await expect(log(ana)).toHaveCount(0);
  await expect(ana.page.getByText(/not given the right to read messages/)).toBeVisible();
  await write(tess, 'behind your back');
  await expect(item(tess, 'behind your back')).toBeVisible();
  expect(await tab.refusedCode('chat.history', {})).toBe('refused');
  expect(tab.heard.join('\n')).not.toContain('behind your back');
  for (const person of [tess, ana]) await person.close();
  await world.close();
});

test('where nothing is kept, who comes later reads nothing, and the page says so', async ({ browser }) => {
  const ana = await enter(browser, server, { room: rooms.passing, as: 'ana' });
  await openChat(ana);
  await expect(log(ana).getByText('Messages are not kept')).toBeVisible();
  await write(ana, 'now or never');
  const ben = await enter(browser, server, { room: rooms.passing, as: 'ben' });
  await openChat(ben);
  await expect(log(ben).getByText('No messages yet')).toBeVisible();
  await write(ana, 'and now');
  await expect(log(ben).getByRole('listitem')).toContainText(['and now']);
  for (const person of [ana, ben]) await person.close();
});

test('a guest without `list` reads a webinar’s messages, and no name in any byte (R18, R26)', async ({
  browser,
}) => {
  const hugo = await enter(browser, server, { room: rooms.quiet, as: 'hugo' });
  await openChat(hugo);
  await write(hugo, 'Welcome to all of you');
  const context = await browser.newContext();
  const gina = await openRoom(context, server, { room: rooms.quiet });
  const frames = eavesdrop(gina.page);
  await gina.page.reload();
  await join(gina, { name: 'Gina' });
  await openChat(gina);
  await expect(item(gina, 'Welcome to all of you')).toContainText('Participant');
  await write(hugo, 'We begin');
  await expect(item(gina, 'We begin')).toContainText('Participant');
  await expect(box(gina)).toHaveAttribute('aria-disabled', 'true');
  await expect(box(gina)).toHaveAccessibleDescription(/Only members of this room may send messages/);
  await expect(gina.page.getByRole('combobox', { name: 'To' })).toHaveCount(0);

  const seen = frames.length;
  await hugo.page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Gina' });
  await write(hugo, 'Gina, can you hear us?');
  await expect(item(gina, 'can you hear us')).toContainText('Only to you');
  expect(frames.length).toBeGreaterThan(seen);
  const told = frames.join('\n');
  for (const secret of ['Hugo', 'hugo', 'user:']) expect(told).not.toContain(secret);
  await openPeople(hugo);
  await act(hugo, 'Gina', 'Remove');
  await hugo.page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(gina.controls).toBeHidden();
  for (const person of [hugo, gina]) await person.close();
});

const openPeople = (person: Person) => person.button('People').click();
