import { describe, expect, it } from 'vitest';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

const exists = async (address: string) => (await ask('GET', `/users/${address}`)).status === 200;

describe('POST /rooms/{room}/members with addresses that nobody has', () => {
  it('names every one of them, and changes nothing', async () => {
    await house.users('ana');
    const room = await house.room();
    const members = [{ address: 'ana' }, { address: 'new1' }, { address: 'new2' }];
    for (const path of ['members', 'preview']) {
      const { body } = await expects(400, 'POST', `/rooms/${room}/${path}`, { body: { members } });
      expect(body.code).toBe('bad-request');
      expect(body.errors.map(({ field, rule }: { field: string; rule: string }) => [field, rule])).toEqual([
        ['members.1.address', 'unknown-user'],
        ['members.2.address', 'unknown-user'],
      ]);
    }
    expect((await expects(200, 'GET', `/rooms/${room}/members`)).body.total).toBe(0);
    expect(await exists('new1')).toBe(false);
  });

  it('makes users of them where that is asked for, called as the edit says', async () => {
    const room = await house.room();
    const members = [{ address: 'zoe', name: 'Zoe' }, { address: 'yan' }];
    await expects(200, 'POST', `/rooms/${room}/members`, { body: { members, makeUsers: true } });
    expect((await expects(200, 'GET', '/users/zoe')).body.name).toBe('Zoe');
    const { items } = (await expects(200, 'GET', `/rooms/${room}/members`)).body;
    expect(items.map(({ address, name }: { address: string; name: string }) => [address, name])).toEqual([
      ['yan', 'yan'],
      ['zoe', 'Zoe'],
    ]);
  });

  it('makes none when anything else is wrong: all or nothing', async () => {
    const room = await house.room();
    const members = [{ address: 'nina' }, { address: 'otto', expiresAt: '1999-01-01T00:00:00Z' }];
    const { body } = await expects(400, 'POST', `/rooms/${room}/members`, {
      body: { members, makeUsers: true },
    });
    expect(body.detail).toMatch(/members\[1\]/);
    expect(await exists('nina')).toBe(false);
    expect(await exists('otto')).toBe(false);
  });

  it('makes nobody whom an edit takes off, and no guest', async () => {
    const room = await house.room();
    await ask('POST', `/rooms/${room}/members`, {
      body: { members: [{ address: 'gone', remove: true }], makeUsers: true },
    });
    expect(await exists('gone')).toBe(false);
  });

  it('needs the right to write users too', async () => {
    const room = await house.room();
    const token = await house.token('members:write', 'members:read');
    const members = [{ address: 'sneaky' }];
    const refused = await expects(403, 'POST', `/rooms/${room}/members`, {
      body: { members, makeUsers: true },
      token,
    });
    expect(refused.body.code).toBe('insufficient-scope');
    expect(await exists('sneaky')).toBe(false);
  });

  it('of 10,000 in one call', async () => {
    const room = await house.room();
    const members = Array.from({ length: 10_000 }, (_, at) => ({ address: `many${at}`, name: `Many ${at}` }));
    await expects(200, 'POST', `/rooms/${room}/members`, { body: { members, makeUsers: true } });
    expect((await expects(200, 'GET', `/rooms/${room}/members?limit=1`)).body.total).toBe(10_000);
  }, 60_000);
});

describe('the trail', () => {
  it('says how the people in it are called: in the room, else as users', async () => {
    const room = await house.room();
    await house.users('ute', 'vera');
    await expects(200, 'POST', `/rooms/${room}/members`, {
      body: { members: [{ address: 'ute', name: 'Ute of this room' }, { address: 'vera' }] },
    });
    await expects(204, 'DELETE', `/rooms/${room}/members/vera`);
    const { items } = (await expects(200, 'GET', `/rooms/${room}/audit?on=membership`)).body;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['Vera', 'Vera', 'Ute of this room']);
    const csv = await ask('GET', `/rooms/${room}/audit?on=membership`, { headers: { accept: 'text/csv' } });
    expect(csv.text).toContain('user:ute,Ute of this room');
    const created = (await expects(200, 'GET', `/rooms/${room}/audit?on=created`)).body.items[0];
    expect(created.name).toBeNull();
  });
});
