import { type Failure, failure } from '@/lib/core/failure.ts';
import type { MessageId, PersonId, RoomId } from '@/lib/core/ids.ts';
import type { Actor, Command, Effect } from '@/lib/core/room/commands.ts';
import type { Message, MessageEnds } from '@/lib/core/room/messages.ts';
import type { Participant, Room } from '@/lib/core/room/room.ts';
import {
  type Deliveries,
  deliver,
  deliverData,
  deliverRemoval,
  lookAtMessage,
  type Written,
} from '@/lib/core/roster/correspondence.ts';
import { classKey, type ViewClass } from '@/lib/core/roster/sight.ts';
import type { MessageView } from '@/lib/core/roster/view.ts';
import type { MessageIds } from './message-ids.ts';
import type { Clock, Delivery, KeptMessage, MessageStore, Outbox, RoomStore } from './ports.ts';

export interface ChatParts {
  readonly store: RoomStore;
  readonly messages: MessageStore;
  readonly ids: MessageIds;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** R26: what one person may write within a time, in all their tabs together. */
const RATES = {
  say: { count: 10, ms: 10_000, words: 'You are writing too fast.' },
  'send-data': { count: 100, ms: 10_000, words: 'Your app is sending too much at once.' },
} as const;
/** How many messages that are not kept can still be removed; of these, the ends are remembered and no text. */
const REMEMBERED = 1_000;

/** Of a step that alters nothing stored. */
const NOTHING = { entries: [], settings: null, people: [], pins: [], removedPins: [], removedMessages: [] };

/** A page of what was written, oldest first. */
export interface MessagePage {
  readonly messages: readonly MessageView[];
  /** Whether there is more before it. */
  readonly more: boolean;
  /** Whether this room keeps messages at all. */
  readonly kept: boolean;
}

/** The messages of one room: their ids, their rate, their keeping and their delivery. The gate is not asked here. */
export class Chat {
  /** When each person wrote lately. */
  private readonly lately = new Map<string, number[]>();
  private readonly unkept = new Map<MessageId, MessageEnds>();
  private readonly removed = new Set<MessageId>();

  constructor(
    private readonly room: RoomId,
    private readonly parts: ChatParts,
  ) {}

  /** A failure for somebody who writes too fast. Backends are not counted: they have authority of their own. */
  tooFast(room: Room, actor: Actor, command: Command): Failure | null {
    if (command.do !== 'say' && command.do !== 'send-data') return null;
    const person = actor.type === 'participant' ? room.participants.get(actor.id)?.person : undefined;
    if (!person) return null;
    const { count, ms, words } = RATES[command.do];
    const now = this.parts.clock.now();
    const key = `${command.do} ${person}`;
    const times = (this.lately.get(key) ?? []).filter((time) => time > now - ms);
    const [first] = times;
    if (first !== undefined && times.length >= count) {
      const seconds = Math.max(1, Math.ceil((first + ms - now) / 1000));
      return failure('rate-limited', `${words} Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`);
    }
    if (!times.length && this.lately.size >= REMEMBERED)
      for (const [other, when] of this.lately) if ((when.at(-1) ?? 0) <= now - ms) this.lately.delete(other);
    this.lately.set(key, [...times, now]);
    return null;
  }

  /**
   * Gives each message of a step its id, and keeps those that are to be kept, with what is to be told of each outside.
   * Delivered by `tell`.
   * @param told what is to be told of a message with this id
   */
  async keep(
    effects: readonly Effect[],
    told: (id: MessageId, message: Message) => readonly Delivery[],
  ): Promise<{ readonly written: readonly Written[]; readonly deliveries: readonly Delivery[] }> {
    const { ids, messages, store } = this.parts;
    const written: Written[] = [];
    const deliveries: Delivery[] = [];
    for (const effect of effects) {
      if (effect.type !== 'message') continue;
      const { message } = effect;
      let outside: readonly Delivery[] = [];
      const tellOf = (id: MessageId) => {
        outside = told(id, message);
        return outside;
      };
      let id: MessageId;
      if (message.kept) {
        id = ids.of(
          this.room,
          await messages.add(this.room, message, (number) => tellOf(ids.of(this.room, number))),
        );
      } else {
        id = ids.fresh();
        if (tellOf(id).length)
          await store.record(this.room, { ...NOTHING, deliveries: outside, at: message.at });
        remember(this.unkept, id, { sender: message.sender, to: message.to });
      }
      deliveries.push(...outside);
      written.push({ ...message, id });
    }
    return { written, deliveries };
  }

