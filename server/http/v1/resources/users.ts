import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import type { User, UserToken } from '../../../store/users.ts';
import { pageOf, readCursor, TextCursor } from '../paging.ts';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/users.ts';
import type { User as UserSchema, UserToken as UserTokenSchema } from '../schemas/user.ts';
import { defined, time } from '../show/common.ts';
import { requireFuture } from './future.ts';
import { addressNamed, tokenNamed } from './named.ts';

const showUser = ({ address, uid, name, active, createdAt }: User): z.output<typeof UserSchema> => ({
  address,
  uid,
  name,
  active,
  createdAt: time(createdAt),
});

const showToken = ({ id, app, createdAt, expiresAt }: UserToken): z.output<typeof UserTokenSchema> => ({
  id,
  app,
  createdAt: time(createdAt),
  expiresAt: time(expiresAt),
});

export function users(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { administration, clock } = parts;

  app.openapi(routes.listUsers, async (c) => {
    const { search, limit, cursor } = c.req.valid('query');
    const [after] = readCursor(cursor, TextCursor) ?? [];
    const found = await parts.users.page({ search, after, limit: limit + 1 });
    const total = await parts.users.count(search);
    return c.json({ ...pageOf(found, limit, showUser, ({ address }) => [address]), total }, 200);
  });

  app.openapi(routes.createUser, async (c) => {
    const { address, name = '', active } = c.req.valid('json');
    const added = await administration.addUser(address, { name, active });
    c.header('location', `/api/v1/users/${encodeURIComponent(address)}`);
    return c.json(showUser(added), 201);
  });

  app.openapi(routes.getUser, async (c) => {
    const { address } = c.req.valid('param');
    return c.json(showUser(await administration.user(addressNamed(address))), 200);
  });

  app.openapi(routes.patchUser, async (c) => {
    const address = addressNamed(c.req.valid('param').address);
    const { name, active } = c.req.valid('json');
    const patch = defined({ name: name === null ? '' : name, active });
    return c.json(showUser(await administration.editUser(actorOf(c), address, patch)), 200);
  });

  app.openapi(routes.deleteUser, async (c) => {
    await administration.removeUser(actorOf(c), addressNamed(c.req.valid('param').address));
    return c.body(null, 204);
  });

  app.openapi(routes.listUserTokens, async (c) => {
    const { address } = await administration.user(addressNamed(c.req.valid('param').address));
    return c.json({ items: (await parts.users.tokens(address)).map(showToken) }, 200);
  });

  app.openapi(routes.createUserToken, async (c) => {
    const address = addressNamed(c.req.valid('param').address);
    const asked = c.req.valid('json');
    requireFuture(asked.expiresAt, clock.now());
    const { token, ...kept } = await administration.createToken(address, defined(asked));
    return c.json({ token, ...showToken(kept) }, 201);
  });

  app.openapi(routes.deleteUserToken, async (c) => {
    const { address, id } = c.req.valid('param');
    const which = { id: tokenNamed(id) };
    const removed = await administration.removeTokens(actorOf(c), addressNamed(address), which);
    if (!removed) throw new FailureError(failure('not-found', 'There is no such token.'));
    return c.body(null, 204);
  });
}
