import type { BrowserContext, Page } from '@playwright/test';

interface Fakes {
  /** Labels of devices that are not there, though the browser would list them. */
  gone: string[];
  /** Names of errors that getUserMedia rejects with, by kind; empty: it opens. */
  failing: { audio?: string; video?: string };
  /** Every track that was opened. */
  opened: MediaStreamTrack[];
  /** What each player was told to play on. */
  sinks: string[];
  /** What was put on a line that was sending: whether what it replaced was still live, or that nothing was put. */
  puts: ('live' | 'ended' | 'nothing')[];
}

/** Chromium's own fake devices, of which a test may unplug one, plug it in again, or have another program hold them. */
export async function fakeDevices(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // Chromium's second fake camera gives depths (Y16), which no encoder takes.
    const fakes: Fakes = { gone: ['fake_device_1'], failing: {}, opened: [], sinks: [], puts: [] };
    Object.assign(window, { fakes });
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      // As it is when asked: what is plugged in again while the browser looks was gone all the same.
      const gone = [...fakes.gone];
      return (await list()).filter(({ label }) => !gone.some((name) => label.endsWith(name)));
    };
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const name = constraints?.audio ? fakes.failing.audio : fakes.failing.video;
      if (name) throw new DOMException('Permission denied', name);
      const stream = await open(constraints);
      fakes.opened.push(...stream.getTracks());
      return stream;
    };
    const put = RTCRtpSender.prototype.replaceTrack;
    RTCRtpSender.prototype.replaceTrack = function (track) {
      if (this.track) fakes.puts.push(track ? this.track.readyState : 'nothing');
      return put.call(this, track);
    };
    const sink = HTMLMediaElement.prototype.setSinkId;
    HTMLMediaElement.prototype.setSinkId = function (id) {
      fakes.sinks.push(id);
      return sink.call(this, id);
    };
  });
}

/** Pulls the plug: the device is not listed any more, and what was opened of it ends. */
export const unplug = (page: Page, label: string) =>
  page.evaluate((name) => {
    const { fakes } = window as unknown as { fakes: Fakes };
    fakes.gone.push(name);
    for (const track of fakes.opened.filter((one) => one.label.endsWith(name))) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, label);

export const plugIn = (page: Page, label: string) =>
  page.evaluate((name) => {
    const { fakes } = window as unknown as { fakes: Fakes };
    fakes.gone = fakes.gone.filter((one) => one !== name);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, label);

/** From here on opening one kind fails, or no longer. */
export const failing = (page: Page, kind: 'audio' | 'video', name: string | null) =>
  page.evaluate(
    ([medium, error]) => {
      const { fakes } = window as unknown as { fakes: Fakes };
      fakes.failing = { ...fakes.failing, [medium as string]: error ?? '' };
    },
    [kind, name],
  );

/** Tracks that are open now, by label. */
export const open = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { fakes: Fakes }).fakes.opened
      .filter(({ readyState }) => readyState === 'live')
      .map(({ label }) => label),
  );
export const sinks = (page: Page) => page.evaluate(() => (window as unknown as { fakes: Fakes }).fakes.sinks);
export const puts = (page: Page) => page.evaluate(() => (window as unknown as { fakes: Fakes }).fakes.puts);
/** Whether what is sent now is heard and seen: by label. */
export const sent = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { watched: { connection: RTCPeerConnection }[] }).watched.flatMap(
      ({ connection }) =>
        connection.signalingState === 'closed'
          ? []
          : connection
              .getSenders()
              .flatMap(({ track }) => (track ? [`${track.label}: ${track.enabled}`] : [])),
    ),
  );
