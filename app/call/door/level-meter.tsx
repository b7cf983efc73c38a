'use client';

import { Mic } from 'lucide-react';
import { type CSSProperties, useRef } from 'react';
import { useLevelOn, useSpeaking, useWatch } from '../voice/use-voice.ts';

const BARS = Array.from({ length: 12 }, (_, index) => index);
const KEY = 'preview';

/** Shows that the microphone hears; words instead of bars for those who asked for less motion. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const element = useRef<HTMLDivElement>(null);
  useWatch(KEY, track);
  useLevelOn(element, KEY);
  const heard = useSpeaking(KEY);
  return (
    <div ref={element} className="flex items-center gap-2 text-xs font-medium">
      <Mic aria-hidden size={15} />
      <span aria-hidden="true" className="flex items-center gap-0.5 motion-reduce:hidden">
        {BARS.map((bar) => {
          const style: CSSProperties = {
            opacity: `clamp(0.25, calc((var(--level, 0) - ${bar / BARS.length}) * 12), 1)`,
          };
          return <span key={bar} style={style} className="h-3.5 w-1 rounded-full bg-white" />;
        })}
      </span>
      <span className="motion-safe:sr-only">{heard ? 'We hear you' : 'Quiet so far'}</span>
    </div>
  );
}
