import { isGuest } from '../ids.ts';
import type { Profile } from '../profile.ts';
import { closesAt, type RoomSettings } from '../room/settings.ts';
import type { Decision, Denied, Reason, Remedy } from './decision.ts';
import type { Grant, Override, Person } from './person.ts';
import { type Kind, type Medium, MODERATION_RIGHTS, type ModerationRight } from './rights.ts';
import { inForce, profileOf, roleOf } from './standing.ts';

/** What is asked: a right, and for `publish` the kind, for `subscribe` the medium. */
export type Ask =
  | { readonly right: 'publish'; readonly kind: Kind }
  | { readonly right: 'subscribe'; readonly medium: Medium }
  | { readonly right: 'list' | 'send' | 'receive' };

/**
 * The gate. The first rule of RULES.md that applies answers (R1 to R8); R9 bounds every allowed `publish` by the
 * person's profile. Pure: equal stored state, equal `now`, equal answer.
 *
 * @param now milliseconds since the epoch
 */
export function decide(settings: RoomSettings, stored: Person, ask: Ask, now: number): Decision {
  const person = inForce(stored, now);
  const { right } = ask;
  const closed = closedBecause(settings, now);
  if (closed) return deny(settings, person, ask, closed);
  if (person.ban) return deny(settings, person, ask, { rule: 'R2', because: 'banned', mark: person.ban });

  const grant = person.grants[right];
  if (grant && isLive(grant, now) && covers(grant, ask))
    return allow(settings, person, ask, { rule: 'R3', because: 'grant', grant });

  const override = person.overrides[right];
  if (override?.value === 'deny' && covers(override, ask))
    return deny(settings, person, ask, { rule: 'R4', because: 'override', mark: override.mark });
  if (override?.value === 'allow') {
    const reason: Reason = { rule: 'R5', because: 'override', mark: override.mark };
    return covers(override, ask) ? allow(settings, person, ask, reason) : deny(settings, person, ask, reason);
  }

  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator')
    return allow(settings, person, ask, { rule: 'R6', because: 'role', role });

  const { audience, mark } = settings.audiences[right];
  if (audience === 'anyone' || (audience === 'members' && role))
    return allow(settings, person, ask, { rule: 'R7', because: 'audience', audience, mark });
  if (audience === 'selected')
    return deny(settings, person, ask, { rule: 'R7', because: 'audience', audience, mark });
  return deny(settings, person, ask, { rule: 'R8', because: 'silence', audience, mark });
}

// The gate is asked a dozen times for everybody whom a change of settings concerns: it makes no functions as it runs,
// because giving each its name took half of its time.

/** R9 bounds every yes. */
function allow(settings: RoomSettings, person: Person, ask: Ask, reason: Reason): Decision {
  const outside = ask.right === 'publish' ? outsideProfile(settings, person, ask.kind) : null;
  return outside ? deny(settings, person, ask, outside) : { allowed: true, right: ask.right, reason };
}

function deny(settings: RoomSettings, person: Person, ask: Ask, reason: Reason): Denied {
  const remedy = remedyFor(settings, person, ask, reason);
  return ask.right === 'publish'
    ? { allowed: false, right: ask.right, kind: ask.kind, reason, remedy }
    : { allowed: false, right: ask.right, reason, remedy };
}

/** R1: why the room is closed to everyone at this moment, or null. */
export function closedBecause(settings: RoomSettings, now: number): Reason | null {
  if (settings.deleted) return { rule: 'R1', because: 'deleted', mark: settings.deleted };
  if (settings.paused) return { rule: 'R1', because: 'paused', mark: settings.paused };
  if (settings.startsAt !== null && now < settings.startsAt) {
    return { rule: 'R1', because: 'not-started', at: settings.startsAt };
  }
  const end = closesAt(settings);
  if (end !== null && now >= end) return { rule: 'R1', because: 'expired', at: end };
  return null;
}

export const isLive = (grant: Grant, now: number): boolean => grant.until === undefined || now < grant.until;

/** Whether a grant or an override is about what is asked: the kinds or media it names, or everything. */
function covers({ media, kinds }: Pick<Override, 'media' | 'kinds'>, ask: Ask): boolean {
  if (ask.right === 'subscribe') return !media || media.includes(ask.medium);
  return ask.right !== 'publish' || !kinds || kinds.includes(ask.kind);
}

