import { z } from '@hono/zod-openapi';
import { SCOPES } from '../../../identity/principal.ts';
import { name, Time, TimeIn } from './common.ts';

const Scope = z.enum(SCOPES).openapi('Scope', { description: 'What a token may do.', example: 'rooms:read' });

const TOKEN = {
  id: z.string().openapi({ example: '3f6c' }),
  name: z
    .string()
    .openapi({ description: 'Stands in the audit trail as `api:` and this name.', example: 'LMS' }),
  scopes: z.array(Scope),
  createdAt: Time,
  expiresAt: Time.nullable(),
  lastUsedAt: Time.nullable().openapi({ description: 'To the minute.' }),
};

export const AppToken = z.object(TOKEN).openapi('AppToken', { description: 'A backend’s token.' });
export const AppTokenList = z.object({ items: z.array(AppToken) }).openapi('AppTokenList');

export const AppTokenMade = z
  .object({
    token: z.string().openapi({ description: '64 letters and digits, shown this once.' }),
    ...TOKEN,
  })
  .openapi('AppTokenMade');

export const NewAppToken = z
  .strictObject({
    name,
    scopes: z.array(Scope).min(1).max(SCOPES.length).openapi({
      description: 'None that the token which asks does not have itself.',
    }),
    expiresAt: TimeIn.nullable().optional().openapi({ description: 'Never, when left out.' }),
  })
  .openapi('NewAppToken', { example: { name: 'LMS', scopes: ['rooms:read', 'rooms:write'] } });

export const AppTokenParams = z.object({
  id: z
    .string()
    .openapi({ param: { name: 'id', in: 'path' }, description: 'The id of a token.', example: '3f6c' }),
});
