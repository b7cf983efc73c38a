// Over 300 lines: one queue, and everything that passes through it, is read best in one place.
import { type Failure, FailureError, failure } from '@/lib/core/failure.ts';
import { decide } from '@/lib/core/gate/decide.ts';
import { discreet } from '@/lib/core/gate/discreet.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import { type Person, stranger } from '@/lib/core/gate/person.ts';
import type { LinkId, MessageId, ParticipantId, PersonId, PinId, PublicationId } from '@/lib/core/ids.ts';
import type { Excess } from '@/lib/core/quality/limits.ts';
import type { Report } from '@/lib/core/quality/report.ts';
import type { Viewing } from '@/lib/core/quality/viewing.ts';
import { storedBy } from '@/lib/core/room/changes.ts';
import type { Actor, Command, CommandOf, Effect } from '@/lib/core/room/commands.ts';
import { mayComeIn, mustWait } from '@/lib/core/room/entrance.ts';
import { eventsOf, messageSent, type RoomEvent } from '@/lib/core/room/events.ts';
import { type Pin, pinFor, redeemed } from '@/lib/core/room/pins.ts';
import { asItWas, type Live, liveOf, livesOtherwise } from '@/lib/core/room/revival.ts';
import { nextDeadline, type Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import { refusal } from '@/lib/core/room/turn.ts';
import { actsOf } from '@/lib/core/roster/acts.ts';
import { mayRead, type Written } from '@/lib/core/roster/correspondence.ts';
import { look, withoutNames } from '@/lib/core/roster/look.ts';
import { tidings } from '@/lib/core/roster/notices.ts';
import { classKey } from '@/lib/core/roster/sight.ts';
import type { Notice } from '@/lib/core/roster/view.ts';
import { difference, EMPTY_PLAN, isNothing, type Plan, plan, replan, split } from '@/lib/core/routes.ts';
import type { Log } from '../log.ts';
import type { RoomMedia, Signal } from '../media/engine.ts';
import { asSeenBy, Chat, type MessagePage } from './chat.ts';
import { explained, trailFor } from './inquiries.ts';
import { keepLive } from './keep-live.ts';
import type { MessageIds } from './message-ids.ts';
import type { Clock, Delivery, Hooks, LiveStore, MessageStore, Outbox, RoomStore } from './ports.ts';
import { Quality } from './quality.ts';
import { Classes } from './standing.ts';
import type { RoomWay } from './way.ts';

export interface HostParts {
  readonly store: RoomStore;
  readonly messages: MessageStore;
  readonly ids: MessageIds;
  /** Absent where a call ends with the program. */
  readonly live?: LiveStore | undefined;
  readonly media: RoomMedia & Partial<RoomWay>;
  readonly outbox: Outbox;
  /** Absent where nobody outside is ever told anything. */
  readonly hooks?: Hooks | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** One step of a room, after it was stored and told. */
export interface Step {
  readonly before: Room;
  readonly room: Room;
  readonly effects: readonly Effect[];
  readonly at: number;
}

/** R26: what whoever wrote is told: the id, and the time in milliseconds since the epoch. */
export interface Receipt {
  readonly id: MessageId;
  readonly at: number;
}

/** How soon an ending that could not be stored is tried again, milliseconds. */
const RETRY_MS = 1000;

/**
 * One running room: one queue of commands, each carried out whole before the next. Everything that anybody does
 * to a room, over sockets, HTTP or time, comes through `run`.
 */
export class RoomHost {
  private plan: Plan = EMPTY_PLAN;
  private readonly classes = new Classes();
  private readonly chat: Chat;
  private readonly quality: Quality;
  private readonly keeping: ReturnType<typeof keepLive>;
  /** Of messages that were just delivered, by the command that brought them. */
  private readonly receipts = new WeakMap<Command, Receipt>();
  private readonly watchers = new Set<(step: Step) => void>();
  /** When the room was last told of; see `tidings`. */
  private toldAt: number;
  private queue: Promise<unknown> = Promise.resolve();
  private cancelTimer: () => void = () => {};
  private closed = false;
  /** Whether all that was forwarded before this program began may be forwarded still. */
  intact = true;

  constructor(
    private room: Room,
    private readonly parts: HostParts,
  ) {
    this.toldAt = parts.clock.now();
    this.chat = new Chat(room.id, parts);
    this.quality = new Quality(room, {
      ...parts,
      link: (id, quality) => void this.run({ type: 'participant', id }, { do: 'link', quality }),
    });
    this.keeping = keepLive(room.id, () => liveOf(this.room), parts);
    this.schedule();
  }

  /** The room as it is now. */
  get state(): Room {
    return this.room;
  }

  /**
   * Carries out a command; null when it was done, otherwise why not. What it changed is stored by then.
   *
   * @param unless asked when it is this command's turn: what it gives back is answered instead, and nothing done
   */
  run(actor: Actor, command: Command, unless?: (room: Room) => Failure | null): Promise<Failure | null> {
    const done = this.queue.then(() => this.perform(actor, command, unless));
    this.queue = done.catch(() => {});
    return done.catch((error: unknown) => {
      this.parts.log.error({ err: error, room: this.room.id, command: command.do }, 'command failed');
      return failure('internal', 'Something went wrong on our side. Nothing was changed.');
    });
  }

  /**
   * R20: those who were here when the program ended, as if their sockets had been lost this moment.
   *
   * @param at when that was known last
   */
  async revive(live: Live, at: number): Promise<void> {
    const before = plan(asItWas(this.room, live), at);
    for (const { id } of live.participants) this.parts.outbox.expect(id);
    await this.run({ type: 'clock' }, { do: 'revive', live });
    this.intact = isNothing(split(difference(before, this.plan), before).cut);
    if (this.intact) this.parts.media.inherit();
  }

  /**
   * What somebody outside would be allowed, with a PIN or without; names nobody.
   * @throws FailureError for a PIN that is not valid, and where the room’s media has no way to travel here
   */
  look(id: PersonId, name: string, pin?: string) {
    const { missing } = this.parts.media;
    if (missing) throw new FailureError(missing);
    // Whoever looks in means to come in: the media server makes the room meanwhile.
    this.parts.media.warm?.();
    const now = this.parts.clock.now();
    const { settings } = this.room;
    const known = this.room.people.get(id) ?? stranger(id, name);
    const person = pin === undefined ? known : redeemed(pinFor(this.room, pin, known, now), known, name, now);
    const ask = (question: Parameters<typeof decide>[2]) =>
      withoutNames(decide(settings, person, question, now));
    return {
      room: { name: settings.name, preset: settings.preset },
      role: person.membership?.role ?? ('guest' as const),
      enter: withoutNames(mayComeIn(this.room, person, now)),
      waits: mustWait(this.room, person, now),
      muteOnEntry: settings.muteOnEntry,
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

  /**
   * R26: writes a message, kept by then where the room keeps messages.
   * @throws FailureError
   */
  async say(actor: Actor, command: CommandOf<'say'>): Promise<Receipt> {
    const failed = await this.run(actor, command);
    if (failed) throw new FailureError(failed);
    const receipt = this.receipts.get(command);
    if (!receipt) throw new Error('A message was carried out and not delivered.');
    return receipt;
  }

  /** R26: takes a message from everybody's sight, and its text out of the store. */
  async removeMessage(actor: Actor, message: MessageId): Promise<Failure | null> {
    const ends = await this.chat.ends(message);
    const unless = () =>
      this.chat.isRemoved(message) ? failure('not-found', 'This message is removed already.') : null;
    return this.run(actor, { do: 'remove-message', message, ends }, ends ? unless : undefined);
  }

  /**
   * R26: what was written before, as this participant may know it. The gate is asked before anything is read, and
   * again when it is about to be told.
   * @throws FailureError
   */
  async history(id: ParticipantId, before: MessageId | undefined, limit: number): Promise<MessagePage> {
    const reader = async () => {
      const room = await this.settled();
      const viewer = room.participants.get(id);
      if (!viewer) throw new FailureError(failure('not-joined', 'You are not in this room.'));
      const now = this.parts.clock.now();
      const answer = mayRead(room, viewer, now);
      if (!answer.allowed) {
        const told = discreet(
          room.settings,
          room.people.get(viewer.person) ?? stranger(viewer.person, ''),
          answer,
          now,
        );
        throw new FailureError(refusal(told, now));
      }
      return { room, viewer, now };
    };
    const asker = await reader();
    if (!asker.room.settings.storeMessages) return { messages: [], more: false, kept: false };
    const page = await this.chat.page(asker.viewer.person, before, limit);
    if ('code' in page) throw new FailureError(page);
    const { room, viewer, now } = await reader();
    // What was removed while it was being read is not told any more.
    const messages = page.messages.map((one) => (this.chat.isRemoved(one.id) ? { ...one, text: null } : one));
    return { messages: asSeenBy(room, viewer, messages, now), more: page.more, kept: true };
  }

  /** R26: what is kept of what everybody was told, for backends: a private message is for two. @throws FailureError */
  async messages(before: MessageId | undefined, limit: number) {
    const page = await this.chat.page(null, before, limit);
    if ('code' in page) throw new FailureError(page);
    return page;
  }

  /** R30: whether the engine hears who talks; if not, each browser says so of its own microphone. */
  get hears(): boolean {
    return this.parts.media.hears;
  }

  /** R30: what the engine hears. It may say so in the middle of a step: this waits for its turn like everything else. */
  heard(publication: PublicationId, talking: boolean): void {
    void this.run({ type: 'engine' }, { do: 'talk', publication, talking });
  }

  /** R9: what the engine measured. */
  exceeded(publication: PublicationId, excess: Excess): void {
    void this.run({ type: 'engine' }, { do: 'exceed', publication, excess });
  }

  /** Every right of somebody who is here, with its reason, for those who control the call. @throws FailureError */
  async explain(asker: ParticipantId, target: ParticipantId) {
    return explained(await this.settled(), asker, target, this.parts.clock.now());
  }

  /** R19: what was changed in this room, the newest first, for its owners. @throws FailureError */
  trail(asker: ParticipantId, before: number | undefined, limit: number) {
    const { store, clock } = this.parts;
    return trailFor(() => this.settled(), asker, { before, limit }, store, clock);
  }

  /** A description or candidate for one of a participant's own links. The engine knows which routes stand. */
  signal(participant: ParticipantId, link: LinkId, signal: Signal): Failure | null {
    return this.room.participants.has(participant)
      ? this.parts.media.signal(participant, link, signal)
      : failure('not-joined', 'You are not in this room.');
  }

  restartLink(participant: ParticipantId, link: LinkId): Failure | null {
    return this.room.participants.has(participant)
      ? this.parts.media.restart(participant, link)
      : failure('not-joined', 'You are not in this room.');
  }

  linkFailed(participant: ParticipantId, link: LinkId): Failure | null {
    return this.room.participants.has(participant)
      ? this.parts.media.failed(participant, link)
      : failure('not-joined', 'You are not in this room.');
  }

  /** R35: what a participant's page shows now. */
  viewing(participant: ParticipantId, viewing: Viewing): Failure | null {
    if (!this.room.participants.has(participant)) return failure('not-joined', 'You are not in this room.');
    this.quality.viewing(participant, viewing);
    return null;
  }

  /** R34, R35: what a participant's browser measured. */
  measured(participant: ParticipantId, report: Report): Failure | null {
    if (!this.room.participants.has(participant)) return failure('not-joined', 'You are not in this room.');
    this.quality.measured(participant, report);
    return null;
  }

  /** Tells a participant everything anew: a returning socket may have missed notices. */
  refresh(id: ParticipantId): void {
    const participant = this.room.participants.get(id);
    if (!participant) return;
    this.parts.outbox.tell(id, [{ is: 'view', view: look(this.room, participant, this.toldAt) }]);
    this.quality.refresh(id);
  }

  /** Whether nobody is here and nothing is due, so that the room may rest in the store. */
  get idle(): boolean {
    // A membership that ends some day ends when the room is next loaded; a grant is ended on time.
    const due = [...this.room.deadlines.keys()].some((key) => !key.startsWith('member:'));
    const { participants, waiting } = this.room;
    return participants.size + waiting.size === 0 && this.watchers.size === 0 && !due;
  }

  /** @param stops the program ends, and the call may go on without it until the next run is there */
  async close(stops = false): Promise<void> {
    this.closed = true;
    this.cancelTimer();
    await this.queue;
    await this.keeping.close();
    await (stops ? this.parts.media.bequeath() : this.parts.media.close());
  }

  private get isDue(): boolean {
    const due = nextDeadline(this.room);
    return due !== null && due <= this.parts.clock.now();
  }

  /** Calls back after every step that changed the room, until the returned function is called. */
  watch(watcher: (step: Step) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** The room once everything is carried out that was asked, or that time has ended, before now. */
  async settled(): Promise<Room> {
    await this.run({ type: 'clock' }, { do: 'tick' });
    return this.room;
  }

  private async perform(
    actor: Actor,
    command: Command,
    unless?: (room: Room) => Failure | null,
  ): Promise<Failure | null> {
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
    const stopped =
      unless?.(this.room) ?? this.noWay(command) ?? this.chat.tooFast(this.room, actor, command);
    if (stopped) return stopped;
    return this.carryOut(actor, command);
  }

  /** Why a command cannot be meant here, where media would have no way to travel. */
  private noWay(command: Command): Failure | null {
    const { media } = this.parts;
    if (command.do === 'join') return media.missing ?? null;
    const topology = command.do === 'settings' ? command.patch.topology : undefined;
    return topology === undefined || topology === this.room.settings.topology
      ? null
      : (media.check?.(topology) ?? null);
  }

  /** Another way for all media, at once: every link is closed and opened anew, and nothing else changes. */
  private async changeWay(): Promise<void> {
    const { media, log } = this.parts;
    const { topology, codec } = this.room.settings;
    if (!media.differs?.({ topology, codec })) return;
    await media.change?.({ topology, codec });
    log.info({ room: this.room.id, topology, codec }, 'media goes another way');
    await media.apply(difference(EMPTY_PLAN, this.plan));
    this.quality.renew();
  }

  private async carryOut(actor: Actor, command: Command): Promise<Failure | null> {
    const { media, clock, log } = this.parts;
    const now = clock.now();
    const before = this.room;
    const outcome = step(before, actor, command, now);
    if (outcome.failure) return outcome.failure;
    if (outcome.room === before && outcome.effects.every(({ type }) => type === 'say')) {
      this.whisper(outcome.effects);
      return null;
    }

    const next = replan(this.plan, before, outcome.room, now);
    const { cut, add } = split(difference(this.plan, next), this.plan);
    // A loss is in force where packets flow before it is stored, and long before anybody is told.
    if (!isNothing(cut)) await media.apply(cut);
    let deliveries: readonly Delivery[];
    let written: readonly Written[];
    try {
      // Outside, a call that outlives a restart has neither ended nor begun.
      const was = command.do === 'revive' ? asItWas(before, command.live) : before;
      deliveries = this.told(outcome.room, () => eventsOf(was, outcome.room, outcome.effects), now);
      await this.store(outcome.effects, outcome.room, deliveries, now);
      const kept = await this.chat.keep(outcome.effects, (id, message) =>
        this.told(outcome.room, () => messageSent(id, message), now),
      );
      written = kept.written;
      deliveries = [...deliveries, ...kept.deliveries];
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
    if (livesOtherwise(before, this.room)) this.keeping.soon(this.room.participants.size);
    this.tell(before, outcome.effects, now);
    this.chat.tell(this.room, outcome.effects, written, this.classes.classes(), now);
    for (const { id, at } of written) this.receipts.set(command, { id, at });
    if (deliveries.length) this.parts.hooks?.stored(before.id, deliveries);
    if (media.differs?.(this.room.settings)) await this.changeWay();
    else if (!isNothing(add)) void media.apply(add);
    this.quality.stepped(before, this.room, this.plan);
    this.schedule();
    for (const watcher of this.watchers)
      watcher({ before, room: this.room, effects: outcome.effects, at: now });
    return null;
  }

  /** What somebody outside wants to be told of a step. It is stored with the step, and sent only after that. */
  private told(room: Room, events: () => readonly RoomEvent[], now: number): readonly Delivery[] {
    const { hooks } = this.parts;
    return hooks?.wanted(room.id) ? hooks.addressed(room, events(), now) : [];
  }

  private async store(
    effects: readonly Effect[],
    room: Room,
    deliveries: readonly Delivery[],
    at: number,
  ): Promise<void> {
    const entries = effects.flatMap((effect) => (effect.type === 'record' ? [effect.entry] : []));
    if (!entries.length && !deliveries.length) return;
    const people = new Map<PersonId, Person>();
    for (const { change } of entries) {
      if ('person' in change && storedBy(change) === 'person') {
        people.set(change.person, room.people.get(change.person) ?? stranger(change.person, ''));
      }
    }
    const settings = entries.some(({ change }) => storedBy(change) === 'room') ? room.settings : null;
    const pins = new Map<PinId, Pin | null>();
    for (const { change } of entries) {
      if (change.on !== 'pin') continue;
      if (change.before) pins.set(change.before.id, null);
      if (change.after) pins.set(change.after.id, change.after);
    }
    await this.parts.store.record(room.id, {
      entries,
      settings,
      people: [...people.values()],
      pins: [...pins.values()].filter((pin) => pin !== null),
      removedPins: [...pins].flatMap(([id, pin]) => (pin ? [] : [id])),
      removedMessages: this.chat.removals(effects),
      deliveries,
      at,
    });
  }

  /** First those whose stay ended, then each person about themselves, then those who may know. */
  private tell(before: Room, effects: readonly Effect[], now: number): void {
    const { outbox } = this.parts;
    // Of what is about to be gone they know what it is, and hear first why it goes.
    this.whisper(effects.filter(isFarewell));
    for (const effect of effects) if (effect.type === 'ended') outbox.end(effect.participant, effect.reason);

    const { classes, single, alike, shared } = tidings(before, this.toldAt, this.room, now, this.classes);
    this.toldAt = now;
    for (const [participant, notices] of single) outbox.tell(participant, notices);
    // Those with a new view already know this step; they hear their class from the next one on.
    for (const participant of classes.keys()) outbox.assign(participant, this.room.id, null);
    const forHosts = this.hostsHear(before, effects);
    for (const { cls, notices } of shared) {
      const key = classKey(cls);
      const own = alike.find((one) => classKey(one.cls) === key);
      const ofSelf: readonly Notice[] = own ? [{ is: 'self-too', self: own.self }] : [];
      if (own?.except.length) outbox.tellClass(this.room.id, key, ofSelf, own.except);
      const common = own && !own.except.length ? [...ofSelf, ...notices] : notices;
      const all = cls.sight === 'control' ? [...common, ...forHosts] : common;
      if (all.length) outbox.tellClass(this.room.id, key, all);
    }
    for (const [participant, cls] of classes) {
      if (cls) {
        this.classes.set(participant, cls);
        outbox.assign(participant, this.room.id, classKey(cls));
      } else this.classes.delete(participant);
    }
    this.whisper(effects.filter((effect) => !isFarewell(effect)));
  }

  /** R19: what those who control the call hear besides: each other's acts, and that there is something new to read. */
  private hostsHear(before: Room, effects: readonly Effect[]): readonly Notice[] {
    if (!effects.some(({ type }) => type === 'record')) return [];
    return [...actsOf(before, effects).map((act) => ({ is: 'act', act }) as const), { is: 'trail' }];
  }

  /** What is said to one participant alone, once they know what it is about. */
  private whisper(effects: readonly Effect[]): void {
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

/** Why something of one's own is about to be gone. */
const isFarewell = (effect: Effect) =>
  effect.type === 'say' && (effect.words.is === 'stopped' || effect.words.is === 'exceeded');
