import { type Failure, failure } from '@/lib/core/failure.ts';
import { decide, mayEnter } from '@/lib/core/gate/decide.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import { type Person, stranger } from '@/lib/core/gate/person.ts';
import type { LinkId, ParticipantId, PersonId } from '@/lib/core/ids.ts';
import { storedBy } from '@/lib/core/room/changes.ts';
import type { Actor, Command, Effect } from '@/lib/core/room/commands.ts';
import { nextDeadline, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import { look, withoutNames } from '@/lib/core/roster/look.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { classKey, type ViewClass } from '@/lib/core/roster/sight.ts';
import { difference, EMPTY_PLAN, isNothing, type Plan, plan, replan, split } from '@/lib/core/routes.ts';
import type { Log } from '../log.ts';
import type { RoomMedia, Signal } from '../media/engine.ts';
import type { Clock, Outbox, RoomStore } from './ports.ts';

export interface HostParts {
  readonly store: RoomStore;
  readonly media: RoomMedia;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
}

/** How soon an ending that could not be stored is tried again, milliseconds. */
const RETRY_MS = 1000;

/**
 * One running room: one queue of commands, each carried out whole before the next. Everything that anybody does
 * to a room, over sockets, HTTP or time, comes through `run`.
 */
export class RoomHost {
  private plan: Plan = EMPTY_PLAN;
  private readonly classes = new Map<ParticipantId, ViewClass>();
  /** When the room was last told of; see `tidings`. */
  private toldAt: number;
  private queue: Promise<unknown> = Promise.resolve();
  private cancelTimer: () => void = () => {};
  private closed = false;

  constructor(
    private room: Room,
    private readonly parts: HostParts,
  ) {
    this.toldAt = parts.clock.now();
    this.schedule();
  }

  /** The room as it is now. */
  get state(): Room {
    return this.room;
  }

  /** Carries out a command; null when it was done, otherwise why not. What it changed is stored by then. */
  run(actor: Actor, command: Command): Promise<Failure | null> {
    const done = this.queue.then(() => this.perform(actor, command));
    this.queue = done.catch(() => {});
    return done.catch((error: unknown) => {
      this.parts.log.error({ err: error, room: this.room.id, command: command.do }, 'command failed');
      return failure('internal', 'Something went wrong on our side. Nothing was changed.');
    });
  }

  /** What somebody outside would be allowed; names nobody. */
  look(id: PersonId, name: string) {
    const now = this.parts.clock.now();
    const { settings } = this.room;
    const person = this.room.people.get(id) ?? stranger(id, name);
    const ask = (question: Parameters<typeof decide>[2]) =>
      withoutNames(decide(settings, person, question, now));
    return {
      room: { name: settings.name, preset: settings.preset },
      role: person.membership?.role ?? ('guest' as const),
      enter: withoutNames(mayEnter(settings, person, this.room.participants.size, now)),
      publish: {
        microphone: ask({ right: 'publish', kind: 'microphone' }),
        camera: ask({ right: 'publish', kind: 'camera' }),
        screen: ask({ right: 'publish', kind: 'screen' }),
        screenAudio: ask({ right: 'publish', kind: 'screenAudio' }),
      },
      subscribe: {
        audio: ask({ right: 'subscribe', medium: 'audio' }),
        video: ask({ right: 'subscribe', medium: 'video' }),
      },
      unmute: withoutNames(mayUnmute(settings, person, now)),
    };
  }

  /** A description or candidate for one of a participant's own links. The engine knows which routes stand. */
  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null {
    return this.room.participants.has(participant)
      ? this.parts.media.signal(participant, link, signal)
      : failure('not-joined', 'You are not in this room.');
  }

  linkFailed(participant: ParticipantId, link: LinkId): Failure | null {
    return this.room.participants.has(participant)
      ? this.parts.media.failed(participant, link)
      : failure('not-joined', 'You are not in this room.');
  }

  /** Tells a participant everything anew: a returning socket may have missed notices. */
  refresh(id: ParticipantId): void {
    const participant = this.room.participants.get(id);
    if (!participant) return;
    this.parts.outbox.tell(id, [{ is: 'view', view: look(this.room, participant, this.toldAt) }]);
  }

  /** Whether nobody is here and nothing is due, so that the room may rest in the store. */
  get idle(): boolean {
    return this.room.participants.size === 0 && nextDeadline(this.room) === null;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cancelTimer();
    await this.queue;
    await this.parts.media.close();
  }

  private get isDue(): boolean {
    const due = nextDeadline(this.room);
    return due !== null && due <= this.parts.clock.now();
  }

  private async perform(actor: Actor, command: Command): Promise<Failure | null> {
    if (this.closed) return failure('unavailable', 'This room is just closing. Please try again.');
    // R20: what time has ended is ended before anybody is asked anything.
    while (this.isDue) {
      const before = this.room;
      const failed = await this.carryOut({ type: 'clock' }, { do: 'tick' });
      if (failed) return failed;
      if (this.room === before) break;
    }
    if (command.do === 'tick' && actor.type === 'clock') {
      // A timer may go off early, and one that is far off goes off on the way.
      if (!this.isDue) this.schedule();
      return null;
    }
    return this.carryOut(actor, command);
  }

  private async carryOut(actor: Actor, command: Command): Promise<Failure | null> {
    const { media, clock, log } = this.parts;
    const now = clock.now();
    const before = this.room;
    const outcome = step(before, actor, command, now);
    if (outcome.failure) return outcome.failure;
    if (outcome.room === before) {
      this.say(outcome.effects);
      return null;
    }

    const next = replan(this.plan, before, outcome.room, now);
    const { cut, add } = split(difference(this.plan, next), this.plan);
    // A loss is in force where packets flow before it is stored, and long before anybody is told.
    if (!isNothing(cut)) await media.apply(cut);
    try {
      await this.store(outcome.effects, outcome.room);
    } catch (error) {
      log.error({ err: error, room: before.id, command: command.do }, 'could not store; undone');
      // Nothing was changed; but what the room does not allow at this moment, because time has ended it, stays cut.
      const standing = plan(before, now);
      await media.apply(difference(next, standing));
      this.plan = standing;
      this.schedule(now + RETRY_MS);
      return failure('unavailable', 'This could not be saved, so nothing was changed. Please try again.');
    }

    this.room = outcome.room;
    this.plan = next;
    this.tell(before, outcome.effects, now);
    if (!isNothing(add)) void media.apply(add);
    this.schedule();
    return null;
  }

  private async store(effects: readonly Effect[], room: Room): Promise<void> {
    const entries = effects.flatMap((effect) => (effect.type === 'record' ? [effect.entry] : []));
    if (!entries.length) return;
    const people = new Map<PersonId, Person>();
    for (const { change } of entries) {
      if ('person' in change && storedBy(change) === 'person') {
        people.set(change.person, room.people.get(change.person) ?? stranger(change.person, ''));
      }
    }
    const settings = entries.some(({ change }) => storedBy(change) === 'room') ? room.settings : null;
    await this.parts.store.record(room.id, { entries, settings, people: [...people.values()] });
  }

  /** First those whose stay ended, then each person about themselves, then those who may know. */
  private tell(before: Room, effects: readonly Effect[], now: number): void {
    const { outbox } = this.parts;
    for (const effect of effects) if (effect.type === 'ended') outbox.end(effect.participant, effect.reason);

    const { classes, single, shared } = tidings(before, this.toldAt, this.room, now, this.classes);
    this.toldAt = now;
    for (const [participant, notices] of single) outbox.tell(participant, notices);
    // Those with a new view already know this step; they hear their class from the next one on.
    for (const participant of classes.keys()) outbox.assign(participant, this.room.id, null);
    for (const { cls, notices } of shared) outbox.tellClass(this.room.id, classKey(cls), notices);
    for (const [participant, cls] of classes) {
      if (cls) {
        this.classes.set(participant, cls);
        outbox.assign(participant, this.room.id, classKey(cls));
      } else this.classes.delete(participant);
    }
    this.say(effects);
  }

  /** What is said to one participant alone, once they know what it is about. */
  private say(effects: readonly Effect[]): void {
    for (const effect of effects)
      if (effect.type === 'say') this.parts.outbox.tell(effect.participant, [effect.words]);
  }

  private schedule(earliest = 0): void {
    this.cancelTimer();
    const due = nextDeadline(this.room);
    if (due === null || this.closed) return;
    const tick = () => void this.run({ type: 'clock' }, { do: 'tick' });
    this.cancelTimer = this.parts.clock.at(Math.max(due, earliest), tick);
  }
}
