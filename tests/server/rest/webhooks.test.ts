import { beforeEach, expect, it } from 'vitest';
import { createWebhookStore } from '@/server/store/webhooks.ts';
import { BUILT_IN } from '@/server/webhooks/webhooks.ts';
import { T0 } from '../people.ts';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;
beforeEach(async () => {
  for (const { id } of (await ask('GET', '/webhooks')).body.items)
    if (id !== BUILT_IN) await expects(204, 'DELETE', `/webhooks/${id}`);
});

const HOOK = {
  url: 'https://backend.example/hook',
  events: ['hand.raised', 'room.started'],
  rooms: ['physics'],
};

it('is made, read, changed and removed; its secret is shown once', async () => {
  const { secret, ...webhook } = (await expects(201, 'POST', '/webhooks', { body: HOOK })).body;
  expect(secret).toMatch(/^whsec_/);
  expect(webhook).toEqual({
    id: expect.any(String),
    url: HOOK.url,
    events: ['room.started', 'hand.raised'],
    rooms: ['physics'],
    active: true,
    createdAt: new Date(T0).toISOString(),
  });
  const at = `/webhooks/${webhook.id}`;
  const read = await expects(200, 'GET', at);
  expect(read.body).toEqual(webhook);
  const list = await expects(200, 'GET', '/webhooks');
  expect(list.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([BUILT_IN, webhook.id].sort());

  const edited = await expects(200, 'PATCH', at, { body: { active: false, rooms: null } });
  expect(edited.body).toEqual({ ...webhook, active: false, rooms: [] });
  expect((await expects(200, 'PATCH', at, { body: {} })).body).toEqual(edited.body);
  for (const { text } of [read, list, edited]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain('a secret of the environment');
  }
  await expects(204, 'DELETE', at);
  await expects(404, 'GET', at);
  await expects(404, 'PATCH', at, { body: {} });
  await expects(404, 'DELETE', at);
  await expects(404, 'GET', `${at}/deliveries`);
});

it('is made once, however often the same request comes, with the same secret in each answer', async () => {
  const asked = { body: HOOK, headers: { 'idempotency-key': 'hook-1' } };
  const [one, two] = [
    await expects(201, 'POST', '/webhooks', asked),
    await expects(201, 'POST', '/webhooks', asked),
  ];
  expect(two.body).toEqual(one.body);
  expect((await ask('GET', '/webhooks')).body.items).toHaveLength(2);
});

it.each([
  [{}, 'url'],
  [{ url: 'ftp://x' }, 'url'],
  [{ url: 'https://a:b@x/' }, 'url'],
  [{ url: 7 }, 'url'],
  [{ ...HOOK, events: ['room.exploded'] }, 'events.0'],
  [{ ...HOOK, events: null }, 'events'],
  [{ ...HOOK, rooms: [''] }, 'rooms.0'],
  [{ ...HOOK, rooms: ['a\u0000b'] }, 'rooms.0'],
  [{ ...HOOK, url: 'https://x/\u0000' }, 'url'],
  [{ ...HOOK, rooms: Array(1001).fill('x') }, 'rooms'],
  [{ ...HOOK, secret: 'mine' }, 'secret'],
])('refuses %.60j, naming the field', async (body, field) => {
  const refused = await expects(400, 'POST', '/webhooks', { body });
  expect(refused.body.code).toBe('bad-request');
  expect(refused.body.detail).toContain(field);
  expect((await ask('GET', '/webhooks')).body.items).toHaveLength(1);
});

it('leaves the webhook of the environment to the environment', async () => {
  await expects(409, 'PATCH', `/webhooks/${BUILT_IN}`, { body: { active: false } });
  await expects(409, 'DELETE', `/webhooks/${BUILT_IN}`);
  const { body } = await expects(200, 'GET', `/webhooks/${BUILT_IN}`);
  expect(body).toMatchObject({ events: [], rooms: [], active: true });
});

it('shows deliveries page by page, the newest first, each with how it went', async () => {
  const store = createWebhookStore(house.database);
  const { id } = (await expects(201, 'POST', '/webhooks', { body: HOOK })).body;
  const timestamp = new Date(T0).toISOString();
  const events = ['1', '2', '3'].map((name) => ({
    webhook: id,
    event: { id: name, type: 'room.started', timestamp },
  }));
  await store.add('physics', events, T0);
  const [first, second] = await store.waiting({ webhook: id, room: 'physics' }, 0, 10);
  await store.taken(first?.id ?? 0, 1, T0 + 5);
  await store.gaveUp(second?.id ?? 0, 9, 'answered 500');

  const where = `/webhooks/${id}/deliveries`;
  const page = await expects(200, 'GET', `${where}?limit=2`);
  expect(page.body.items).toMatchObject([
    { event: { id: '3' }, state: 'waiting', dueAt: timestamp, takenAt: null, attempts: 0 },
    { event: { id: '2' }, state: 'given-up', dueAt: null, error: 'answered 500', attempts: 9 },
  ]);
  const rest = await expects(200, 'GET', `${where}?limit=2&cursor=${page.body.next}`);
  expect(rest.body).toMatchObject({
    items: [{ event: { id: '1' }, state: 'taken', room: 'physics', takenAt: new Date(T0 + 5).toISOString() }],
    next: null,
  });
  for (const cursor of ['x', 'WyJhIl0', 'WzFlOTld', 'Wy0xXQ'])
    await expects(400, 'GET', `${where}?cursor=${cursor}`);
});
