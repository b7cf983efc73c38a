import { expect, it } from 'vitest';
import { linkId, participantId } from '@/lib/core/ids.ts';
import type { Events, IceServer } from '@/lib/wire/events.ts';
import { iceServers } from '@/server/identity/ice.ts';
import { createPost } from '@/server/signaling/mailbox.ts';

const HOUR = 3_600_000;
const turn = { url: 'turn:relay.example:3478', secret: 's' };

it('each link is opened with credentials of its own: a call longer than their life still gets links', () => {
  let now = Date.UTC(2026, 0, 1);
  const given: (readonly IceServer[])[] = [];
  const post = createPost(
    () => {},
    () => iceServers(null, turn, now),
  );
  const ana = participantId('ana');
  const emit = (event: string, { iceServers: servers }: Parameters<Events['link.open']>[0]) =>
    event === 'link.open' && given.push(servers);
  post.attach(ana, { emit, join: () => {} } as never);
  for (const hour of [0, 11, 25]) {
    now = Date.UTC(2026, 0, 1) + hour * HOUR;
    post.sink.open(ana, linkId(`after ${hour}`), { direction: 'down' });
    const expiry = Number(given.at(-1)?.[0]?.username?.split(':')[0]) * 1000;
    expect(expiry, `after ${hour} hours`).toBeGreaterThan(now + HOUR);
  }
  expect(new Set(given.map((servers) => servers[0]?.credential)).size).toBe(3);
});
