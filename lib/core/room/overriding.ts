import type { Kind, Medium, Right } from '../gate/rights.ts';
import type { PersonId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import type { Turn } from './turn.ts';

export function override(turn: Turn, { target, right, value, media, kinds }: CommandOf<'override'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(target);
  turn.requireRank(person);
  setOverride(turn, person.id, right, value, { media, kinds });
}

/** R4, R5. Media are kept for an allowed `subscribe` alone, kinds for `publish`; without either, it is about all. */
export function setOverride(
  turn: Turn,
  id: PersonId,
  right: Right,
  value: 'allow' | 'deny' | null,
  named: {
    readonly media?: readonly Medium[] | undefined;
    readonly kinds?: readonly Kind[] | undefined;
  } = {},
): void {
  const before = turn.person(id).overrides[right] ?? null;
  const { media, kinds } = named;
  if ((before?.value ?? null) === value && !media && !kinds && !before?.media && !before?.kinds) return;
  const some = {
    ...(right === 'subscribe' && value === 'allow' && media && { media }),
    ...(right === 'publish' && kinds && { kinds }),
  };
  const after = value === null ? null : { value, ...some, mark: turn.mark() };
  turn.change({ on: 'override', person: id, right, before, after });
}
