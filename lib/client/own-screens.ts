import { explain } from '@/lib/core/gate/explain.ts';
import type { PublicationId } from '@/lib/core/ids.ts';
import type { Profile } from '@/lib/core/profile.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';
import { conform, openScreen } from './devices.ts';
import type { Links } from './links.ts';
import type { Signaling } from './signaling.ts';
import type { OwnMedia, OwnScreen } from './state.ts';

export interface OwnScreensParts {
  readonly signaling: Pick<Signaling, 'request'>;
  readonly links: Pick<Links, 'attach'>;
  self(): SelfView | null;
  /** The gate's no, where there is one. */
  refusal(kind: 'screen' | 'screenAudio'): string | null;
  show(screens: readonly OwnScreen[], sound: OwnMedia): void;
  alert(text: string): void;
}

type Running = Extract<OwnScreen, { readonly is: 'on' }>;
/** Sound is sent of one screen at a time: what plays on two at once is not to be told apart by anybody. */
interface Sound extends Running {
  readonly of: PublicationId;
}

export type OwnScreens = ReturnType<typeof createOwnScreens>;

/** The screens that this person shares: each is chosen, and ends, by itself; the sound of one goes with it. */
export function createOwnScreens({ signaling, links, self, refusal, show, alert }: OwnScreensParts) {
  let screens: readonly Running[] = [];
  let starting = false;
  let sound: Sound | null = null;

  const draw = () => show(starting ? [...screens, { is: 'starting' }] : screens, sound ?? { is: 'off' });

  /** Asks the server; null where it said no, and the track is let go. */
  async function publish(
    kind: 'screen' | 'screenAudio',
    track: MediaStreamTrack,
    wanted: () => boolean,
  ): Promise<Running | null> {
    const answer = await signaling.request('media.publish', { kind });
    if (answer.ok && wanted() && track.readyState === 'live') {
      const { publication } = answer.value;
      void links.attach(publication, track);
      return { is: 'on', publication, track };
    }
    track.stop();
    if (answer.ok) void signaling.request('media.unpublish', { publication: answer.value.publication });
    else if (wanted()) alert(answer.failure.message);
    return null;
  }

  async function add(track: MediaStreamTrack, audio: MediaStreamTrack | undefined): Promise<void> {
    const screen = await publish('screen', track, () => starting);
    starting = false;
    if (screen) screens = [...screens, screen];
    draw();
    if (!screen) return audio?.stop();
    const { publication } = screen;
    // Ended from the browser's own bar.
    track.addEventListener('ended', () => void stop(publication));
    if (audio) await addSound(audio, publication);
  }

  async function addSound(track: MediaStreamTrack, of: PublicationId): Promise<void> {
    const stands = () => screens.some(({ publication }) => publication === of);
    if (sound || refusal('screenAudio')) return track.stop();
    const running = await publish('screenAudio', track, stands);
    if (!running) return;
    sound = { ...running, of };
    draw();
    track.addEventListener('ended', () => sound?.track === track && void unpublish(dropSound()));
  }

  function dropSound(): PublicationId[] {
    if (!sound) return [];
    const { publication, track } = sound;
    sound = null;
    track.stop();
    void links.attach(publication, null);
    draw();
    return [publication];
  }

  /** Stops some here, whatever the server knows; what it is to be told ended. */
  function drop(gone: readonly Running[]): PublicationId[] {
    screens = screens.filter((one) => !gone.includes(one));
    const ended = gone.map(({ publication, track }) => {
      track.stop();
      void links.attach(publication, null);
      return publication;
    });
    const silenced = gone.some(({ publication }) => publication === sound?.of) ? dropSound() : [];
    draw();
    return [...ended, ...silenced];
  }

  const unpublish = async (gone: readonly PublicationId[]): Promise<void> => {
    await Promise.all(gone.map((publication) => signaling.request('media.unpublish', { publication })));
  };

  async function stop(publication: PublicationId): Promise<void> {
    const found = screens.filter((one) => one.publication === publication);
    if (found.length) await unpublish(drop(found));
  }

  return {
    /** Shares one more. */
    async share(): Promise<void> {
      const profile = self()?.profile;
      if (!profile || starting) return;
      const why = refusal('screen') ?? full(screens.length, profile.screens);
      if (why) return alert(why);
      starting = true;
      draw();
      const opened = await openScreen(profile, sound === null);
      if (opened.ok && starting) return add(opened.track, opened.audio);
      if (opened.ok) for (const track of [opened.track, opened.audio]) track?.stop();
      else alert(opened.problem);
      starting = false;
      draw();
    },
    stop,
    async stopAll(): Promise<void> {
      await unpublish(this.drop('screen'));
    },
    /** Whether there is anything to take away. */
    has: (kind: 'screen' | 'screenAudio') =>
      kind === 'screen' ? starting || screens.length > 0 : sound !== null,
    /** Stops all of a kind here; what the server is to be told ended, unless it knows. */
    drop(kind: 'screen' | 'screenAudio'): PublicationId[] {
      if (kind === 'screenAudio') return dropSound();
      starting = false;
      return drop(screens);
    },
    /** The server closed one of them: which kind it was, or null when it is none of these. */
    closed(publication: PublicationId): 'screen' | 'screenAudio' | null {
      if (sound?.publication === publication) {
        dropSound();
        return 'screenAudio';
      }
      const found = screens.filter((one) => one.publication === publication);
      if (!found.length) return null;
      const [, ...besides] = drop(found);
      void unpublish(besides);
      return 'screen';
    },
    conform: (profile: Profile): Promise<void>[] =>
      screens.map(({ track }) => conform('screen', track, profile)),
    /** After the server lost what was shared: shares it again, as far as it may be. */
    async resume(stands: (publication: PublicationId) => boolean): Promise<void> {
      const had = screens.filter(({ publication }) => !stands(publication));
      const hadSound = sound && !stands(sound.publication) ? sound : null;
      if (!had.length && !hadSound) return;
      for (const { publication } of [...had, ...(hadSound ? [hadSound] : [])])
        void links.attach(publication, null);
      screens = screens.filter((one) => !had.includes(one));
      if (hadSound) sound = null;
      for (const { publication, track } of had) {
        const audio = hadSound?.of === publication ? hadSound.track : undefined;
        if (refusal('screen') || track.readyState !== 'live') {
          for (const one of [track, audio]) one?.stop();
          continue;
        }
        starting = true;
        await add(track, audio);
      }
      draw();
    },
  };
}

const full = (shared: number, most: number): string | null =>
  shared < most
    ? null
    : explain(
        {
          allowed: false,
          right: 'publish',
          kind: 'screen',
          reason: { rule: 'R12', because: 'too-many', most },
          remedy: { do: 'ask-host' },
        },
        Date.now(),
      );