  /** What the store has to take the text of, with who removed it. */
  removals(effects: readonly Effect[]) {
    return effects.flatMap((effect) => {
      if (effect.type !== 'record' || effect.entry.change.on !== 'message') return [];
      const { message, after } = effect.entry.change;
      const number = this.unkept.has(message) ? null : this.parts.ids.number(this.room, message);
      return number === null ? [] : [{ number, mark: after }];
    });
  }

  /** Tells whoever may be told. */
  tell(
    room: Room,
    effects: readonly Effect[],
    written: readonly Written[],
    standing: Iterable<ViewClass>,
    now: number,
  ): void {
    const classes = [...standing];
    for (const message of written) this.send(room.id, deliver(room, message, classes, now));
    for (const effect of effects) {
      if (effect.type === 'data') this.send(room.id, deliverData(room, effect.message, classes, now));
      if (effect.type !== 'message-removed') continue;
      remember(this.removed, effect.message);
      this.send(room.id, deliverRemoval(room, effect.message, effect.ends, classes, now));
    }
  }

  private send(room: RoomId, { shared, except, single }: Deliveries): void {
    for (const [participant, notice] of single) this.parts.outbox.tell(participant, [notice]);
    for (const { cls, notice } of shared) this.parts.outbox.tellClass(room, classKey(cls), [notice], except);
  }

  /** The ends of a message, as far as it is known and not removed. */
  async ends(id: MessageId): Promise<MessageEnds | null> {
    if (this.removed.has(id)) return null;
    const unkept = this.unkept.get(id);
    if (unkept) return unkept;
    const found = await this.find(id);
    return found && found.text !== null ? { sender: found.sender, to: found.to } : null;
  }

  /** Whether it was removed since this room runs: two may ask for it at one moment. */
  isRemoved(id: MessageId): boolean {
    return this.removed.has(id);
  }

  private async find(id: MessageId): Promise<KeptMessage | null> {
    const number = this.parts.ids.number(this.room, id);
    return number === null ? null : this.parts.messages.find(this.room, number, this.parts.clock.now());
  }

  /** What is kept and may concern one person, or with null anybody; not yet as a viewer may know it. */
  async page(
    person: PersonId | null,
    before: MessageId | undefined,
    limit: number,
  ): Promise<{ readonly messages: readonly Written[]; readonly more: boolean } | Failure> {
    const number = before === undefined ? undefined : this.parts.ids.number(this.room, before);
    if (number === null) return failure('bad-request', 'before: is no message of this room.');
    const found = await this.parts.messages.page(this.room, {
      person: person ?? undefined,
      before: number,
      limit: limit + 1,
      now: this.parts.clock.now(),
    });
    const page = found.slice(-limit);
    return {
      messages: page.map(({ number, ...message }) => ({
        ...message,
        id: this.parts.ids.of(this.room, number),
      })),
      more: found.length > limit,
    };
  }
}

/** R26: each as this viewer may know it now. */
export const asSeenBy = (
  room: Room,
  viewer: Participant,
  messages: readonly Written[],
  now: number,
): MessageView[] => messages.flatMap((message) => lookAtMessage(room, message, viewer, now) ?? []);

/** Remembers one more, and forgets the oldest beyond what is remembered. */
function remember(into: Set<MessageId>, id: MessageId): void;
function remember(into: Map<MessageId, MessageEnds>, id: MessageId, ends: MessageEnds): void;
function remember(into: Set<MessageId> | Map<MessageId, MessageEnds>, id: MessageId, ends?: MessageEnds) {
  if (into instanceof Map) into.set(id, ends as MessageEnds);
  else into.add(id);
  const [oldest] = into.keys();
  if (into.size > REMEMBERED && oldest !== undefined) into.delete(oldest);
}
