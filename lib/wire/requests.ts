import { z } from 'zod';
import { AUDIENCES, KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { linkId, participantId, publicationId, roomId } from '@/lib/core/ids.ts';

/** Longest name, in UTF-16 code units. */
export const NAME_LENGTH = 80;
/** Longest timed grant, seconds; as the core has it. */
const DAY_S = 86_400;
/** Largest SDP taken: a link with ten lines is about 20,000 characters. */
const SDP_LENGTH = 60_000;

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w:.@-]+$/);
const room = id.transform(roomId);
const participant = id.transform(participantId);
const publication = id.transform(publicationId);
const link = id.transform(linkId);

/** Control characters, half characters and bidirectional overrides would let a name rewrite its line. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** Something to see: neither space nor mark nor any of the characters that are drawn as nothing. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;
const name = z
  .string()
  .max(NAME_LENGTH, `A name has at most ${NAME_LENGTH} characters.`)
  .transform((text) => text.replace(UNSAFE, '').trim())
  .refine((text) => VISIBLE.test(text), 'Please enter a name.');

const signal = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('offer'), sdp: z.string().min(1).max(SDP_LENGTH) }),
  z.strictObject({ type: z.literal('answer'), sdp: z.string().min(1).max(SDP_LENGTH) }),
  z.strictObject({
    type: z.literal('candidate'),
    candidate: z.object({
      candidate: z.string().max(1024),
      sdpMid: z.string().max(16).nullable().default(null),
      sdpMLineIndex: z.number().int().min(0).max(255).nullable().default(null),
    }),
  }),
]);

/**
 * Every message a browser may send, once: its name and the shape of its payload. The answer to each stands under
 * the same name in `answers.ts`. Acknowledged with an {@link Ack}.
 */
export const REQUESTS = {
  /** What would happen if I came in: the room's name and what I would be allowed. Changes nothing. */
  'room.look': z.strictObject({ room }),
  /** Come in; or come back to a place that was kept, with the key given at the first join. */
  'room.join': z.strictObject({
    room,
    name,
    resume: z.strictObject({ participant, key: z.string().max(128) }).optional(),
  }),
  'room.leave': z.strictObject({}),
  /** Opens one of the five audiences, or narrows it. Needs `modifyRoom`. */
  'room.audience': z.strictObject({ right: z.enum(RIGHTS), audience: z.enum(AUDIENCES) }),
  /** Start sending one kind; asked of the gate for each. */
  'media.publish': z.strictObject({ kind: z.enum(KINDS) }),
  'media.unpublish': z.strictObject({ publication }),
  /** Mutes or unmutes one's own publication for everybody. */
  'media.mute': z.strictObject({ publication, muted: z.boolean() }),
  'hand.raise': z.strictObject({}),
  /** One's own hand, or with `controlCalls` somebody else's. */
  'hand.lower': z.strictObject({ participant: participant.optional() }),
  /** "Allow to speak": a grant to publish, for `seconds` or until it is ended. Needs `controlCalls`. */
  'floor.allow': z.strictObject({
    participant,
    kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length).optional(),
    seconds: z.number().int().min(1).max(DAY_S).optional(),
  }),
  /** "Stop speaking": ends the grant, and denies what would be left. Needs `controlCalls`. */
  'floor.stop': z.strictObject({ participant }),
  /** Mutes somebody's microphone; they may unmute it, unless it is locked too. Needs `controlCalls`. */
  'mute.person': z.strictObject({ participant, lock: z.boolean() }),
  /** Lets one person unmute again, also while all are muted. Needs `controlCalls`. */
  'mute.release': z.strictObject({ participant }),
  /** Locks every microphone, also of whoever comes later; asked again, also of those released. Needs `controlCalls`. */
  'mute.all': z.strictObject({}),
  'mute.releaseAll': z.strictObject({}),
  /** Asks somebody to unmute; they alone can. Needs `controlCalls`. */
  'mute.askUnmute': z.strictObject({ participant }),
  /** Sets or clears (`null`) one person's override of one right. Needs `controlCalls`. */
  'person.override': z.strictObject({
    participant,
    right: z.enum(RIGHTS),
    value: z.enum(['allow', 'deny']).nullable(),
    media: z
      .array(z.enum(['audio', 'video']))
      .min(1)
      .max(2)
      .optional(),
  }),
  /** Removes somebody and keeps them out. Needs `removeFromCall`. */
  'person.remove': z.strictObject({ participant }),
  /** SDP or a candidate for one of one's own links. */
  'link.signal': z.strictObject({ link, signal }),
  /** A link of one's own failed; ask for another. */
  'link.failed': z.strictObject({ link }),
} as const;

export type RequestName = keyof typeof REQUESTS;
/** What a browser sends. */
export type RequestInput<Name extends RequestName> = z.input<(typeof REQUESTS)[Name]>;
/** What the door has after parsing. */
export type RequestOf<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]>;
