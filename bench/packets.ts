import type { BrowserContext, Page } from '@playwright/test';

/**
 * Notes when each packet of voice comes to a listener's page, in a thread of its own on the way to the decoder.
 * Statistics will not do: a browser keeps them for 50 ms, and those of a link that was closed are gone.
 * The context must be one with `bypassCSP`: the thread is made from text.
 */
export async function notePackets(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const source = `onrtctransform = ({ transformer: { readable, writable, options } }) => {
      const note = (frame, on) => { postMessage([options.line, Date.now()]); on.enqueue(frame); };
      readable.pipeThrough(new TransformStream({ transform: note })).pipeTo(writable);
    };`;
    const arrivals = new Map<number, number[]>();
    Object.assign(window, { arrivals });
    let lines = 0;
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', ({ receiver, track }) => {
          if (track.kind !== 'audio' || receiver.transform) return;
          const worker = new Worker(URL.createObjectURL(new Blob([source])));
          worker.onmessage = ({ data: [line, at] }: MessageEvent<[number, number]>) => {
            const times = arrivals.get(line);
            if (times) times.push(at);
            else arrivals.set(line, [at]);
          };
          receiver.transform = new RTCRtpScriptTransform(worker, { line: lines++ });
        });
      }
    };
  });
}

/** When packets came, for each line that ever had one, oldest first. */
export const arrivals = (page: Page): Promise<[line: number, times: number[]][]> =>
  page.evaluate(() => [...(window as unknown as { arrivals: Map<number, number[]> }).arrivals]);
