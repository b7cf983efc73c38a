import { FailureError, failure } from '../failure.ts';
import type { Denied } from '../gate/decision.ts';
import { profileOf } from '../gate/standing.ts';
import { exceeds, limitsOf } from '../quality/limits.ts';
import type { CommandOf } from './commands.ts';
import { closePublication } from './publishing.ts';
import { personOf } from './room.ts';
import type { Turn } from './turn.ts';

/**
 * R9: the media server measured more than the profile allows, has let none of it pass, and it went on. The publication
 * ends, its owner is told why, and the trail keeps what was measured. It takes no right: within the profile the person
 * may publish again.
 */
export function exceed(turn: Turn, { publication: id, excess }: CommandOf<'exceed'>): void {
  if (turn.actor.type !== 'engine')
    throw new FailureError(failure('bad-request', 'Only what carries media can measure it.'));
  const publication = turn.room.publications.get(id);
  const publisher = publication && turn.room.participants.get(publication.participant);
  if (!publication || !publisher) return;
  const person = personOf(turn.room, publisher);
  const most = limitsOf(profileOf(turn.room.settings, person));
  // The profile may be a wider one by now.
  if (!exceeds(most, publication.kind, excess)) return;
  const { kind, participant } = publication;
  closePublication(turn, id);
  turn.change(
    { on: 'exceeded', person: person.id, before: null, after: { kind, ...excess, most } },
    'revoked',
  );
  const why: Denied = {
    allowed: false,
    right: 'publish',
    kind,
    reason: { rule: 'R9', because: 'exceeded', what: excess.what },
    remedy: { do: 'none' },
  };
  turn.effects.push({ type: 'cut', publication: id, participant, decision: why });
  turn.say(participant, { is: 'exceeded', publication: id, why });
}
