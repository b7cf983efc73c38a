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
  if (microphone) return microphone.muted ? 'muted' : 'open';
  if (source === view.self.source) return view.self.publish.microphone.allowed ? 'muted' : 'refused';
  if (!speak) return 'listening';
  return speak.kinds.includes('microphone') ? 'muted' : 'refused';
}

export function voiceWords(voice: Voice, own: boolean): string {
  switch (voice) {
    case 'speaking':
      return 'Speaking';
    case 'open':
      return 'Can be heard';
    case 'muted':
      return 'Muted';
    case 'locked':
      return 'Muted by a host';
    case 'refused':
      return own ? 'Not allowed to speak. Raise your hand' : 'Not allowed to speak';
    case 'listening':
      return 'Listening';
  }
}
