import type { Page } from '@playwright/test';

/** Longest that no new picture may be decoded, milliseconds: a person sees it as a short hitch, not as a loss. */
export const HITCH_MS = 1_500;

/** Writes down, in a page, the longest time in which no picture was decoded on any of its connections. */
export const watchPictures = (page: Page) =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const decoded = new Map<string, number>();
    const pictures = { longest: 0, last: performance.now() };
    Object.assign(window, { pictures });
    const look = async () => {
      let more = false;
      for (const [index, { connection }] of watched.entries()) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
          const key = `${index} ${report.id}`;
          more ||= report.framesDecoded > (decoded.get(key) ?? 0);
          decoded.set(key, report.framesDecoded);
        }
      }
      const now = performance.now();
      pictures.longest = Math.max(pictures.longest, now - pictures.last);
      if (more) pictures.last = now;
      setTimeout(look, 50);
    };
    void look();
  });
export const longest = (page: Page) =>
  page.evaluate(() => (window as unknown as { pictures: { longest: number } }).pictures.longest);

/** Connections that are open, by when they were made. */
export const openOnes = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { watched: { connection: RTCPeerConnection }[] }).watched.flatMap(
      ({ connection }, index) => (connection.signalingState === 'closed' ? [] : [index]),
    ),
  );
