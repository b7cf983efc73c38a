import type { RoomSettings } from '../room/settings.ts';
import { isLive } from './decide.ts';
import type { Decision, Reason } from './decision.ts';
import type { Override, Person } from './person.ts';
import { inForce, profileOf } from './standing.ts';

/**
 * May this person unmute their own microphone, were it published? A mute is not a revocation: the right to publish
 * is another question, and stays as it is.
 *
 * - R21: who was muted and locked may not, until it is released, or as long as they are given the floor after it.
 * - R22: while all are muted nobody may, but for those excepted, those who have the floor, and those whom an override
 *   selects to speak.
 * - Owners and moderators are exempt from both.
 *
 * @param now milliseconds since the epoch
 */
export function mayUnmute(settings: RoomSettings, stored: Person, now: number): Decision {
  const person = inForce(stored, now);
  const right = 'unmute';
  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator')
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };

  const { mute } = person;
  const { muteAll } = settings;
  const grant = person.grants.publish;
  const floor =
    grant && isLive(grant, now) && (!grant.kinds || grant.kinds.includes('microphone')) ? grant : null;
  if (mute && (!floor || mute.overGrant))
    return refuse(settings, person, { rule: 'R21', because: 'muted', mark: mute.mark });
  if (floor) return { allowed: true, right, reason: { rule: 'R3', because: 'grant', grant: floor } };
  if (!muteAll || muteAll.except.includes(person.id))
    return { allowed: true, right, reason: { rule: 'R15', because: 'not-muted' } };
  const chosen = selection(settings, person);
  if (chosen) return { allowed: true, right, reason: { rule: 'R5', because: 'override', mark: chosen.mark } };
  return refuse(settings, person, { rule: 'R22', because: 'muted-all', mark: muteAll.mark });
}

/**
 * R22: the override to which alone somebody owes that they may speak; null for everybody else. Where the audience would
 * let them anyhow, an override singles nobody out: a list on which everybody is allowed by name must not leave a mute
 * of all without anybody to mute.
 */
function selection(
  { audiences }: RoomSettings,
  { membership, overrides: { publish } }: Person,
): Override | null {
  const { audience } = audiences.publish;
  const anyhow = audience === 'anyone' || (audience === 'members' && membership !== null);
  const speaks = publish?.value === 'allow' && (!publish.kinds || publish.kinds.includes('microphone'));
  return speaks && !anyhow ? publish : null;
}

function refuse(settings: RoomSettings, person: Person, reason: Reason): Decision {
  // A hand is worth raising only for what "Allow to speak" would then give.
  const askable =
    settings.hands.policy !== 'off' && profileOf(settings, person).handKinds.includes('microphone');
  const remedy = { do: askable ? 'raise-hand' : 'ask-host' } as const;
  return { allowed: false, right: 'unmute', kind: 'microphone', reason, remedy };
}
