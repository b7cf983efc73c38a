import { z } from '@hono/zod-openapi';
import { count, PersonId, PersonIn, Time } from './common.ts';
import { Kind, Kinds, Profile } from './profile.ts';

const ParticipantId = z
  .string()
  .min(1)
  .max(64)
  .openapi({ description: 'One connected client, from the live state.', example: 'p_4f2a' });

export const LiveParticipant = z
  .object({
    id: z.string().openapi({ description: 'One connected client; a person may be several.' }),
    person: PersonId,
    name: z.string().openapi({ example: 'Ana' }),
    role: z.enum(['owner', 'moderator', 'member', 'guest']),
    joinedAt: Time,
    away: z.boolean().openapi({ description: 'Whether the connection is lost and the place is kept.' }),
    handRaised: z.boolean(),
    spotlit: z.boolean().openapi({ description: 'Whether everybody is shown this person large.' }),
    spoken: z
      .number()
      .min(0)
      .openapi({ description: 'How long they have spoken in this call, seconds.', example: 12.5 }),
    publications: z.array(
      z.object({
        id: z.string(),
        kind: Kind,
        muted: z.boolean(),
        talking: z.boolean().openapi({ description: 'Whether it is heard to talk.' }),
        silenced: z.boolean().openapi({ description: 'Whether somebody else muted it.' }),
        profile: Profile,
      }),
    ),
    speak: z
      .object({
        kinds: Kinds.openapi({ description: 'What they may publish now.' }),
        granted: z.boolean().openapi({ description: 'Whether they were given the floor.' }),
        until: Time.nullable().openapi({ description: 'When the floor ends by itself.' }),
        lockedBy: z.string().nullable().openapi({
          description:
            'Who locked their microphone, empty where it is the room’s preset; null when it is not locked.',
        }),
      })
      .openapi({ description: 'Whether this person may speak.' }),
  })
  .openapi('LiveParticipant');

export const Live = z
  .object({
    running: z.boolean().openapi({ description: 'Whether anybody is in the room.' }),
    participants: z.array(LiveParticipant),
    hands: z
      .array(z.object({ person: PersonId, name: z.string(), at: Time }))
      .openapi({ description: 'Raised hands, in the order in which they are answered.' }),
    waiting: z
      .array(z.object({ participant: z.string(), person: PersonId, name: z.string(), since: Time }))
      .openapi({ description: 'Who asks to be let in, the first first; a person with several tabs once.' }),
    muteAll: z.boolean(),
    locked: z.boolean().openapi({ description: 'Whether newcomers are kept out.' }),
  })
  .openapi('Live', { description: 'A running call.' });

const target = {
  participant: ParticipantId.optional(),
  person: PersonIn.optional(),
};

/** A command about one person, who is named by what they are in the call or by who they are. */
const about = <Name extends string, Fields extends z.ZodRawShape>(
  name: Name,
  description: string,
  fields: Fields,
) =>
  z
    .strictObject({ do: z.literal(name), ...target, ...fields })
    .refine(
      (command: { participant?: unknown; person?: unknown }) =>
        (command.participant === undefined) !== (command.person === undefined),
      { path: ['participant'], message: 'exactly one of participant and person must be given' },
    )
    .openapi({ title: name, description });

const toAll = <Name extends string, Fields extends z.ZodRawShape>(
  name: Name,
  description: string,
  fields: Fields,
) => z.strictObject({ do: z.literal(name), ...fields }).openapi({ title: name, description });

/** A command that is about one person, or, where none is named, about nobody in particular. */
const maybeAbout = <Name extends string>(name: Name, description: string) =>
  z
    .strictObject({ do: z.literal(name), ...target })
    .refine(({ participant, person }) => participant === undefined || person === undefined, {
      path: ['participant'],
      message: 'not both of participant and person may be given',
    })
    .openapi({ title: name, description });

export const LiveCommand = z
  .discriminatedUnion('do', [
    about('allow', 'Gives the floor. It opens nobody’s microphone.', {
      kinds: Kinds.min(1).optional().openapi({ description: 'What a raised hand gives, when left out.' }),
      seconds: count(1, 86_400)
        .optional()
        .openapi({ description: 'How long; until it is ended, when left out.' }),
    }),
    about('stop', 'Ends the floor, and denies publishing where it would still be allowed.', {
      kinds: Kinds.min(1).optional().openapi({ description: 'Only these; everything, when left out.' }),
    }),
    toAll(
      'stop-publication',
      'Stops one thing that somebody sends; they may send it again, and the rest goes on.',
      {
        publication: z
          .string()
          .min(1)
          .max(64)
          .openapi({ description: 'What is stopped, from the live state.', example: 'c_81d0' }),
      },
    ),
    toAll('stop-several', 'Stops several people as one act; nobody, where one of them is nobody known.', {
      people: z.array(PersonIn).min(1).max(1000),
      kinds: Kinds.min(1).optional().openapi({ description: 'Only these; everything, when left out.' }),
    }),
    about('extend', 'More time for somebody whose floor has an end; 409 where it has none.', {
      seconds: count(1, 86_400).openapi({ description: 'How much more.' }),
    }),
    about('mute-person', 'Mutes a microphone.', {
      lock: z.boolean().openapi({ description: 'Whether it stays so until it is released.' }),
    }),
    about('release-mute', 'Lets a person unmute again. It unmutes nobody.', {}),
    toAll('mute-all', 'Locks every microphone, also of who comes later.', {
      except: z.array(PersonIn).max(1000).optional().openapi({ description: 'Who may speak nevertheless.' }),
    }),
    toAll('release-all', 'Ends "mute all".', {}),
    about('ask-unmute', 'Asks somebody to unmute.', {}),
    about('ask-camera', 'Asks somebody to turn a camera on.', {}),
    toAll('allow-next', 'Gives the floor to the first raised hand; 409 where none is raised.', {
      seconds: count(1, 86_400)
        .optional()
        .openapi({ description: 'How long; until it is ended, when left out.' }),
    }),
    about('lower-hand', 'Lowers a raised hand.', {}),
    toAll('lower-all', 'Lowers every hand.', {}),
    maybeAbout('spotlight', 'Shows one person large to everybody; nobody any more, when nobody is named.'),
    about('set-role', 'Makes somebody a moderator, or one no more.', {
      role: z.enum(['moderator', 'member']),
    }),
    toAll('lock', 'Keeps newcomers out, or lets them in again.', { locked: z.boolean() }),
    toAll('end-call', 'Ends the call for everybody; nobody is kept out by it.', {}),
    about('disconnect', 'Ends somebody’s stay without keeping them out.', {}),
    about('remove', 'Removes somebody, and keeps them out until they are readmitted.', {}),
    about('readmit', 'Lets somebody who was removed come back.', {}),
    maybeAbout('admit', 'Lets in who waits: one, or everybody for whom there is room, when nobody is named.'),
    about('deny', 'Sends somebody who waits away; they may ask again after a while.', {}),
  ])
  .openapi('LiveCommand', {
    description: 'What a moderator could do in the call.',
    example: { do: 'allow', person: 'user:ana@example.org', seconds: 60 },
  });
