import type { Membership, Person } from '@/lib/core/gate/person.ts';
import { PLAIN_MEMBER, stranger } from '@/lib/core/gate/person.ts';
import type { Role } from '@/lib/core/gate/rights.ts';
import { MODERATION_RIGHTS } from '@/lib/core/gate/rights.ts';
import { roomId, userPerson } from '@/lib/core/ids.ts';
import { openToAnyone, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import type { DemoRoom } from './http/app.ts';
import type { Tokens } from './identity/tokens.ts';
import type { RoomStore } from './store/rooms.ts';
import type { UserStore } from './store/users.ts';

interface Somebody {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  readonly label: string;
}

interface DemoPlan {
  readonly id: string;
  readonly preset: PresetName;
  readonly title: string;
  readonly about: string;
  readonly people: readonly Somebody[];
  /** A link without a token, for those who come as guests. */
  readonly guests: string | null;
  readonly settings?: (settings: RoomSettings) => RoomSettings;
}

const somebody = (address: string, name: string, role: Role, label: string): Somebody => ({
  address,
  name,
  role,
  label,
});

/** Three rooms to look around in, as data. */
const ROOMS: readonly DemoPlan[] = [
  {
    id: 'classroom',
    preset: 'classroom',
    title: 'Classroom',
    about: 'The teacher speaks. Students listen, raise a hand, and are let speak one by one.',
    people: [
      somebody('teacher@demo', 'Tess', 'owner', 'Teacher'),
      somebody('student1@demo', 'Ana', 'member', 'Student 1'),
      somebody('student2@demo', 'Ben', 'member', 'Student 2'),
      somebody('student3@demo', 'Chloe', 'member', 'Student 3'),
    ],
    guests: null,
  },
  {
    id: 'webinar',
    preset: 'open-webinar',
    title: 'Open webinar',
    about: 'The host is seen and heard by anyone with the link. Guests are not shown to each other.',
    people: [somebody('host@demo', 'Hugo', 'owner', 'Host')],
    guests: 'Guest',
  },
  {
    id: 'meeting',
    preset: 'conference',
    title: 'Meeting',
    about: 'Everyone sees and hears everyone. Open the link in several windows.',
    people: [],
    guests: 'Everyone',
    // Open to guests, so that one link is enough to try it.
    settings: openToAnyone,
  },
];

/** Makes the demo rooms that are not there yet, and links into them that are good for a month. */
export async function prepareDemo(
  stores: { readonly rooms: RoomStore; readonly users: UserStore },
  tokens: Tokens,
  now: number,
): Promise<DemoRoom[]> {
  const demo: DemoRoom[] = [];
  for (const plan of ROOMS) {
    const settings = presetSettings(plan.preset, plan.title);
    for (const { address, name } of plan.people) await stores.users.put(address, name, now);
    await stores.rooms.create(
      roomId(plan.id),
      plan.settings?.(settings) ?? settings,
      plan.people.map(asMember),
      now,
    );
    const links = [];
    for (const { address, label, name } of plan.people) {
      const token = await tokens.user(address, '30d');
      links.push({ label: `${label} (${name})`, href: `/r/${plan.id}?token=${token}` });
    }
    if (plan.guests) links.push({ label: plan.guests, href: `/r/${plan.id}` });
    demo.push({ title: plan.title, about: plan.about, links });
  }
  return demo;
}

function asMember({ address, name, role }: Somebody): Person {
  const moderation = role === 'owner' ? MODERATION_RIGHTS : [];
  const membership: Membership = { ...PLAIN_MEMBER, role, moderation };
  return { ...stranger(userPerson(address), name), membership };
}