function outsideProfile(settings: RoomSettings, person: Person, kind: Kind): Reason | null {
  if (holds(profileOf(settings, person), kind)) return null;
  return { rule: 'R9', because: 'kind', kind, scope: holds(settings.profile, kind) ? 'member' : 'room' };
}

/** No screen at once is the same as no screens. */
const holds = ({ kinds, screens }: Profile, kind: Kind) =>
  kinds.includes(kind) && (kind !== 'screen' || screens > 0);

function remedyFor(settings: RoomSettings, person: Person, ask: Ask, reason: Reason): Remedy {
  if (reason.because === 'not-started') return { do: 'wait', until: reason.at };
  if (reason.rule === 'R1' || reason.rule === 'R2') return { do: 'none' };
  if (reason.because === 'kind') return reason.scope === 'room' ? { do: 'none' } : { do: 'ask-host' };
  // A hand is worth raising only for what "Allow to speak" would then give.
  const askable =
    ask.right === 'publish' &&
    settings.hands.policy !== 'off' &&
    profileOf(settings, person).handKinds.includes(ask.kind) &&
    !outsideProfile(settings, person, ask.kind);
  if (askable) return { do: 'raise-hand' };
  if (reason.rule === 'R8' && isGuest(person.id)) return { do: 'sign-in' };
  return { do: 'ask-host' };
}

/**
 * R11: may this person come in? The room must be open, the person not banned, and at least one of the five
 * rights theirs; a full or locked room still admits its owners and moderators.
 *
 * @param inside how many participants are in the room now
 */
export function mayEnter(settings: RoomSettings, person: Person, inside: number, now: number): Decision {
  const right = 'enter';
  const closed = closedBecause(settings, now);
  if (closed)
    return stayOut(
      closed,
      closed.because === 'not-started' ? { do: 'wait', until: closed.at } : { do: 'none' },
    );
  if (person.ban) return stayOut({ rule: 'R2', because: 'banned', mark: person.ban });

  const role = roleOf(person, now);
  if (role === 'owner' || role === 'moderator')
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };
  if (settings.locked)
    return stayOut({ rule: 'R1', because: 'locked', mark: settings.locked }, { do: 'ask-host' });
  if (inside >= settings.capacity) return stayOut({ rule: 'R1', because: 'full' });

  for (const ask of EVERY_ASK) {
    const answer = decide(settings, person, ask, now);
    if (answer.allowed) return { ...answer, right };
  }
  // With no right at all, hearing is what a newcomer misses first: its refusal explains best.
  const subscribe = decide(settings, person, { right: 'subscribe', medium: 'audio' }, now) as Denied;
  return { ...subscribe, right };
}

const stayOut = (reason: Reason, remedy: Remedy = { do: 'none' }): Denied => ({
  allowed: false,
  right: 'enter',
  reason,
  remedy,
});

const EVERY_ASK: readonly Ask[] = [
  { right: 'subscribe', medium: 'audio' },
  { right: 'subscribe', medium: 'video' },
  { right: 'publish', kind: 'microphone' },
  { right: 'publish', kind: 'camera' },
  { right: 'publish', kind: 'screen' },
  { right: 'publish', kind: 'screenAudio' },
  { right: 'list' },
  { right: 'send' },
  { right: 'receive' },
];

/** The moderation rights a person holds: an owner all, a moderator the stored set, anybody else none. */
export function moderationRights(person: Person, now: number): readonly ModerationRight[] {
  if (person.ban) return [];
  const { membership } = inForce(person, now);
  if (membership?.role === 'owner') return MODERATION_RIGHTS;
  return membership?.role === 'moderator' ? membership.moderation : [];
}

/** R10: may this person act so on a room that is open? Asked again at every act. */
export function mayModerate(
  settings: RoomSettings,
  person: Person,
  needs: ModerationRight,
  now: number,
): Decision {
  const right = 'moderate';
  const closed = closedBecause(settings, now);
  if (closed) return { allowed: false, right, reason: closed, remedy: { do: 'none' } };
  if (person.ban)
    return {
      allowed: false,
      right,
      reason: { rule: 'R2', because: 'banned', mark: person.ban },
      remedy: { do: 'none' },
    };
  const role = roleOf(person, now);
  if (role && moderationRights(person, now).includes(needs))
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };
  return {
    allowed: false,
    right,
    reason: { rule: 'R10', because: 'not-moderator', needs },
    remedy: { do: 'ask-host' },
  };
}
