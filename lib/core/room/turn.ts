import { type Failure, FailureError, failure } from '../failure.ts';
import { mayModerate } from '../gate/decide.ts';
import type { Decision, Denied } from '../gate/decision.ts';
import { discreet } from '../gate/discreet.ts';
import { explain } from '../gate/explain.ts';
import type { Mark, Person } from '../gate/person.ts';
import { stranger } from '../gate/person.ts';
import type { ModerationRight } from '../gate/rights.ts';
import { roleOf } from '../gate/standing.ts';
import type { ParticipantId, PersonId } from '../ids.ts';
import { applyChange, type Cause, type Change } from './changes.ts';
import type { Actor, AuditEntry, Command, Effect, Said, Target } from './commands.ts';
import { type Participant, personOf, type Room, type Waiting } from './room.ts';

/** One command being carried out: the room as it becomes, and the effects so far. Local to one call of `step`. */
export class Turn {
  readonly effects: Effect[] = [];
  /** R19: who asks, as they were when they asked: the command may end their own stay. */
  private readonly asker: AuditEntry['actor'];

  constructor(
    public room: Room,
    readonly actor: Actor,
    readonly now: number,
    command: Command,
  ) {
    this.asker = asker(room, actor, command);
  }

  /** The participant who asks; a failure for anybody who is not in the room. */
  self(): Participant {
    const found = this.actor.type === 'participant' ? this.room.participants.get(this.actor.id) : undefined;
    if (!found && this.waiting())
      throw new FailureError(failure('not-joined', 'You are still waiting to be let in.'));
    if (!found) throw new FailureError(failure('not-joined', 'You are not in this room.'));
    return found;
  }

  /** R27: the one who asks, where they are still waiting. */
  waiting(): Waiting | undefined {
    return this.actor.type === 'participant' ? this.room.waiting.get(this.actor.id) : undefined;
  }

  /** Stops here unless the gate said yes. R18: the one who asked is told no name they may not know. */
  require(decision: Decision, asker: Person = personOf(this.room, this.self())): void {
    if (decision.allowed) return;
    throw new FailureError(refusal(discreet(this.room.settings, asker, decision, this.now), this.now));
  }

  /**
   * R10. A backend's authority was checked where it came in; the clock asks nobody.
   *
   * @param or another right that does as well
   */
  requireModeration(needs: ModerationRight, or: ModerationRight = needs): void {
    if (this.actor.type !== 'participant') return;
    const self = personOf(this.room, this.self());
    if (or !== needs && mayModerate(this.room.settings, self, or, this.now).allowed) return;
    this.require(mayModerate(this.room.settings, self, needs, this.now));
  }

  /** R10: an owner is touched by owners only, a moderator by those who may edit moderators. */
  requireRank(target: Person): void {
    const role = target.membership?.role;
    if (this.actor.type !== 'participant' || this.isSelf({ person: target.id })) return;
    if (role === 'moderator') this.requireModeration('editModerators');
    if (role === 'owner' && roleOf(personOf(this.room, this.self()), this.now) !== 'owner') {
      const reason = { rule: 'R10', because: 'not-moderator', needs: 'editModerators' } as const;
      this.require({ allowed: false, right: 'moderate', reason, remedy: { do: 'none' } });
    }
  }

  /** R10, as a question. */
  outranks(target: Person): boolean {
    try {
      this.requireRank(target);
      return true;
    } catch (error) {
      if (error instanceof FailureError) return false;
      throw error;
    }
  }

  /** Whether a target is the person who asks, in this tab or another. */
  isSelf(target: Target): boolean {
    const person =
      'person' in target ? target.person : this.room.participants.get(target.participant)?.person;
    return this.actor.type === 'participant' && this.self().person === person;
  }

  target(target: Target): Person {
    if ('person' in target) {
      const known = this.room.people.get(target.person);
      if (!known && this.actor.type === 'participant')
        throw new FailureError(failure('not-found', 'There is no such person here.'));
      return known ?? stranger(target.person, '');
    }
    const participant = this.room.participants.get(target.participant);
    if (!participant) throw new FailureError(failure('not-found', 'This person is no longer here.'));
    return personOf(this.room, participant);
  }

  person(id: PersonId): Person {
    return this.room.people.get(id) ?? stranger(id, '');
  }

  mark(): Mark {
    return { by: this.asker.person, byName: this.asker.name, at: this.now };
  }

  /** Says something to one participant alone. */
  say(participant: ParticipantId, words: Said): void {
    this.effects.push({ type: 'say', participant, words });
  }

  /** Makes a change so, and has it stored and audited. */
  change(change: Change, cause: Cause = 'asked'): void {
    this.room = applyChange(this.room, change);
    this.effects.push({ type: 'record', entry: { actor: this.asker, at: this.now, cause, change } });
  }
}

function asker(room: Room, actor: Actor, command: Command): AuditEntry['actor'] {
  if (actor.type === 'api') return { person: null, name: actor.name };
  if (actor.type === 'clock' || actor.type === 'engine') return { person: null, name: 'Rostrum' };
  // Who comes in is not there yet.
  if (command.do === 'join') return { person: command.person, name: command.name };
  const participant = room.participants.get(actor.id) ?? room.waiting.get(actor.id);
  return { person: participant?.person ?? null, name: participant?.name ?? '' };
}

/** The gate's no, as a failure for the one who asked. */
export const refusal = (denied: Denied, now: number): Failure => ({
  code: 'refused',
  message: explain(denied, now),
  reason: denied,
});
