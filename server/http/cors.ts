import type { Hono } from 'hono';
import { cors } from 'hono/cors';

/**
 * Lets pages of these origins call `paths` from a browser, preflights included. Without origins nothing is allowed,
 * and nothing is said: calls by servers do not need it. Cookies are never shared with other origins.
 */
export function allowOrigins(app: Hono, origins: readonly string[], paths: readonly string[]): void {
  if (!origins.length) return;
  const allow = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key'],
    exposeHeaders: ['ETag', 'Location', 'Retry-After'],
    maxAge: 600,
  });
  for (const path of paths) app.use(path, allow);
}
