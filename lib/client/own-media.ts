// Over 300 lines: what one person sends is one state machine, and every way out of it has to be seen at once.
import { explain } from '@/lib/core/gate/explain.ts';
import { KINDS, type Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import type { Profile } from '@/lib/core/profile.ts';
import type { Said } from '@/lib/core/room/commands.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';
import { conform, type Opened } from './devices.ts';
import type { Instead } from './equipment.ts';
import type { Links } from './links.ts';
import { createOwnScreens } from './own-screens.ts';
import { follows, type Processing, process } from './processing.ts';
import type { Signaling } from './signaling.ts';
import type { OwnMedia, OwnScreen } from './state.ts';

export interface OwnMediaParts {
  readonly signaling: Signaling;
  readonly links: Links;
  self(): SelfView | null;
  /** Whether the server has this publication as muted. */
  isMuted(publication: PublicationId): boolean;
  /** Opens the device that the person chose. */
  open(kind: Device, profile: Profile): Promise<Opened>;
  /** Opens another one in the place of a device that ended by itself. */
  instead(kind: Device, track: MediaStreamTrack, profile: Profile): Promise<Instead>;
  show(kind: Device, media: OwnMedia): void;
  showScreens(screens: readonly OwnScreen[], sound: OwnMedia): void;
  alert(text: string): void;
  /** A device cannot be had; the person may try again. */
  failed(kind: Device, problem: string): void;
  status(text: string): void;
  now(): number;
}

/** What is opened once, and stays itself while it is muted or another device takes its place. */
const DEVICES = ['microphone', 'camera'] as const;
type Device = (typeof DEVICES)[number];
const isDevice = (kind: Kind): kind is Device => kind === 'microphone' || kind === 'camera';

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
  const tracks = new Map<Device, MediaStreamTrack>();
  const state = new Map<Device, OwnMedia>(DEVICES.map((kind) => [kind, { is: 'off' }]));
  const screens = createOwnScreens({
    signaling: parts.signaling,
    links: parts.links,
    self: parts.self,
    refusal,
    show: parts.showScreens,
    alert: parts.alert,
  });

  /** While the microphone is muted, the only track that still hears: for measuring on this page, never sent. */
  let ear: MediaStreamTrack | null = null;

  function set(kind: Device, media: OwnMedia): void {
    const shown = kind === 'microphone' ? withEar(media) : media;
    state.set(kind, shown);
    parts.show(kind, shown);
  }

  /** A muted track gives silence, also to whoever would notice that its owner talks: so a twin of it listens. */
  function withEar(media: OwnMedia): OwnMedia {
    ear?.stop();
    ear = (media.is === 'muted' && tracks.get('microphone')?.clone()) || null;
    if (!ear || media.is !== 'muted') return media;
    ear.enabled = true;
    return { is: 'muted', publication: media.publication, heard: ear };
  }

  /** Requests to mute or unmute whose answers are still to come. */
  let asking = 0;

  /** The profile that was last put into force, as text. */
  let obeyed: string | null = null;

  const of = (kind: Device): OwnMedia => state.get(kind) ?? { is: 'off' };

  /** The newest choice of a device counts, whichever of them opens first. */
  const choices = new Map<Device, object>();

  /** Stops one kind here, whatever the server knows. */
  function drop(kind: Device): PublicationId | null {
    const media = of(kind);
    tracks.get(kind)?.stop();
    tracks.delete(kind);
    set(kind, { is: 'off' });
    if (media.is !== 'on' && media.is !== 'muted') return null;
    void parts.links.attach(media.publication, null);
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

  async function end(kind: Device): Promise<void> {
    const publication = drop(kind);
    if (publication) await parts.signaling.request('media.unpublish', { publication });
  }

  async function publish(kind: Device, track: MediaStreamTrack): Promise<void> {
    const profile = parts.self()?.profile;
    // What was opened before the call began knew no profile.
    if (profile && kind === 'camera') await conform(kind, track, profile);
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
    void parts.links.attach(answer.value.publication, track);
    // Who is locked is born muted; so is everybody where the room has it so.
    if (kind === 'microphone') follow();
    watch(kind, track);
    // Unplugged while the server was asked.
    if (track.readyState === 'ended') void ended(kind, track);
  }

  function watch(kind: Device, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => void ended(kind, track));
  }

  /** A track ended, and not by us: a device was unplugged, or ended from the browser's own settings. */
  async function ended(kind: Device, track: MediaStreamTrack): Promise<void> {
    const profile = parts.self()?.profile;
    if (tracks.get(kind) !== track) return;
    if (!profile) return end(kind);
    const opened = await parts.instead(kind, track, profile);
    // Switched off, or changed by the person, while another was opened.
    if (tracks.get(kind) !== track) return opened.ok ? opened.track.stop() : undefined;
    if (opened.ok) {
      put(kind, opened.track);
      parts.status(opened.told);
      return;
    }
    await end(kind);
    parts.failed(kind, opened.problem);
  }

  /** Sends another track on a publication that stands, muted as it is by now. */
  function put(kind: Device, track: MediaStreamTrack): void {
    const media = of(kind);
    if (media.is !== 'on' && media.is !== 'muted') {
      track.stop();
      return;
    }
    const old = tracks.get(kind);
    tracks.set(kind, track);
    track.enabled = media.is === 'on';
    watch(kind, track);
    // The old one is heard and seen until the new one is.
    void parts.links.attach(media.publication, track).then(() => old?.stop());
    // A muted one is shown again too: what listens meanwhile is another device now.
    set(kind, media.is === 'on' ? { ...media, track } : { is: 'muted', publication: media.publication });
    const profile = parts.self()?.profile;
    if (profile) void conform(kind, track, profile);
  }

  /**
   * Changes the device under a publication. The old one goes on until the new one is there.
   *
   * @param released the old one lets go before: a moment of silence, where there is no other way
   */
  async function change(kind: Device, released = false): Promise<void> {
    const old = tracks.get(kind);
    const profile = parts.self()?.profile;
    if (!old || !profile) return;
    const choice = {};
    choices.set(kind, choice);
    if (released) {
      ear?.stop();
      old.stop();
    }
    let opened = await parts.open(kind, profile);
    const overtaken = () => choices.get(kind) !== choice || tracks.get(kind) !== old;
    if (!opened.ok && opened.busy && !overtaken()) {
      // Phones open one camera at a time.
      old.stop();
      opened = await parts.open(kind, profile);
    }
    if (overtaken()) return opened.ok ? opened.track.stop() : undefined;
    if (opened.ok) return put(kind, opened.track);
    parts.failed(kind, opened.problem);
    if (old.readyState === 'ended') await end(kind);
  }

  /** The gate, asked where the button is, so that no device is opened in vain. */
  function refusal(kind: Kind): string | null {
    const self = parts.self();
    const locked = kind === 'microphone' && self?.publish.microphone.allowed;
    const decision = locked ? self.unmute : self?.publish[kind];
    return decision && !decision.allowed ? explain(decision, parts.now()) : null;
  }

  async function start(kind: Device, open: (profile: Profile) => Promise<Opened>): Promise<Opened | null> {
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
      parts.failed(kind, opened.problem);
      return null;
    }
    if (of(kind).is !== 'starting') {
      opened.track.stop();
      return null;
    }
    await publish(kind, opened.track);
    return opened;
  }

  /** What is captured and encoded follows the profile, also in the middle of a call. */
  function obey(profile: Profile): void {
    const text = JSON.stringify(profile);
    if (obeyed !== null && obeyed !== text) {
      const followed = [...tracks].map(([kind, track]) => conform(kind, track, profile));
      void Promise.all([...followed, ...screens.conform(profile)]).then(() => parts.links.reencode());
    }
    obeyed = text;
  }

  /** One message for one act of a moderator, with the reason of the first: the voice where that is lost. */
  function stopForbidden(self: SelfView): void {
    const sends = (kind: Kind) => (isDevice(kind) ? of(kind).is !== 'off' : screens.has(kind));
    const lost = KINDS.filter((kind) => !self.publish[kind].allowed && sends(kind));
    for (const kind of lost) {
      if (isDevice(kind)) drop(kind);
      else screens.drop(kind);
    }
    const [first] = lost;
    if (!first) return;
    const switchedOff = lost
      .filter((kind) => kind !== 'screenAudio' || lost.length === 1)
      .map((kind) => NOUNS[kind]);
    const were = switchedOff.length > 1 ? 'were' : 'was';
    const why = explain(self.publish[first], parts.now());
    parts.alert(`Your ${list.format(switchedOff)} ${were} switched off. ${why}`);
  }

  /** Stops whatever was published so; null when it is nothing of this page's any more. */
  function dropOne(publication: PublicationId): Kind | null {
    const kind = DEVICES.find((one) => {
      const media = of(one);
      return (media.is === 'on' || media.is === 'muted') && media.publication === publication;
    });
    if (!kind) return screens.closed(publication);
    drop(kind);
    return kind;
  }

  return {
    /** Starts, unmutes or mutes the microphone; muting keeps the device, so that unmuting is instant. */
    async setMicrophone(on: boolean, ready: MediaStreamTrack | null = null): Promise<void> {
      const media = of('microphone');
      if (media.is === 'off' && on) {
        const opened = await start('microphone', async (profile) =>
          ready ? { ok: true, track: ready } : parts.open('microphone', profile),
        );
        if (!opened) return ready?.stop();
        if (of('microphone').is !== 'muted' || !parts.self()?.unmute.allowed) return;
        // R15: whoever brought an open microphone in opens it again; whoever pressed the button just has.
        if (!ready) await this.setMicrophone(true);
        else parts.status('Microphones come in muted here. Unmute when you want to speak.');
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
        ready ? { ok: true, track: ready } : parts.open('camera', profile),
      );
    },

    setScreen: (on: boolean): Promise<void> => (on ? screens.share() : screens.stopAll()),
    stopScreen: screens.stop,

    change: (kind: Device) => change(kind),

    /** The camera is asked again for what the person wants of its picture. */
    async reshape(): Promise<void> {
      const track = tracks.get('camera');
      const profile = parts.self()?.profile;
      if (track && profile) await conform('camera', track, profile);
    },

    /** The microphone's sound is processed otherwise from now on. */
    async process(wanted: Processing): Promise<void> {
      const track = tracks.get('microphone');
      if (!track || (await process(track, wanted))) return;
      await change('microphone');
      const now = tracks.get('microphone');
      // Chromium gives a device that is open already with the processing that it has.
      if (now && !follows(now, wanted)) await change('microphone', true);
    },

    follow,

    /** R9: the server closed one of one's own publications for what it was. */
    exceeded({ publication, why }: Extract<Said, { readonly is: 'exceeded' }>): void {
      const kind = dropOne(publication);
      if (kind) parts.alert(`Your ${NOUNS[kind]} was switched off. ${explain(why, parts.now())}`);
    },

    /** R14: a host stopped one of one's own publications, and nothing else. */
    stopped({ publication, byName }: Extract<Said, { readonly is: 'stopped' }>): void {
      const kind = dropOne(publication);
      // The sound goes with its screen, and is not spoken of.
      if (!kind || kind === 'screenAudio') return;
      const what = kind === 'screen' ? 'one of your screens' : `your ${NOUNS[kind]}`;
      parts.alert(`${byName || 'A host'} stopped ${what}. You may start it again.`);
    },

    /** The server closed one of one's own publications, and nothing else that was said explains it. */
    closed(publication: PublicationId): void {
      const kind = dropOne(publication);
      if (kind) parts.alert(`Your ${NOUNS[kind]} was stopped. Ask a host.`);
    },

    /** Follows the server: what the gate no longer allows is stopped, and the person told why. */
    enforce(self: SelfView): void {
      obey(self.profile);
      stopForbidden(self);
      if (self.unmute.allowed || of('microphone').is !== 'on') return;
      hush();
      parts.alert(explain(self.unmute, parts.now()));
    },

    /**
     * After the server lost what this person was sending by their own choice: publishes it again.
     *
     * @param stands whether it still knows a publication
     */
    async resume(stands: (publication: PublicationId) => boolean = () => false): Promise<void> {
      for (const kind of DEVICES) {
        const media = of(kind);
        const track = tracks.get(kind);
        if (!track || (media.is !== 'on' && media.is !== 'muted') || stands(media.publication)) continue;
        void parts.links.attach(media.publication, null);
        tracks.delete(kind);
        if (refusal(kind)) {
          track.stop();
          set(kind, { is: 'off' });
          continue;
        }
        set(kind, { is: 'starting' });
        await publish(kind, track);
        if (media.is === 'muted') await this.setMicrophone(false);
        else if (kind === 'microphone' && of(kind).is === 'muted' && parts.self()?.unmute.allowed)
          await this.setMicrophone(true);
      }
      await screens.resume(stands);
    },

    stopAll(): void {
      for (const kind of DEVICES) drop(kind);
      screens.drop('screen');
    },
  };
}
