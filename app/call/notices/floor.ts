import type { OwnMedia } from '@/lib/client/state.ts';
import type { View } from '@/lib/core/roster/view.ts';
import { whyNot } from '../why.ts';

/** How one stands with the floor; null when there is nothing to say. */
export type Floor =
  /**
   * Somebody lets one speak. `open`: the microphone is on already, so only the time left matters. `turn`: nobody did;
   * it was one's turn in the queue, and can be given back.
   */
  | {
      readonly is: 'granted';
      readonly words: string;
      readonly until: number | null;
      readonly open: boolean;
      readonly turn: boolean;
    }
  /** Allowed, and yet muted by somebody who alone can undo it. */
  | { readonly is: 'locked'; readonly words: string }
  | { readonly is: 'waiting'; readonly words: string }
  | { readonly is: 'listening'; readonly words: string };

/** R28: what a host took, only a host gives back; the queue goes past it. */
const isPassedOver = ({ room, self }: View): boolean =>
  room.hands === 'auto' &&
  (self.publish.microphone.reason.because === 'override' || self.unmute.reason.because === 'muted');

export function floorOf(view: View, microphone: OwnMedia, now: number): Floor | null {
  const { self, hands } = view;
  const may = self.publish.microphone;
  const locked = may.allowed ? whyNot(self.unmute, now) : null;
  if (self.grant && may.allowed && !locked) {
    const open = microphone.is === 'on';
    const turn = self.grant.cause === 'queue';
    if (open && self.grant.until === null && !turn) return null;
    const who = turn
      ? 'It is your turn to speak.'
      : self.grant.byName
        ? `${self.grant.byName} lets you speak.`
        : 'You may speak now.';
    const opening = microphone.is === 'starting';
    const words = open ? who : `${who} ${opening ? 'Your microphone is opening.' : 'Unmute when ready.'}`;
    return { is: 'granted', words, until: self.grant.until, open, turn };
  }
  if (self.handRaised) {
    const place = hands ? hands.findIndex(({ participant }) => participant === self.participant) + 1 : 0;
    const words =
      place === 0 || isPassedOver(view)
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
