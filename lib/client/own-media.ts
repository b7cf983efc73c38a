import { explain } from '@/lib/core/gate/explain.ts';
import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import type { Profile } from '@/lib/core/profile.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';
import { type Opened, openDevice, openScreen } from './devices.ts';
import type { Links } from './links.ts';
import type { Signaling } from './signaling.ts';
import type { OwnMedia } from './state.ts';

export interface OwnMediaParts {
  readonly signaling: Signaling;
  readonly links: Links;
  self(): SelfView | null;
  /** Whether the server has this publication as muted. */
  isMuted(publication: PublicationId): boolean;
  chosen(kind: 'microphone' | 'camera'): string;
  show(kind: Kind, media: OwnMedia): void;
  alert(text: string): void;
  now(): number;
}

const NOUNS: Record<Kind, string> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen share',
  screenAudio: 'shared sound',
};
const list = new Intl.ListFormat('en');

export type OwnMediaControl = ReturnType<typeof createOwnMedia>;

/**
 * What this person sends: the only code that opens a device, and only for the person's own click. The server is
 * asked first; what it takes away is stopped here too, though it was cut there already.
 */
export function createOwnMedia(parts: OwnMediaParts) {
  const tracks = new Map<Kind, MediaStreamTrack>();
  const state = new Map<Kind, OwnMedia>(KINDS.map((kind) => [kind, { is: 'off' }]));

  function set(kind: Kind, media: OwnMedia): void {
    state.set(kind, media);
    parts.show(kind, media);
  }

  /** Requests to mute or unmute whose answers are still to come. */
  let asking = 0;

  const of = (kind: Kind): OwnMedia => state.get(kind) ?? { is: 'off' };

  /** Stops one kind here, whatever the server knows. */
  function drop(kind: Kind): PublicationId | null {
    const media = of(kind);
    tracks.get(kind)?.stop();
    tracks.delete(kind);
    set(kind, { is: 'off' });
    if (media.is !== 'on' && media.is !== 'muted') return null;
    parts.links.attach(media.publication, null);
    return media.publication;
  }

  /** Mutes the microphone here, as it is at the server already. */
  function hush(): void {
    const media = of('microphone');
    const track = tracks.get('microphone');
    if (media.is !== 'on') return;
    if (track) track.enabled = false;
    set('microphone', { is: 'muted', publication: media.publication });
  }

  /** Follows the server, unless what it says is older than what the person has just pressed. Never unmutes. */
  function follow(): void {
    const media = of('microphone');
    if (!asking && media.is === 'on' && parts.isMuted(media.publication)) hush();
  }

  async function end(kind: Kind): Promise<void> {
    const publication = drop(kind);
    if (publication) await parts.signaling.request('media.unpublish', { publication });
  }

  async function publish(kind: Kind, track: MediaStreamTrack): Promise<void> {
    const answer = await parts.signaling.request('media.publish', { kind });
    if (!answer.ok) {
      track.stop();
      set(kind, { is: 'off' });
      parts.alert(answer.failure.message);
      return;
    }
    // The right may have ended while the answer was on its way.
    if (of(kind).is !== 'starting') {
      track.stop();
      void parts.signaling.request('media.unpublish', { publication: answer.value.publication });
      return;
    }
    tracks.set(kind, track);
    set(kind, { is: 'on', publication: answer.value.publication, track });
    parts.links.attach(answer.value.publication, track);
    // Who is locked is born muted.
    if (kind === 'microphone') follow();
    // Unplugged, or ended from the browser's own bar.
    track.addEventListener('ended', () => tracks.get(kind) === track && void end(kind));
  }

  /** The gate, asked where the button is, so that no device is opened in vain. */
  function refusal(kind: Kind): string | null {
    const self = parts.self();
    const locked = kind === 'microphone' && self?.publish.microphone.allowed;
    const decision = locked ? self.unmute : self?.publish[kind];
    return decision && !decision.allowed ? explain(decision, parts.now()) : null;
  }

  async function start(kind: Kind, open: (profile: Profile) => Promise<Opened>): Promise<Opened | null> {
    const self = parts.self();
    if (!self || of(kind).is !== 'off') return null;
    const why = refusal(kind);
    if (why) {
      parts.alert(why);
      return null;
    }
    set(kind, { is: 'starting' });
    const opened = await open(self.profile);
    if (!opened.ok) {
      set(kind, { is: 'off' });
      parts.alert(opened.problem);
      return null;
    }
    if (of(kind).is !== 'starting') {
      opened.track.stop();
      return null;
    }
    await publish(kind, opened.track);
    return opened;
  }

  /** One message for one act of a moderator, with the reason of the first: the voice where that is lost. */
  function stopForbidden(self: SelfView): void {
    const lost = KINDS.filter((kind) => !self.publish[kind].allowed && of(kind).is !== 'off');
    for (const kind of lost) drop(kind);
    const [first] = lost;
    if (!first) return;
    const switchedOff = lost
      .filter((kind) => kind !== 'screenAudio' || lost.length === 1)
      .map((kind) => NOUNS[kind]);
    const were = switchedOff.length > 1 ? 'were' : 'was';
    const why = explain(self.publish[first], parts.now());
    parts.alert(`Your ${list.format(switchedOff)} ${were} switched off. ${why}`);
  }

  return {
    /** Starts, unmutes or mutes the microphone; muting keeps the device, so that unmuting is instant. */
    async setMicrophone(on: boolean, ready: MediaStreamTrack | null = null): Promise<void> {
      const media = of('microphone');
      if (media.is === 'off' && on) {
        const opened = await start('microphone', async (profile) =>
          ready ? { ok: true, track: ready } : openDevice('microphone', parts.chosen('microphone'), profile),
        );
        if (!opened) ready?.stop();
        return;
      }
      const track = tracks.get('microphone');
      if (!track || (media.is !== 'on' && media.is !== 'muted')) return;
      const { publication } = media;
      const why = on ? refusal('microphone') : null;
      if (why) return parts.alert(why);
      track.enabled = on;
      set('microphone', on ? { is: 'on', publication, track } : { is: 'muted', publication });
      asking += 1;
      const answer = await parts.signaling.request('media.mute', { publication, muted: !on });
      asking -= 1;
      if (on && !answer.ok && of('microphone').is === 'on') {
        hush();
        parts.alert(answer.failure.message);
      }
      follow();
    },

    /** Off lets the camera go, and its light goes out. */
    async setCamera(on: boolean, ready: MediaStreamTrack | null = null): Promise<void> {
      if (!on) return end('camera');
      await start('camera', async (profile) =>
        ready ? { ok: true, track: ready } : openDevice('camera', parts.chosen('camera'), profile),
      );
    },

    async setScreen(on: boolean): Promise<void> {
      if (!on) {
        await Promise.all([end('screen'), end('screenAudio')]);
        return;
      }
      const opened: Awaited<ReturnType<typeof openScreen>> | null = await start('screen', openScreen);
      const sound = opened?.ok && 'audio' in opened ? opened.audio : undefined;
      if (!sound || of('screen').is !== 'on' || refusal('screenAudio')) return sound?.stop();
      await start('screenAudio', async () => ({ ok: true, track: sound }));
    },

    /** Puts another device in the place of the one in use. */
    async replace(kind: 'microphone' | 'camera'): Promise<void> {
      const media = of(kind);
      const self = parts.self();
      if ((media.is !== 'on' && media.is !== 'muted') || !self) return;
      const opened = await openDevice(kind, parts.chosen(kind), self.profile);
      if (!opened.ok) return parts.alert(opened.problem);
      const old = tracks.get(kind);
      const { track } = opened;
      tracks.set(kind, track);
      track.enabled = media.is === 'on';
      track.addEventListener('ended', () => tracks.get(kind) === track && void end(kind));
      parts.links.attach(media.publication, track);
      if (media.is === 'on') set(kind, { ...media, track });
      old?.stop();
    },

    follow,

    /** Follows the server: what the gate no longer allows is stopped, and the person told why. */
    enforce(self: SelfView): void {
      stopForbidden(self);
      if (self.unmute.allowed || of('microphone').is !== 'on') return;
      hush();
      parts.alert(explain(self.unmute, parts.now()));
    },

    /** After the server lost everything: publishes again what this person was sending by their own choice. */
    async resume(): Promise<void> {
      for (const kind of KINDS) {
        const media = of(kind);
        const track = tracks.get(kind);
        if (!track || (media.is !== 'on' && media.is !== 'muted')) continue;
        parts.links.attach(media.publication, null);
        tracks.delete(kind);
        if (refusal(kind)) {
          track.stop();
          set(kind, { is: 'off' });
          continue;
        }
        set(kind, { is: 'starting' });
        await publish(kind, track);
        if (media.is === 'muted') await this.setMicrophone(false);
      }
    },

    stopAll(): void {
      for (const kind of KINDS) drop(kind);
    },
  };
}
