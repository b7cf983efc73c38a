import { describe, expect, it } from 'vitest';
import { restHouse } from './house.ts';

const house = restHouse({
  rates: {
    reads: { points: 30, duration: 60 },
    writes: { points: 10, duration: 60 },
    wrong: { points: 5, duration: 60 },
  },
});
const { ask } = house;

describe('limits of one token', () => {
  it('writes and reads are counted apart, for each token, and say when to come again', async () => {
    const [token, other] = [await house.token('rooms:read', 'rooms:write'), await house.token('rooms:read')];
    for (let i = 0; i < 10; i++) await ask('PATCH', '/rooms/none', { token, body: {} });
    const over = await ask('PATCH', '/rooms/none', { token, body: {} });
    expect(over.status).toBe(429);
    expect(over.body.code).toBe('rate-limited');
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let i = 0; i < 30; i++) expect((await ask('GET', '/rooms', { token })).status).toBe(200);
    expect((await ask('GET', '/rooms', { token })).status).toBe(429);
    expect((await ask('GET', '/rooms', { token: other })).status).toBe(200);
  });

  it('many at one moment are as many', async () => {
    const token = await house.token('rooms:read');
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask('GET', '/rooms', { token })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  // Last: from here on this address may try no token.
  it('whoever guesses tokens has to wait, also with the right one', async () => {
    for (let i = 0; i < 5; i++)
      expect((await ask('GET', '/rooms', { token: `${i}`.repeat(64) })).status).toBe(401);
    const right = await ask('GET', '/presets');
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
