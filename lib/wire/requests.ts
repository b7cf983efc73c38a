import { z } from 'zod';
import { AUDIENCES, KINDS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { linkId, messageId, participantId, personId, publicationId, roomId } from '@/lib/core/ids.ts';
import { cleanName, NAME_LENGTH } from '@/lib/core/names.ts';
import { DATA_LENGTH } from '@/lib/core/room/messages.ts';

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
/** A user by address, or a guest by id; as the trail and the list of those removed name them. */
const person = z
  .string()
  .max(80)
  .regex(/^(user|guest):[^\s\p{Cc}]+$/u)
  .transform(personId);
const publication = id.transform(publicationId);
const link = id.transform(linkId);
const message = id.transform(messageId);
/** Longest text taken, in UTF-16 code units; how long a message may be, the core says once it is trimmed. */
const TEXT_LENGTH = 20_000;
/** The digits of a PIN, as people type them: spaces and dashes do not count. */
const pin = z
  .string()
  .max(32)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{4,10}$/, 'A PIN has 4 to 10 digits.'));

const name = z
  .string()
  .max(NAME_LENGTH, `A name has at most ${NAME_LENGTH} characters.`)
  .transform(cleanName)
  .refine((text) => text !== '', 'Please enter a name.');

/** More pictures than any page shows at once. */
const MOST_TILES = 100;
const pixels = z.number().int().min(1).max(16_384);
const amount = z.number().min(0).max(1e12);
const share = z.number().min(0).max(1);

