import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import type { AppToken } from '../../../identity/app-tokens.ts';
import { requireScope } from '../guard.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import * as routes from '../routes/tokens.ts';
import type { AppToken as AppTokenSchema } from '../schemas/token.ts';
import { time, timeOrNull } from '../show/common.ts';
import { requireFuture } from './future.ts';
import { tokenNamed } from './named.ts';

const showToken = (token: AppToken): z.output<typeof AppTokenSchema> => ({
  id: token.id,
  name: token.name,
  scopes: [...token.scopes],
  createdAt: time(token.createdAt),
  expiresAt: timeOrNull(token.expiresAt),
  lastUsedAt: timeOrNull(token.lastUsedAt),
});

export function tokens(app: OpenAPIHono<ApiEnv>, { appTokens, clock }: ApiParts): void {
  app.openapi(routes.listTokens, async (c) =>
    c.json({ items: (await appTokens.list()).map(showToken) }, 200),
  );

  app.openapi(routes.createToken, async (c) => {
    const { name, scopes, expiresAt = null } = c.req.valid('json');
    for (const scope of scopes) requireScope(c.get('principal'), scope);
    requireFuture(expiresAt, clock.now());
    const { token, ...kept } = await appTokens.create({ name, scopes, expiresAt });
    return c.json({ token, ...showToken(kept) }, 201);
  });

  app.openapi(routes.deleteToken, async (c) => {
    if (!(await appTokens.remove(tokenNamed(c.req.valid('param').id))))
      throw new FailureError(failure('not-found', 'There is no such token.'));
    return c.body(null, 204);
  });
}
