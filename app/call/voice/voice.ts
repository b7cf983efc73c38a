import type { SpeakView, View } from '@/lib/core/roster/view.ts';

/**
 * The states of a voice, told apart by shape everywhere (`speaking` is `open` while something is heard).
 * `listening`: nothing is sent, and whether it could be is not ours to know.
 */
export type Voice = 'speaking' | 'open' | 'muted' | 'locked' | 'refused' | 'listening';

/** @param speak what this person may do, where the viewer may know it */
export function voiceOf(view: View, source: string, speak: SpeakView | null): Exclude<Voice, 'speaking'> {
  const microphone = Object.values(view.publications).find(
    (publication) => publication.source === source && publication.kind === 'microphone',
  );
  const own = source === view.self.source;
  if (microphone && !microphone.muted) return 'open';
  const may = own ? view.self.publish.microphone.allowed : (speak?.kinds.includes('microphone') ?? null);
  if (microphone || may) return lockerOf(view, source, speak) === null ? 'muted' : 'locked';
  return may === null ? 'listening' : 'refused';
}

/** Who locked a microphone: empty where that may not be known or is nobody, null when it is not locked. */
export function lockerOf(view: View, source: string, speak: SpeakView | null): string | null {
  if (source === view.self.source) {
    const { unmute } = view.self;
    if (unmute.allowed) return null;
    return 'mark' in unmute.reason && unmute.reason.mark ? unmute.reason.mark.byName : '';
  }
  const microphone = Object.values(view.publications).find(
    (publication) => publication.source === source && publication.kind === 'microphone',
  );
  return microphone?.lockedBy ?? speak?.lockedBy ?? null;
}

/** @param by who locked it, where that is known */
export function voiceWords(voice: Voice, own: boolean, by: string | null = null): string {
  switch (voice) {
    case 'speaking':
      return 'Speaking';
    case 'open':
      return 'Can be heard';
    case 'muted':
      return 'Muted';
    case 'locked':
      return `Muted by ${by || 'a host'}`;
    case 'refused':
      return own ? 'Not allowed to speak. Raise your hand' : 'Not allowed to speak';
    case 'listening':
      return 'Listening';
  }
}
