import type { BrowserContext } from '@playwright/test';
import { REQUESTS, type RequestInput, type RequestName } from '@/lib/wire/requests.ts';

/** Everything that a context's pages send over their sockets, by the name of the request, as the server parses it. */
export interface Frames {
  of<Name extends RequestName>(name: Name): RequestInput<Name>[];
}

/** Begins before the page does, so that nothing is missed. Frames are socket.io's: `42`, an id, and an array. */
export function frames(context: BrowserContext): Frames {
  const sent: [name: string, payload: unknown][] = [];
  context.on('page', (page) =>
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const text = /^42\d*(\[.*)$/s.exec(String(payload))?.[1];
        if (text) sent.push(JSON.parse(text));
      }),
    ),
  );
  return {
    of: (name) =>
      sent
        .filter(([one]) => one === name)
        .map(([, payload]) => REQUESTS[name].parse(payload) as RequestInput<typeof name>),
  };
}
