import { describe, expect, it } from 'vitest';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

describe('GET /rooms/{room}/decide', () => {
  it('answers every right with its rule, who set it, and what would help', async () => {
    const id = await house.room({ preset: 'classroom' });
    await house.users('ana');
    await expects(201, 'PUT', `/rooms/${id}/members/ana`, { body: { overrides: { send: 'deny' } } });
    const at = new Date(house.clock.now()).toISOString();
    const { body } = await expects(200, 'GET', `/rooms/${id}/decide?person=ana`);
    expect(body).toMatchObject({
      person: 'user:ana',
      name: 'Ana',
      role: 'member',
      enter: { allowed: true },
      publish: {
        microphone: {
          allowed: false,
          rule: 'R7',
          because: 'audience',
          remedy: { do: 'raise-hand', until: null },
          setBy: null,
          setAt: null,
        },
      },
      subscribe: { audio: { allowed: true, rule: 'R7', remedy: null }, video: { allowed: true } },
      list: { allowed: true },
      send: {
        allowed: false,
        rule: 'R4',
        because: 'override',
        setBy: 'Admin token',
        setAt: at,
        remedy: { do: 'ask-host' },
      },
      receive: { allowed: true },
      unmute: { allowed: false, rule: 'R22' },
    });
    expect(body.publish.microphone.text).toBe('You are not allowed to speak. Raise your hand to ask.');
  });

  it('for a guest, a stranger and a closed room', async () => {
    const id = await house.room({ preset: 'open-webinar', startsAt: '2030-01-01T00:00:00Z' });
    const guest = await expects(200, 'GET', `/rooms/${id}/decide?guest=true`);
    expect(guest.body).toMatchObject({
      person: null,
      name: '',
      role: 'guest',
      enter: {
        allowed: false,
        because: 'not-started',
        remedy: { do: 'wait', until: '2030-01-01T00:00:00.000Z' },
      },
    });
    await expects(200, 'PATCH', `/rooms/${id}`, { body: { startsAt: null } });
    expect((await ask('GET', `/rooms/${id}/decide?guest=true`)).body).toMatchObject({
      enter: { allowed: true },
      send: { allowed: false },
    });
    expect((await ask('GET', `/rooms/${id}/decide?person=nobody`)).body).toMatchObject({
      person: 'user:nobody',
      role: 'guest',
    });
  });

  it('wants exactly one of the two', async () => {
    const id = await house.room();
    for (const query of [
      '',
      '?guest=false',
      '?person=a&guest=true',
      '?guest=yes',
      '?person=',
      '?who=a',
      '?person=a%20b',
    ])
      expect([400, 404]).toContain((await ask('GET', `/rooms/${id}/decide${query}`)).status);
    await expects(400, 'GET', `/rooms/${id}/decide`);
    await expects(400, 'GET', `/rooms/${id}/decide?person=a&guest=true`);
  });
});

describe('POST /rooms/{room}/preview', () => {
  it('says who would lose what, and saves nothing', async () => {
    const id = await house.room();
    await house.users('bea', 'cleo');
    await expects(200, 'POST', `/rooms/${id}/members`, { body: { members: [{ address: 'bea' }] } });
    const before = [
      await ask('GET', `/rooms/${id}`),
      await ask('GET', `/rooms/${id}/members`),
      await ask('GET', `/rooms/${id}/audit`),
    ].map(({ text }) => text);
    const { body } = await expects(200, 'POST', `/rooms/${id}/preview`, {
      body: {
        room: { audiences: { send: 'selected', receive: 'anyone' } },
        members: [{ address: 'cleo', overrides: { send: 'allow' } }],
      },
    });
    expect(body.changes).toContainEqual({
      person: 'user:bea',
      name: 'Bea',
      right: 'send',
      before: true,
      after: false,
      text: 'Bea may no longer send messages.',
    });
    expect(body.changes).toContainEqual({
      person: 'user:cleo',
      name: 'Cleo',
      right: 'send',
      before: false,
      after: true,
      text: 'Cleo may now send messages.',
    });
    expect(body.changes[0].after).toBe(false);
    expect(body.guests).toEqual([
      { right: 'enter', before: false, after: true, text: 'Guests may now come in.' },
      { right: 'receive', before: false, after: true, text: 'Guests may now read messages.' },
    ]);
    expect(body.more).toBe(0);
    const after = [
      await ask('GET', `/rooms/${id}`),
      await ask('GET', `/rooms/${id}/members`),
      await ask('GET', `/rooms/${id}/audit`),
    ].map(({ text }) => text);
    expect(after).toEqual(before);
  });

  it('resets with null as the edit itself does, and says nothing of nothing', async () => {
    const id = await house.room({ preset: 'classroom', audiences: { publish: 'members' } });
    expect((await expects(200, 'POST', `/rooms/${id}/preview`, { body: {} })).body).toEqual({
      changes: [],
      guests: [],
      more: 0,
    });
    await house.users('dan');
    await expects(201, 'PUT', `/rooms/${id}/members/dan`, { body: {} });
    const { body } = await expects(200, 'POST', `/rooms/${id}/preview`, {
      body: { room: { audiences: { publish: null } } },
    });
    expect(body.changes.map(({ text }: { text: string }) => text)).toContain('Dan may no longer speak.');
  });

  it('refuses what the edit itself would be refused for, in the same words', async () => {
    const id = await house.room();
    for (const [path, edit, status] of [
      ['', { expiresAt: '2001-01-01T00:00:00Z' }, 400],
      ['', { audiences: { publish: 'anyone' }, profile: { kinds: [], handKinds: [] } }, 400],
    ] as const) {
      const saved = await expects(status, 'PATCH', `/rooms/${id}${path}`, { body: edit });
      const previewed = await expects(status, 'POST', `/rooms/${id}/preview`, { body: { room: edit } });
      expect(previewed.body).toEqual(saved.body);
    }
    for (const members of [[{ address: 'ghost' }], [{ person: 'guest:a', remove: true }]]) {
      const saved = await ask('POST', `/rooms/${id}/members`, { body: { members } });
      const previewed = await ask('POST', `/rooms/${id}/preview`, { body: { members } });
      expect(saved.status).toBeGreaterThanOrEqual(400);
      expect(previewed.body).toEqual(saved.body);
    }
  });
});