const kinds = z.array(z.enum(KINDS)).min(1).max(KINDS.length);

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
  'room.look': z.strictObject({ room, pin: pin.optional() }),
  /** Come in; or come back to a place that was kept, with the key given at the first join. */
  'room.join': z.strictObject({
    room,
    name,
    /** For those who were given one. */
    pin: pin.optional(),
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
  /** R30: whether one's own microphone is heard to talk, where the server says that it cannot hear it itself. */
  'media.talking': z.strictObject({ publication, talking: z.boolean() }),
  /** What of the pictures this page shows, and how large: see {@link Viewing}. Sent whenever it changes. */
  'media.viewing': z.strictObject({
    tiles: z.array(z.strictObject({ publication, width: pixels, height: pixels })).max(MOST_TILES),
    lowData: z.boolean(),
  }),
  /** What this browser measured of its connection: see {@link Report}. Every two seconds, or every one. */
  'media.measured': z.strictObject({
    interval: z.number().int().min(100).max(60_000),
    down: z.strictObject({
      bitrate: amount,
      packets: amount,
      lost: amount,
      delay: amount,
      roundTrip: amount.nullable(),
      freezes: amount,
      framesDropped: amount,
      concealed: share,
    }),
    up: z.strictObject({
      bitrate: amount,
      available: amount.nullable(),
      lost: share,
      roundTrip: amount.nullable(),
      limited: z.enum(['none', 'bandwidth', 'cpu', 'other']),
    }),
  }),
  'hand.raise': z.strictObject({}),
  /** One's own hand, or with `controlCalls` somebody else's. */
  'hand.lower': z.strictObject({ participant: participant.optional() }),
  /** Lowers every hand. Needs `controlCalls`. */
  'hand.lowerAll': z.strictObject({}),
  /** "Allow to speak": a grant to publish, for `seconds` or until it is ended. Needs `controlCalls`. */
  'floor.allow': z.strictObject({
    participant,
    kinds: kinds.optional(),
    seconds: z.number().int().min(1).max(DAY_S).optional(),
  }),
  /** More time for somebody whose floor has an end. Needs `controlCalls`. */
  'floor.extend': z.strictObject({ participant, seconds: z.number().int().min(1).max(DAY_S) }),
  /** "Let next speak": a grant for the first raised hand that can be answered. Needs `controlCalls`. */
  'floor.next': z.strictObject({ seconds: z.number().int().min(1).max(DAY_S).optional() }),
  /** Lets somebody in who waits in the lobby. Needs `controlCalls`. */
  'lobby.admit': z.strictObject({ participant }),
  'lobby.admitAll': z.strictObject({}),
  /** Sends somebody who waits away; they may ask again after a while. Needs `controlCalls`. */
  'lobby.deny': z.strictObject({ participant }),
  /**
   * "Stop speaking": ends the grant, and denies what would be left; with kinds, these alone. Needs `controlCalls`.
   */
  'floor.stop': z.strictObject({ participant, kinds: kinds.optional() }),
  /** Stops one publication of somebody's; they may open it again, and the rest goes on. Needs `controlCalls`. */
  'media.stop': z.strictObject({ publication }),
  /** The same to several people as one act, which is taken back as one: all of those who are still here, or nobody. */
  'floor.stopSeveral': z.strictObject({
    participants: z.array(participant).min(1).max(1000),
    kinds: kinds.optional(),
  }),
  /** Mutes somebody's microphone; they may unmute it, unless it is locked too. Needs `controlCalls`. */
  'mute.person': z.strictObject({ participant, lock: z.boolean() }),
  /** Lets one person unmute again, also while all are muted. Needs `controlCalls`. */
  'mute.release': z.strictObject({ participant }),
  /** Locks every microphone, also of whoever comes later; asked again, also of those released. Needs `controlCalls`. */
  'mute.all': z.strictObject({ except: z.array(participant).max(1000).optional() }),
  'mute.releaseAll': z.strictObject({}),
  /** Asks somebody to unmute; they alone can. Needs `controlCalls`. */
  'mute.askUnmute': z.strictObject({ participant }),
  /** Asks somebody to turn their camera on; they alone can. Needs `controlCalls`. */
  'person.askCamera': z.strictObject({ participant }),
  /** Shows one person large to everybody; without one, nobody any more. Needs `controlCalls`. */
  'person.spotlight': z.strictObject({ participant: participant.optional() }),
  /** Makes somebody a moderator, or one no more. Needs `editModerators`. */
  'person.role': z.strictObject({ participant, role: z.enum(['moderator', 'member']) }),
  /** Every right of somebody who is here, each with its reason. Needs `controlCalls`. */
  'person.explain': z.strictObject({ participant }),
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
    kinds: kinds.optional(),
  }),
  /** Removes somebody and keeps them out. Needs `removeFromCall`. */
  'person.remove': z.strictObject({ participant }),
  /** Lets somebody come back who was removed. Needs `removeFromCall`. */
  'person.readmit': z.strictObject({ person }),
  /** Takes back one's own last stop (of several too), removal or "Mute all", for a few seconds. */
  'act.undo': z.strictObject({}),
  /** Keeps newcomers out, or lets them in again. Needs `controlCalls` or `modifyRoom`. */
  'room.lock': z.strictObject({ locked: z.boolean() }),
  /** Ends the call for everybody. Needs `controlCalls`. */
  'room.end': z.strictObject({}),
  /** What was changed in this room, the newest first. For owners. */
  'room.trail': z.strictObject({
    before: z.number().int().min(1).optional(),
    limit: z.number().int().min(1).max(100).default(50),
  }),
  /** R26: a message to everybody who may receive, or to one person alone. Needs `send`. */
  'chat.send': z.strictObject({ text: z.string().max(TEXT_LENGTH), to: participant.optional() }),
  /** Takes a message from everybody's sight, for good. Needs `controlCalls`. */
  'chat.remove': z.strictObject({ id: message }),
  /** What was written before, newest page first, where the room keeps it. Needs `receive`. */
  'chat.history': z.strictObject({
    before: message.optional(),
    limit: z.number().int().min(1).max(100).default(50),
  }),
  /** A message of an app, to its like. Needs `send`, and `data` in one's profile. */
  'data.send': z.strictObject({ data: z.string().max(DATA_LENGTH), to: participant.optional() }),
  /** SDP or a candidate for one of one's own links. */
  'link.signal': z.strictObject({ link, signal }),
  /** A link of one's own lost its way through the network: ask for it to be found again, on the same link. */
  'link.restart': z.strictObject({ link }),
  /** A link of one's own failed; ask for another. */
  'link.failed': z.strictObject({ link }),
} as const;

export type RequestName = keyof typeof REQUESTS;
/** What a browser sends. */
export type RequestInput<Name extends RequestName> = z.input<(typeof REQUESTS)[Name]>;
/** What the door has after parsing. */
export type RequestOf<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]>;
