import { decide } from '../gate/decide.ts';
import type { MessageId, ParticipantId, PersonId } from '../ids.ts';
import type { DataMessage, Message, MessageEnds } from '../room/messages.ts';
import { type Participant, personOf, type Room } from '../room/room.ts';
import { seesPeople, type ViewClass, viewClass } from './sight.ts';
import type { MessageView, Notice, WriterView } from './view.ts';

/** A message with its id, as it is delivered and kept. The text is null once it was removed. */
export interface Written extends MessageEnds {
  readonly id: MessageId;
  readonly senderName: string;
  readonly text: string | null;
  readonly at: number;
}

/** Who is told of a message: whole classes, but for those who are told by themselves. */
export interface Deliveries {
  readonly shared: readonly { readonly cls: ViewClass; readonly notice: Notice }[];
  readonly except: readonly ParticipantId[];
  readonly single: ReadonlyMap<ParticipantId, Notice>;
}

/** R26: a message as everybody of one class may know it, but for its two ends. */
const forClass = (room: Room, message: Written, { sight }: ViewClass): MessageView => ({
  id: message.id,
  at: message.at,
  text: message.text,
  own: false,
  from: sight === 'nothing' ? null : writerOf(room, message, seesPeople(sight)),
  to: null,
});

/**
 * R26: a message as one participant may know it, asked of the gate now; null where nothing of it is theirs. For
 * what has just been written, and for what was kept, alike.
 */
export function lookAtMessage(
  room: Room,
  message: Written,
  viewer: Participant,
  now: number,
): MessageView | null {
  const cls = viewClass(room, viewer, now);
  const own = message.sender === viewer.person;
  if (!cls.receives || (message.to !== null && !own && message.to !== viewer.person)) return null;
  const seen = forClass(room, message, cls);
  const to = message.to && { name: cls.sight === 'nothing' ? null : nameOf(room, message.to) };
  return { ...seen, own, to, ...(own && { from: writerOf(room, message, seesPeople(cls.sight)) }) };
}

/**
 * R26: who is told of something written. Costs the number of classes and of the two ends' tabs.
 * @param standing the classes that viewers have now, each once
 */
export function deliver(
  room: Room,
  message: Written,
  standing: Iterable<ViewClass>,
  now: number,
): Deliveries {
  const single = new Map<ParticipantId, Notice>();
  for (const participant of atTheEnds(room, message)) {
    const seen = lookAtMessage(room, message, participant, now);
    if (seen) single.set(participant.id, { is: 'message', message: seen });
  }
  const notice = (cls: ViewClass): Notice => ({ is: 'message', message: forClass(room, message, cls) });
  return { ...toClasses(room, message, standing, notice), single };
}

/** R26: what apps send. The sender's own tabs are told nothing: they know. */
export function deliverData(
  room: Room,
  message: DataMessage,
  standing: Iterable<ViewClass>,
  now: number,
): Deliveries {
  const notice = ({ sight }: ViewClass): Notice => ({
    is: 'data',
    message: {
      data: message.data,
      at: message.at,
      from: sight === 'nothing' ? null : writerOf(room, message, seesPeople(sight)),
      private: message.to !== null,
    },
  });
  const single = new Map<ParticipantId, Notice>();
  for (const participant of atTheEnds(room, message)) {
    if (participant.person === message.sender) continue;
    const cls = viewClass(room, participant, now);
    if (cls.receives) single.set(participant.id, notice(cls));
  }
  return { ...toClasses(room, message, standing, notice), single };
}

/** R26: those who were told of a message are told that it is gone. */
export function deliverRemoval(
  room: Room,
  message: MessageId,
  ends: MessageEnds,
  standing: Iterable<ViewClass>,
  now: number,
): Deliveries {
  const notice: Notice = { is: 'message-removed', id: message };
  const single = new Map<ParticipantId, Notice>();
  for (const participant of atTheEnds(room, ends))
    if (viewClass(room, participant, now).receives) single.set(participant.id, notice);
  return { ...toClasses(room, ends, standing, () => notice), single };
}

function toClasses(
  room: Room,
  ends: MessageEnds,
  standing: Iterable<ViewClass>,
  notice: (cls: ViewClass) => Notice,
): Pick<Deliveries, 'shared' | 'except'> {
  const receiving = ends.to === null ? [...standing].filter((cls) => cls.receives) : [];
  return {
    shared: receiving.map((cls) => ({ cls, notice: notice(cls) })),
    except: room.presence.get(ends.sender) ?? [],
  };
}

/** Every tab of the sender, and of the one person a private message is for. */
function atTheEnds(room: Room, { sender, to }: MessageEnds): Participant[] {
  const tabs = [sender, ...(to ? [to] : [])].flatMap((person) => room.presence.get(person) ?? []);
  return tabs.flatMap((id) => room.participants.get(id) ?? []);
}

const writerOf = (
  room: Room,
  { sender, senderName }: Pick<Message, 'sender' | 'senderName'>,
  inList: boolean,
): WriterView => ({
  name: senderName,
  participant: (inList && room.presence.get(sender)?.[0]) || null,
});

/** As they are called in this call, or else as the room has them. */
function nameOf(room: Room, person: PersonId): string | null {
  const here = room.presence.get(person)?.[0];
  const participant = here && room.participants.get(here);
  return participant ? participant.name : room.people.get(person)?.name || null;
}

/** R26: whether what was written may be read by this participant now, with the reason. */
export const mayRead = (room: Room, viewer: Participant, now: number) =>
  decide(room.settings, personOf(room, viewer), { right: 'receive' }, now);
