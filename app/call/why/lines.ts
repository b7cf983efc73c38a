import type { Explained } from '@/lib/client/moderation.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';

/** One thing somebody may do or not. */
export interface Line {
  readonly title: string;
  readonly decision: Decision;
}

/** Everything the gate decides about one person, in the order in which people think of it. */
export function linesOf({ publish, subscribe, list, send, receive, unmute }: Explained): Line[] {
  const { audio, video } = subscribe;
  const together = JSON.stringify(audio) === JSON.stringify(video);
  return [
    { title: 'Speak', decision: publish.microphone },
    // Who may not speak has nothing to unmute, unless somebody also locked it.
    ...(publish.microphone.allowed || !unmute.allowed ? [{ title: 'Unmute', decision: unmute }] : []),
    { title: 'Show a camera', decision: publish.camera },
    { title: 'Share a screen', decision: publish.screen },
    ...(together
      ? [{ title: 'Watch and listen', decision: audio }]
      : [
          { title: 'Listen', decision: audio },
          { title: 'Watch', decision: video },
        ]),
    { title: 'See who is here', decision: list },
    { title: 'Write messages', decision: send },
    { title: 'Read messages', decision: receive },
  ];
}
