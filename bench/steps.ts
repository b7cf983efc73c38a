import type { BrowserContext, Page } from '@playwright/test';

/** What a page that joins goes through, in this order; each noted once, for the connection that receives. */
export const STEPS = ['opened', 'offer', 'answer', 'connected', 'packet', 'frame'] as const;
export type Step = (typeof STEPS)[number];

/**
 * By the page's wall clock: when the connection was made that receives, when it had the offer and the answer, when ICE
 * and DTLS were done, and when the first packet and the first picture of a remote camera came.
 */
export type Steps = Readonly<Partial<Record<Step, number>>>;

/** Has every page of a context note its steps, before anything of the page itself runs. */
export async function noteSteps(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // A method, because the compiler would name a function by a helper that the page does not have.
    const page = Object.assign(window, {
      steps: {} as Partial<Record<Step, number>>,
      note(step: Step, at = Date.now()) {
        this.steps[step] ??= at;
      },
    });
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        const made = Date.now();
        super(configuration);
        this.addEventListener('signalingstatechange', () => {
          if (this.signalingState === 'have-remote-offer') {
            page.note('opened', made);
            page.note('offer');
          } else if (this.signalingState === 'stable' && this.localDescription?.type === 'answer')
            page.note('answer');
        });
        this.addEventListener('connectionstatechange', () => {
          if (this.connectionState === 'connected' && this.localDescription?.type === 'answer')
            page.note('connected');
        });
        this.addEventListener('track', ({ track }) => {
          if (track.kind !== 'video') return;
          track.addEventListener('unmute', () => page.note('packet'));
          const video = document.createElement('video');
          video.muted = true;
          video.srcObject = new MediaStream([track]);
          void video.play().catch(() => {});
          video.requestVideoFrameCallback(() => page.note('frame'));
        });
      }
    };
  });
}

/** The steps of a page, milliseconds since a moment of its clock, once it shows the first picture. */
export async function stepsSince(page: Page, began: number, patience: number): Promise<Steps> {
  await page.waitForFunction(
    () => (window as unknown as { steps: { frame?: number } }).steps.frame,
    undefined,
    { timeout: patience, polling: 20 },
  );
  const steps = await page.evaluate(() => (window as unknown as { steps: Steps }).steps);
  return Object.fromEntries(Object.entries(steps).map(([step, at]) => [step, at - began]));
}

/** When each of several runs reached a step; NaN where one never did. */
export const atStep = (runs: readonly Steps[], step: Step): readonly number[] =>
  runs.map((steps) => steps[step] ?? Number.NaN);
