'use client';

import { useId, useRef } from 'react';
import { Avatar } from '../../parts/avatar.tsx';
import { useView } from '../call-context.tsx';
import { TileLink } from '../connection/tile-link.tsx';
import { linkWords } from '../connection/words.ts';
import { useLevelOn, useSpeaking } from '../voice/use-voice.ts';
import { lockerOf, voiceOf, voiceWords } from '../voice/voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';
import { Label } from './label.tsx';
import { PausedPicture, pausedWords } from './paused.tsx';
import type { Shown } from './sources.ts';
import { TileTools } from './tile-tools.tsx';
import { useOnScreen } from './use-on-screen.ts';
import { usePaused } from './use-paused.ts';
import { useShowing } from './use-showing.ts';
import { useVideoTrack } from './use-video-track.ts';
import { Video } from './video.tsx';

export function FaceTile({ shown, large }: { shown: Shown; large: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  const description = useId();
  const view = useView();
  const track = useVideoTrack(shown);
  const onScreen = useOnScreen(element);
  const paused = usePaused(shown);
  useShowing(element, shown);
  useLevelOn(element, shown.source);
  const heard = useSpeaking(shown.source);

  const state = voiceOf(view, shown.source, null);
  const open = state === 'open';
  const lockedBy = state === 'locked' ? lockerOf(view, shown.source, null) : null;
  const voice = open ? (heard ? 'speaking' : 'open') : lockedBy === null ? 'muted' : 'locked';
  const words = open ? 'can be heard' : voiceWords(voice, shown.own, lockedBy).replace('Muted', 'muted');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={element}
      role="group"
      // A finger has nothing to hover with: touching the tile shows its buttons.
      tabIndex={-1}
      aria-label={shown.name}
      aria-describedby={description}
      className={`group/tile @container-size relative flex size-full items-center justify-center overflow-hidden rounded-lg bg-tile ${
        voice === 'speaking' ? 'voice-ring' : ''
      }`}
    >
      <span className="contents [@container(max-height:9rem)]:block [@container(max-height:9rem)]:-translate-y-3.5">
        <Avatar name={shown.name} size="tile" />
      </span>
      {track && onScreen && (
        <Video track={track} fit="cover" mirrored={shown.own} covered={paused !== null} />
      )}
      {paused && <PausedPicture why={paused} name={shown.name} />}
      <span id={description} hidden>
        {[
          words,
          shown.spotlit && 'shown large to everybody',
          paused && pausedWords(paused, false).join(''),
          !shown.own && linkWords(shown.name, shown.link),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {!shown.own && !paused && <TileLink name={shown.name} link={shown.link} />}
      <Label name={shown.name} own={shown.own} spotlit={shown.spotlit}>
        <VoiceMark voice={voice} lockedBy={lockedBy} />
      </Label>
      <TileTools tile={element} shown={shown} name={shown.name} picture={large && track !== null} />
    </div>
  );
}
