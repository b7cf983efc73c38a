import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { pinId, userPerson } from '@/lib/core/ids.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { createPinGuard } from '@/server/signaling/guessing.ts';
import { openHouse } from './house.ts';
import { person } from './people.ts';

const pin = (code: string, besides: Partial<Pin> = {}): Pin => ({
  id: pinId(`pin-${code}`),
  code,
  label: 'Students',
  role: 'member',
  moderation: [],
  overrides: {},
  profile: {},
  memberSeconds: null,
  expiresAt: null,
  maxUses: null,
  used: 0,
  ...besides,
});

const classroom = (...pins: readonly Pin[]) =>
  openHouse([
    {
      id: 'a',
      settings: presetSettings('classroom', 'Physics'),
      people: [person(userPerson('tess'), 'owner')],
      pins,
    },
  ]);

describe('coming in with a PIN', () => {
  it('R25: lets a guest in who could not come in without it, and the room remembers them', async () => {
    const house = await classroom(pin('123456789'));
    const guest = await house.visitor();
    expect((await guest.fails('room.join', { room: 'a', name: 'Ana' })).code).toBe('refused');
    const before = await guest.ask('room.look', { room: 'a' });
    expect(before.enter.allowed).toBe(false);
    const look = await guest.ask('room.look', { room: 'a', pin: '123 456-789' });
    expect(look.enter.allowed).toBe(true);
    expect((await guest.ask('room.look', { room: 'a' })).enter.allowed).toBe(false);

    await guest.ask('room.join', { room: 'a', name: 'Ana', pin: '123456789' });
    const again = await house.visitor({ guest: before.guest });
    await again.ask('room.join', { room: 'a', name: 'Ana' });
  });

  it('R25: a wrong one is refused even to who could come in without, and twenty of them stop the guessing', async () => {
    const house = await classroom(pin('123456789'));
    const guesser = await house.visitor();
    for (let i = 0; i < 20; i++) {
      const failed = await guesser.fails('room.look', { room: 'a', pin: String(100000 + i) });
      expect(failed.code).toBe('unauthenticated');
    }
    // Neither another socket from there nor the right digits help now.
    const other = await house.visitor();
    expect((await other.fails('room.look', { room: 'a', pin: '123456789' })).code).toBe('rate-limited');
    expect((await other.fails('room.join', { room: 'a', name: 'Eve', pin: '123456789' })).code).toBe(
      'rate-limited',
    );
    // Who needs no PIN is not kept out.
    const tess = await house.user('tess');
    await tess.join('a', 'Tess');
  });

  it.each(['', '123', '12345678901', 'letters', '12.34', 42, null, {}, ['123456789']])(
    'answers %j as something that is no PIN, and changes nothing',
    async (wrong) => {
      const house = await classroom(pin('123456789'));
      const guest = await house.visitor();
      const answer = await guest.raw('room.join', { room: 'a', name: 'Eve', pin: wrong });
      expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
    },
  );

  it('R25: whoever was stopped is not given the right back by coming in with the same PIN', async () => {
    const house = await classroom(pin('123456789', { overrides: { publish: 'allow' } }));
    const tess = await house.user('tess');
    await tess.join('a', 'Tess');
    const guest = await house.visitor();
    const { guest: identity } = await guest.ask('room.look', { room: 'a' });
    const { participant } = await guest.ask('room.join', { room: 'a', name: 'Ana', pin: '123456789' });
    await tess.ask('floor.stop', { participant });
    await guest.ask('room.leave', {});
    const again = await house.visitor({ guest: identity });
    await again.ask('room.join', { room: 'a', name: 'Ana', pin: '123456789' });
    expect((await again.fails('media.publish', { kind: 'microphone' })).code).toBe('refused');
  });

  it('R25: digits for one person serve one person', async () => {
    const house = await classroom(pin('123456789', { maxUses: 1 }));
    const first = await house.visitor();
    await first.ask('room.join', { room: 'a', name: 'Ana', pin: '123456789' });
    const second = await house.visitor();
    const failed = await second.fails('room.join', { room: 'a', name: 'Ben', pin: '123456789' });
    expect(failed.code).toBe('expired');
  });
});

describe('the guard against guessing', () => {
  it('counts tries that are made at one moment one by one, and right ones not at all', async () => {
    const guard = createPinGuard({ points: 5, duration: 60 });
    let reached = 0;
    const wrong = async () => {
      reached += 1;
      throw new FailureError(failure('unauthenticated', 'wrong'));
    };
    for (let i = 0; i < 20; i++) await guard.use('10.0.0.2', '1234', async () => {});
    await Promise.allSettled(Array.from({ length: 50 }, () => guard.use('10.0.0.1', '1234', wrong)));
    expect(reached).toBe(5);
    await expect(guard.use('10.0.0.2', '1234', async () => 'in')).resolves.toBe('in');
  });
});
