import type { z } from '@hono/zod-openapi';
import { isLive } from '@/lib/core/gate/decide.ts';
import { type Mark, type Override, type Person, PLAIN_MEMBER } from '@/lib/core/gate/person.ts';
import { type PersonId, personId, userPerson } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE, type Profile } from '@/lib/core/profile.ts';
import type { MemberEdit } from '@/lib/core/room/commands.ts';
import { addressOf } from '../../../rooms/administration.ts';
import { Problem } from '../../problem.ts';
import type { Member, MemberEdit as MemberEditSchema, MemberPut } from '../schemas/member.ts';
import { forEachRight, time, timeOrNull } from './common.ts';
import { showOwnProfile } from './profile.ts';

export function showMember(person: Person, now: number): z.output<typeof Member> {
  const membership = person.membership ?? PLAIN_MEMBER;
  const grant = person.grants.publish;
  return {
    person: person.id,
    address: addressOf(person.id),
    name: person.name,
    role: membership.role,
    moderation: [...membership.moderation],
    overrides: {
      ...forEachRight((right) => person.overrides[right]?.value ?? null),
      publishKinds: kindsOf(person.overrides.publish),
    },
    profile: showOwnProfile(membership.profile),
    expiresAt: timeOrNull(membership.expiresAt),
    banned: person.ban && showMark(person.ban),
    mute: person.mute && showMark(person.mute.mark),
    grant:
      grant && isLive(grant, now)
        ? {
            kinds: grant.kinds ? [...grant.kinds] : null,
            until: timeOrNull(grant.until),
            cause: grant.cause,
            ...showMark(grant.mark),
          }
        : null,
  };
}

const kindsOf = (override: Override | undefined) => (override?.kinds ? [...override.kinds] : null);

const showMark = ({ byName, at }: Mark) => ({ byName, at: time(at) });

/** Somebody as a path or a query names them: an address, or an id with its kind. */
export const personNamed = (text: string): PersonId =>
  /^(user|guest):/.test(text) ? personId(text) : userPerson(text);

type Asked = z.output<typeof MemberEditSchema>;

/** One edit as the core takes it. */
export function memberEdit(person: PersonId, asked: Omit<Asked, 'address' | 'person'>): MemberEdit {
  const { name, role, moderation, profile, expiresAt, overrides, remove } = asked;
  if (remove) return { person, membership: null };
  const { publishKinds, ...rights } = overrides ?? {};
  return {
    person,
    name,
    membership: { role, moderation, profile, expiresAt },
    overrides: overrides && rights,
    publishKinds,
  };
}

/**
 * Many edits, each about another person.
 * @throws Problem naming whoever is named twice
 */
export function memberEdits(asked: readonly Asked[]): MemberEdit[] {
  const seen = new Map<PersonId, number>();
  const twice: { field: string; rule: string; message: string }[] = [];
  const edits = asked.map((one, at) => {
    const person = one.address === undefined ? personId(one.person ?? '') : userPerson(one.address);
    const before = seen.get(person);
    if (before !== undefined)
      twice.push({
        field: `members.${at}.${one.address === undefined ? 'person' : 'address'}`,
        rule: 'unique',
        message: `names ${one.address ?? person} again, as members.${before} does`,
      });
    seen.set(person, at);
    return memberEdit(person, one);
  });
  const [first] = twice;
  if (first) throw new Problem('bad-request', `${first.field}: ${first.message}`, twice.slice(0, 100));
  return edits;
}

/** A whole member: what is absent is as it is for a plain one. */
export function memberPut(person: PersonId, asked: z.output<typeof MemberPut>): MemberEdit {
  const none = Object.fromEntries(
    (Object.keys(DEFAULT_PROFILE) as (keyof Profile)[]).map((key) => [key, null]),
  );
  return memberEdit(person, {
    ...asked,
    role: asked.role ?? 'member',
    moderation: asked.moderation ?? [],
    expiresAt: asked.expiresAt ?? null,
    profile: { ...none, ...asked.profile },
    overrides: {
      ...forEachRight((right) => asked.overrides?.[right] ?? null),
      publishKinds: asked.overrides?.publishKinds,
    },
  });
}
