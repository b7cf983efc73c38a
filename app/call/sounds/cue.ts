import type { CallState } from '@/lib/client/state.ts';

/** What is worth a sound, the most pressing first. */
export type Cue = 'ended' | 'turn' | 'waiting' | 'hand';

/** What a change of the call sounds like; null for nearly all of them. Coming in is no change. */
export function cueOf({ phase: before }: CallState, { phase: after }: CallState): Cue | null {
  // Whoever left knows.
  if (after.is === 'ended')
    return (before.is === 'in-call' || before.is === 'waiting') && after.reason.why !== 'left'
      ? 'ended'
      : null;
  if (before.is !== 'in-call' || after.is !== 'in-call' || before.view === after.view) return null;
  const [was, is] = [before.view, after.view];
  if (!was.self.grant && is.self.grant && is.self.publish.microphone.allowed) return 'turn';
  if (!is.self.moderation.includes('controlCalls')) return null;
  if (Object.keys(is.waiting ?? {}).some((one) => !was.waiting?.[one])) return 'waiting';
  const raised = new Set(was.hands?.map(({ participant }) => participant));
  const news = is.hands?.some(
    ({ participant }) => participant !== is.self.participant && !raised.has(participant),
  );
  return news ? 'hand' : null;
}
