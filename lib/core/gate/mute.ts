import type { RoomSettings } from '../room/settings.ts';
import { isLive } from './decide.ts';
import type { Decision, Reason } from './decision.ts';
import type { Person } from './person.ts';

/**
 * May this person unmute their own microphone, were it published? A mute is not a revocation: the right to publish
 * is another question, and stays as it is.
 *
 * - R21: who was muted and locked may not, until it is released, or as long as they are given the floor after it.
 * - R22: while all are muted nobody may, but for those excepted and those who have the floor.
 * - Owners and moderators are exempt from both.
 *
 * @param now milliseconds since the epoch
 */
export function mayUnmute(settings: RoomSettings, person: Person, now: number): Decision {
  const right = 'unmute';
  const role = person.membership?.role;
  if (role === 'owner' || role === 'moderator')
    return { allowed: true, right, reason: { rule: 'R6', because: 'role', role } };

  const { mute } = person;
  const { muteAll, hands } = settings;
  const grant = person.grants.publish;
  const floor =
    grant && isLive(grant, now) && (!grant.kinds || grant.kinds.includes('microphone')) ? grant : null;
  const refuse = (reason: Reason): Decision => {
    // A hand is worth raising only for what "Allow to speak" would then give.
    const askable = hands.policy !== 'off' && hands.kinds.includes('microphone');
    return {
      allowed: false,
      right,
      kind: 'microphone',
      reason,
      remedy: { do: askable ? 'raise-hand' : 'ask-host' },
    };
  };

  if (mute && (!floor || mute.overGrant)) return refuse({ rule: 'R21', because: 'muted', mark: mute.mark });
  if (floor) return { allowed: true, right, reason: { rule: 'R3', because: 'grant', grant: floor } };
  if (muteAll && !muteAll.except.includes(person.id))
    return refuse({ rule: 'R22', because: 'muted-all', mark: muteAll.mark });
  return { allowed: true, right, reason: { rule: 'R15', because: 'not-muted' } };
}
