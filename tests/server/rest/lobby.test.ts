import { expect, it } from 'vitest';
import type { RoomId } from '@/lib/core/ids.ts';
import { participantId } from '@/lib/core/ids.ts';
import { restHouse } from './house.ts';

/** R27 and R14 from a backend: who waits is seen and answered, and the first raised hand is too. */
const house = restHouse();
const { ask, expects } = house;

const live = async (room: RoomId) => (await expects(200, 'GET', `/rooms/${room}/live`)).body;
const command = (status: number, room: RoomId, body: object) =>
  expects(status, 'POST', `/rooms/${room}/live/commands`, { body });
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name);

/** A room with a lobby, and guests at its door. */
async function lobby(...guests: string[]) {
  const room = await house.room({ preset: 'open-webinar', lobby: true, capacity: 3 });
  const waiting: string[] = [];
  for (const name of guests) waiting.push(await house.join(room, `g-${name}-${room}`, name));
  return { room, waiting };
}

it('shows who waits in the order of coming, and lets in the one who is named', async () => {
  const { room, waiting } = await lobby('Ana', 'Ben', 'Cleo');
  const since = new Date(house.clock.now()).toISOString();
  const before = await live(room);
  expect(before).toMatchObject({ running: false, participants: [] });
  expect(before.waiting).toEqual(
    ['Ana', 'Ben', 'Cleo'].map((name, at) => ({
      participant: waiting[at],
      person: `guest:g-${name}-${room}`,
      name,
      since,
    })),
  );

  await command(204, room, { do: 'admit', participant: waiting[1] });
  await command(204, room, { do: 'deny', person: before.waiting[0].person });
  const after = await live(room);
  expect(names(after.waiting)).toEqual(['Cleo']);
  expect(names(after.participants)).toEqual(['Ben']);
  const { body } = await expects(200, 'GET', `/rooms/${room}/audit?on=admission`);
  expect(body.items).toHaveLength(2);
  for (const { actor } of body.items) expect(actor.name).toBe('Admin token');
});

it('lets in everybody for whom there is room, and says why when nobody can come in', async () => {
  const { room } = await lobby('Ana', 'Ben', 'Cleo');
  await command(204, room, { do: 'admit', person: (await live(room)).waiting[2].person });
  await house.join(room, `g-Dan-${room}`, 'Dan');
  await command(204, room, { do: 'admit' });
  expect(names((await live(room)).participants).sort()).toEqual(['Ana', 'Ben', 'Cleo']);
  expect(names((await live(room)).waiting)).toEqual(['Dan']);
  const { body } = await command(403, room, { do: 'admit' });
  expect(body.detail).toMatch(/full/);
  // Nobody is not a failure: there was nobody to let in.
  const empty = await house.room({ lobby: true });
  await command(204, empty, { do: 'admit' });
});

it('gives the floor to the first raised hand, for a time', async () => {
  const room = await house.room({ preset: 'classroom' });
  const [ana, ben] = [`ana-${room}`, `ben-${room}`];
  await house.users(ana, ben);
  await expects(200, 'POST', `/rooms/${room}/members`, {
    body: { members: [{ address: ana }, { address: ben }] },
  });
  const host = await house.registry.find(room);
  for (const [address, name] of [
    [ben, 'Ben'],
    [ana, 'Ana'],
  ] as const) {
    const id = participantId(await house.join(room, address, name));
    expect(await host?.run({ type: 'participant', id }, { do: 'raise-hand' })).toBeNull();
  }
  await command(204, room, { do: 'allow-next', seconds: 60 });
  const { hands, participants } = await live(room);
  expect(names(hands)).toEqual(['Ana']);
  const speaker = participants.find(({ name }: { name: string }) => name === 'Ben');
  expect(speaker.speak).toMatchObject({
    granted: true,
    until: new Date(house.clock.now() + 60_000).toISOString(),
  });
  await command(204, room, { do: 'allow-next' });
  await command(409, room, { do: 'allow-next' });
});

it('refuses what makes no sense and who may only look, and does nothing', async () => {
  const { room, waiting } = await lobby('Ana', 'Ben');
  const { body: webinar } = await expects(200, 'GET', `/rooms/${room}/live`);
  const person = webinar.waiting[0].person;
  for (const [status, body, field] of [
    [400, { do: 'deny' }, 'participant'],
    [400, { do: 'deny', person, participant: waiting[0] }, 'participant'],
    [400, { do: 'admit', person, participant: waiting[0] }, 'participant'],
    [400, { do: 'admit', person: 'ana' }, 'person'],
    [400, { do: 'allow-next', seconds: 0 }, 'seconds'],
    [400, { do: 'allow-next', person }, 'person'],
    [404, { do: 'admit', person: 'guest:nobody' }, null],
    [404, { do: 'deny', participant: 'nobody' }, null],
    [409, { do: 'allow-next' }, null],
  ] as const) {
    const answer = await command(status, room, body);
    if (field) expect(answer.body.errors[0].field, JSON.stringify(body)).toBe(field);
  }
  const looker = await house.token('live:read');
  for (const body of [{ do: 'admit' }, { do: 'deny', person }, { do: 'allow-next' }])
    await expects(403, 'POST', `/rooms/${room}/live/commands`, { body, token: looker });
  expect((await ask('GET', `/rooms/${room}/live`)).body).toEqual(webinar);
});
