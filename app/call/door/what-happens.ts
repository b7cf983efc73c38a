import type { Look } from '@/lib/client/state.ts';
import { whyNot } from '../why.ts';

/** Says what joining will mean before it happens: what is heard and seen, and by whom. */
export function whatHappens(look: Look, on: { microphone: boolean; camera: boolean }, now: number): string {
  const refused = whyNot(look.enter, now);
  if (refused) return refused;
  return look.waits ? `A host lets you in first. ${whatThen(look, on, now)}` : whatThen(look, on, now);
}

function whatThen(look: Look, on: { microphone: boolean; camera: boolean }, now: number): string {
  const { microphone, camera } = look.publish;
  if (microphone.allowed || camera.allowed) return `You join as a speaker. ${whatOthersGet(look, on, now)}`;
  return `${asListener(look)} ${howToSpeak(look)}`;
}

function whatOthersGet(look: Look, on: { microphone: boolean; camera: boolean }, now: number): string {
  const locked = look.publish.microphone.allowed ? whyNot(look.unmute, now) : null;
  const muted = on.microphone && look.publish.microphone.allowed && look.muteOnEntry;
  const heard = on.microphone && look.publish.microphone.allowed && !locked && !muted;
  const seen = on.camera && look.publish.camera.allowed;
  if (heard && seen) return 'Others hear and see you at once.';
  if (heard) return 'Others hear you at once.';
  if (locked) return seen ? `Others see you at once. ${locked}` : locked;
  if (muted && !locked)
    return seen
      ? 'Others see you at once. Your microphone comes in muted, for you to unmute.'
      : 'Your microphone comes in muted, for you to unmute.';
  if (seen) return 'Others see you at once; nobody hears you until you unmute.';
  return 'Nobody hears or sees you until you switch something on.';
}

function asListener({ subscribe }: Look): string {
  if (!subscribe.audio.allowed && !subscribe.video.allowed)
    return 'You join, but you cannot watch or listen yet.';
  return subscribe.video.allowed ? 'You join as a listener.' : 'You join as a listener, without video.';
}

function howToSpeak({ publish: { microphone } }: Look): string {
  if (microphone.allowed) return '';
  switch (microphone.remedy.do) {
    case 'raise-hand':
      return 'You can raise your hand to speak.';
    case 'ask-host':
      return 'To speak, ask a host.';
    case 'sign-in':
      return 'To speak, use your own invitation link.';
    default:
      return 'Speaking is not possible here.';
  }
}
