'use client';

import { MonitorX } from 'lucide-react';
import { useId, useRef } from 'react';
import { useCall, useView } from '../call-context.tsx';
import { TileLink } from '../connection/tile-link.tsx';
import { linkWords } from '../connection/words.ts';
import { outranks, powersOf } from '../people/rows.ts';
import { Label } from './label.tsx';
import { PausedPicture, pausedWords } from './paused.tsx';
import { type Shown, screenName } from './sources.ts';
import { cornerTools, TileTools, Tool } from './tile-tools.tsx';
import { useOnScreen } from './use-on-screen.ts';
import { usePaused } from './use-paused.ts';
import { useShowing } from './use-showing.ts';
import { useVideoTrack } from './use-video-track.ts';
import { Video } from './video.tsx';

export function ScreenTile({ shown, large }: { shown: Shown; large: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  const track = useVideoTrack(shown);
  const onScreen = useOnScreen(element);
  const paused = usePaused(shown);
  useShowing(element, shown);
  const description = useId();
  const { audio, video } = useView().self.subscribe;
  const name = screenName(shown);
  const own = shown.nth > 1 ? `You are sharing a screen (${shown.nth})` : 'You are sharing your screen';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={element}
      role="group"
      tabIndex={-1}
      aria-label={name}
      aria-describedby={description}
      className="group/tile @container-size relative flex size-full items-center justify-center overflow-hidden rounded-lg border border-line bg-sunken"
    >
      {!track && (
        <p className="p-4 text-center text-sm text-soft">
          {shown.own || video.allowed
            ? 'The screen is on its way…'
            : `You are not allowed to watch this.${audio.allowed ? ' You can listen.' : ''}`}
        </p>
      )}
      {track && onScreen && <Video track={track} fit="contain" covered={paused !== null} />}
      {paused && <PausedPicture why={paused} name={null} />}
      <span id={description} hidden>
        {[paused && pausedWords(paused, false).join(''), !shown.own && linkWords(shown.name, shown.link)]
          .filter(Boolean)
          .join(', ')}
      </span>
      {!shown.own && !paused && <TileLink name={shown.name} link={shown.link} />}
      <Label name={shown.own ? own : name} own={false} />
      {/* One's own screen stays small: shown large it would show itself, endlessly. */}
      {shown.own ? (
        <span className={cornerTools}>
          <StopOwn shown={shown} />
        </span>
      ) : (
        <TileTools tile={element} shown={shown} name={name} picture={large && track !== null}>
          <StopTheirs shown={shown} />
        </TileTools>
      )}
    </div>
  );
}

function StopOwn({ shown: { video } }: { shown: Shown }) {
  const call = useCall();
  if (!video) return null;
  return (
    <Tool label="Stop sharing this screen" press={() => void call.stopScreen(video.id)}>
      <MonitorX aria-hidden size={17} />
    </Tool>
  );
}

/** R14: for those who control the call. */
function StopTheirs({ shown: { video } }: { shown: Shown }) {
  const call = useCall();
  const { self, people } = useView();
  const person = video?.participant ? people?.[video.participant] : undefined;
  const powers = powersOf(self);
  if (!video || !person || !powers.control || !outranks(powers, person)) return null;
  return (
    <Tool label="Stop this screen" press={() => void call.stopPublication(video.id)}>
      <MonitorX aria-hidden size={17} />
    </Tool>
  );
}
