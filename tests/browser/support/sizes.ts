import type { Page } from '@playwright/test';

/** How wide the picture is that a page decodes now; 0 where no frame came since it was last asked. */
export async function decodedWidth(page: Page): Promise<number> {
  const look = () =>
    page.evaluate(async () => {
      const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
      const seen: [string, number, number][] = [];
      for (const { connection } of watched) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values())
          if (report.type === 'inbound-rtp' && report.kind === 'video')
            seen.push([report.id, report.framesDecoded ?? 0, report.frameWidth ?? 0]);
      }
      return seen;
    });
  const before = new Map((await look()).map(([id, frames]) => [id, frames]));
  await page.evaluate(() => new Promise((next) => setTimeout(next, 400)));
  return Math.max(
    0,
    ...(await look()).map(([id, frames, width]) => (frames > (before.get(id) ?? 0) ? width : 0)),
  );
}

/** Writes down, from now on and many times a second, how wide the pictures are that a page decodes. */
export const watchWidths = (page: Page) =>
  page.evaluate(() => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const widths = new Set<number>();
    (window as unknown as { widths: Set<number> }).widths = widths;
    const look = async () => {
      for (const { connection } of watched) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values())
          if (report.type === 'inbound-rtp' && report.kind === 'video' && report.frameWidth)
            widths.add(report.frameWidth);
      }
      setTimeout(look, 40);
    };
    void look();
  });

export const widths = (page: Page): Promise<number[]> =>
  page.evaluate(() => [...(window as unknown as { widths: Set<number> }).widths]);
