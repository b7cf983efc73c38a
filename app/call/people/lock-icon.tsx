import { Lock, MicOff } from 'lucide-react';

/** The mark of a locked voice, as one icon. */
export function LockIcon({ size = 18 }: { size?: number }) {
  return (
    <span aria-hidden="true" className="relative inline-flex" style={{ width: size, height: size }}>
      <MicOff size={size} />
      <Lock size={11} strokeWidth={3} className="absolute -end-1 -bottom-0.5 rounded-xs bg-raised" />
    </span>
  );
}
