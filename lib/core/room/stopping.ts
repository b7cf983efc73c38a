import { FailureError, failure } from '../failure.ts';
import { decide } from '../gate/decide.ts';
import type { Override, Person } from '../gate/person.ts';
import { KINDS, type Kind } from '../gate/rights.ts';
import { profileOf } from '../gate/standing.ts';
import type { CommandOf } from './commands.ts';
import { type Publication, publicationsOf } from './room.ts';
import type { Turn } from './turn.ts';

/**
 * R14: takes some kinds away and leaves the others as they are: a floor, an allowance and a denial all say from then on
 * what they are about. It sticks to the person as the whole *Stop* does.
 */
export function stopKinds(turn: Turn, { id }: Person, kinds: readonly Kind[]): void {
  const person = turn.person(id);
  const grant = person.grants.publish;
  if (grant) {
    const left = (grant.kinds ?? profileOf(turn.room.settings, person).kinds).filter(
      (kind) => !kinds.includes(kind),
    );
    const after = left.length ? { ...grant, kinds: left } : null;
    turn.change({ on: 'grant', person: id, right: 'publish', before: grant, after }, 'revoked');
  }
  const before = person.overrides.publish ?? null;
  const after = { ...without(before, kinds), mark: turn.mark() };
  turn.change({ on: 'override', person: id, right: 'publish', before, after }, 'revoked');
}

function without(before: Override | null, kinds: readonly Kind[]): Omit<Override, 'mark'> {
  if (before?.value === 'allow') {
    const left = (before.kinds ?? KINDS).filter((kind) => !kinds.includes(kind));
    return left.length ? { value: 'allow', kinds: left } : { value: 'deny' };
  }
  // A denial of everything says it already.
  if (before && !before.kinds) return { value: 'deny' };
  const denied = KINDS.filter((kind) => kinds.includes(kind) || before?.kinds?.includes(kind));
  return denied.length === KINDS.length ? { value: 'deny' } : { value: 'deny', kinds: denied };
}

/**
 * R14: closes one publication of somebody's and takes no right away, so that they may open it again; the other screens of
 * the same person are left alone. A shared sound that no screen is left for goes with the last of them.
 */
export function stopPublication(turn: Turn, command: CommandOf<'stop-publication'>): void {
  turn.requireModeration('controlCalls');
  const found = turn.room.publications.get(command.publication);
  const owner = found && turn.room.participants.get(found.participant);
  if (!found || !owner) throw new FailureError(failure('not-found', 'This is not being sent any more.'));
  const person = turn.person(owner.person);
  turn.requireRank(person);
  const mark = turn.mark();
  const lists = decide(turn.room.settings, person, { right: 'list' }, turn.now).allowed;
  for (const { id: publication, kind } of withItsSound(turn, found)) {
    const change = { on: 'publication', person: person.id, publication, before: null } as const;
    turn.change({ ...change, after: { kind, mark } });
    turn.say(owner.id, { is: 'stopped', publication, kind, byName: lists ? mark.byName : '' });
  }
}

function withItsSound(turn: Turn, stopped: Publication): readonly Publication[] {
  const own = publicationsOf(turn.room, stopped.participant);
  const screens = own.filter(({ kind }) => kind === 'screen');
  const sounds = own.filter(({ kind }) => kind === 'screenAudio');
  return stopped.kind === 'screen' && screens.length === 1 ? [stopped, ...sounds] : [stopped];
}
