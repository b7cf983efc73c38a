import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Where the build keeps what pages fetch: scripts, styles, fonts. */
const BASE = '/_next/static';

export const isAsset = (path: string): boolean => path.startsWith(`${BASE}/`);

/**
 * What pages fetch, as the build has compressed it: Brotli is a seventh smaller than what could be done while somebody
 * waits. Every name stands for one content and is kept for ever (RFC 8246). 404 and no body for a name that this build
 * does not have; nobody is to remember that, because the next one may.
 *
 * @param folder `.next/static`
 */
export function createAssets(folder: string): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use(
    `${BASE}/*`,
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(BASE.length),
    }),
  );
  app.notFound((c) => c.body(null, 404, { 'cache-control': 'no-store' }));
  return app;
}
