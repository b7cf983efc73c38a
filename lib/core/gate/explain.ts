import type { Asked, Decision, Denied, Reason, Remedy } from './decision.ts';
import type { Kind } from './rights.ts';

/**
 * A decision in plain words: what, why, and what to do about it. Names somebody only where the reason still
 * carries a name (see `roster`, which removes names for those who may not list).
 *
 * @param now milliseconds since the epoch, to say how long ago something was set
 * @param name whom it is about, when it is told to somebody else; without it, it is told to them themselves
 */
export function explain(decision: Decision, now: number, name?: string): string {
  const who = name === undefined ? YOU : third(name);
  if (decision.allowed)
    return `${capital(doing(decision.right, who))} is allowed: ${why(decision.reason, now, who)}.`;
  // R27: when to ask again is said in the sentence itself.
  const remedy = decision.reason.because === 'denied' ? '' : REMEDY[decision.remedy.do](decision.remedy, who);
  return `${sentence(decision, now, who)}${remedy ? ` ${remedy}` : ''}`;
}

/** The reason alone, as a sentence, for where a yes or no and the remedy stand beside it. */
export function because(decision: Decision, now: number, name?: string): string {
  const who = name === undefined ? YOU : third(name);
  return decision.allowed ? `${capital(why(decision.reason, now, who))}.` : sentence(decision, now, who);
}

/** The words for whom it is about. */
interface Who {
  readonly subject: string;
  readonly were: string;
  readonly are: string;
  readonly object: string;
  readonly your: string;
}
const YOU: Who = { subject: 'you', were: 'were', are: 'are', object: 'you', your: 'your' };
const third = (name: string): Who => ({
  subject: name || 'this person',
  were: 'was',
  are: 'is',
  object: 'them',
  your: 'their',
});

const DOING: Record<Asked, (who: Who) => string> = {
  publish: () => 'speak',
  subscribe: () => 'watch and listen',
  list: () => 'see who is here',
  send: () => 'send messages',
  receive: () => 'read messages',
  enter: () => 'come in',
  moderate: () => 'do this',
  unmute: ({ your }) => `unmute ${your} microphone`,
};
const doing = (right: Asked, who: Who) => DOING[right](who);

/** Publishing as the person thinks of it: not every picture is speech. */
export const PUBLISHING: Record<Kind, (who: Who) => string> = {
  microphone: () => 'speak',
  camera: ({ your }) => `turn ${your} camera on`,
  screen: ({ your }) => `share ${your} screen`,
  screenAudio: () => 'share sound',
};

const KIND_WORDS: Record<Kind, string> = {
  microphone: 'Microphones',
  camera: 'Cameras',
  screen: 'Shared screens',
  screenAudio: 'Shared sound',
};

const NOUNS: Record<Kind, string> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'shared screen',
  screenAudio: 'shared sound',
};

function sentence({ right, reason, kind = 'microphone' }: Denied, now: number, who: Who): string {
  const { were, are, object } = who;
  const You = capital(who.subject);
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
      return `${You} ${were} removed from this room${by(reason.mark.byName)}.`;
    case 'override':
      if (right === 'publish' && kind === 'microphone')
        return `${You} ${were} stopped from speaking${by(reason.mark.byName)}${ago(reason.mark.at, now)}.`;
      if (right === 'publish')
        return `${You} may not ${PUBLISHING[kind](who)}: ${who === YOU ? 'you' : 'they'} were stopped${by(reason.mark.byName)}.`;
      return `${You} ${were} not given the right to ${doing(right, who)}${by(reason.mark.byName)}.`;
    case 'kind':
      return reason.scope === 'room'
        ? `${KIND_WORDS[reason.kind]} are switched off in this room.`
        : `${KIND_WORDS[reason.kind]} are switched off for ${object}.`;
    case 'not-moderator':
      return 'Only a host of this room can do this.';
    case 'denied': {
      const seconds = Math.max(1, Math.ceil((reason.until - now) / 1000));
      return `${You} ${were} not let in. ${who === YOU ? 'You' : 'They'} can ask again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
    }
    case 'exceeded':
      return reason.what === 'resolution'
        ? `${capital(who.your)} ${NOUNS[kind]} sent a larger picture than is allowed.`
        : `${capital(who.your)} ${NOUNS[kind]} sent more data than is allowed.`;
    case 'too-many':
      return `${You} may share ${reason.most} ${reason.most === 1 ? 'screen' : 'screens'} at once.`;
    case 'time-over':
      return `${capital(who.your)} time in this call is over.`;
    case 'hands-off':
      return 'Raising hands is switched off in this room.';
    case 'muted':
      return `${You} ${were} muted${by(reason.mark.byName)}${ago(reason.mark.at, now)}.`;
    case 'muted-all':
      return reason.mark?.byName
        ? `Everyone was muted by ${reason.mark.byName}.`
        : 'Everyone is muted in this room.';
    case 'data-off':
      return `Messages of apps are switched off ${reason.scope === 'room' ? 'in this room' : `for ${object}`}.`;
    case 'audience':
      return right === 'publish'
        ? `${You} ${are} not allowed to ${PUBLISHING[kind](who)}.`
        : `Only people chosen by the host may ${doing(right, who)}.`;
    case 'silence':
      return `Only members of this room may ${right === 'publish' ? PUBLISHING[kind](OTHERS) : doing(right, OTHERS)}.`;
    default:
      return `${You} may not ${doing(right, who)}.`;
  }
}

function why(reason: Reason, now: number, { subject, were, are, object }: Who): string {
  switch (reason.because) {
    case 'grant':
      return `${subject} ${were} given the floor${by(reason.grant.mark.byName)}${ago(reason.grant.mark.at, now)}`;
    case 'override':
      return `it was allowed for ${object}${by(reason.mark.byName)}`;
    case 'not-muted':
      return `nobody muted ${object}`;
    case 'role':
      return `${subject} ${are} ${reason.role === 'owner' ? 'the owner' : 'a moderator'} of this room`;
    case 'audience':
      return reason.audience === 'anyone' ? 'everyone may' : 'every member may';
    default:
      return 'the room allows it';
  }
}

const REMEDY: { readonly [Do in Remedy['do']]: (remedy: Remedy, who: Who) => string } = {
  'raise-hand': (_, who) => (who === YOU ? 'Raise your hand to ask.' : 'They can raise a hand to ask.'),
  'ask-host': (_, who) => (who === YOU ? 'Ask a host.' : 'They can ask a host.'),
  'sign-in': (_, who) =>
    who === YOU ? 'Sign in or use your invitation link.' : 'They can sign in or use their invitation link.',
  wait: (remedy) =>
    remedy.do === 'wait'
      ? `It opens at ${new Date(remedy.until).toISOString().slice(0, 16).replace('T', ' ')} UTC.`
      : '',
  none: () => '',
};

/** People in general. */
export const OTHERS: Who = third('');

export const by = (name: string) => (name ? ` by ${name}` : '');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 1) return '';
  return minutes < 60 ? ` ${minutes} min ago` : ` ${Math.round(minutes / 60)} h ago`;
}
