import { isGuest } from '../ids.ts';
import { mergeProfile } from '../profile.ts';
import type { RoomSettings } from '../room/settings.ts';
import type { Decision, Denied, Reason, Remedy } from './decision.ts';
import type { Grant, Person } from './person.ts';
import { type Kind, type Medium, MODERATION_RIGHTS, type ModerationRight } from './rights.ts';

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
export function decide(settings: RoomSettings, person: Person, ask: Ask, now: number): Decision {
  const { right } = ask;
  const allow = (reason: Reason): Decision => ({ allowed: true, right, reason });
  const deny = (reason: Reason): Denied => ({
    allowed: false,
    right,
    ...(ask.right === 'publish' && { kind: ask.kind }),
    reason,
    remedy: remedyFor(settings, person, ask, reason),
  });

  const closed = closedBecause(settings, now);
  if (closed) return deny(closed);
  if (person.ban) return deny({ rule: 'R2', because: 'banned', mark: person.ban });

  const bounded = (reason: Reason): Decision => {
    const outside = ask.right === 'publish' ? outsideProfile(settings, person, ask.kind) : null;
    return outside ? deny(outside) : allow(reason);
  };

  const grant = person.grants[right];
  if (grant && isLive(grant, now) && coversKind(grant, ask))
    return bounded({ rule: 'R3', because: 'grant', grant });

  const override = person.overrides[right];
  if (override?.value === 'deny') return deny({ rule: 'R4', because: 'override', mark: override.mark });
  if (override?.value === 'allow') {
    const covered = ask.right !== 'subscribe' || !override.media || override.media.includes(ask.medium);
    return covered
      ? bounded({ rule: 'R5', because: 'override', mark: override.mark })
      : deny({ rule: 'R5', because: 'override', mark: override.mark });
  }

  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator') return bounded({ rule: 'R6', because: 'role', role });

  const { audience, mark } = settings.audiences[right];
  if (audience === 'anyone' || (audience === 'members' && role)) {
    return bounded({ rule: 'R7', because: 'audience', audience, mark });
  }
  if (audience === 'selected') return deny({ rule: 'R7', because: 'audience', audience, mark });
  return deny({ rule: 'R8', because: 'silence', audience, mark });
}

/** R1: why the room is closed to everyone at this moment, or null. */
export function closedBecause(settings: RoomSettings, now: number): Reason | null {
  if (settings.deleted) return { rule: 'R1', because: 'deleted', mark: settings.deleted };
  if (settings.paused) return { rule: 'R1', because: 'paused', mark: settings.paused };
  if (settings.startsAt !== null && now < settings.startsAt) {
    return { rule: 'R1', because: 'not-started', at: settings.startsAt };
  }
  if (settings.expiresAt !== null && now >= settings.expiresAt) {
    return { rule: 'R1', because: 'expired', at: settings.expiresAt };
  }
  return null;
}

export const isLive = (grant: Grant, now: number): boolean => grant.until === undefined || now < grant.until;

const coversKind = (grant: Grant, ask: Ask) =>
  ask.right !== 'publish' || !grant.kinds || grant.kinds.includes(ask.kind);

function outsideProfile(settings: RoomSettings, person: Person, kind: Kind): Reason | null {
  const profile = mergeProfile(settings.profile, person.membership?.profile ?? {});
  if (profile.kinds.includes(kind)) return null;
  return {
    rule: 'R9',
    because: 'kind',
    kind,
    scope: settings.profile.kinds.includes(kind) ? 'member' : 'room',
  };
}

function remedyFor(settings: RoomSettings, person: Person, ask: Ask, reason: Reason): Remedy {
  if (reason.because === 'not-started') return { do: 'wait', until: reason.at };
  if (reason.rule === 'R1' || reason.rule === 'R2') return { do: 'none' };
  if (reason.rule === 'R9') return reason.scope === 'room' ? { do: 'none' } : { do: 'ask-host' };
  // A hand is worth raising only for what "Allow to speak" would then give.
  const askable =
    ask.right === 'publish' &&
    settings.hands.policy !== 'off' &&
    settings.hands.kinds.includes(ask.kind) &&
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
  const deny = (reason: Reason, remedy: Remedy = { do: 'none' }): Denied => ({
    allowed: false,
    right,
    reason,
    remedy,
  });
  const closed = closedBecause(settings, now);
  if (closed)
    return deny(closed, closed.because === 'not-started' ? { do: 'wait', until: closed.at } : { do: 'none' });
  if (person.ban) return deny({ rule: 'R2', because: 'banned', mark: person.ban });

  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator')
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };
  if (settings.locked)
    return deny({ rule: 'R1', because: 'locked', mark: settings.locked }, { do: 'ask-host' });
  if (inside >= settings.capacity) return deny({ rule: 'R1', because: 'full' });

  const answers = EVERY_ASK.map((ask) => decide(settings, person, ask, now));
  const yes = answers.find((answer) => answer.allowed);
  if (yes) return { ...yes, right };
  // With no right at all, hearing is what a newcomer misses first: its refusal explains best.
  const subscribe = decide(settings, person, { right: 'subscribe', medium: 'audio' }, now) as Denied;
  return { ...subscribe, right };
}

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
export function moderationRights(person: Person): readonly ModerationRight[] {
  if (person.ban) return [];
  if (person.membership?.role === 'owner') return MODERATION_RIGHTS;
  return person.membership?.role === 'moderator' ? person.membership.moderation : [];
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
  const role = person.membership?.role;
  if (role && moderationRights(person).includes(needs))
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };
  return {
    allowed: false,
    right,
    reason: { rule: 'R10', because: 'not-moderator', needs },
    remedy: { do: 'ask-host' },
  };
}
