import { PLAIN_MEMBER } from '@/lib/core/gate/person.ts';
import { guestPerson, pinId, userPerson } from '@/lib/core/ids.ts';
import type { AuditEntry } from '@/lib/core/room/commands.ts';
import { type Pin, PLAIN_PIN } from '@/lib/core/room/pins.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { Altered } from '@/server/store/rooms.ts';
import { banned, mark, person, T0 } from '../server/people.ts';

export const SETTINGS = presetSettings('conference', 'A');

export const pinOf = (number: number): Pin => ({
  ...PLAIN_PIN,
  id: pinId(`pin-${number}`),
  code: String(1_000_000 + number),
  overrides: { publish: 'allow' },
});

/** What the writer writes as its step of this number: a ban, a PIN with who came in by it, a member, or settings. */
export function stepOf(number: number): Altered {
  const entry = (change: AuditEntry['change']): AuditEntry => ({ ...banned(guestPerson('x')), change });
  const guest = guestPerson(String(number));
  switch (number % 4) {
    case 0:
      return { entries: [banned(guest)], settings: null, people: [person(guest, null, { ban: mark() })] };
    case 1: {
      const pin = pinOf(number);
      const pins = [pin.id];
      return {
        entries: [
          entry({ on: 'pin', before: null, after: pin }),
          entry({ on: 'redeemed', person: guest, name: '', before: [], after: pins }),
        ],
        settings: null,
        people: [person(guest, null, { pins })],
        pins: [pin],
      };
    }
    case 2: {
      const id = userPerson(String(number));
      const membership = { ...PLAIN_MEMBER, expiresAt: T0 + number };
      return {
        entries: [entry({ on: 'membership', person: id, name: '', before: null, after: membership })],
        settings: null,
        people: [{ ...person(id, null), membership }],
      };
    }
    default: {
      const after = { name: `Name ${number}` };
      return {
        entries: [entry({ on: 'settings', before: {}, after })],
        settings: { ...SETTINGS, ...after },
        people: [],
      };
    }
  }
}
