import { AudioLines, Hand, Lock, Mic, MicOff } from 'lucide-react';
import { type Voice, voiceWords } from './voice.ts';

/** One mark per state, the same on tiles, in lists and on one's own controls; its words are for screen readers. */
export function VoiceMark({
  voice,
  own = false,
  lockedBy = null,
}: {
  voice: Voice;
  own?: boolean;
  lockedBy?: string | null;
}) {
  const words = voiceWords(voice, own, lockedBy);
  return (
    <span className="inline-flex h-6 shrink-0 items-center gap-0.5" title={words}>
      <Shape voice={voice} />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function Shape({ voice }: { voice: Voice }) {
  switch (voice) {
    case 'speaking':
      return (
        <span className="inline-flex size-6 items-center justify-center rounded-full border-2 border-voice">
          <AudioLines aria-hidden size={13} strokeWidth={2.5} />
        </span>
      );
    case 'open':
      return <Mic aria-hidden size={17} />;
    case 'muted':
      return <MicOff aria-hidden size={17} />;
    case 'locked':
      return (
        <>
          <MicOff aria-hidden size={17} />
          <Lock aria-hidden size={12} />
        </>
      );
    case 'refused':
      return (
        <>
          <Mic aria-hidden size={17} strokeWidth={1.5} className="opacity-60" strokeDasharray="3 2.5" />
          <Hand aria-hidden size={13} />
        </>
      );
    case 'listening':
      return null;
  }
}
