import { test as base, expect } from '@playwright/test';
import { ADMIN_TOKEN } from '../../support/backend.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/** The servers of one worker: each is started when a test first asks for it, and serves all of the worker's tests. */
export interface Servers {
  /** Rooms are made in it by `makeRoom`, so that no test meets another's people. */
  over(media: 'p2p' | 'janus'): Promise<TestServer>;
}

/**
 * For tests that need a server as it usually is. One that is killed, restarted or set up otherwise is started by its
 * own test (`startServer`).
 */
export const test = base.extend<object, { servers: Servers }>({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const started = new Map<string, Promise<TestServer>>();
      await use({
        over(media) {
          const server = started.get(media) ?? startServer({ media, env: { ADMIN_TOKEN } });
          started.set(media, server);
          return server;
        },
      });
      for (const server of started.values()) await (await server).stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect };
