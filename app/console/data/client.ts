import { createApi } from '@/lib/client/api/client.ts';

/** The API, typed by its document: the session’s cookie goes along by itself. */
export const api = createApi();
