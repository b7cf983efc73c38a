import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Scope } from '../../../identity/principal.ts';
import { problems } from '../../problem.ts';

export const BEARER = 'applicationToken';
export const COOKIE = 'consoleSession';

/** A JSON body that must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** An answer in JSON. */
export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

export const IdempotencyKey = z.object({
  'Idempotency-Key': z.string().min(1).max(255).optional().openapi({
    description:
      'Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409.',
    example: 'e7b1c0d2-enrol-42',
  }),
});

export const IfMatch = z.object({
  'If-Match': z.string().max(1024).optional().openapi({
    description: 'The `ETag` under which you know the room; 412 when it is another by now.',
    example: '"2jmj7l5rSw0yVb_vlWAYkK"',
  }),
});

export const ETag = {
  ETag: { description: 'Changes whenever the room’s settings do.', schema: { type: 'string' as const } },
};

/** What any endpoint with a token may answer besides. */
const COMMON = [400, 401, 403, 429, 500, 503] as const;
type Common = (typeof COMMON)[number];

/**
 * One endpoint of the API. Which scope it needs is said once, here: the document shows it, and the guard in
 * `api.ts` reads it.
 *
 * @param more statuses of problems besides those that any endpoint may answer
 */
export function endpoint<
  const Path extends string,
  const Config extends Omit<RouteConfig, 'path' | 'security'>,
  const More extends number = never,
>(path: Path, scope: Scope, config: Config, ...more: readonly More[]) {
  const description = `${config.description}\n\nScope: \`${scope}\`.`;
  return createRoute({
    ...config,
    path,
    description,
    security: [{ [BEARER]: [scope] }, { [COOKIE]: [] }],
    responses: {
      ...problems<Common | More>(...COMMON, ...more),
      ...config.responses,
    } as Config['responses'] & ReturnType<typeof problems<Common | More>>,
  });
}
