import type { Asked, Decision, Denied, Reason, Remedy } from './decision.ts';
import type { Kind } from './rights.ts';

/**
 * A decision in plain words: what, why, and what to do about it. Names somebody only where the reason still
 * carries a name (see `roster`, which removes names for those who may not list).
 *
 * @param now milliseconds since the epoch, to say how long ago something was set
 */
export function explain(decision: Decision, now: number): string {
  if (decision.allowed) return `${capital(doing(decision.right))} is allowed: ${why(decision.reason, now)}.`;
  const remedy = REMEDY[decision.remedy.do](decision.remedy);
  return `${sentence(decision, now)}${remedy ? ` ${remedy}` : ''}`;
}

const DOING: Record<Asked, string> = {
  publish: 'speak',
  subscribe: 'watch and listen',
  list: 'see who is here',
  send: 'send messages',
  receive: 'read messages',
  enter: 'come in',
  moderate: 'do this',
  unmute: 'unmute your microphone',
};
const doing = (right: Asked) => DOING[right];

/** Publishing as the person thinks of it: not every picture is speech. */
const PUBLISHING: Record<Kind, string> = {
  microphone: 'speak',
  camera: 'turn your camera on',
  screen: 'share your screen',
  screenAudio: 'share sound',
};

const KIND_WORDS: Record<Kind, string> = {
  microphone: 'Microphones',
  camera: 'Cameras',
  screen: 'Shared screens',
  screenAudio: 'Shared sound',
};

function sentence({ right, reason, kind = 'microphone' }: Denied, now: number): string {
  switch (reason.because) {
    case 'not-started':
      return 'This room is not open yet.';
    case 'expired':
      return 'This room is over.';
    case 'deleted':
      return 'This room no longer exists.';
    case 'paused':
      return `This room is paused${by(reason.mark.byName)}.`;
    case 'locked':
      return `This room was locked${by(reason.mark.byName)}.`;
    case 'full':
      return 'This room is full.';
    case 'banned':
      return `You were removed from this room${by(reason.mark.byName)}.`;
    case 'override':
      if (right === 'publish' && kind === 'microphone')
        return `You were stopped from speaking${by(reason.mark.byName)}${ago(reason.mark.at, now)}.`;
      if (right === 'publish')
        return `You may not ${PUBLISHING[kind]}: you were stopped${by(reason.mark.byName)}.`;
      return `You were not given the right to ${doing(right)}${by(reason.mark.byName)}.`;
    case 'kind':
      return reason.scope === 'room'
        ? `${KIND_WORDS[reason.kind]} are switched off in this room.`
        : `${KIND_WORDS[reason.kind]} are switched off for you.`;
    case 'not-moderator':
      return 'Only a host of this room can do this.';
    case 'hands-off':
      return 'Raising hands is switched off in this room.';
    case 'muted':
      return `You were muted${by(reason.mark.byName)}${ago(reason.mark.at, now)}.`;
    case 'muted-all':
      return reason.mark?.byName
        ? `Everyone was muted by ${reason.mark.byName}.`
        : 'Everyone is muted in this room.';
    case 'audience':
      return right === 'publish'
        ? `You are not allowed to ${PUBLISHING[kind]}.`
        : `Only people chosen by the host may ${doing(right)}.`;
    case 'silence':
      return `Only members of this room may ${right === 'publish' ? PUBLISHING[kind].replace('your ', 'their ') : doing(right)}.`;
    default:
      return `You may not ${doing(right)}.`;
  }
}

function why(reason: Reason, now: number): string {
  switch (reason.because) {
    case 'grant':
      return `you were given the floor${by(reason.grant.mark.byName)}${ago(reason.grant.mark.at, now)}`;
    case 'override':
      return `it was allowed for you${by(reason.mark.byName)}`;
    case 'not-muted':
      return 'nobody muted you';
    case 'role':
      return `you are ${reason.role === 'owner' ? 'the owner' : 'a moderator'} of this room`;
    case 'audience':
      return reason.audience === 'anyone' ? 'everyone may' : 'every member may';
    default:
      return 'the room allows it';
  }
}

const REMEDY: { readonly [Do in Remedy['do']]: (remedy: Remedy) => string } = {
  'raise-hand': () => 'Raise your hand to ask.',
  'ask-host': () => 'Ask a host.',
  'sign-in': () => 'Sign in or use your invitation link.',
  wait: (remedy) =>
    remedy.do === 'wait'
      ? `It opens at ${new Date(remedy.until).toISOString().slice(0, 16).replace('T', ' ')} UTC.`
      : '',
  none: () => '',
};

const by = (name: string) => (name ? ` by ${name}` : '');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 1) return '';
  return minutes < 60 ? ` ${minutes} min ago` : ` ${Math.round(minutes / 60)} h ago`;
}
