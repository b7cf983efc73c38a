'use client';

import { Avatar } from '../../parts/avatar.tsx';
import { useView } from '../call-context.tsx';
import { shownSources } from '../stage/sources.ts';
import { useSpeaking } from '../voice/use-voice.ts';
import { lockerOf, voiceOf } from '../voice/voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';

/** For those who may not know who is present: it says so, and names whoever is on stage where that may be known. */
export function Speakers() {
  const view = useView();
  const { faces, screens } = shownSources(view);
  const sources = new Set([...faces, ...screens].map(({ source }) => source));
  return (
    <>
      <p className="rounded-lg bg-sunken p-3 text-sm">The list of people is not shown to you in this room.</p>
      {view.self.list.allowed && (
        <>
          <h3 className="px-2 pt-4 pb-1 text-sm font-semibold text-soft">On stage now</h3>
          {sources.size ? (
            <ul aria-label="On stage now">
              {[...sources].map((source) => {
                const shown = [...faces, ...screens].find((one) => one.source === source);
                return shown && <Speaker key={source} source={source} name={shown.name} own={shown.own} />;
              })}
            </ul>
          ) : (
            <p className="px-2 text-sm text-soft">Nobody. Whoever begins to speak appears here.</p>
          )}
        </>
      )}
    </>
  );
}

function Speaker({ source, name, own }: { source: string; name: string; own: boolean }) {
  const view = useView();
  const heard = useSpeaking(source);
  const voice = voiceOf(view, source, null);
  return (
    <li className="flex min-h-13 items-center gap-2.5 px-2">
      <Avatar name={name} size="sm" />
      <span className="min-w-0 grow truncate text-sm font-medium" dir="auto" title={name}>
        {name}
      </span>
      {own && <span className="shrink-0 text-sm text-soft">(you)</span>}
      <VoiceMark
        voice={voice === 'open' && heard ? 'speaking' : voice}
        own={own}
        lockedBy={lockerOf(view, source, null)}
      />
    </li>
  );
}
