import { Ban, Mic } from 'lucide-react';

/** Not the slashed microphone: stopping takes the right to speak away, muting does not. */
export function StopIcon() {
  return (
    <span aria-hidden="true" className="relative inline-flex size-[18px]">
      <Mic size={18} strokeWidth={1.5} className="opacity-70" />
      <Ban size={11} strokeWidth={3} className="absolute -end-1 -bottom-0.5 rounded-full bg-raised" />
    </span>
  );
}
