import type { RoomSettings } from '../room/settings.ts';
import { decide } from './decide.ts';
import type { Decision, Reason } from './decision.ts';
import type { Mark, Person } from './person.ts';

/** R18: a decision as it may be told to this person: who may not list learns no name from a reason either. */
export const discreet = <Told extends Decision>(
  settings: RoomSettings,
  person: Person,
  decision: Told,
  now: number,
): Told => (decide(settings, person, { right: 'list' }, now).allowed ? decision : withoutNames(decision));

/** The same decision without anybody's name or identity. */
export function withoutNames<Told extends Decision>(decision: Told): Told {
  return { ...decision, reason: anonymous(decision.reason) };
}

const nobody = (mark: Mark): Mark => ({ by: null, byName: '', at: mark.at });

function anonymous(reason: Reason): Reason {
  if (reason.because === 'grant')
    return { ...reason, grant: { ...reason.grant, mark: nobody(reason.grant.mark) } };
  if ('mark' in reason && reason.mark) return { ...reason, mark: nobody(reason.mark) } as Reason;
  return reason;
}
