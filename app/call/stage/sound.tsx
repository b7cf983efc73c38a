'use client';

import { useEffect, useRef } from 'react';
import { playOn } from '@/lib/client/speaker.ts';
import { useCallState, useView } from '../call-context.tsx';
import { useHeardMyself, useWatch } from '../voice/use-voice.ts';

/** Plays every voice that arrives, on the chosen speaker, and measures each for the rings. */
export function Sound() {
  const view = useView();
  const tracks = useCallState((state) => state.tracks);
  const ownMicrophone = useCallState(({ own }) => (own.microphone.is === 'on' ? own.microphone.track : null));
  // Whoever is not to be shown as speaking is not measured: no ring can be drawn anywhere.
  useWatch(view.self.source, view.self.profile.talkDetection ? ownMicrophone : null);
  useHeardMyself();
  return Object.values(view.publications).map(({ id, kind, source, talk }) => {
    const track = tracks[id];
    if (track?.kind !== 'audio' || source === view.self.source) return null;
    const voice = kind === 'microphone' ? (talk ? source : null) : id;
    return <Player key={id} track={track} voice={voice} />;
  });
}

function Player({ track, voice }: { track: MediaStreamTrack; voice: string | null }) {
  const element = useRef<HTMLAudioElement>(null);
  const speaker = useCallState((state) => state.devices.speaker.chosen);
  useWatch(voice ?? '', voice === null ? null : track);

  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    const play = () => audio.play().catch(() => {});
    void play();
    // A browser that wants one more touch before it lets a page sound gets it with the next one.
    const touched = () => audio.paused && void play();
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
      audio.srcObject = null;
    };
  }, [track]);

  useEffect(() => {
    if (element.current) playOn(element.current, speaker);
  }, [speaker]);

  // biome-ignore lint/a11y/useMediaCaption: live speech; there is nothing to load captions from
  return <audio ref={element} autoPlay />;
}
