import type { SelfView } from '@/lib/core/roster/view.ts';
import type { OwnMedia } from './state.ts';

/**
 * R13: the one exception to "nobody opens a microphone but its owner's click": a raised hand was answered, and its
 * owner had chosen before to be opened then. A floor that nobody asked for, or that is had already, opens nothing.
 *
 * @param before how one stood a moment ago; null on coming in
 */
export function opensByItself(
  before: SelfView | null,
  self: SelfView,
  microphone: OwnMedia,
  chosen: boolean,
): boolean {
  const answered = self.grant?.cause === 'hand' || self.grant?.cause === 'queue';
  if (!chosen || !answered || !before || before.grant) return false;
  if (!self.publish.microphone.allowed || !self.unmute.allowed) return false;
  return microphone.is === 'off' || microphone.is === 'muted';
}
