import { z } from '@hono/zod-openapi';
import { Address, cursor, limit, name, page, search, Time, TimeIn, text } from './common.ts';

export const User = z
  .object({
    address: z
      .string()
      .openapi({ description: 'As your own system names people.', example: 'ana@example.org' }),
    uid: z.int().openapi({ description: 'The number by which mesibo clients know them.', example: 12 }),
    name: z.string().openapi({ example: 'Ana' }),
    active: z.boolean().openapi({ description: 'Who is not active may not come in anywhere.' }),
    createdAt: Time,
  })
  .openapi('User', { description: 'Somebody who may be on lists and may have tokens.' });

export const NewUser = z
  .strictObject({ address: Address, name: name.optional(), active: z.boolean().default(true) })
  .openapi('NewUser', { example: { address: 'ana@example.org', name: 'Ana' } });

export const UserPatch = z
  .strictObject({
    name: name.nullable().optional(),
    active: z.boolean().optional().openapi({ description: 'Switching a user off ends their calls.' }),
  })
  .openapi('UserPatch', {
    description: 'Absent: unchanged. A name of null: none.',
    example: { name: 'Ana' },
  });

export const UserQuery = z.strictObject({
  search: search.openapi({ description: 'Part of an address or a name.', example: 'ana' }),
  limit,
  cursor,
});

export const UserPage = page(User, true).openapi('UserPage');

export const UserParams = z.object({
  address: z.string().openapi({
    param: { name: 'address', in: 'path' },
    description: 'The address of a user.',
    example: 'ana@example.org',
  }),
});

const TOKEN = {
  id: z.string().openapi({ description: 'By which it can be taken back.', example: '3f6c' }),
  app: z.string().openapi({ description: 'Which app it was made for.', example: 'web' }),
  createdAt: Time,
  expiresAt: Time,
};

export const UserToken = z.object(TOKEN).openapi('UserToken', { description: 'A token that was given out.' });
export const UserTokenList = z.object({ items: z.array(UserToken) }).openapi('UserTokenList');

export const UserTokenMade = z
  .object({
    token: z.string().openapi({ description: 'Shown this once.', example: 'eyJhbGciOi…' }),
    ...TOKEN,
  })
  .openapi('UserTokenMade', { description: 'A token by which the user comes in.' });

export const NewUserToken = z
  .strictObject({
    app: text(64).optional().openapi({ description: 'Which app it is for.', example: 'web' }),
    expiresAt: TimeIn.optional().openapi({ description: 'After a year, when left out.' }),
  })
  .openapi('NewUserToken', { example: { app: 'web' } });

export const UserTokenParams = z.object({
  address: z.string().openapi({
    param: { name: 'address', in: 'path' },
    description: 'The address of a user.',
    example: 'ana@example.org',
  }),
  id: z
    .string()
    .openapi({ param: { name: 'id', in: 'path' }, description: 'The id of a token.', example: '3f6c' }),
});
