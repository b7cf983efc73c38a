import type { OwnMedia } from '@/lib/client/state.ts';
import type { View } from '@/lib/core/roster/view.ts';
import { whyNot } from '../why.ts';

/** How one stands with the floor; null when there is nothing to say. */
export type Floor =
  /** Somebody lets one speak. `open`: the microphone is on already, so only the time left matters. */
  | { readonly is: 'granted'; readonly words: string; readonly until: number | null; readonly open: boolean }
  /** Allowed, and yet muted by somebody who alone can undo it. */
  | { readonly is: 'locked'; readonly words: string }
  | { readonly is: 'waiting'; readonly words: string }
  | { readonly is: 'listening'; readonly words: string };

export function floorOf(view: View, microphone: OwnMedia, now: number): Floor | null {
  const { self, hands } = view;
  const may = self.publish.microphone;
  const locked = may.allowed ? whyNot(self.unmute, now) : null;
  if (self.grant && may.allowed && !locked) {
    const open = microphone.is === 'on';
    if (open && self.grant.until === null) return null;
    const who = self.grant.byName ? `${self.grant.byName} lets you speak.` : 'You may speak now.';
    return { is: 'granted', words: open ? who : `${who} Unmute when ready.`, until: self.grant.until, open };
  }
  if (self.handRaised) {
    const place = hands ? hands.findIndex(({ participant }) => participant === self.participant) + 1 : 0;
    const words =
      place === 0
        ? 'Your hand is raised. A host decides who speaks next.'
        : place === 1
          ? 'Your hand is raised. You are next.'
          : `Your hand is raised. You are number ${place}.`;
    return { is: 'waiting', words };
  }
  if (locked) return { is: 'locked', words: locked };
  if (may.allowed) return null;
  if (may.reason.because === 'override') return { is: 'listening', words: whyNot(may, now) ?? '' };
  if (may.remedy.do === 'raise-hand')
    return { is: 'listening', words: 'You are listening. Raise your hand to speak.' };
  if (may.remedy.do === 'ask-host')
    return { is: 'listening', words: 'You are listening. Ask a host to speak.' };
  return { is: 'listening', words: 'You are listening.' };
}
