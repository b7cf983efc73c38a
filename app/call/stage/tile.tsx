'use client';

import { useId, useRef } from 'react';
import { Avatar } from '../../parts/avatar.tsx';
import { useCallState, useView } from '../call-context.tsx';
import { useLevelOn, useSpeaking } from '../voice/use-voice.ts';
import { lockerOf, voiceOf, voiceWords } from '../voice/voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';
import type { Shown } from './sources.ts';
import { Video } from './video.tsx';

/** The track to show: one's own from the device, anybody else's as it arrives. */
function useVideoTrack(shown: Shown): MediaStreamTrack | null {
  return useCallState(({ own, tracks }) => {
    if (!shown.video || shown.video.muted) return null;
    if (!shown.own) return tracks[shown.video.id] ?? null;
    const media = own[shown.video.kind];
    return media.is === 'on' ? media.track : null;
  });
}

export function FaceTile({ shown }: { shown: Shown }) {
  const element = useRef<HTMLDivElement>(null);
  const description = useId();
  const view = useView();
  const track = useVideoTrack(shown);
  useLevelOn(element, shown.source);
  const heard = useSpeaking(shown.source);

  const state = voiceOf(view, shown.source, null);
  const open = state === 'open';
  const lockedBy = state === 'locked' ? lockerOf(view, shown.source, null) : null;
  const voice = open ? (heard ? 'speaking' : 'open') : lockedBy === null ? 'muted' : 'locked';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={element}
      role="group"
      aria-label={shown.name}
      aria-describedby={description}
      className={`@container-size relative flex size-full items-center justify-center overflow-hidden rounded-lg bg-tile ${
        voice === 'speaking' ? 'voice-ring' : ''
      }`}
    >
      <span className="contents [@container(max-height:9rem)]:block [@container(max-height:9rem)]:-translate-y-3.5">
        <Avatar name={shown.name} size="tile" />
      </span>
      {track && <Video track={track} fit="cover" mirrored={shown.own} />}
      <span id={description} hidden>
        {open ? 'can be heard' : voiceWords(voice, shown.own, lockedBy).replace('Muted', 'muted')}
      </span>
      <Label name={shown.name} own={shown.own}>
        <VoiceMark voice={voice} lockedBy={lockedBy} />
      </Label>
    </div>
  );
}

export function ScreenTile({ shown }: { shown: Shown }) {
  const track = useVideoTrack(shown);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={`${shown.name}'s screen`}
      className="@container-size relative flex size-full items-center justify-center overflow-hidden rounded-lg border border-line bg-sunken"
    >
      {track ? (
        <Video track={track} fit="contain" />
      ) : (
        <p className="p-4 text-center text-sm text-soft">The screen is on its way…</p>
      )}
      <Label name={shown.own ? 'You are sharing your screen' : `${shown.name}'s screen`} own={false} />
    </div>
  );
}

/** White on dark, because it lies on any picture. Hidden from screen readers: the group says the same. */
function Label({ name, own, children }: { name: string; own: boolean; children?: React.ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="absolute start-1.5 bottom-1.5 inline-flex h-7 [@container(min-height:9rem)]:start-2 [@container(min-height:9rem)]:bottom-2 [@container(min-height:9rem)]:h-8 max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-full bg-black/70 px-2.5 text-sm font-medium text-white"
    >
      {children}
      <span className="truncate" dir="auto" title={name}>
        {name}
      </span>
      {own && <span className="hidden shrink-0 font-normal [@container(min-width:9rem)]:inline">(you)</span>}
    </span>
  );
}
