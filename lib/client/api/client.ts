import createClient from 'openapi-fetch';
import type { paths } from './schema.d.ts';

/**
 * The REST API as the console calls it: same origin, with the session's cookie. Unsafe requests with a cookie need
 * the header, which no form of another site can set.
 *
 * @param baseUrl where the API is, when it is not the origin of this page
 */
export const createApi = (baseUrl = '') =>
  createClient<paths>({
    baseUrl: `${baseUrl}/api/v1`,
    headers: { 'X-Rostrum-Console': '1' },
    credentials: 'same-origin',
  });

export type Api = ReturnType<typeof createApi>;
