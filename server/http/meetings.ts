import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { cleanName, NAME_LENGTH } from '@/lib/core/names.ts';
import { PRESETS, type PresetName } from '@/lib/core/room/presets.ts';
import type { Administration } from '../rooms/administration.ts';
import { createMeeting } from '../rooms/meetings.ts';
import { defaultHook, Problem, problems } from './problem.ts';

/** Rooms made from one address: plenty for an office, little for a robot. */
const RATE = { points: 30, duration: 60 * 60 };

export interface MeetingsParts {
  readonly administration: Administration;
  /** Whether anybody may start a room from the start page. */
  readonly open: boolean;
  /** The address at the other end. */
  readonly addressOf: (context: Context) => string;
}

const name = z
  .string()
  .max(NAME_LENGTH)
  .transform(cleanName)
  .refine((text) => text !== '', 'must hold something that can be read');

const Asked = z
  .strictObject({
    name: name.openapi({ description: 'The title of the room.', example: 'Physics, Tuesday' }),
    preset: z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]]),
    yourName: name.openapi({ description: 'The name of its owner.', example: 'Tess' }),
  })
  .openapi('NewMeeting');

const Made = z
  .object({
    room: z.string().openapi({ description: 'The id of the room.', example: 'k7mqd2x9wa' }),
    owner: z.string().openapi({ description: 'Path of the owner’s link. Whoever has it is the owner.' }),
    invitations: z.array(
      z.object({
        label: z.string(),
        about: z.string(),
        path: z.string().openapi({ example: '/r/abc?pin=123456789' }),
      }),
    ),
  })
  .openapi('Meeting');

export const MEETINGS_ROUTE = createRoute({
  method: 'post',
  path: '/meetings',
  operationId: 'startMeeting',
  tags: ['Start page'],
  summary: 'Start a room without an account',
  description:
    'What the start page does: makes a room as its preset has it, and links into it. Needs no token; limited to 30 an hour for each address, and answered with 403 where `MEETINGS=0` is set.',
  security: [],
  request: { body: { required: true, content: { 'application/json': { schema: Asked } } } },
  responses: {
    201: { description: 'The room was made.', content: { 'application/json': { schema: Made } } },
    ...problems(400, 403, 413, 429),
  },
});

/** `POST /api/v1/meetings`. */
export function meetings({ administration, open, addressOf }: MeetingsParts): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook });
  const limiter = new RateLimiterMemory(RATE);
  app.openapi(MEETINGS_ROUTE, async (c) => {
    if (!open)
      throw new Problem('refused', 'Rooms cannot be started from here. Ask whoever runs this server.');
    const taken = await limiter.consume(addressOf(c)).catch(() => null);
    if (!taken) throw new Problem('rate-limited', 'Too many rooms from your network. Try again in an hour.');
    const { invitations, ...made } = await createMeeting(administration, c.req.valid('json'));
    return c.json({ ...made, invitations: [...invitations] }, 201);
  });
  return app;
}
